package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * @param life whether somebody holds it
     * @param pid of the process that holds it, 0 when that is not known
     * @param trouble why no appender of this version and user sends it, reads on after the directory's name; null when one may
     * @param owner null when nothing says whose it is
     * @param segments the files of actions, oldest first
     * @param corrupt files of damaged lines that were set aside
     * @param dead files of dead letters
     * @param crashes what those took along that ended here without a stop; nobody has been told of them yet
     */
    public record Entry(
            Path directory,
            Life life,
            long pid,
            String trouble,
            Whose owner,
            List<Path> segments,
            List<Path> corrupt,
            List<Path> dead,
            List<Spool.Crash> crashes) {

        /** Bytes of all segments. */
        public long bytes() throws IOException {
            return DirectoryLock.bytes(segments);
        }
    }

    /**
     * Whose the actions are.
     *
     * @param refused whether the collector refused its application id, as that appender says; it gives nobody a right
     */
    public record Whose(String appender, String baseUri, String idHash, boolean refused) {
        /** Whether this is the application id that the actions were meant for, or theirs was not known yet. */
        public boolean isMeantFor(String applicationId) {
            return idHash.equals(Owner.hash(applicationId)) || idHash.equals(Owner.NO_ID);
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
     * @param file the one it was read in; whoever takes letters out of it gives it another name
     * @param time when it was given up, ISO 8601
     * @param status of the collector's last answer; 0 when it was not asked
     * @param answer of the collector, escaped as in JSON
     * @param lacking what it must not be sent without, a JSON array in ASCII; blank for nothing
     * @param action its JSON
     */
    public record Letter(
            Path file,
            String id,
            String time,
            String reason,
            int status,
            String answer,
            String lacking,
            byte[] action) {}

    /**
     * All directories of a spool.
     *
     * @throws NotDirectoryException when there is no such directory
     * @throws IOException when it is one of those directories itself, or the one that spools lie in: nothing of what it holds would
     *     be found
     */
    public static List<Entry> of(Path spool) throws IOException {
        List<Path> foreign = new ArrayList<>();
        List<Entry> entries = entries(spool, foreign);
        if (!foreign.isEmpty() && entries.stream().allMatch(Inventory::isUnknown)) {
            throw noSpool(spool, foreign);
        }
        return entries;
    }

    /** The same, of what is known to be a spool, also when nothing of ours lies in it any more. */
    public static List<Entry> left(Path spool) throws IOException {
        return entries(spool, new ArrayList<>());
    }

    private static List<Entry> entries(Path spool, List<Path> foreign) throws IOException {
        if (!Files.isDirectory(spool)) {
            throw new NotDirectoryException(spool.toString());
        }
        if (Files.exists(spool.resolve(Owner.FILE), LinkOption.NOFOLLOW_LINKS)
                || !DirectoryLock.files(spool, SegmentName.SUFFIX).isEmpty()) {
            throw new IOException(spool + " is the directory of one appender. Give the one that it lies in: "
                    + spool.toAbsolutePath().normalize().getParent());
        }
        Trust trust = Trust.ofOperator(spool);
        List<Entry> entries = new ArrayList<>();
        for (Path directory : Adoption.directories(spool)) {
            try {
                Foreign.Kind kind = Foreign.of(directory);
                if (kind == Foreign.Kind.APPENDERS) {
                    entries.add(entry(directory, trust));
                } else if (kind == Foreign.Kind.FOREIGN) {
                    foreign.add(directory);
                }
            } catch (Trust.Denied e) {
                entries.add(new Entry(
                        directory, Life.UNKNOWN, 0, e.getMessage(), null, List.of(), List.of(), List.of(), List.of()));
            } catch (NoSuchFileException e) {
                // Its appender has just stopped, and nothing was left.
            }
        }
        return entries;
    }

    private static boolean isUnknown(Entry entry) {
        return entry.life() == Life.UNKNOWN
                && entry.owner() == null
                && entry.segments().isEmpty()
                && !SpoolDirectories.isNamedAsOurs(entry.directory());
    }

    private static IOException noSpool(Path spool, List<Path> foreign) {
        return new IOException(spool + " is no spool: of the directories in it, none is an appender's. "
                + foreign.stream()
                        .filter(Foreign::isSpool)
                        .findFirst()
                        .map(found -> "There is a spool one level below: " + found)
                        .orElse("Give the <directory> of the <spool>"));
    }

    /** Why nothing that lies in a spool is sent, reads on after its name; empty when it may be. */
    public static Optional<String> objection(Path spool) throws IOException {
        Optional<String> objection = Trust.ours().objectionToRoot(spool);
        Optional<String> becoming = Trust.becomingOwnerOf(spool);
        return objection.isPresent() && becoming.isPresent()
                ? Optional.of(
                        objection.get() + ", who could not read what another one writes there. Run this as that user: "
                                + becoming.get() + " java -jar …")
                : objection;
    }

    /**
     * Whether files of ours lie in a directory that were not looked into: of a newer version, of another user, or where nothing
     * can be listed.
     */
    public static boolean hasUnread(Entry entry) throws IOException {
        try {
            Path dead = entry.directory().resolve(DeadLetters.DIRECTORY);
            return DirectoryLock.files(entry.directory(), SegmentName.SUFFIX).size()
                            > entry.segments().size()
                    || DirectoryLock.files(entry.directory(), CorruptFile.SUFFIX)
                                    .size()
                            > entry.corrupt().size()
                    || Files.isDirectory(dead, LinkOption.NOFOLLOW_LINKS)
                            && DirectoryLock.files(dead, DeadLetters.SUFFIX).size()
                                    > entry.dead().size();
        } catch (AccessDeniedException e) {
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        }
    }

    private static Entry entry(Path directory, Trust trust) throws IOException {
        trust.directory(directory);
        Path dead = directory.resolve(DeadLetters.DIRECTORY);
        Life life = life(directory, trust);
        Whose owner = null;
        String trouble = null;
        List<Path> segments = SegmentName.all(directory);
        try {
            Owner found = Owner.read(directory, trust);
            owner = new Whose(found.name(), found.endpoint(), found.idHash(), found.refused());
            trouble =
                    SegmentName.newer(directory).isEmpty() ? null : "holds segments of a newer version of this library";
        } catch (AccessDeniedException e) {
            throw e;
        } catch (Owner.Newer e) {
            trouble = "was " + e.getMessage();
            segments = List.of();
        } catch (Trust.Denied e) {
            trouble = "has an owner file that " + e.getMessage();
        } catch (IOException e) {
            trouble = Owner.trouble(e);
        }
        return new Entry(
                directory,
                life,
                life == Life.RUNNING ? pid(directory, trust) : 0,
                trouble,
                owner,
                believed(segments, trust),
                believed(DirectoryLock.files(directory, CorruptFile.SUFFIX), trust),
                trust.isDirectory(dead) ? believed(DirectoryLock.files(dead, DeadLetters.SUFFIX), trust) : List.of(),
                life == Life.GONE ? Watermark.all(directory, trust) : List.of());
    }

    private static List<Path> believed(List<Path> files, Trust trust) {
        return files.stream().filter(trust::isFile).toList();
    }

    private static Life life(Path directory, Trust trust) throws IOException {
        if (!Files.exists(directory.resolve(LockFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
            return HeartBeat.isQuiet(directory, Environment.REAL.clock()) ? Life.GONE : Life.UNKNOWN;
        }
        try {
            LockFile lock = JvmLocks.isHeld(directory) ? null : LockFile.takeToDrain(directory, trust);
            if (lock == null) {
                return Life.RUNNING;
            }
            lock.release();
            return Life.GONE;
        } catch (LockFile.LocksMissing | AccessDeniedException e) {
            return Life.UNKNOWN;
        }
    }

    private static long pid(Path directory, Trust trust) throws IOException {
        boolean ours = JvmLocks.isHeld(directory) || JvmLocks.isHeld(directory.resolve(LockFile.NAME));
        return ours ? ProcessHandle.current().pid() : LockFile.pid(directory, trust);
    }

    /**
     * Reads one segment and checks every line of it.
     *
     * @return null when it is gone: everything in it has had an outcome meanwhile
     */
    public static Content read(Path segment) throws IOException {
        Trust trust = Trust.ofOperator(segment.getParent().resolveSibling(""));
        SegmentReader reader = new SegmentReader(segment, trust, (bytes, from, to) -> {}, (bytes, from, to) -> {});
        try {
            reader.read();
        } catch (NoSuchFileException e) {
            return null;
        }
        long begun = SegmentName.begun(segment);
        return new Content(reader.sound(), reader.damaged(), begun < 0 ? null : Instant.ofEpochMilli(begun));
    }

    /**
     * The letters of one file, in their order. None when it has gone.
     *
     * @return how many lines are no letters; they are left out
     */
    public static int letters(Path dead, Consumer<Letter> taker) throws IOException {
        int[] others = {0};
        try {
            Path directory = dead.getParent().getParent();
            DeadLetterFile.read(dead, Trust.ofOperator(directory.resolveSibling("")), (letter, line) -> {
                if (letter != null) {
                    taker.accept(letter);
                } else {
                    others[0]++;
                }
            });
        } catch (NoSuchFileException e) {
            // Sent again by somebody else, just now.
        }
        return others[0];
    }
}
