package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.CapturedAction;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that wait at a full ring, first come, first served. None of them looks at the ring by itself: hundreds that do would take
 * the processor from the sender they wait for. Whoever frees slots {@linkplain #letIn lets in} as many as there is room for,
 * and as long as these are not through, nobody who comes later takes their slots. Any thread and without a lock.
 */
final class WaitingLine {
    /** Before the sender's first action a caller may wait longer: what it takes to write one is still being loaded. */
    private static final int MOST_WAITS = 10;
    /** Whoever is woken so late was delayed by the machine, and so was the sender. */
    private static final long OVERSLEPT_NANOS = 2_000_000;

    private static final long SLICE_NANOS = 10_000_000;

    private final Slots slots;
    private final long maxBlockNanos;
    private final Pipeline.Clocks clocks;
    private final Runnable onWait;
    private final ConcurrentLinkedDeque<Waiter> line = new ConcurrentLinkedDeque<>();
    /** In the line, or let in and not through yet. */
    private final AtomicInteger present = new AtomicInteger();
    /** Let in and not through yet. */
    private final AtomicInteger letIn = new AtomicInteger();

    private volatile boolean dismissed;

    /** No record: Java before 19 keeps the class loader of the last one that was compared (JDK-8078641). */
    private static final class Waiter {
        final Thread thread = Thread.currentThread();
        final int weight;
        volatile boolean isIn;
        volatile boolean letGo;
        /** It has left, and the line still has it. */
        volatile boolean isGone;

        boolean hasQueued;
        boolean wasInterrupted;

        Waiter(int weight) {
            this.weight = weight;
        }
    }

    /** @param onWait what a caller does before it waits, when it can be seen waiting already */
    WaitingLine(Slots slots, long maxBlockNanos, Pipeline.Clocks clocks, Runnable onWait) {
        this.slots = slots;
        this.maxBlockNanos = maxBlockNanos;
        this.clocks = clocks;
        this.onWait = onWait;
    }

    /** Whether a slot that is free is anybody's. */
    boolean isEmpty() {
        return present.get() == 0;
    }

    /** Waits for a slot, and for memory, no longer than {@code maxBlockTime}; whether the action was taken. */
    boolean offer(CapturedAction action) {
        if (slots.free() > present.get() && slots.offer(action)) {
            return true;
        }
        if (maxBlockNanos == 0 || slots.isHopeless(action.weight())) {
            return false;
        }
        Waiter waiter = new Waiter(action.weight());
        present.incrementAndGet();
        boolean taken = false;
        try {
            line.addLast(waiter);
            waiter.hasQueued = true;
            taken = offerInTurn(action, waiter);
            return taken;
        } finally {
            leave(waiter);
            if (!taken) {
                // A slot that was meant for this one is for the next.
                letIn();
            }
        }
    }

    private boolean offerInTurn(CapturedAction action, Waiter waiter) {
        // Whoever frees a slot looks at the line afterwards: one of the two sees the other.
        letIn();
        onWait.run();
        Patience patience = new Patience();
        while (!dismissed) {
            if (waiter.isIn) {
                if (slots.offer(action)) {
                    return true;
                }
                putBack(waiter);
            }
            long left = patience.leftNanos();
            if (left <= 0 || waiter.letGo || slots.isHopeless(waiter.weight)) {
                return slots.offer(action);
            }
            if (!waiter.isIn) {
                clocks.parking().park(this, left);
            }
            // An interrupt is the application's affair: it costs no action, and is handed back at the end.
            waiter.wasInterrupted |= Thread.interrupted();
        }
        return false;
    }

    /** Somebody was quicker: it is still the first. */
    private void putBack(Waiter waiter) {
        waiter.isIn = false;
        letIn.decrementAndGet();
        line.addFirst(waiter);
        letIn();
    }

    /** Throws nothing: what was taken has its outcome. */
    private void leave(Waiter waiter) {
        try {
            if (!line.remove(waiter) && waiter.hasQueued) {
                letIn.decrementAndGet();
            }
            if (waiter.wasInterrupted) {
                waiter.thread.interrupt();
            }
        } catch (StackOverflowError e) {
            // Whoever looks through the line next takes it out.
            waiter.isGone = true;
        } finally {
            present.decrementAndGet();
        }
    }

    /** Lets in whom there is room for; to be called whenever slots or memory have been freed. Costs nothing while nobody waits. */
    void letIn() {
        if (present.get() == 0) {
            return;
        }
        int room = slots.free() - letIn.get();
        for (Waiter waiter : line) {
            if (room <= 0) {
                return;
            }
            if (waiter.isGone) {
                line.remove(waiter);
                continue;
            }
            // One without hope is let in to be told.
            boolean mayTry = slots.hasMemoryFor(waiter.weight) || slots.isHopeless(waiter.weight);
            if (mayTry && line.remove(waiter)) {
                letIn.incrementAndGet();
                waiter.isIn = true;
                clocks.parking().unpark(waiter.thread);
                room--;
            }
        }
    }

    /** Those who wait now try once more, and wait no longer. */
    void letGo() {
        for (Waiter waiter : line) {
            waiter.letGo = true;
            clocks.parking().unpark(waiter.thread);
        }
    }

    /** Nobody is let in any more. */
    void dismiss() {
        dismissed = true;
        for (Waiter waiter : line) {
            clocks.parking().unpark(waiter.thread);
        }
    }

    /** How long one caller waits. */
    private final class Patience {
        private long sinceNanos = clocks.nanos().getAsLong();
        private boolean early = slots.takenSoFar() == 0;
        private boolean overslept;

        long leftNanos() {
            long now = clocks.nanos().getAsLong();
            if (early && slots.takenSoFar() > 0) {
                early = false;
                sinceNanos = now;
            }
            long left = sinceNanos + maxBlockNanos * (early ? MOST_WAITS : 1) - now;
            if (left < -OVERSLEPT_NANOS && !overslept) {
                overslept = true;
                sinceNanos += Math.min(SLICE_NANOS, maxBlockNanos) - left;
                left = Math.min(SLICE_NANOS, maxBlockNanos);
            }
            return left;
        }
    }
}
