package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Notices;
import java.time.Duration;

/**
 * Looks whether the next slot of the ring is taken and stays empty: no action behind it can be taken then. Sender thread only.
 */
final class EmptySlotWatch {
    /** A caller that has been without a processor for so long in the middle of a put is hardly one that will go on. */
    private static final long HOLE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Slots slots;
    private final Heartbeat heartbeat;
    private final Notices notices;
    /** The next slot while it is taken but empty, and since when that was seen; -1 when it is not so. */
    private long emptySlot = -1;

    private long emptySinceNanos;

    EmptySlotWatch(Slots slots, Heartbeat heartbeat, Notices notices) {
        this.slots = slots;
        this.heartbeat = heartbeat;
        this.notices = notices;
    }

    /** Tells of a slot that was taken and never filled, because the stack of its caller has ended just there. */
    void look(long nowNanos) {
        long next = slots.takenSoFar();
        // Since when it is the next says nothing: it may have been free until a moment ago.
        boolean isEmpty = slots.size() > 0 && slots.peek() == null;
        if (!isEmpty || next != emptySlot) {
            emptySlot = isEmpty ? next : -1;
            emptySinceNanos = nowNanos;
            heartbeat.stuck(false);
        } else if (nowNanos - emptySinceNanos > HOLE_NANOS) {
            // Each logging call would wait as long as it may, and in vain.
            heartbeat.stuck(true);
            notices.raise(
                    "ring hole",
                    "A thread of the application has taken a slot of the ring and left it empty, most likely since its stack"
                            + " ended there (StackOverflowError). The " + (slots.size() - 1)
                            + " actions behind it can't be delivered until the application is restarted, and are lost"
                            + " then. Restart it soon.");
        }
    }
}
