package com.moesif.logback.internal.simulation;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;

/** What goes wrong with the disk, and when the process that uses it is killed. */
public final class DiskFaults {
    private static final Set<Call> WRITING =
            EnumSet.of(Call.CREATE, Call.WRITE, Call.TRUNCATE, Call.DELETE, Call.RENAME, Call.CHMOD, Call.UTIME);

    private final Random random;
    private final Coverage coverage;
    long capacity = Long.MAX_VALUE;
    boolean readOnly;
    boolean syncFails;
    boolean denied;
    /** Whether what a power failure takes out of a file ends where a line does. */
    boolean tearsAtLines;

    /** Some calls take as long as this. */
    long stallMicros;

    /** What makes time pass. */
    LongConsumer stalled = micros -> {};

    double errorRate;
    /** The next so many calls are well, and the one after fails. */
    int failAfter = -1;
    /** The process whose next calls but so many are its last. */
    SimFileSystem doomed;

    int killAfter = -1;
    /** The next call of this kind by the doomed process is its last. */
    Call killAt;

    /** The next call of this kind fails. */
    Call failAt;

    /** Each call of this kind is refused, as a share does with a change of permissions that is mounted for another user. */
    Call refused;

    /** Whether the root is no mount point, as in a jail. */
    boolean jailed;

    /** Whether its files have no owners, as on a share or under Windows. */
    boolean ownerless;

    String fileSystemType = "ext4";

    /** In the next call of this kind that a sender makes something ends that is no disk. */
    Call throwAt;

    /** The next so many calls are well, and in the one after memory ends. */
    int memoryEndsAfter = -1;

    /** Whether none is left then for saying so. */
    boolean memoryEndsForWords;

    /** Whether that is memory, or else the patience of a file system of somebody's own. */
    boolean memoryEnds;

    /** The next so many calls come one after the other, and before the one after {@link #meanwhile} comes. */
    int meanwhileAfter = -1;

    /** What another process does between two calls. */
    Runnable meanwhile = () -> {};

    /** Whether it is a sender that calls. */
    boolean inTurn;

    /** What a process asks of a disk. */
    enum Call {
        CREATE,
        OPEN,
        READ,
        WRITE,
        TRUNCATE,
        SYNC,
        CLOSE,
        DELETE,
        RENAME,
        LIST,
        STAT,
        CHMOD,
        UTIME,
        LOCK
    }

    /** The process is no more; what runs on is a ghost that can touch nothing. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** There is no memory for what it takes. */
    static final class MemoryEnds extends OutOfMemoryError {
        private static final long serialVersionUID = 1;

        private final boolean forWords;

        /** @param forWords whether there is none for words about it either */
        MemoryEnds(boolean forWords) {
            super("simulated");
            this.forWords = forWords;
        }

        @Override
        public String getMessage() {
            if (forWords) {
                throw new OutOfMemoryError("simulated");
            }
            return super.getMessage();
        }
    }

    /** What no disk throws, and a file system may. */
    static final class Unforeseen extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unforeseen() {
            super("simulated");
        }
    }

    DiskFaults(Random random, Coverage coverage) {
        this.random = random;
        this.coverage = coverage;
    }

    long capacity() {
        return capacity;
    }

    void heal() {
        capacity = Long.MAX_VALUE;
        readOnly = false;
        syncFails = false;
        denied = false;
        stallMicros = 0;
        errorRate = 0;
        failAfter = -1;
        failAt = null;
        refused = null;
        jailed = false;
        ownerless = false;
        fileSystemType = "ext4";
        throwAt = null;
        memoryEndsAfter = -1;
        memoryEndsForWords = false;
        meanwhileAfter = -1;
    }

    /** Whether nothing is wrong with the disk now. */
    boolean areNone() {
        return capacity == Long.MAX_VALUE
                && !readOnly
                && !syncFails
                && !denied
                && stallMicros == 0
                && errorRate == 0
                && failAfter < 0
                && failAt == null
                && throwAt == null;
    }

    /** To be called before anything is done. */
    void before(Call call, SimFileSystem process, String path) throws IOException {
        if (meanwhileAfter >= 0 && meanwhileAfter-- == 0) {
            meanwhile.run();
        }
        if (process == doomed && (call == killAt || killAfter >= 0 && killAfter-- == 0)) {
            doomed = null;
            killAt = null;
            coverage.reached("killed at " + call);
            process.die();
        }
        if (process.isDead()) {
            throw new Killed();
        }
        if (stallMicros > 0 && random.nextInt(10) == 0) {
            coverage.reached("stall at " + call);
            stalled.accept(stallMicros);
        }
        if (memoryEndsAfter >= 0 && memoryEndsAfter-- == 0) {
            throw new MemoryEnds(memoryEndsForWords);
        }
        if (inTurn && call == throwAt) {
            throwAt = null;
            coverage.reached((memoryEnds ? "memory ends at " : "unforeseen at ") + call);
            if (memoryEnds) {
                throw new MemoryEnds(false);
            }
            throw new Unforeseen();
        }
        if (call == refused) {
            throw new FileSystemException(path, null, "Operation not permitted");
        }
        if (denied && call != Call.CLOSE && call != Call.WRITE && call != Call.READ && call != Call.SYNC) {
            coverage.reached("EACCES at " + call);
            throw new AccessDeniedException(path);
        }
        if (readOnly && WRITING.contains(call)) {
            coverage.reached("EROFS at " + call);
            throw new FileSystemException(path, null, "Read-only file system");
        }
        if (syncFails && call == Call.SYNC) {
            coverage.reached("fsync failed");
            throw new IOException("Input/output error");
        }
        boolean failsNow = call == failAt || failAfter >= 0 && failAfter-- == 0;
        if (failsNow || errorRate > 0 && random.nextDouble() < errorRate) {
            failAt = call == failAt ? null : failAt;
            coverage.reached("EIO at " + call);
            throw new FileSystemException(path, null, "Input/output error");
        }
        if (capacity != Long.MAX_VALUE && call == Call.CREATE && random.nextInt(4) == 0) {
            coverage.reached("ENOSPC at CREATE");
            throw noSpace(path);
        }
    }

    IOException noSpace(String path) {
        coverage.reached("ENOSPC");
        return new FileSystemException(path, null, "No space left on device");
    }

    /** Of so many bytes these are written at once. */
    int some(int count) {
        if (count > 1 && random.nextInt(20) == 0) {
            coverage.reached("short write");
            return 1 + random.nextInt(count - 1);
        }
        return count;
    }
}
