package com.moesif.logback.internal.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices that the sender hangs, whether a caller waits for it or not. Looks twice a second while the sender is at work, and
 * sleeps while it rests. Whoever is at the same beat <i>and</i> at the same place in its code for three looks hangs: one that is slow,
 * because its classes are still being loaded say, gets on in between, and a process that was stopped as a whole, or had no
 * processor, has not been looked at meanwhile.
 */
final class Watchdog implements Runnable {
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(500).toNanos();
    private static final int MOST_LOOKS = 3;

    private final Heartbeat heartbeat;
    private final Thread sender;
    private final Alarm alarm;
    private volatile boolean over;
    private volatile Thread thread;

    private long beat = -1;
    private StackTraceElement[] place;
    private int looks;

    /** Who is told. */
    interface Alarm {
        /** Nobody is to wait any longer; told again and again while it lasts. */
        void letGo();

        /** Told once for each hang; must not wait. */
        void tell(StackTraceElement[] place);
    }

    Watchdog(Heartbeat heartbeat, Thread sender, Alarm alarm) {
        this.heartbeat = heartbeat;
        this.sender = sender;
        this.alarm = alarm;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!over) {
            if (look()) {
                LockSupport.parkNanos(this, LOOK_EVERY_NANOS);
            } else {
                heartbeat.awaitWork();
            }
        }
    }

    /** @return whether to look again soon */
    boolean look() {
        long now = heartbeat.beats();
        if (now != beat) {
            beat = now;
            looks = 1;
            place = null;
            return true;
        }
        if (!heartbeat.isBusy()) {
            looks = 0;
            return false;
        }
        StackTraceElement[] here = sender.getStackTrace();
        looks = place == null || Arrays.equals(here, place) ? looks + 1 : 2;
        place = here;
        if (looks >= MOST_LOOKS) {
            heartbeat.missedSince(beat);
            alarm.letGo();
            if (looks == MOST_LOOKS) {
                alarm.tell(here);
            }
        }
        return true;
    }

    void end() {
        over = true;
        LockSupport.unpark(thread);
    }
}
