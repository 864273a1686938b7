package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The dead letters of one directory: JSON Lines, synced line by line, each action once by its id. The file is opened for
 * each letter, so that whoever sends them again may take it away at any time. Sender thread only.
 */
final class DeadLetters {
    static final String DIRECTORY = "dead";
    static final String SUFFIX = ".jsonl";
    static final String FILE = "dead" + SUFFIX;

    private static final byte[] LINE_FEED = {'\n'};
    /** An operator's program takes the file away once; then there is a new one. */
    private static final int TRIES = 10;

    private final Path directory;
    private final Trust trust;
    private final Usage usage;
    private final Notices notices;
    private final Environment environment;
    /** Those that are kept already; null until the first letter comes. */
    private LetterIds ids;

    /** Bytes that {@link Usage} counts for the letters; negative when that is not known. */
    private long counted = -1;

    /** Whether the names of the file and its directory outlast a power failure. */
    private boolean named;
    /** Whether what was found does. */
    private boolean persisted;
    /** Whether the disk took none of the last ones. */
    private boolean failed;

    DeadLetters(DirectoryLock lock, Usage usage, Notices notices, Environment environment) {
        this.directory = lock.directory.resolve(DIRECTORY);
        this.trust = lock.trust;
        this.usage = usage;
        this.notices = notices;
        this.environment = environment;
    }

    /** @return whether it is kept */
    boolean bury(Spool.DeadLetter letter, Instant now) {
        return bury(List.of(letter), now)[0];
    }

    /** @return of each whether it is kept; they are synced together */
    boolean[] bury(List<Spool.DeadLetter> letters, Instant now) {
        boolean[] kept = new boolean[letters.size()];
        failed = false;
        try {
            look();
            write(fresh(letters, now));
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            failed = true;
            notWritten(DiskTrouble.reason(e));
            if (!persisted) {
                // Nobody knows what was there before, or whether it outlasts a power failure.
                return kept;
            }
        }
        for (int i = 0; i < kept.length; i++) {
            // Also when the others could not be written: it may have been there before.
            kept[i] = ids.contain(DeadLetterLine.id(letters.get(i)));
        }
        return kept;
    }

    /** An operator may have sent some again, or removed them: such an action, refused once more, has no letter by now. */
    private void look() throws IOException {
        if (ids == null || !ids.areIn(directory, trust)) {
            persisted = false;
            ids = LetterIds.in(directory, trust);
            if (counted >= 0) {
                usage.aside(ids.bytes() - counted);
            }
            counted = ids.bytes();
        }
    }

    /**
     * Removes the files without a letter that somebody has left who was killed between making one and writing into it, or whose
     * heir has moved it since.
     *
     * @param spool the directory that the letters' own one is in
     */
    static void removeEmpty(Path spool, Trust trust) throws IOException {
        Path dead = spool.resolve(DIRECTORY);
        if (!trust.isDirectory(dead)) {
            return;
        }
        for (Path file : DirectoryLock.files(dead, SUFFIX)) {
            Path taken = file.endsWith(FILE) ? dead.resolve("0-" + FILE) : file;
            boolean isAnother = !taken.equals(file) && Files.exists(taken, LinkOption.NOFOLLOW_LINKS);
            if (Files.size(file) > 0 || isAnother) {
                continue;
            }
            if (!taken.equals(file)) {
                // Whoever writes into it all the same sees that it has another name, and writes to a new one.
                Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
            }
            if (Files.size(taken) == 0) {
                Files.delete(taken);
            }
        }
    }

    boolean hasFailed() {
        return failed;
    }

    /** The lines of those that are not kept yet, and that there is room for. */
    private Map<UUID, byte[]> fresh(List<Spool.DeadLetter> letters, Instant now) throws IOException {
        Map<UUID, byte[]> fresh = new LinkedHashMap<>();
        long bytes = 0;
        for (Spool.DeadLetter letter : letters) {
            UUID id = DeadLetterLine.id(letter);
            if (id == null) {
                notWritten("it has no UUID");
            } else if (ids.contain(id)) {
                persist();
            } else if (!fresh.containsKey(id)) {
                byte[] line = DeadLetterLine.of(letter, now);
                if (usage.hasRoomAside(bytes + line.length)) {
                    bytes += line.length;
                    fresh.put(id, line);
                } else {
                    noRoom();
                }
            }
        }
        return fresh;
    }

    private void write(Map<UUID, byte[]> fresh) throws IOException {
        boolean written = fresh.isEmpty();
        for (int i = 1; !written; i++) {
            try {
                written = append(fresh);
            } catch (NoSuchFileException e) {
                if (i >= TRIES) {
                    throw e;
                }
                // It was taken away between two steps.
            }
            if (!written && i >= TRIES) {
                throw new IOException("somebody takes the file away again and again");
            }
        }
        long bytes = fresh.values().stream().mapToLong(line -> line.length).sum();
        usage.aside(bytes);
        counted += bytes;
    }

