package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What lies in a spool, looked at from outside while appenders may be at work in it. Changes nothing. */
public final class Inventory {
    private Inventory() {}

    /** Whether somebody holds a directory; it can't be told without permission, or where files can't be locked. */
    public enum Life {
        RUNNING,
        GONE,
        UNKNOWN
    }

    /**
     * The directory of one appender.
     *
     * @param owner null when nothing says whose it is
     * @param segments the files of actions, oldest first
     * @param corrupt files of damaged lines that were set aside
     * @param dead files of dead letters
     */
    public record Entry(
            Path directory, Life life, Whose owner, List<Path> segments, List<Path> corrupt, List<Path> dead) {

        /** Bytes of all segments. */
        public long bytes() throws IOException {
            return Claim.bytes(directory, Claim.SEGMENT_SUFFIX);
        }
    }

    /**
     * Whose the actions are.
     *
     * @param refused whether the collector refused its application id
     */
    public record Whose(String appender, String baseUri, String idHash, boolean refused) {
        /** Whether this is the application id that the actions were meant for. That the collector refused it makes no other one fit. */
        public boolean isMeantFor(String applicationId) {
            return idHash.equals(Owner.hash(applicationId));
        }
    }

    /**
     * What was read in one segment.
     *
     * @param begun when its first action came; null when its name doesn't tell
     */
    public record Content(long actions, long damaged, Instant begun) {}

    /**
     * A dead letter.
     *
     * @param time when it was given up, ISO 8601
     * @param status of the collector's last answer; 0 when it was not asked
     * @param answer of the collector, escaped as in JSON
     * @param action its JSON
     */
    public record Letter(String id, String time, String reason, int status, String answer, byte[] action) {}

    /**
     * All directories of a spool.
     *
     * @throws NoSuchFileException when there is no such directory
     */
    public static List<Entry> of(Path spool) throws IOException {
        if (!Files.isDirectory(spool)) {
            throw new NoSuchFileException(spool.toString());
        }
        List<Entry> entries = new ArrayList<>();
        for (Path directory : Adoption.directories(spool)) {
            try {
                entries.add(entry(directory));
            } catch (NoSuchFileException e) {
                // Its appender has just stopped, and nothing was left.
            }
        }
        return entries;
    }

    private static Entry entry(Path directory) throws IOException {
        Path dead = directory.resolve(DeadLetters.DIRECTORY);
        return new Entry(
                directory,
                life(directory),
                owner(directory),
                Claim.files(directory, Claim.SEGMENT_SUFFIX),
                Claim.files(directory, CorruptFile.SUFFIX),
                Files.isDirectory(dead) ? Claim.files(dead, DeadLetters.SUFFIX) : List.of());
    }

    private static Whose owner(Path directory) throws IOException {
        try {
            Owner owner = Owner.read(directory);
            return new Whose(owner.name(), owner.endpoint(), owner.idHash(), owner.refused());
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            return null;
        }
    }

    private static Life life(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(Claim.LOCK), LinkOption.NOFOLLOW_LINKS)) {
            return Life.GONE;
        }
        try {
            Claim claim = Claim.takeToDrain(directory);
            if (claim == null) {
                return Life.RUNNING;
            }
            claim.release();
            return Life.GONE;
        } catch (Claim.LocksMissing | AccessDeniedException e) {
            return Life.UNKNOWN;
        }
    }

    /**
     * Reads one segment and checks every line of it.
     *
     * @return null when it is gone: everything in it has had an outcome meanwhile
     */
    public static Content read(Path segment) throws IOException {
        SegmentReader reader = new SegmentReader(segment, (bytes, from, to) -> {}, (bytes, from, to) -> {});
        try {
            reader.read();
        } catch (NoSuchFileException e) {
            return null;
        }
        long begun = Recovery.begun(segment.getFileName().toString());
        return new Content(reader.sound(), reader.damaged(), begun < 0 ? null : Instant.ofEpochMilli(begun));
    }

    /** The letters of one file, in their order; what is no letter is left out. None when it has gone. */
    public static void letters(Path dead, Consumer<Letter> taker) throws IOException {
        try {
            DeadLetterFile.read(dead, (letter, line) -> {
                if (letter != null) {
                    taker.accept(letter);
                }
            });
        } catch (NoSuchFileException e) {
            // Sent again by somebody else, just now.
        }
    }
}
