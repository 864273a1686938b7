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

    Remains(Path spool) {
        this.spool = spool;
    }

    /** @param left a directory, or a segment in one */
    void because(Path left, String why) {
        reasons.putIfAbsent(left, why);
    }

    /** Says what is there, and in the last line how much; whether nothing is but what appenders hold that run. */
    boolean tell(PrintStream out) throws IOException {
        long actions = 0;
        long inUse = 0;
        int directories = 0;
        int unread = 0;
        int notes = 0;
        for (Inventory.Entry entry : Inventory.of(spool)) {
            long here = count(entry);
            String name = entry.directory().getFileName() + ": ";
            if (entry.life() == Inventory.Life.RUNNING) {
                inUse += here;
                continue;
            }
            if (here > 0) {
                actions += here;
                directories++;
                out.println(name + here + " actions stay, " + SpoolCommand.whose(entry) + ": " + because(entry) + ".");
            }
            if (here == 0 && !entry.crashes().isEmpty()) {
                notes++;
                out.println(
                        name + "a note of a crash stays, " + SpoolCommand.whose(entry) + ": " + because(entry) + ".");
            }
            if (Inventory.hasUnread(entry)) {
                unread++;
                out.println(name + "files stay that were not looked into: it "
                        + (entry.trouble() == null ? "holds some that are not this user's alone" : entry.trouble())
                        + ".");
            }
        }
        StringJoiner last = new StringJoiner(" ");
        if (actions > 0) {
            last.add("Still there: " + actions + " actions in " + directories(directories) + ".");
        } else if (unread == 0 && notes == 0) {
            last.add("Nothing is left.");
        }
        if (notes > 0) {
            last.add("Notes of crashes stay in " + directories(notes) + ".");
        }
        if (unread > 0) {
            last.add("Not looked into: " + directories(unread) + ".");
        }
        if (inUse > 0) {
            last.add("Appenders that run hold " + inUse + " more.");
        }
        out.println(last.toString());
        return actions == 0 && unread == 0;
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

    String because(Inventory.Entry entry) {
        String why = null;
        for (Path segment : entry.segments()) {
            why = why == null ? reasons.get(segment) : why;
        }
        return why == null ? reasons.getOrDefault(entry.directory(), "it came meanwhile") : why;
    }
}
