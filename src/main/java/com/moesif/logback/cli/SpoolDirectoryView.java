package com.moesif.logback.cli;

import com.moesif.logback.internal.spool.Inventory;
import com.moesif.logback.internal.spool.Spool;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What lies in the directory of one appender, read once and shown in two ways: for people, and as JSON. */
final class SpoolDirectoryView {
    private final Inventory.Entry entry;
    private final Map<String, Object> damaged = new LinkedHashMap<>();
    private final Map<String, Integer> dead = new TreeMap<>();
    private long bytes;
    private long actions;
    private long damagedInAll;
    private Instant oldest;
    private Instant newest;

    private SpoolDirectoryView(Inventory.Entry entry) {
        this.entry = entry;
    }

    static SpoolDirectoryView of(Inventory.Entry entry) throws IOException {
        SpoolDirectoryView view = new SpoolDirectoryView(entry);
        for (Path segment : entry.segments()) {
            Inventory.Content content = Inventory.read(segment);
            if (content != null) {
                view.read(segment, content);
            }
        }
        view.bytes = entry.bytes();
        for (Path file : entry.dead()) {
            Inventory.letters(file, letter -> view.dead.merge(letter.reason(), 1, Integer::sum));
        }
        return view;
    }

    private void read(Path segment, Inventory.Content content) throws IOException {
        actions += content.actions();
        oldest = oldest == null ? content.begun() : oldest;
        newest = content.actions() > 0 ? newest(segment) : newest;
        damagedInAll += content.damaged();
        if (content.damaged() > 0) {
            damaged.put(segment.toString(), content.damaged());
        }
    }

    /** When the last of its actions came; null when it has gone. */
    private static Instant newest(Path segment) throws IOException {
        try {
            return Files.getLastModifiedTime(segment).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Whether each line is; the one that an appender is writing just now looks torn. */
    boolean isSound() {
        return damagedInAll == 0 || entry.life() == Inventory.Life.RUNNING && damagedInAll == 1;
    }

    /** @param verify whether files with damaged lines are named */
    void print(boolean verify, PrintStream out) {
        out.println();
        Wrapped.println(out, entry.directory().getFileName() + ": " + SpoolCommand.whose(entry));
        out.println("  segments: " + entry.segments().size() + ", actions: " + actions + ", bytes: " + bytes);
        if (oldest != null) {
            out.println("  oldest: " + oldest + (newest == null ? "" : ", newest: " + newest));
        }
        for (Spool.Crash crash : entry.crashes()) {
            Wrapped.println(out, "  it ended without a stop: " + crash.loss() + "; " + crash.time());
        }
        if (entry.owner() != null && entry.trouble() != null) {
            Wrapped.println(out, "  it " + entry.trouble());
        }
        if (!isSound()) {
            out.println("  damaged lines: " + damagedInAll);
            if (verify) {
                damaged.forEach((file, lines) -> out.println("    " + file + ": " + lines));
            }
        }
        if (!entry.corrupt().isEmpty()) {
            out.println("  files of damaged lines set aside: " + entry.corrupt().size());
        }
        if (!dead.isEmpty()) {
            Wrapped.println(
                    out,
                    "  dead letters: "
                            + dead.entrySet().stream()
                                    .map(reason -> reason.getValue() + " " + reason.getKey())
                                    .collect(Collectors.joining(", ")));
        }
    }

    Map<String, Object> members() {
        Inventory.Whose owner = entry.owner();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("directory", entry.directory().toString());
        members.put("life", entry.life());
        members.put("pid", entry.pid() == 0 ? null : entry.pid());
        members.put("appender", owner == null ? null : owner.appender());
        members.put("baseUri", owner == null ? null : owner.baseUri());
        members.put("refused", owner != null && owner.refused());
        members.put("trouble", entry.trouble());
        members.put("segments", entry.segments().size());
        members.put("actions", actions);
        members.put("bytes", bytes);
        members.put("oldest", oldest);
        members.put("newest", newest);
        members.put("damagedLines", damaged);
        members.put("corruptFiles", entry.corrupt().size());
        members.put("deadLetters", dead);
        members.put(
                "crashes",
                entry.crashes().stream().map(SpoolDirectoryView::members).toList());
        return members;
    }

    private static Map<String, Object> members(Spool.Crash crash) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("lostAtLeast", crash.atLeast());
        members.put("lostAtMost", crash.atMost() == Spool.Crash.NOT_KNOWN ? null : crash.atMost());
        members.put("lastWrite", crash.lastWrite());
        return members;
    }
}
