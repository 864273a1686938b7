package com.moesif.logback.internal.pipeline;

import java.util.concurrent.locks.LockSupport;

/**
 * What the sender shows of its life: it beats while it is at work, and rests in between. A {@link Watchdog} looks, and says here
 * when a beat is missed: a file operation that never returns, on a network drive that is gone say, or a status listener that
 * doesn't, must not keep the callers too. These read one flag.
 */
final class Heartbeat {
    /** Written by the sender only. */
    private volatile long beats;

    private volatile boolean busy;
    private volatile boolean missed;
    /** Written by the sender only: it lives, but nothing that callers put reaches it any more. */
    private volatile boolean stuck;
    /** Null unless it waits for the next beat, however long. */
    private volatile Thread sleepingWatchdog;

    /** The sender is at work, and gets on. */
    void beat() {
        beats = beats + 1;
        busy = true;
        if (missed && !stuck) {
            missed = false;
        }
        Thread watchdog = sleepingWatchdog;
        if (watchdog != null) {
            LockSupport.unpark(watchdog);
        }
    }

    /** The sender has nothing to do, for however long. */
    void rest() {
        busy = false;
        if (missed && !stuck) {
            missed = false;
        }
    }

    /**
     * Says whether nothing that callers put reaches the sender any more: then nobody should wait for it, although it beats. Sender
     * thread only.
     */
    void stuck(boolean isStuck) {
        if (stuck != isStuck) {
            stuck = isStuck;
            missed = isStuck;
        }
    }

    long beats() {
        return beats;
    }

    boolean isBusy() {
        return busy;
    }

    /** Nobody should wait for the sender until it beats again. */
    void missedSince(long beat) {
        missed = true;
        if (beats != beat || !busy) {
            // It has come back meanwhile, perhaps before the flag was up.
            missed = stuck;
        }
    }

    /** Whether nobody should wait for the sender now. */
    boolean isMissed() {
        return missed;
    }

    /** Waits for a sender that rests to be at work: the watchdog of an idle service sleeps. */
    void awaitWork() {
        sleepingWatchdog = Thread.currentThread();
        try {
            // The sender first says that it is busy, and then looks who sleeps: one of the two sees the other.
            if (!busy) {
                LockSupport.park(this);
            }
        } finally {
            sleepingWatchdog = null;
        }
    }
}
