package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A directory of segments that this appender holds, by a lock on a file in it, until it is released or the process ends. */
final class Claim {
    static final String LOCK = "lock";
    static final String SEGMENT_SUFFIX = ".segment";

    final Path directory;
    private final Register register;
    private final FileChannel channel;
    private final Object lockFileKey;
    private volatile boolean lost;

    private Claim(Path directory, Register register, FileChannel channel) throws IOException {
        this.directory = directory;
        this.register = register;
        this.channel = channel;
        this.lockFileKey = key(directory.resolve(LOCK));
    }

    /**
     * @return null when somebody else holds it
     * @throws LocksMissing when this file system has no locks
     */
    static Claim take(Path directory) throws IOException {
        Register register = Register.enter(directory);
        if (register == null) {
            return null;
        }
        Claim claim = null;
        FileChannel channel = null;
        try {
            Path lock = directory.resolve(LOCK);
            PrivateFiles.createIfMissing(lock);
            channel = FileChannel.open(lock, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                return null;
            }
            Claim taken = new Claim(directory, register, channel);
            // Whoever had it may have removed it between our opening the file and locking it.
            claim = taken.isStillThere() ? taken : null;
            return claim;
        } finally {
            if (claim == null) {
                if (channel != null) {
                    channel.close();
                }
                register.leave();
            }
        }
    }

    /**
     * For one that reads and deletes: also where the disk is read-only, and a lock file can be opened for nothing else. The
     * lock is shared there; another reader sends the same, which the ids make harmless.
     *
     * @return null when somebody else holds it
     */
    static Claim takeToDrain(Path directory) throws IOException {
        try {
            return take(directory);
        } catch (LocksMissing | NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            return takeShared(directory);
        }
    }

    private static Claim takeShared(Path directory) throws IOException {
        Register register = Register.enter(directory);
        if (register == null) {
            return null;
        }
        Claim claim = null;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            claim = channel.tryLock(0, Long.MAX_VALUE, true) == null ? null : new Claim(directory, register, channel);
            return claim;
        } finally {
            if (claim == null) {
                if (channel != null) {
                    channel.close();
                }
                register.leave();
            }
        }
    }

    /** A directory of our own on a file system without locks: nobody else may adopt anything there. */
    static Claim withoutLock(Path directory) throws IOException {
        PrivateFiles.createIfMissing(directory.resolve(LOCK));
        return new Claim(directory, Register.enter(directory), null);
    }

    private static FileLock locked(FileChannel channel) throws LocksMissing {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            throw new LocksMissing(e);
        }
    }

    /** A file system that can't lock files. */
    static final class LocksMissing extends IOException {
        private static final long serialVersionUID = 1;

        LocksMissing(IOException cause) {
            super("files can't be locked here: " + cause.getMessage(), cause);
        }
    }

    /** It has been deleted, or something mounted over it: writing to its files still succeeds, but nobody will find them. */
    void lost() {
        lost = true;
    }

    boolean holds() {
        return !lost;
    }

    /** Whether it is the directory it was: it may have been deleted, or something mounted over it. */
    boolean isStillThere() {
        try {
            return lockFileKey == null
                    ? Files.exists(directory.resolve(LOCK))
                    : lockFileKey.equals(key(directory.resolve(LOCK)));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // It can't be looked at now, which is another trouble.
            return true;
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** The segments' files, oldest first. */
    List<Path> segments() throws IOException {
        return files(directory, SEGMENT_SUFFIX);
    }

    static List<Path> files(Path directory, String suffix) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + suffix)) {
            for (Path file : all) {
                // Neither a directory nor a link: those are none of ours, whatever they are called.
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
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

    static long bytes(Path directory, String suffix) throws IOException {
        long bytes = 0;
        for (Path file : files(directory, suffix)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** What a crash, or a disk that was full, has left of files that were never named. */
    void removeUnfinished() throws IOException {
        for (Path unfinished : files(directory, PrivateFiles.UNFINISHED)) {
            Files.deleteIfExists(unfinished);
        }
    }

    void release() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock goes with the file descriptor, and that goes in any case.
        } finally {
            if (register != null) {
                register.leave();
            }
        }
    }

    /** Lets go of it, and removes it when nothing worth keeping is in it. */
    void releaseAndTidy() {
        try {
            if (!isStillThere()) {
                return;
            }
            removeUnfinished();
            if (isBare()) {
                Files.deleteIfExists(directory.resolve(Owner.FILE));
                Files.deleteIfExists(directory.resolve(DeadLetters.DIRECTORY));
                // The lock file last, and still locked: whoever waits for it sees that it's gone.
                Files.deleteIfExists(directory.resolve(LOCK));
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            // An empty directory is no harm.
        } finally {
            release();
        }
    }

    private boolean isBare() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) {
                String name = Objects.toString(file.getFileName());
                boolean emptyDead = name.equals(DeadLetters.DIRECTORY) && isEmpty(file);
                if (!name.equals(LOCK) && !name.equals(Owner.FILE) && !emptyDead) {
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
