package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Those who wait until all that was accepted before them has been delivered. */
final class Flushes {
    private final Queue<Flush> waiting = new ConcurrentLinkedQueue<>();
    private final Ledger ledger;
    private final AtomicInteger requested = new AtomicInteger();
    private volatile boolean abandoned;

    Flushes(Ledger ledger) {
        this.ledger = ledger;
    }

    /** One who waits. */
    static final class Flush {
        private final long untilSequence;
        private final long droppedBefore;
        private final boolean orKept;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile boolean delivered;

        private Flush(long untilSequence, long droppedBefore, boolean orKept) {
            this.untilSequence = untilSequence;
            this.droppedBefore = droppedBefore;
            this.orKept = orKept;
        }

        /** Interruptible, and the flag is left for the caller. */
        boolean await(long nanos) {
            try {
                return done.await(nanos, TimeUnit.NANOSECONDS) && delivered;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Waits until all that was put before has been delivered, asking for no attempt of its own. */
    void awaitDelivered(LongSupplier putSoFar, long deadlineNanos) {
        long left = deadlineNanos - System.nanoTime();
        if (left > 0) {
            Flush flush = join(putSoFar, false);
            flush.await(left);
            cancel(flush);
        }
    }

    /**
     * @param putSoFar the sequence number after the newest action
     * @param orKept whether to wait no longer once all is in files and the attempt this asks for has failed
     */
    Flush request(LongSupplier putSoFar, boolean orKept) {
        Flush flush = join(putSoFar, orKept);
        requested.incrementAndGet();
        return flush;
    }

    private Flush join(LongSupplier putSoFar, boolean orKept) {
        // In this order: a drop between the two has to count against the flush.
        long droppedBefore = droppedUndelivered();
        Flush flush = new Flush(putSoFar.getAsLong(), droppedBefore, orKept);
        waiting.add(flush);
        if (abandoned) {
            // Whoever abandons sets the flag before looking at the queue: one of the two sees the other.
            flush.done.countDown();
        }
        return flush;
    }

    void cancel(Flush flush) {
        waiting.remove(flush);
    }

    /** How many there have been. */
    int requested() {
        return requested.get();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** @param settledSequence all actions before it have been delivered or dropped */
    void settle(long settledSequence) {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.removeIf(flush -> {
            if (settledSequence < flush.untilSequence) {
                return false;
            }
            // A drop that came after the flush may count against it: false is the safe answer.
            flush.delivered = droppedUndelivered() == flush.droppedBefore;
            flush.done.countDown();
            return true;
        });
    }

    /** All that is unsent is in files, and the collector takes nothing now. */
    void kept() {
        waiting.removeIf(flush -> {
            if (flush.orKept) {
                flush.done.countDown();
            }
            return flush.orKept;
        });
    }

    void abandonAll() {
        abandoned = true;
        waiting.removeIf(flush -> {
            flush.done.countDown();
            return true;
        });
    }

    private long droppedUndelivered() {
        // An action that was refused is done with: it's dead, and no flush can do more for it.
        return ledger.corruptOrHandedOver()
                + ledger.dropped(DropReason.MEMORY_FULL)
                + ledger.dropped(DropReason.SPOOL_FULL)
                + ledger.dropped(DropReason.TOO_LARGE)
                + ledger.dropped(DropReason.INCOMPLETE)
                + ledger.dropped(DropReason.MISCONFIGURED)
                + ledger.dropped(DropReason.INTERNAL_ERROR);
    }
}
