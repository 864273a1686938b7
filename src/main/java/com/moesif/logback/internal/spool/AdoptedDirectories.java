package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Directories that others have left, each from its adoption until all in it has an outcome. Sender thread only. */
final class AdoptedDirectories {
    private final Recovery recovery;
    private final DiskTrouble trouble;
    private final LockCheck check;
    private final InstantSource clock;
    private final List<DirectoryLock> locks = new ArrayList<>();

    /** @param recovery reads what is in them */
    AdoptedDirectories(Recovery recovery, DiskTrouble trouble, LockCheck check, InstantSource clock) {
        this.recovery = recovery;
        this.trouble = trouble;
        this.check = check;
        this.clock = clock;
    }

    /** One that can't be read is let go, and so are those that could not be added. */
    void addAll(List<DirectoryLock> orphans) {
        int added = 0;
        try {
            while (added < orphans.size()) {
                add(orphans.get(added++));
            }
        } finally {
            for (int i = added; i < orphans.size(); i++) {
                orphans.get(i).release();
            }
        }
    }

    private void add(DirectoryLock lock) {
        try {
            locks.add(lock);
            recovery.queue(lock);
        } catch (IOException | RuntimeException | LinkageError | VirtualMachineError e) {
            // The others' are no less ours for that.
            locks.remove(lock);
            lock.release();
            trouble.met("read what others left in " + lock.directory.getFileName(), e);
        }
    }

    /** Lets go of those that are not ours any more. */
    void look() {
        for (DirectoryLock lock : List.copyOf(locks)) {
            if (!check.isStillOurs(lock)) {
                locks.remove(lock);
                lock.release();
            }
        }
    }

    /** Says of each that somebody lives here. */
    void beat(Owner owner) throws IOException {
        for (DirectoryLock lock : locks) {
            HeartBeat.beat(lock.directory, owner, clock);
        }
    }

    /** Those whose segments are all done with: what else is in them goes to our own directory. */
    void dissolveEmpty(SpoolDirectory own) throws IOException {
        for (DirectoryLock lock : List.copyOf(locks)) {
            if (lock.segments().isEmpty()) {
                locks.remove(lock);
                own.takeIn(lock);
            }
        }
    }

    void release() {
        locks.forEach(DirectoryLock::release);
        locks.clear();
    }
}
