package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;

/** Looks whether a directory is still ours, and says when its lock file was removed. Sender thread only. */
final class LockCheck {
    private final Notices notices;
    private int losses;

    LockCheck(Notices notices) {
        this.notices = notices;
    }

    boolean isStillOurs(DirectoryLock lock) {
        boolean held = lock.holds();
        DirectoryLock.Hold seen = lock.look();
        if (seen == DirectoryLock.Hold.MENDED) {
            notices.raise(
                    "spool lock",
                    "Somebody has removed the lock file in " + lock.directory
                            + ". It is made again, and nothing is lost;"
                            + " but in its absence another process may take over the directory, as if its owner had ended."
                            + " Let no program clean up there.");
        }
        if (held && !lock.holds()) {
            losses++;
        }
        return lock.holds();
    }

    /** How many directories were found lost. */
    int losses() {
        return losses;
    }
}
