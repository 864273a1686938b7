package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import java.time.Duration;

/** Counts as lost what is in the ring once the sender has gone for good, and what still comes then. Any thread. */
final class Sweep {
    private static final long LAST_HALF_PUT_NANOS = Duration.ofMillis(100).toNanos();

    private final Slots slots;
    private final Ledger ledger;
    /** A slot that stays empty, and up to where all behind it is counted. */
    private volatile long hole = -1;

    private volatile long sweptTo;
    /** Whether what may still come into the hole is to be counted by whoever takes it. */
    private boolean holeIsOwed;

    Sweep(Slots slots, Ledger ledger) {
        this.slots = slots;
        this.ledger = ledger;
    }

    /** Any caller may be the one that comes too late, so several may sweep at once: the one place with a lock. */
    synchronized void run() {
        long begunNanos = System.nanoTime();
        while (slots.size() > 0) {
            long number = slots.takenSoFar();
            if (slots.poll() != null) {
                if (isOwed(number)) {
                    ledger.dropped(DropReason.STOPPED, 1);
                }
                sweptTo = Math.max(sweptTo, number + 1);
            } else if (number == hole || System.nanoTime() - begunNanos > LAST_HALF_PUT_NANOS) {
                sweepBehind(number);
                return;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Whether it has not been counted yet. */
    private boolean isOwed(long number) {
        return number >= sweptTo || number == hole && holeIsOwed;
    }

    /** The slot is its producer's to count: it has given it up, or will fill it still and sweep. None behind it can be reached. */
    private void sweepBehind(long empty) {
        long from = Math.max(sweptTo, empty + 1);
        long to = Math.max(from, slots.putSoFar());
        holeIsOwed = isOwed(empty);
        hole = empty;
        sweptTo = to;
        ledger.dropped(DropReason.STOPPED, to - from);
    }

    /** How many have not been counted yet. */
    int left() {
        return hole >= 0 ? (int) Math.max(0, slots.putSoFar() - sweptTo) : slots.size();
    }
}
