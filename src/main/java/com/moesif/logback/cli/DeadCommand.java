package com.moesif.logback.cli;

import com.moesif.logback.internal.action.ActionLine;
import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.settings.SpoolSettings;
import com.moesif.logback.internal.spool.DeadLetterReplay;
import com.moesif.logback.internal.spool.Inventory;
import com.moesif.logback.internal.spool.LetterRemoval;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows the dead letters of a spool, and sends them again. */
final class DeadCommand implements Command {
    private static final String FULL = "--full";
    static final String DELETE = "--delete";
    private static final String JSON = "--json";
    /** Of an action, where nobody wants all of it: some twelve lines of a terminal. */
    private static final int MOST_SHOWN = 1_000;
    /** The collector's limit for one action. */
    static final int MOST_SENT = 1_000_000;

    @Override
    public String name() {
        return "dead";
    }

    @Override
    public String summary() {
        return "shows the actions that were given up; sends or removes them";
    }

    @Override
    public String usage() {
        return """
                dead DIR [--full | --json | --send [OPTIONS] | --delete ID… [--yes]]
                  Lists the dead letters in the <directory> of a <spool>: when each was given up
                  and why, the collector's answer, and its action.

                  --full    shows all of a long action, which is cut otherwise.
                  --json    one JSON document: {"letters": [{"time": …, "reason": …, "status":
                            …, "answer": …, "id": …, "file": …, "lacking": […], "tooLarge": …,
                            "action": {…}}], "spoiltLines": …}, with each complete action.
                            "file" is the one it lies in, and "lacking" names the <required>
                            fields that it did not have. Where somebody has edited the file,
                            an action that is no JSON any more is a text with the name
                            "spoiltAction", and "spoiltLines" says how many lines are no
                            letters any more.
                  --delete  removes those with these ids for good, after a question.
                  --send    sends them once more, with the same ids, and beside them whatever
                            else --send of the command spool would send; its help and its
                            OPTIONS hold here, too. Appenders may run meanwhile. A letter that
                            is refused again stays, once others have been accepted after it.
                            What is too large or, after 30 days, too old to be sent stays as
                            it is, and so does what lacks a <required> field until somebody
                            has added the field to its action in the file that is named. Each
                            sending gives it another name.

                  dead /var/lib/acme/actions
                  dead /var/lib/acme/actions --send \\
                      --application-id-file /run/secrets/moesif/application-id
                  dead /var/lib/acme/actions --delete a3765025-46ec-45dd-bc83-b136c8d1d257
                """;
    }

    @Override
    public int run(List<String> given, PrintStream out) throws Misuse, IOException {
        Set<String> flags = new HashSet<>(SendOptions.FLAGS);
        flags.addAll(Set.of(FULL, DELETE, JSON));
        Arguments arguments = Arguments.of(given, flags, SendOptions.VALUES);
        if (arguments.has(DELETE)) {
            return delete(arguments, out);
        }
        if (arguments.has(SendOptions.SEND) && arguments.words().size() > 1) {
            throw new Misuse(SendOptions.SEND + " takes no ids: it sends all the dead letters in DIR, not: "
                    + Arguments.shown(idsBehind(arguments)) + ".");
        }
        Path spool = SendOptions.directory(arguments, Set.of(FULL, JSON));
        if (arguments.has(JSON) && !arguments.has(SendOptions.SEND)) {
            DeadLettersJson.print(spool, out);
            return FINE;
        }
        return arguments.has(SendOptions.SEND)
                ? send(spool, SendOptions.of(arguments), out)
                : list(spool, arguments.has(FULL), out);
    }

    /** What stands behind the directory. */
    private static List<String> idsBehind(Arguments arguments) {
        return arguments.words().subList(1, arguments.words().size());
    }

