package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A directory of segments that this appender holds, by a lock on a file in it, until it is released or the process ends. */
final class DirectoryLock {
    final Path directory;
    /** Of the files in it. */
    final Trust trust;

    private final Object key;
    private final JvmLocks entry;
    private final LockFile lock;
    private volatile Hold hold = Hold.HELD;
    /** Of whoever has taken it: what was found in it and not taken yet is for the next who does. */
    private boolean released;

    /** What a look at the lock has shown. */
    enum Hold {
        HELD,
        /** The lock file had been removed, and is there again. */
        MENDED,
        /** The directory has been deleted, or something mounted over it. */
        GONE,
        /** Somebody has taken it over, as if its owner had ended, and sends what is in it. */
        TAKEN
    }

    private DirectoryLock(Path directory, Trust trust, Object key, JvmLocks entry, LockFile lock) {
        this.directory = directory;
        this.trust = trust;
        this.key = key;
        this.entry = entry;
        this.lock = lock;
    }

    /**
     * One that was there before.
     *
     * @return null when somebody else holds it
     * @throws LockFile.LocksMissing when this file system has no locks
     * @throws Trust.Denied when it isn't ours alone
     */
    static DirectoryLock take(Path directory, Trust trust) throws IOException {
        return take(directory, trust, () -> LockFile.take(directory, trust, LockFile.Mode.EXCLUSIVE));
    }

    /** One that is only read and emptied; also on a disk that can't be written to. */
    static DirectoryLock takeToDrain(Path directory, Trust trust) throws IOException {
        return take(directory, trust, () -> LockFile.takeToDrain(directory, trust));
    }

    /**
     * One that has just been made.
     *
     * @param lockable whether this file system has locks; without, nobody else may adopt anything there
     */
    static DirectoryLock takeNew(Path directory, boolean lockable) throws IOException {
        Trust trust = Trust.asMade(directory);
        LockFile.Mode mode = lockable ? LockFile.Mode.EXCLUSIVE : LockFile.Mode.NOT_AT_ALL;
        return take(directory, trust, () -> LockFile.take(directory, trust, mode));
    }

    private interface Locking {
        LockFile lock() throws IOException;
    }

    private static DirectoryLock take(Path directory, Trust trust, Locking locking) throws IOException {
        Object key = trust.directory(directory);
        JvmLocks entry = JvmLocks.enter(directory);
        if (entry == null) {
            return null;
        }
        DirectoryLock lock = null;
        LockFile file = null;
        try {
            file = locking.lock();
            if (file != null && file.sign()) {
                lock = new DirectoryLock(directory, trust, key, entry, file);
            }
            return lock;
        } finally {
            if (lock == null) {
                // Also when memory ends: held by nobody, it would be adopted by nobody until the JVM ends.
                try {
                    if (file != null) {
                        file.release();
                    }
                } finally {
                    entry.leave();
                }
            }
        }
    }

    /**
     * Looks whether it is the directory it was. What decides is the directory: a lock file that was removed costs nothing.
     * After {@code GONE} or {@code TAKEN} nothing here touches it any more: writing to its files still succeeds, but either
     * nobody will find them, or somebody has.
     */
    Hold look() {
        if (!holds()) {
            return hold;
        }
        Hold seen = seen();
        if (seen == Hold.GONE || seen == Hold.TAKEN) {
            hold = seen;
        }
        return seen;
    }

    private Hold seen() {
        try {
            if (!isSameDirectory()) {
                return Hold.GONE;
            }
            entry.enterAgain();
            if (lock.isThere()) {
                return lock.lockIfPossible() ? Hold.HELD : Hold.TAKEN;
            }
            return lock.lock() && lock.sign() ? Hold.MENDED : Hold.TAKEN;
        } catch (IOException e) {
            // It can't be looked at now, or the lock file not be made, which is another trouble.
            return Hold.HELD;
        }
    }

    private boolean isSameDirectory() throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isDirectory() && Objects.equals(key, found.fileKey());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        }
    }

    boolean holds() {
        return hold == Hold.HELD;
    }

    /** Whether others see that it is held; not where files can't be locked. */
    boolean isLocked() {
        return lock.isLocked();
    }

    /** Somebody else sends what is in it. */
    boolean isTaken() {
        return hold == Hold.TAKEN;
    }

    /** The segments' files, oldest first. */
    List<Path> segments() throws IOException {
        return SegmentName.all(directory);
    }

    static List<Path> files(Path directory, String suffix) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + suffix)) {
            for (Path file : all) {
                if (isFile(file)) {
                    files.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Collections.sort(files);
        return files;
    }

    /** Neither a directory nor a link: those are none of ours, whatever they are called. */
    private static boolean isFile(Path file) throws IOException {
        try {
            // Not by Files.isRegularFile: for that a file that can't be looked at now is none, and would be left for
            // good.
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    static long bytes(Path directory, String suffix) throws IOException {
        return bytes(files(directory, suffix));
    }

    static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.size(file);
            } catch (NoSuchFileException e) {
                // It has gone meanwhile: everything in it has had an outcome, or an operator has removed it.
            }
        }
        return bytes;
    }

    /** What a crash, or a disk that was full, has left of files that were never named. */
    void removeUnfinished() throws IOException {
        for (Path unfinished : files(directory, PrivateFiles.UNFINISHED)) {
            if (!unfinished.toString().endsWith(Watermark.SUFFIX)) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    /** What crashes have left that nobody was told of. */
    List<Spool.Crash> crashes() throws IOException {
        Watermark.removeEmpty(directory, trust);
        return Watermark.all(directory, trust);
    }

    void release() {
        released = true;
        try {
            lock.release();
        } finally {
            entry.leave();
        }
    }

    /** Whether it has been let go. One thread at a time, that which lets go of it. */
    boolean isReleased() {
        return released;
    }

    /** Lets go of it, and removes it when nothing worth keeping is in it. */
    void releaseAndTidy() {
        try {
            if (look() == Hold.GONE || isTaken()) {
                return;
            }
            removeUnfinished();
            Watermark.removeEmpty(directory, trust);
            DeadLetters.removeEmpty(directory, trust);
            if (isBare()) {
                Files.deleteIfExists(directory.resolve(DeadLetters.DIRECTORY));
                Files.deleteIfExists(directory.resolve(Owner.FILE));
                // The lock file last, and still locked: whoever waits for it sees that it's gone.
                lock.delete();
                Files.deleteIfExists(directory);
            }
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            // An empty directory is no harm.
        } finally {
            release();
        }
    }

    private boolean isBare() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) {
                String name = Objects.toString(file.getFileName());
                boolean emptyDead = name.equals(DeadLetters.DIRECTORY) && trust.isDirectory(file) && isEmpty(file);
                if (!name.equals(LockFile.NAME) && !name.equals(Owner.FILE) && !emptyDead) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            return !all.iterator().hasNext();
        }
    }
}
