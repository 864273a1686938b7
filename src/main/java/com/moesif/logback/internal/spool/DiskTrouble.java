package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the disk can be used now, the one place to say that it can't, and what is still to be deleted there. Any
 * thread may meet it; all else: sender thread only.
 */
final class DiskTrouble {
    private static final String TOPIC = "spool";

    private final Path directory;
    private final Notices notices;
    private final List<Path> undeleted = new ArrayList<>();
    private volatile boolean met;
    private volatile boolean wasMet;
    private final AtomicInteger removals = new AtomicInteger();

    DiskTrouble(Path directory, Notices notices) {
        this.directory = directory;
        this.notices = notices;
    }

    /**
     * It throws nothing, for whoever calls it is in the middle of making good what the disk did.
     *
     * @param what could not be done
     */
    void met(String what, Throwable why) {
        met = true;
        wasMet = true;
        try {
            notices.raise(
                    TOPIC,
                    "The spool in " + directory + " can't be used: could not " + what + " (" + reason(why)
                            + "). Actions are kept in memory as far as maxMemory goes, and would be lost in a crash; the"
                            + " disk is tried again every 5 s.");
        } catch (OutOfMemoryError e) {
            // There is no memory for the words. If the next try fails, too, that is said.
        }
    }

    /** Somebody has removed a file whose actions have no outcome yet. */
    void removed(Path file) {
        removals.incrementAndGet();
        notices.raise(
                "segment removed",
                "Somebody has removed " + file
                        + ", whose actions have not been delivered. Those that are in memory still are written to another"
                        + " file. Let no program clean up there.");
    }

    /**
     * Deletes what is done with; if not now, then when the disk can be used again. It throws nothing, whatever the disk or a lack
     * of memory does: its actions have their outcomes by now, and must not have others.
     */
    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException | LinkageError | VirtualMachineError e) {
            notDeleted(file, e);
        }
    }

    private void notDeleted(Path file, Throwable why) {
        try {
            // Left there it would be sent again after a restart, which the collector sees by the ids.
            undeleted.add(file);
            met("delete " + file.getFileName(), why);
        } catch (OutOfMemoryError e) {
            // Then it is.
        }
    }

    /** Says nothing of what can't be deleted still: one file like that is no reason to do without the disk. */
    void deleteAgain() {
        undeleted.removeIf(file -> {
            try {
                Files.deleteIfExists(file);
                return true;
            } catch (IOException | RuntimeException | LinkageError | InternalError e) {
                return false;
            }
        });
    }

    void over() {
        if (met) {
            met = false;
            notices.over(TOPIC, "The spool in " + directory + " can be used again.");
        }
    }

    boolean isMet() {
        return met;
    }

    /** Whether it ever was: then there may be actions that no file holds. */
    boolean wasMet() {
        return wasMet;
    }

    /** How many files somebody has removed. */
    int removals() {
        return removals.get();
    }

    static String reason(Throwable e) {
        if (!(e instanceof IOException)) {
            return String.valueOf(e);
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException system) {
            return system.getReason() != null ? system.getReason() : withoutReason(system);
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** These have a path and not a word. */
    private static String withoutReason(FileSystemException e) {
        if (e instanceof NotDirectoryException) {
            return e.getFile() + " is no directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            Path there = Path.of(e.getFile());
            return there + (Files.isDirectory(there) ? " is there already" : " is there, but is no directory");
        }
        return e.getFile() + ": " + e.getClass().getSimpleName();
    }
}
