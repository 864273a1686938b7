package com.moesif.logback.cli;

import com.moesif.logback.internal.spool.Inventory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/** What lies in a spool after a sending, and why: looked up there, not reckoned. */
final class Remains {
    private final Path spool;
    private final Map<Path, String> reasons = new HashMap<>();
    private final Map<Path, Long> settled = new HashMap<>();
    private final Tally actions = new Tally("action", "actions");
    private final Tally notes = new Tally("note", "notes");
    private final Tally unread = new Tally("directory", "directories");
    private final Tally letters = new Tally("dead letter", "dead letters");
    private final Tally lettersInUse = new Tally("dead letter", "dead letters");
    private final Tally damaged = new Tally("file of damaged lines", "files of damaged lines");
    private long inUse;

    Remains(Path spool) {
        this.spool = spool;
    }

    /** @param left a directory, or a segment in one */
    void because(Path left, String why) {
        reasons.putIfAbsent(left, why);
    }

    /** Of a segment that stays for the sake of others, so many have had an outcome. */
    void settled(Path segment, long actions) {
        settled.put(segment, actions);
    }

    /**
     * Says what is there, and in the last line how much. Whoever reads "Nothing is left." may delete the spool.
     *
     * @return whether nothing is but notes, and what appenders hold that run
     */
    boolean tell(PrintStream out) throws IOException {
        for (Inventory.Entry entry : Inventory.left(spool)) {
            if (entry.life() == Inventory.Life.RUNNING) {
                inUse += count(entry);
                lettersInUse.add(letters(entry), entry.directory());
            } else {
                tell(entry, out);
            }
        }
        StringJoiner last = new StringJoiner(" ");
        if (actions.isAny()) {
            last.add("Still there: " + actions.sum() + " actions in " + directories(actions.places()) + ".");
        }
        if (notes.isAny()) {
            last.add("Notes of crashes stay in " + directories(notes.places()) + ".");
        }
        if (unread.isAny()) {
            last.add("Not looked into: " + directories(unread.places()) + ".");
        }
        if (letters.isAny()) {
            last.add(letters.left());
        }
        if (damaged.isAny()) {
            last.add(damaged.left());
        }
        if (last.length() == 0 && !lettersInUse.isAny()) {
            last.add("Nothing is left.");
        }
        if (inUse > 0) {
            last.add("Appenders that run hold " + inUse + " more.");
        }
        if (lettersInUse.isAny()) {
            last.add("Of appenders that run, " + lettersInUse.left());
        }
        out.println(last.toString());
        return !actions.isAny() && !unread.isAny() && !letters.isAny() && !damaged.isAny();
    }

    private void tell(Inventory.Entry entry, PrintStream out) throws IOException {
        long here = count(entry)
                - entry.segments().stream()
                        .mapToLong(segment -> settled.getOrDefault(segment, 0L))
                        .sum();
        String name = entry.directory().getFileName() + ": ";
        actions.add(here, entry.directory());
        if (here > 0) {
            out.println(name + here + " actions stay, " + SpoolCommand.whose(entry) + ": " + because(entry) + ".");
        } else if (!entry.crashes().isEmpty()) {
            notes.add(1, entry.directory());
            out.println(name + "a note of a crash stays, " + SpoolCommand.whose(entry) + ": " + because(entry) + ".");
        }
        if (Inventory.hasUnread(entry)) {
            unread.add(1, entry.directory());
            out.println(name + "files stay that were not looked into: it "
                    + (entry.trouble() == null ? "holds some that are not this user's alone" : entry.trouble()) + ".");
        }
        letters.add(letters(entry), entry.directory());
        damaged.add(entry.corrupt().size(), entry.directory());
    }

    /** Whether there are dead letters, those of appenders that run among them. */
    boolean hasLetters() {
        return letters.isAny() || lettersInUse.isAny();
    }

    private static String directories(int count) {
        return count + (count == 1 ? " directory" : " directories");
    }

    /** Lines, the damaged ones too: they stay as well. */
    static long count(Inventory.Entry entry) throws IOException {
        long actions = 0;
        for (Path segment : entry.segments()) {
            Inventory.Content content = Inventory.read(segment);
            actions += content == null ? 0 : content.actions() + content.damaged();
        }
        return actions;
    }

    /** Lines, those too that somebody has spoilt: what they held lies nowhere else. */
    private static long letters(Inventory.Entry entry) throws IOException {
        long[] letters = {0};
        for (Path file : entry.dead()) {
            int spoilt = Inventory.letters(file, letter -> letters[0]++);
            letters[0] += spoilt;
        }
        return letters[0];
    }

    String because(Inventory.Entry entry) {
        String why = null;
        for (Path segment : entry.segments()) {
            why = why == null ? reasons.get(segment) : why;
        }
        return why == null ? reasons.getOrDefault(entry.directory(), "it came meanwhile") : why;
    }
}