    private static int list(Path spool, boolean full, PrintStream out) throws IOException {
        int[] count = {0};
        int[] tooLarge = {0};
        int spoilt = 0;
        Set<String> spoiltFiles = new LinkedHashSet<>();
        for (Inventory.Entry entry : Inventory.of(spool)) {
            for (Path file : entry.dead()) {
                int spoiltHere = Inventory.letters(file, letter -> {
                    count[0]++;
                    tooLarge[0] += letter.action().length > MOST_SENT ? 1 : 0;
                    show(letter, full, out);
                });
                if (spoiltHere > 0) {
                    spoilt += spoiltHere;
                    spoiltFiles.add(Printable.line(file.toString()));
                }
            }
        }
        out.println("Dead letters: " + count[0] + ".");
        if (spoilt > 0) {
            out.println("Lines that are no letters, since somebody has changed more of them than the action: " + spoilt
                    + ". They are not sent, and stay in " + String.join(", ", spoiltFiles) + ".");
        }
        if (tooLarge[0] > 0) {
            out.println(
                    "Too large to be sent, with over " + MOST_SENT + " bytes: " + tooLarge[0] + ". The collector will"
                            + " never take them. Log less in one action; what they bill has to be entered by hand, by what "
                            + FULL + " shows. Then " + DELETE + " ID removes them.");
        }
        return FINE;
    }

    private static void show(Inventory.Letter letter, boolean full, PrintStream out) {
        out.println(
                letter.time() + " " + letter.reason() + (letter.status() == 0 ? "" : " (HTTP " + letter.status() + ")")
                        + " " + ActionLine.of(letter.action()).actionName() + " " + letter.id());
        if (!letter.answer().isEmpty()) {
            Wrapped.println(out, "  answer: " + letter.answer());
        }
        if (!letter.lacking().isEmpty()) {
            String lacks = String.join(", ", RequiredField.shown(letter.lacking()));
            out.println(Printable.line("  lacks: " + lacks + ", to be added to its action in " + letter.file()));
        }
        String action = new String(letter.action(), StandardCharsets.UTF_8);
        boolean cut = !full && action.length() > MOST_SHOWN;
        out.println("  " + Printable.json(cut ? action.substring(0, MOST_SHOWN) : action)
                + (cut ? " … (" + letter.action().length + " bytes; " + FULL + " shows all)" : ""));
    }

    private static int delete(Arguments arguments, PrintStream out) throws Misuse, IOException {
        Set<String> names = arguments.names();
        names.removeAll(Set.of(DELETE, SendOptions.YES));
        if (arguments.words().size() < 2 || !names.isEmpty()) {
            throw new Misuse("it takes DIR " + DELETE + " ID…, and " + SendOptions.YES + " at most.");
        }
        Path spool = Path.of(arguments.words().get(0));
        Set<String> ids = TypedIds.of(idsBehind(arguments));
        List<Inventory.Entry> entries = Inventory.of(spool);
        Optional<String> objection = Inventory.objection(spool);
        if (objection.isPresent()) {
            out.println("Nothing is removed: " + spool + " " + objection.get());
            return WRONG;
        }
        if (!arguments.has(SendOptions.YES)
                && !Terminal.agrees(
                        "Remove " + ids.size() + (ids.size() == 1 ? " dead letter" : " dead letters") + " for good?")) {
            out.println(
                    Terminal.isThere()
                            ? "Nothing is removed."
                            : "Nothing is removed, since there is no terminal on which to ask. " + SendOptions.YES
                                    + " removes them.");
            return WRONG;
        }
        Set<String> removed = new HashSet<>();
        for (Inventory.Entry entry : entries) {
            removed.addAll(LetterRemoval.of(entry, ids));
        }
        ids.removeAll(removed);
        out.println("Removed: " + removed.size() + "."
                + (ids.isEmpty() ? "" : " Not there: " + String.join(", ", ids) + "."));
        return ids.isEmpty() ? FINE : WRONG;
    }

    private static int send(Path spool, SendOptions options, PrintStream out) throws IOException {
        Sending sending = new Sending(spool, options, out);
        boolean stay = false;
        long kept = 0;
        StayingLetters staying = new StayingLetters(SpoolSender.standard(SpoolSettings.MAX_AGE));
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
            DeadLetterReplay.Result result = DeadLetterReplay.of(spool, entry, staying::maySend);
            out.println(entry.directory().getFileName() + ": dead letters to be sent again: " + result.revived());
            kept += result.kept();
            owners.add(entry.owner());
        }
        if (kept > 0) {
            out.println("Left where they are, since they are too large to be sent, or damaged: " + kept);
        }
        staying.tell(out);
        int code = sending.send(
                entry -> owners.contains(entry.owner()) && !entry.segments().isEmpty());
        // Of appenders that run, too: their letters were asked for.
        return stay || staying.areAny() || sending.leavesLetters() ? WRONG : code;
    }
}
