package com.moesif.logback.cli;

import com.moesif.logback.internal.spool.Inventory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows what lies in a spool, and sends it without the application. */
final class SpoolCommand implements Command {
    @Override
    public String name() {
        return "spool";
    }

    @Override
    public String usage() {
        return """
                spool DIR [--verify | --send [--application-id-file FILE]]
                  Shows what lies in the <directory> of a <spool>: for each appender whose it is and whether it runs, its
                  actions and since when they lie there, damaged lines that were set aside, and dead letters by reason.

                  --verify  names every file with damaged lines, and ends with 1 when there is one.
                  --send    sends what appenders that no longer run have left, to the address they had, oldest first and with
                            the same ids, and ends when all of it has an outcome. Nothing is lost by ending it before.
                            The application id is that in the environment variable MOESIF_APPLICATION_ID, or that in FILE;
                            what belongs to another id is not touched. Run it as the user that the service runs as.
                            A proxy or a trust store is given to Java: -Dhttps.proxyHost=…, -Djavax.net.ssl.trustStore=….
                """;
    }

    @Override
    public int run(List<String> given, PrintStream out) throws Misuse, IOException {
        SpoolArguments arguments = SpoolArguments.of(given, true);
        if (arguments.send()) {
            return new Sending(arguments.directory(), arguments.applicationId(), out)
                    .send(entry -> !entry.segments().isEmpty());
        }
        List<Inventory.Entry> entries = Inventory.of(arguments.directory());
        out.println(arguments.directory() + ": " + (entries.isEmpty() ? "nothing" : "appenders: " + entries.size()));
        boolean sound = true;
        for (Inventory.Entry entry : entries) {
            sound &= describe(entry, arguments.verify(), out);
        }
        if (arguments.verify()) {
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
        StringBuilder damaged = new StringBuilder();
        Instant oldest = null;
        for (Path segment : entry.segments()) {
            Inventory.Content content = Inventory.read(segment);
            if (content != null) {
                actions += content.actions();
                oldest = oldest == null ? content.begun() : oldest;
                damagedInAll += content.damaged();
                if (content.damaged() > 0) {
                    damaged.append("\n    ").append(segment).append(": ").append(content.damaged());
                }
            }
        }
        out.println("  segments: " + entry.segments().size() + ", actions: " + actions + ", bytes: " + entry.bytes()
                + (oldest == null ? "" : ", oldest: " + oldest));
        // The line that an appender is writing just now looks torn.
        boolean sound = damagedInAll == 0 || entry.life() == Inventory.Life.RUNNING && damagedInAll == 1;
        if (!sound) {
            out.println("  damaged lines: " + damagedInAll + (verify ? damaged : ""));
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

    static String whose(Inventory.Entry entry) {
        Inventory.Whose owner = entry.owner();
        return switch (entry.life()) {
                    case RUNNING -> "in use by ";
                    case GONE -> "left by ";
                    case UNKNOWN -> "in use or left (its lock can't be asked), of ";
                }
                + (owner == null
                        ? "nobody that can be told"
                        : "appender '" + owner.appender() + "', " + owner.baseUri()
                                + (owner.refused() ? ", whose application id was refused" : ""));
    }
}
