package com.moesif.logback.internal.simulation;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

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
    double errorRate;
    /** The next so many calls are well, and the one after fails. */
    int failAfter = -1;
    /** The process whose next calls but so many are its last. */
    SimFileSystem doomed;

    int killAfter = -1;

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
        errorRate = 0;
        failAfter = -1;
    }

    /** To be called before anything is done. */
    void before(Call call, SimFileSystem process, String path) throws IOException {
        if (process == doomed && killAfter >= 0 && killAfter-- == 0) {
            doomed = null;
            coverage.reached("killed at " + call);
            process.die();
        }
        if (process.isDead()) {
            throw new Killed();
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
        if (failAfter >= 0 && failAfter-- == 0 || errorRate > 0 && random.nextDouble() < errorRate) {
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
