package com.moesif.logback.cli;

import com.moesif.logback.internal.spool.Inventory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Sends for each appender that has left something, one after the other. */
final class Sending {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final Path spool;
    private final SendOptions options;
    private final PrintStream out;
    private final Remains remains;
    /** To all of it; null when there is none. */
    private final String objection;
    /** What was asked, and the answer: nobody is asked twice. */
    private final Map<String, Boolean> answers = new HashMap<>();

    Sending(Path spool, SendOptions options, PrintStream out) throws IOException {
        this.spool = spool;
        this.options = options;
        this.out = out;
        this.remains = new Remains(spool);
        this.objection = Inventory.objection(spool)
                .map(why -> "not sent, since " + spool + " " + why)
                .orElse(null);
    }

    /** An appender's directories, which are sent together; its name is null when nothing says whose they are. */
    private record Sender(String name, Address to) {
        @Override
        public String toString() {
            return (name == null ? "an unknown owner" : "appender '" + name + "'") + " to " + to;
        }
    }

    /** Why it stays. */
    String reason(Inventory.Entry entry) {
        return remains.because(entry);
    }

    /** Whether dead letters lie in the spool, known once all is sent. */
    boolean leavesLetters() {
        return remains.hasLetters();
    }

    /** Where it goes; null, and its reason is kept, when it stays. */
    Address destination(Inventory.Entry entry) {
        if (objection != null) {
            remains.because(entry.directory(), objection);
            return null;
        }
        Destination destination = Destination.of(entry.owner(), options);
        String why = destination.why();
        if (destination.isSomewhere() && !agreed(entry, destination)) {
            why = Terminal.isThere()
                    ? "you said no"
                    : String.join(", ", destination.doubts())
                            + ", and there is no terminal on which to ask whether to send them. " + SendOptions.YES
                            + " sends them";
        }
        if (why == null) {
            return destination.to();
        }
        remains.because(entry.directory(), "not sent, " + why);
        return null;
    }

    private boolean agreed(Inventory.Entry entry, Destination destination) {
        if (destination.doubts().isEmpty()) {
            return true;
        }
        String what = SpoolCommand.whose(entry) + ": " + String.join(", and ", destination.doubts());
        return answers.computeIfAbsent(what + destination.to(), unasked -> {
            out.println("What was " + what + ".");
            out.flush();
            return options.yes() || Terminal.agrees("Send it to " + destination.to() + "?");
        });
    }

    /**
     * Until everything has an outcome, delivery is paused, or the collector takes nothing for too long.
     *
     * @param which of those that nobody holds
     */
    int send(Predicate<Inventory.Entry> which) throws IOException {
        Map<Sender, List<Inventory.Entry>> senders = new LinkedHashMap<>();
        for (Inventory.Entry entry : Inventory.of(spool)) {
            if (!which.test(entry)) {
                remains.because(entry.directory(), objection == null ? "not asked for" : objection);
                continue;
            }
            if (entry.life() == Inventory.Life.UNKNOWN) {
                remains.because(entry.directory(), "not touched, since it may be in use");
            }
            Address to = entry.life() == Inventory.Life.GONE ? destination(entry) : null;
            if (to != null) {
                String name = entry.owner() == null ? null : entry.owner().appender();
                senders.computeIfAbsent(new Sender(name, to), fresh -> new ArrayList<>())
                        .add(entry);
            }
        }
        for (Map.Entry<Sender, List<Inventory.Entry>> sender : senders.entrySet()) {
            send(sender.getKey(), sender.getValue());
        }
        if (senders.isEmpty()) {
            out.println("There is nothing to send.");
        }
        return remains.tell(out) ? Command.FINE : Command.WRONG;
    }

    private void send(Sender sender, List<Inventory.Entry> entries) throws IOException {
        long actions = 0;
        for (Inventory.Entry entry : entries) {
            actions += Remains.count(entry);
        }
        if (actions > 0) {
            out.println("Sending " + actions + " actions of " + sender + " …");
        }
        out.flush();
        List<Path> directories =
                entries.stream().map(Inventory.Entry::directory).toList();
        Queue<String> warnings = new ConcurrentLinkedQueue<>();
        Progress progress = new Progress(out, Terminal.isThere(), actions, System.nanoTime());
        String why;
        SpoolSender delivery = new SpoolSender(directories, sender.to.uri(), options.applicationId(), warnings::add);
        try (delivery) {
            why = await(delivery, warnings, progress);
        }
        warnings.forEach(progress::say);
        progress.end();
        SpoolSender.State state = delivery.state();
        if (actions > 0) {
            out.println("  delivered: " + state.delivered() + ", dead letters: " + state.dead());
        }
        delivery.leftovers().forEach(remains::because);
        delivery.settled().forEach(remains::settled);
        String unburied = delivery.unburied() == 0
                ? ""
                : delivery.unburied() + " actions were given up, and can't be written to the dead letters";
        directories.forEach(directory -> remains.because(directory, unburied.isEmpty() ? why : unburied));
    }

    /** Returns why what is left by then was not sent. */
    private String await(SpoolSender delivery, Queue<String> warnings, Progress progress) {
        Patience patience = new Patience(options.timeout(), System.nanoTime());
        while (true) {
            SpoolSender.State state = delivery.state();
            long nowNanos = System.nanoTime();
            for (String warning = warnings.poll(); warning != null; warning = warnings.poll()) {
                progress.say(warning);
            }
            progress.show(state, nowNanos);
            Optional<String> end = patience.end(state, nowNanos);
            if (end.isPresent()) {
                return end.get();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
