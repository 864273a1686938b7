package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * The file by whose lock a directory is held. It is a marker and no evidence: somebody may remove it, and the lock with it,
 * while all that matters lies beside it; then it is made anew. Nothing else here may open it: closing it again would release
 * the lock.
 */
final class LockFile {
    static final String NAME = "lock";

    private static final String PID = "pid=";
    private static final int MOST_BYTES = 64;

    private final Path file;
    private final Trust trust;
    private Mode mode;
    private FileChannel channel;
    private JvmLocks entry;
    private Object key;

    /** How it is locked. */
    enum Mode {
        EXCLUSIVE,
        /** For one that only reads, from a disk that can't be written to. */
        SHARED,
        /** Where files can't be locked. */
        NOT_AT_ALL
    }

    private LockFile(Path directory, Trust trust, Mode mode) {
        this.file = directory.resolve(NAME);
        this.trust = trust;
        this.mode = mode;
    }

    /** A file system that can't lock files. */
    static final class LocksMissing extends IOException {
        private static final long serialVersionUID = 1;

        LocksMissing(IOException cause) {
            super("files can't be locked here: " + cause.getMessage(), cause);
        }
    }

    /**
     * @return null when somebody else holds it
     * @throws LocksMissing when this file system has none
     */
    static LockFile take(Path directory, Trust trust, Mode mode) throws IOException {
        LockFile taken = new LockFile(directory, trust, mode);
        return taken.lock() ? taken : null;
    }

    /**
     * For one that reads and deletes: also where the disk is read-only, and a lock file can be opened for nothing else. Another
     * reader sends the same there, which the ids make harmless.
     */
    static LockFile takeToDrain(Path directory, Trust trust) throws IOException {
        try {
            return take(directory, trust, Mode.EXCLUSIVE);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            return take(directory, trust, Mode.SHARED);
        }
    }

    /** Locks the file that is there now, or a new one, in place of the one that was locked before. */
    boolean lock() throws IOException {
        if (mode != Mode.SHARED) {
            PrivateFiles.createIfMissing(file);
        }
        Object found = trust.file(file);
        // First what takes memory: one that is entered must be taken out again.
        String kept = channelOf(mode, file, found);
        // By the file's own key: it may be another's, under a name in this directory.
        JvmLocks entered = JvmLocks.enter(file);
        if (entered == null) {
            return false;
        }
        FileChannel opened = null;
        boolean held = false;
        try {
            if (mode != Mode.NOT_AT_ALL) {
                opened = HeldElsewhere.take(kept);
                if (opened == null) {
                    opened = FileChannel.open(
                            file,
                            mode == Mode.SHARED ? StandardOpenOption.READ : StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
                }
                // Whoever had it may have removed it between our opening the file and locking it.
                held = locked(opened, mode == Mode.SHARED) != null && Objects.equals(found, trust.file(file));
            } else {
                held = true;
            }
        } catch (NoSuchFileException e) {
            held = false;
        } catch (OverlappingFileLockException e) {
            HeldElsewhere.keep(kept, opened);
            opened = null;
        } finally {
            if (!held) {
                close(opened);
                entered.leave();
            }
        }
        if (held) {
            release();
            channel = opened;
            entry = entered;
            key = found;
        }
        return held;
    }

    /**
     * Locks it by now if files could not be locked when it was taken: what serves the locks may have been down for a moment.
     *
     * @return false when somebody else has locked it meanwhile, who could not know that it is held
     */
    boolean lockIfPossible() throws IOException {
        if (mode != Mode.NOT_AT_ALL) {
            return true;
        }
        FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        boolean held = false;
        try {
            held = locked(opened, false) != null;
        } catch (LocksMissing e) {
            return true;
        } catch (OverlappingFileLockException e) {
            HeldElsewhere.keep(channelOf(Mode.EXCLUSIVE, file, key), opened);
            opened = null;
        } finally {
            if (!held) {
                close(opened);
            }
        }
        if (held) {
            channel = opened;
            mode = Mode.EXCLUSIVE;
        }
        return held && sign();
    }

    /** Whether others see that it is held. */
    boolean isLocked() {
        return mode != Mode.NOT_AT_ALL;
    }

    /** What tells a channel of {@link HeldElsewhere} from others. */
    private static String channelOf(Mode mode, Path file, Object key) {
        return mode + " " + file.toAbsolutePath() + " " + key;
    }

    private static FileLock locked(FileChannel channel, boolean shared) throws LocksMissing {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (IOException e) {
            throw new LocksMissing(e);
        }
    }

    /**
     * Says who holds it. That makes it a file that isn't empty, too: there are programs that remove those.
     *
     * @return whether the lock still holds: an interrupt would close the channel, and so release it
     */
    boolean sign() {
        if (mode != Mode.EXCLUSIVE) {
            return true;
        }
        boolean interrupted = Thread.interrupted();
        try {
            String text = PID + ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            // The disk may be full: the lock holds without it.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return channel.isOpen();
    }

    /** Of the process that holds it; 0 when it doesn't say. Never of one that this JVM holds. */
    static long pid(Path directory, Trust trust) {
        try (InputStream in = trust.read(directory.resolve(NAME))) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).strip();
            return text.startsWith(PID) ? Long.parseLong(text.substring(PID.length())) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Whether the file that is locked is still there. */
    boolean isThere() throws IOException {
        if (entry != null) {
            entry.enterAgain();
        }
        try {
            return Objects.equals(
                    key,
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .fileKey());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    void release() {
        try {
            close(channel);
        } finally {
            if (entry != null) {
                entry.leave();
            }
        }
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock goes with the file descriptor, and that goes in any case.
        }
    }
}
