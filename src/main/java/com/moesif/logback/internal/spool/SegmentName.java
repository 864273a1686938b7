package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment's file: when it was begun, a number, and the version of what is in it, as in
 * {@code 1767225600000-000001.v1.segment}. By age: the oldest comes first. Without a version it is the first.
 */
final class SegmentName {
    static final String SUFFIX = ".segment";
    /** What {@link SegmentLine} describes. */
    static final int VERSION = 1;

    private static final Pattern VERSIONED = Pattern.compile("\\.v(\\d{1,9})\\" + SUFFIX + "$");

    private SegmentName() {}

    static String of(long millis, int number) {
        return String.format(Locale.ROOT, "%013d-%06d.v%d%s", millis, number, VERSION, SUFFIX);
    }

    /** Those that can be read here, oldest first. */
    static List<Path> all(Path directory) throws IOException {
        return DirectoryLock.files(directory, SUFFIX).stream()
                .filter(file -> version(file) <= VERSION)
                .toList();
    }

    /** Those that a newer version of this library has written, in a form that can't be known here. */
    static List<Path> newer(Path directory) throws IOException {
        return DirectoryLock.files(directory, SUFFIX).stream()
                .filter(file -> version(file) > VERSION)
                .toList();
    }

    private static int version(Path file) {
        Matcher matcher = VERSIONED.matcher(String.valueOf(file.getFileName()));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }

    /** Since when a segment waits, in epoch milliseconds: by its name, or where somebody has given it another one, by its file. */
    static long since(Path file) throws IOException {
        long begun = begun(file);
        return begun < 0
                ? Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis()
                : begun;
    }

    /** The moment in a segment's name, in epoch milliseconds; -1 when there is none. */
    static long begun(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return Long.parseLong(name.substring(0, Math.max(0, name.indexOf('-'))));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