    private void noRoom() {
        notices.raise(
                "dead letters",
                "The dead letters in " + directory + " have reached a tenth of the spool's <maxSize>; further ones"
                        + " are dropped. Send or remove them.");
    }

    private void notWritten(String why) {
        notices.raise("dead letters", "A dead letter could not be written to " + directory + " (" + why + ").");
    }

    /** Of all letters, for {@link Usage} to count. */
    long bytes() throws IOException {
        counted = trust.isDirectory(directory) ? DirectoryLock.bytes(directory, SUFFIX) : 0;
        return counted;
    }

    /** The directory they lie in, made when it is missing. */
    Path made() throws IOException {
        PrivateFiles.createDirectories(directory);
        trust.directory(directory);
        return directory;
    }

    /** Whoever wrote what was found here may have been killed before it was on the disk; and now its segment goes. */
    private void persist() throws IOException {
        if (persisted) {
            return;
        }
        for (Path file : DirectoryLock.files(directory, SUFFIX)) {
            try (FileChannel letters = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                letters.force(true);
            } catch (NoSuchFileException e) {
                // An operator has it now.
            }
        }
        PrivateFiles.syncDirectory(directory);
        PrivateFiles.syncDirectory(directory.toAbsolutePath().getParent());
        persisted = true;
    }

    /** @return false when the file was taken away meanwhile: nobody knows whether these were read before it went */
    private boolean append(Map<UUID, byte[]> fresh) throws IOException {
        Path file = place();
        boolean missing = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (missing) {
            // Whatever fails from here on: to the next letter it is there, and its name may not be on the disk.
            named = false;
            PrivateFiles.createIfMissing(file);
        }
        if (!named) {
            PrivateFiles.syncDirectory(directory.toAbsolutePath().getParent());
        }
        Object key = trust.soleFile(file);
        OutFile out = OutFile.open(file);
        try {
            if (!isStill(file, key)) {
                // Opening it may have made another.
                removeEmpty(file, out);
                return false;
            }
            long bytes = appendAllOrNone(out, fresh.values(), file, key);
            if (bytes >= 0) {
                ids.add(fresh.keySet(), file, key, bytes);
            }
            return bytes >= 0;
        } finally {
            close(out);
        }
    }

    /** Whether nobody has taken it away, or put another in the place of it. */
    private boolean isStill(Path file, Object key) throws IOException {
        try {
            return Objects.equals(key, trust.soleFile(file));
        } catch (NoSuchFileException | Trust.Denied e) {
            return false;
        }
    }

    private static void removeEmpty(Path file, OutFile out) throws IOException {
        if (out.length() == 0) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Whoever takes the file away gives it another name first: where it still has its own when all is written, they will find
     * all of it.
     *
     * @return the length of the file; negative when it was taken away
     */
    private long appendAllOrNone(OutFile out, Collection<byte[]> lines, Path file, Object key) throws IOException {
        long before = out.length();
        boolean there = false;
        try {
            append(out, lines);
            if (!named) {
                // Also where it was there: whoever made it may have been killed before its name was on the disk.
                PrivateFiles.syncDirectory(directory);
                named = true;
            }
            long bytes = out.length();
            there = isStill(file, key);
            return there ? bytes : -1;
        } finally {
            if (!there) {
                // They are dropped, or written to another file, so none of them may be found in this one.
                cutOff(out, before);
            }
        }
    }

    private static void close(OutFile out) {
        try {
            out.close();
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // What was written is on the disk.
        }
    }

    private static void cutOff(OutFile out, long length) {
        try {
            out.truncate(length);
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // Then they stay: each can be told by its id.
        }
    }

    private static void append(OutFile out, Collection<byte[]> lines) throws IOException {
        int last = out.seekEnd();
        if (last >= 0 && last != '\n') {
            // A crash cut the last letter off: it's no line, and must not spoil the next one.
            out.write(LINE_FEED, 0, 1);
        }
        for (byte[] line : lines) {
            out.write(line, 0, line.length);
        }
        out.sync();
    }

    /** Never what is no file of ours alone: a link there may lead to any other. */
    private Path place() throws IOException {
        Path file = made().resolve(FILE);
        try {
            trust.soleFile(file);
        } catch (Trust.Denied e) {
            return directory.resolve(environment.uniqueNames().get() + "-" + FILE);
        } catch (NoSuchFileException e) {
            // It is made.
        }
        return file;
    }
}
