package com.moesif.logback.cli;

import com.moesif.logback.internal.spool.Inventory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows what lies in a spool, and sends it without the application. */
final class SpoolCommand implements Command {
    private static final String VERIFY = "--verify";

    @Override
    public String name() {
        return "spool";
    }

    @Override
    public String summary() {
        return "shows what lies in a spool, checks it, and sends it without the application";
    }

    @Override
    public String usage() {
        return """
                spool DIR [--verify | --send [OPTIONS]]
                  Shows what lies in the <directory> of a <spool>: for each appender whose it is and whether it runs, its
                  actions, the oldest and the newest of them, damaged lines that were set aside, and dead letters by reason.

                  --verify  names every file with damaged lines, and ends with 1 when there is one.
                  --send    sends what appenders that no longer run have left, oldest first and with the same ids. It needs
                            no room on the disk, and nothing is lost by ending it before. The last line says what is
                            still there; it ends with 1 when there is something.
                            The application id is that in the environment variable MOESIF_APPLICATION_ID, or that in FILE:
                            what belongs to another id is not touched. Run it as the user that the service runs as.
                            A proxy or a trust store is given to Java: -Dhttps.proxyHost=…, -Djavax.net.ssl.trustStore=….

                    --application-id-file FILE
                    --base-uri URI   sends to this address. Without it only what is bound for Moesif's own is sent. What is
                                     bound for still another one is sent here after a question.
                    --take-over      sends, after a question, also what belongs to another application id: for one that
                                     follows an old one.
                    --yes            asks no question.
                    --insecure       sends by plain http, too, to another machine.
                    --timeout TIME   ends when the collector has taken nothing for so long: 30s, 5min (the default), 2h.

                  spool /var/lib/acme/actions
                  spool /var/lib/acme/actions --send --application-id-file /run/secrets/moesif/application-id
                  spool /var/lib/acme/actions --send --base-uri https://moesif-proxy.acme.internal --timeout 1h
                """;
    }

    @Override
    public int run(List<String> given, PrintStream out) throws Misuse, IOException {
        Set<String> flags = new HashSet<>(SendOptions.FLAGS);
        flags.add(VERIFY);
        Arguments arguments = Arguments.of(given, flags, SendOptions.VALUES);
        Path spool = SendOptions.directory(arguments, Set.of(VERIFY));
        if (arguments.has(SendOptions.SEND)) {
            return new Sending(spool, SendOptions.of(arguments), out)
                    .send(entry -> !entry.segments().isEmpty());
        }
        return show(spool, arguments.has(VERIFY), out);
    }

    private static int show(Path spool, boolean verify, PrintStream out) throws IOException {
        List<Inventory.Entry> entries = Inventory.of(spool);
        out.println(spool + ": " + (entries.isEmpty() ? "nothing" : "appenders: " + entries.size()));
        Inventory.objection(spool).ifPresent(why -> out.println("Nothing in it is sent from here: it " + why));
        boolean sound = true;
        for (Inventory.Entry entry : entries) {
            sound &= describe(entry, verify, out);
        }
        if (verify) {
            out.println();
            out.println(sound ? "Every line is sound." : "There are damaged lines. They cost nothing but themselves.");
            return sound ? FINE : WRONG;
        }
        return FINE;
    }

    /** Whether each line that was read is sound. */
    private static boolean describe(Inventory.Entry entry, boolean verify, PrintStream out) throws IOException {
        out.println();
        out.println(entry.directory().getFileName() + ": " + whose(entry));
        long actions = 0;
        long damagedInAll = 0;
        List<String> damaged = new ArrayList<>();
        Instant oldest = null;
        Instant newest = null;
        for (Path segment : entry.segments()) {
            Inventory.Content content = Inventory.read(segment);
            if (content != null) {
                actions += content.actions();
                oldest = oldest == null ? content.begun() : oldest;
                newest = content.actions() > 0 ? newest(segment) : newest;
                damagedInAll += content.damaged();
                if (content.damaged() > 0) {
                    damaged.add("    " + segment + ": " + content.damaged());
                }
            }
        }
        out.println("  segments: " + entry.segments().size() + ", actions: " + actions + ", bytes: " + entry.bytes()
                + (oldest == null ? "" : ", oldest: " + oldest) + (newest == null ? "" : ", newest: " + newest));
        entry.crashes()
                .forEach(crash -> out.println("  it ended without a stop: " + crash.loss() + "; last write: "
                        + Instant.ofEpochMilli(crash.wroteMillis())));
        if (entry.owner() != null && entry.trouble() != null) {
            out.println("  it " + entry.trouble());
        }
        // The line that an appender is writing just now looks torn.
        boolean sound = damagedInAll == 0 || entry.life() == Inventory.Life.RUNNING && damagedInAll == 1;
        if (!sound) {
            out.println("  damaged lines: " + damagedInAll);
            if (verify) {
                damaged.forEach(out::println);
            }
        }
        if (!entry.corrupt().isEmpty()) {
            out.println("  files of damaged lines set aside: " + entry.corrupt().size());
        }
        Map<String, Integer> dead = new TreeMap<>();
        for (Path file : entry.dead()) {
            Inventory.letters(file, letter -> dead.merge(letter.reason(), 1, Integer::sum));
        }
        if (!dead.isEmpty()) {
            out.println("  dead letters: "
                    + dead.entrySet().stream()
                            .map(reason -> reason.getValue() + " " + reason.getKey())
                            .collect(Collectors.joining(", ")));
        }
        return sound;
    }

    /** When the last of its actions came; null when it has gone. */
    private static Instant newest(Path segment) throws IOException {
        try {
            return Files.getLastModifiedTime(segment).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    static String whose(Inventory.Entry entry) {
        Inventory.Whose owner = entry.owner();
        return switch (entry.life()) {
                    case RUNNING -> "in use by " + (entry.pid() == 0 ? "" : "process " + entry.pid() + ", ");
                    case GONE -> "left by ";
                    case UNKNOWN -> "in use or left (nobody can tell now), of ";
                }
                + (owner == null
                        ? "an unknown owner" + (entry.trouble() == null ? "" : ": it " + entry.trouble())
                        : "appender '" + owner.appender() + "', " + owner.baseUri()
                                + (owner.refused() ? ", whose application id was refused" : ""));
    }
}
