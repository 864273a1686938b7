package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * How many actions had been accepted, and how many of them were in files, as of the last write: a line in a file beside the
 * segments, overwritten in its place. A stop deletes it; whoever finds one knows that there was a crash, and how much it took.
 * Its suffix is that of unfinished files: a version of this library that does not know it removes it, and loses nothing else.
 * Written with the writer lock held; its own lock is for the exit, which ends it on another thread.
 */
final class Watermark {
    static final String SUFFIX = ".accepted" + PrivateFiles.UNFINISHED;
    /** In place of the most that a crash may take, once the disk has failed. */
    static final long UNKNOWN = 9_999_999_999L;

    /** So exact is the time that is told of a crash. */
    private static final long AT_LEAST_EVERY_MILLIS = 1_000;

    private static final int DIGITS = 18;
    private static final int SUM_DIGITS = 10;
    private static final Pattern LINE =
            Pattern.compile("(accepted=(\\d{18}) written=(\\d{18}) most=(\\d{18}) at=(\\d{18})) sum=(\\d{10})\n");

    private static final int LENGTH = blank().length;

    private final DirectoryLock home;
    private final Path file;
    private final InstantSource clock;
    private final CRC32C crc = new CRC32C();
    private final byte[] line = blank();
    private OutFile out;
    /** Of two, by turns: a line that was cut short leaves the one before. */
    private int slot;

    private boolean broken;
    private boolean ended;
    /** The most that was written last; negative before that. */
    private long marked = -1;
    /** How many were in memory then. */
    private long markedWaiting;

    private long markedMillis;

    /** The name is one that no other life has in this directory. */
    Watermark(DirectoryLock home, Environment environment) {
        this.home = home;
        this.file = home.directory.resolve(environment.uniqueNames().get() + SUFFIX);
        this.clock = environment.clock();
    }

    private static byte[] blank() {
        String number = "0".repeat(DIGITS);
        return "accepted=%1$s written=%1$s most=%1$s at=%1$s sum=%2$s\n"
                .formatted(number, "0".repeat(SUM_DIGITS))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * To be called before the write. What would say as much as the last line did, but for a time that differs by less than a
     * second, is not written.
     *
     * @param accepted actions so far
     * @param written of them, when the write has succeeded
     * @param most actions that a crash may take before this is called again; where that is none it is written once
     */
    synchronized void mark(long accepted, long written, long most) {
        boolean varies = most != 0;
        if (ended || broken || !varies && most == marked || !home.holds()) {
            return;
        }
        long now = clock.millis();
        if (varies && isSaid(accepted - written, most, now)) {
            return;
        }
        marked = most;
        markedWaiting = accepted - written;
        markedMillis = now;
        int end = digits(accepted, DIGITS, "accepted=".length());
        end = digits(written, DIGITS, end + " written=".length());
        end = digits(most, DIGITS, end + " most=".length());
        end = digits(now, DIGITS, end + " at=".length());
        crc.reset();
        crc.update(line, 0, end);
        digits(crc.getValue(), SUM_DIGITS, end + " sum=".length());
        try {
            if (out == null) {
                // One that could not be deleted when the disk failed.
                Files.deleteIfExists(file);
                PrivateFiles.create(file);
                out = FileSegment.opened(file, home.trust);
            }
            out.seek((long) slot * line.length);
            out.write(line, 0, line.length);
            slot ^= 1;
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // An old one says less than is true. On a disk that has become read-only it stays nevertheless.
            remove();
            broken = true;
        }
    }

    /** A line costs as much as a small write of actions, and mostly it would say that nothing is in memory, as the last one did. */
    private boolean isSaid(long waiting, long most, long now) {
        return out != null
                && most == marked
                && waiting == markedWaiting
                && Math.abs(now - markedMillis) < AT_LEAST_EVERY_MILLIS;
    }

    private int digits(long value, int count, int at) {
        long left = value;
        for (int i = at + count - 1; i >= at; i--) {
            line[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return at + count;
    }

    /** The disk is well again. */
    synchronized void mend() {
        broken = false;
        marked = -1;
    }

    /** For good; any thread. */
    synchronized void end() {
        ended = true;
        remove();
    }

    /** All that was in memory has an outcome. */
    synchronized void remove() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // It is deleted anyhow.
        }
        out = null;
        try {
            if (home.holds()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // Then somebody will find it who is told of a crash that was none.
        }
    }

    /** What those say that lie in a directory. */
    static List<Spool.Crash> all(Path directory, Trust trust) throws IOException {
        List<Spool.Crash> crashes = new ArrayList<>();
        for (Path file : DirectoryLock.files(directory, SUFFIX)) {
            try {
                Spool.Crash crash = read(file, trust);
                if (crash != null) {
                    crashes.add(crash);
                }
            } catch (IOException | RuntimeException | LinkageError | InternalError e) {
                // That it can't be read now is no reason to leave the actions beside it.
            }
        }
        return crashes;
    }

    /** Removes those that say nothing and never will: who made them was killed before the first line was whole. */
    static void removeEmpty(Path directory, Trust trust) throws IOException {
        for (Path file : DirectoryLock.files(directory, SUFFIX)) {
            try {
                if (read(file, trust) == null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | RuntimeException | LinkageError | InternalError e) {
                // Perhaps it says something.
            }
        }
    }

    /** Null when it says nothing. */
    private static Spool.Crash read(Path file, Trust trust) throws IOException {
        String text;
        try (InputStream in = trust.read(file)) {
            text = new String(in.readNBytes(2 * LENGTH), StandardCharsets.US_ASCII);
        }
        long newest = -1;
        Spool.Crash crash = null;
        Matcher lines = LINE.matcher(text);
        while (lines.find()) {
            // Each alone may stay as it was, and neither gets smaller: where both do, the time tells.
            long age = Long.parseLong(lines.group(2)) + Long.parseLong(lines.group(3));
            boolean sameLater = age == newest && Long.parseLong(lines.group(5)) > crash.atMillis();
            if (isSound(lines) && (age > newest || sameLater)) {
                newest = age;
                crash = crash(file, lines);
            }
        }
        return crash;
    }

    private static boolean isSound(Matcher found) {
        CRC32C sum = new CRC32C();
        sum.update(found.group(1).getBytes(StandardCharsets.US_ASCII));
        return sum.getValue() == Long.parseLong(found.group(6));
    }

    private static Spool.Crash crash(Path file, Matcher found) {
        long waiting = Long.parseLong(found.group(2)) - Long.parseLong(found.group(3));
        long most = Long.parseLong(found.group(4));
        return new Spool.Crash(
                file,
                most == 0 ? 0 : Math.max(0, waiting),
                most == UNKNOWN ? Spool.Crash.NOT_KNOWN : most,
                Long.parseLong(found.group(5)));
    }
}
