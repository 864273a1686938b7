package com.moesif.logback.cli;

import com.moesif.logback.SpoolDrain;
import com.moesif.logback.internal.spool.Inventory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Sends for each appender that has left something, one after the other. */
final class Sending {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final Path spool;
    private final String applicationId;
    private final PrintStream out;

    Sending(Path spool, String applicationId, PrintStream out) {
        this.spool = spool;
        this.applicationId = applicationId;
        this.out = out;
    }

    /** An appender by its name and address: all of its directories are sent together. */
    private record Sender(String name, String baseUri) {}

    /** Those that may be sent for; says of each other why not. */
    List<Inventory.Entry> meant(List<Inventory.Entry> entries) {
        List<Inventory.Entry> meant = new ArrayList<>();
        for (Inventory.Entry entry : entries) {
            String why = null;
            if (entry.owner() == null) {
                why = "nothing says whose it is";
            } else if (!entry.owner().isMeantFor(applicationId)) {
                why = "it belongs to another application id";
            }
            if (why == null) {
                meant.add(entry);
            } else {
                out.println(entry.directory().getFileName() + ": " + SpoolCommand.whose(entry) + ": not sent, " + why
                        + ".");
            }
        }
        return meant;
    }

    /**
     * Until everything has an outcome, or delivery is paused.
     *
     * @param which of those that nobody holds
     */
    int send(Predicate<Inventory.Entry> which) throws IOException {
        List<Inventory.Entry> left = Inventory.of(spool).stream().filter(which).toList();
        Set<Sender> senders = new LinkedHashSet<>();
        boolean all = true;
        for (Inventory.Entry entry : meant(left)) {
            if (entry.life() == Inventory.Life.GONE) {
                senders.add(new Sender(entry.owner().appender(), entry.owner().baseUri()));
            } else {
                all &= entry.life() == Inventory.Life.RUNNING;
                out.println(entry.directory().getFileName() + ": " + SpoolCommand.whose(entry) + ": not touched.");
            }
        }
        for (Sender sender : senders) {
            all &= send(sender);
        }
        if (senders.isEmpty()) {
            out.println("Nothing to send.");
        }
        return all ? Command.FINE : Command.WRONG;
    }

    private boolean send(Sender sender) {
        out.println("Sending for appender '" + sender.name + "' to " + sender.baseUri + " …");
        out.flush();
        try (SpoolDrain drain = new SpoolDrain(spool, sender.name, sender.baseUri, applicationId)) {
            Optional<String> paused = drain.pausedReason();
            while (!drain.isDone() && paused.isEmpty()) {
                LockSupport.parkNanos(LOOK_NANOS);
                paused = drain.pausedReason();
            }
            out.println("  delivered: " + drain.delivered() + ", dead letters: " + drain.dead()
                    + paused.map(reason -> "; the rest stays in its files, since delivery pauses: " + reason)
                            .orElse(""));
            return paused.isEmpty();
        }
    }
}
