package com.moesif.logback.cli;

import com.moesif.logback.internal.action.ActionLine;
import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.spool.Inventory;
import com.moesif.logback.internal.spool.Revival;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows the dead letters of a spool, and sends them again. */
final class DeadCommand implements Command {
    @Override
    public String name() {
        return "dead";
    }

    @Override
    public String usage() {
        return """
                dead DIR [--send [OPTIONS]]
                  Lists the dead letters in the <directory> of a <spool>: when each was given up and why, the collector's
                  answer, and its action.

                  --send  sends them once more, with the same ids, and beside them whatever else --send of the command spool
                          would send; everything said there holds here, the OPTIONS too. Appenders may run meanwhile. What is
                          refused again is a dead letter again; what is too large to be sent stays.
                """;
    }

    @Override
    public int run(List<String> given, PrintStream out) throws Misuse, IOException {
        Arguments arguments = Arguments.of(given, SendOptions.FLAGS, SendOptions.VALUES);
        Path spool = SendOptions.directory(arguments, Set.of());
        return arguments.has(SendOptions.SEND) ? send(spool, SendOptions.of(arguments), out) : list(spool, out);
    }

    private static int list(Path spool, PrintStream out) throws IOException {
        int[] count = {0};
        for (Inventory.Entry entry : Inventory.of(spool)) {
            for (Path file : entry.dead()) {
                Inventory.letters(file, letter -> {
                    count[0]++;
                    show(letter, out);
                });
            }
        }
        out.println("Dead letters: " + count[0] + ".");
        return FINE;
    }

    private static void show(Inventory.Letter letter, PrintStream out) {
        out.println(
                letter.time() + " " + letter.reason() + (letter.status() == 0 ? "" : " (HTTP " + letter.status() + ")")
                        + " " + ActionLine.of(letter.action()).actionName() + " " + letter.id());
        if (!letter.answer().isEmpty()) {
            out.println("  answer: " + letter.answer());
        }
        out.println("  " + Printable.json(new String(letter.action(), StandardCharsets.UTF_8)));
    }

    private static int send(Path spool, SendOptions options, PrintStream out) throws IOException {
        Sending sending = new Sending(spool, options, out);
        boolean stay = false;
        long kept = 0;
        Set<Inventory.Whose> owners = new HashSet<>();
        for (Inventory.Entry entry : Inventory.of(spool)) {
            if (entry.dead().isEmpty()) {
                continue;
            }
            if (sending.destination(entry) == null || entry.owner() == null) {
                out.println(
                        entry.directory().getFileName() + ": its dead letters stay, " + sending.reason(entry) + ".");
                stay = true;
                continue;
            }
            Revival.Result result = Revival.of(spool, entry);
            out.println(entry.directory().getFileName() + ": dead letters to be sent again: " + result.revived());
            kept += result.kept();
            owners.add(entry.owner());
        }
        if (kept > 0) {
            out.println("Left where they are, since they are too large to be sent, or damaged: " + kept);
        }
        int code = sending.send(
                entry -> owners.contains(entry.owner()) && !entry.segments().isEmpty());
        return stay ? WRONG : code;
    }
}
