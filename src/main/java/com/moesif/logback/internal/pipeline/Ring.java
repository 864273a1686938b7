package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * Between the callers' threads and the sender's: a bounded lock-free queue, a short wait for callers when it is full, and
 * the wake-up of a sender that sleeps. {@link #put} may be called by any thread; everything else belongs to the sender.
 *
 * <p>A sender that goes to sleep, or for good, first says so in {@link #sender} and then looks at the queue's indices once
 * more; a caller first moves the producer index (a CAS, so a full fence) and then looks at {@code sender}. Whichever comes
 * second sees the other: no action is slept over, and none is left in the ring uncounted. A nap ends by itself, and needs no
 * second look.
 */
final class Ring {
    private static final int AWAKE = 0;
    private static final int ASLEEP = 1;
    /** Looks again soon by itself: only a burst is a reason to wake it. */
    private static final int NAPPING = 2;

    private static final int GONE = 3;

    /** Few: whoever spins for longer than a slot or two takes the CPU from the sender, on a small machine at least. */
    private static final int SPINS_BEFORE_PARKING = 10;

    private static final long PARK_NANOS = 50_000;
    private static final long HALF_PUT_NANOS = 1_000_000;
    /** A pause of the whole JVM, or of this thread, is no proof that the sender stood still. */
    private static final long MOST_PER_TURN_NANOS = 2_000_000;
    /** As long as slots are freed a caller may wait longer, but not without end: others may be quicker each time. */
    private static final int MOST_WAITS = 10;
    /** Values below 4 kB are paid for by the number of slots; only larger ones are counted one by one. */
    private static final int HEAVY_SHIFT = 12;

    private final MpscAtomicArrayQueue<CapturedAction> queue;
    private final long maxBlockNanos;
    private final long maxMemory;
    private final Ledger ledger;
    private final Notices notices;
    private final AtomicLong heavyBytes = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private volatile int sender = AWAKE;
    private volatile Thread senderThread;
    private volatile boolean woken;
    /** Bytes the sender holds, as of its last turn: maxMemory is for both. */
    private volatile long heldBySender;

    private volatile boolean failing;

    Ring(PipelineConfig config, Ledger ledger, Notices notices) {
        this.queue = new MpscAtomicArrayQueue<>(config.queueSize());
        this.maxBlockNanos = config.maxBlockTime().toNanos();
        this.maxMemory = config.maxMemory();
        this.ledger = ledger;
        this.notices = notices;
    }

    /**
     * Counts an action that is about to be captured, and {@link #put} or {@linkplain #giveUp given up} then: a stop waits
     * for it.
     */
    void expect() {
        ledger.accepted();
    }

    /** An action that was expected will not come. */
    void giveUp(DropReason reason) {
        // The drop first: whoever sees that nobody is expected any more also sees it counted.
        ledger.dropped(reason, 1);
        refused.increment();
    }

    /**
     * Takes the expected action or counts it as dropped. Waits only when there is no room, and only so long.
     *
     * @return whether it was taken
     */
    boolean put(CapturedAction action) {
        if (!offered(action) && !offeredWithin(maxBlockNanos, action)) {
            refuse(action);
            return false;
        }
        if (sender != AWAKE) {
            roused();
        }
        return true;
    }

    private void refuse(CapturedAction action) {
        boolean heavy = isHeavy(action.weight()) && queue.size() < queue.capacity();
        DropReason reason = heavy ? DropReason.MEMORY_FULL : DropReason.QUEUE_FULL;
        giveUp(reason);
        String why = heavy
                ? "maxMemory is full of captured values and unsent actions"
                : "The ring of queueSize slots was full for maxBlockTime: actions come faster than they can be sent";
        notices.raise(reason.label(), why + ". Actions are dropped.");
    }

    private boolean offered(CapturedAction action) {
        int weight = action.weight();
        if (!isHeavy(weight)) {
            return queue.offer(action);
        }
        if (!fits(weight)) {
            return false;
        }
        if (queue.offer(action)) {
            return true;
        }
        release(weight);
        return false;
    }

    private boolean offeredWithin(long blockNanos, CapturedAction action) {
        if (blockNanos == 0 || isHopeless(action.weight())) {
            return false;
        }
        LockSupport.unpark(senderThread);
        for (int i = 0; i < SPINS_BEFORE_PARKING; i++) {
            Thread.onSpinWait();
            if (offered(action)) {
                return true;
            }
        }
        long lookedAt = System.nanoTime();
        long waited = 0;
        long stalled = 0;
        long freed = queue.currentConsumerIndex();
        boolean interrupted = false;
        try {
            while (sender != GONE) {
                LockSupport.parkNanos(this, PARK_NANOS);
                // An interrupt is the application's affair: it costs no action, and is handed back below.
                interrupted |= Thread.interrupted();
                if (offered(action)) {
                    return true;
                }
                if (isHopeless(action.weight())) {
                    return false;
                }
                long now = System.nanoTime();
                long freedNow = queue.currentConsumerIndex();
                long turnNanos = Math.min(now - lookedAt, MOST_PER_TURN_NANOS);
                waited += turnNanos;
                // Before its first action it is no stall: the sender may still be loading what it takes to write one.
                stalled = freedNow == freed && freedNow > 0 ? stalled + turnNanos : 0;
                freed = freedNow;
                lookedAt = now;
                if (stalled >= blockNanos || waited >= MOST_WAITS * blockNanos) {
                    return false;
                }
            }
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isHeavy(int weight) {
        return weight >>> HEAVY_SHIFT != 0;
    }

    private static long bytes(int weight) {
        return weight < 0 ? Integer.MAX_VALUE : weight;
    }

    /** Whether memory is what lacks, and waiting gets none: a collector that doesn't answer holds nobody up. */
    private boolean isHopeless(int weight) {
        if (!isHeavy(weight)) {
            return false;
        }
        long bytes = bytes(weight);
        return bytes > maxMemory || failing && heavyBytes.get() + heldBySender + bytes > maxMemory;
    }

    private boolean fits(int weight) {
        long bytes = bytes(weight);
        if (heavyBytes.addAndGet(bytes) + heldBySender <= maxMemory) {
            return true;
        }
        heavyBytes.addAndGet(-bytes);
        return false;
    }

    private void release(int weight) {
        if (isHeavy(weight)) {
            heavyBytes.addAndGet(-bytes(weight));
        }
    }

    private void roused() {
        switch (sender) {
            case GONE -> sweep();
            case NAPPING -> {
                if (isHalfFull()) {
                    LockSupport.unpark(senderThread);
                }
            }
            default -> LockSupport.unpark(senderThread);
        }
    }

    /** What is still free is for those who log while the sender wakes up. */
    private boolean isHalfFull() {
        return queue.size() >= queue.capacity() / 2;
    }

    /** Told by the sender at each turn: what it holds, and whether the collector is in trouble. */
    void senderHolds(long bytes, boolean inTrouble) {
        heldBySender = bytes;
        failing = inTrouble;
    }

    /** What {@link #poll} will give: null when it would. */
    CapturedAction peek() {
        return queue.relaxedPeek();
    }

    /** The next action, or null when there's none or its producer was interrupted in the middle of putting it. */
    CapturedAction poll() {
        CapturedAction action = queue.relaxedPoll();
        if (action != null) {
            release(action.weight());
        }
        return action;
    }

    /** How many have been put in so far: the sequence number after the newest. */
    long putSoFar() {
        return queue.currentProducerIndex();
    }

    /** How many have been taken out so far. */
    long takenSoFar() {
        return queue.currentConsumerIndex();
    }

    int size() {
        return queue.size();
    }

    int capacity() {
        return queue.capacity();
    }

    /** Whether no append is between being accepted and being in the ring. */
    boolean isSettled() {
        // In this order: what is accepted only grows, so the two can only be equal if nobody was in between.
        long arrived = queue.currentProducerIndex() + refused.sum();
        return ledger.acceptedSoFar() == arrived;
    }

    /** To be called by the sender's thread before anything else. */
    void attach(Thread thread) {
        senderThread = thread;
    }

    /** Sleeps until an action comes, somebody calls {@link #wake}, or the time is over. */
    void sleep(Duration longest) {
        sender = ASLEEP;
        try {
            if (woken) {
                return;
            }
            if (queue.isEmpty()) {
                LockSupport.parkNanos(this, longest.toNanos());
            } else if (queue.relaxedPeek() == null) {
                // A producer was interrupted in the middle of its put: it may be long, so no spinning.
                LockSupport.parkNanos(this, HALF_PUT_NANOS);
            }
        } finally {
            sender = AWAKE;
            woken = false;
        }
    }

    /**
     * Rests for so long although actions may come; no longer than until the ring is half full or somebody calls {@link
     * #wake}.
     */
    void nap(long nanos) {
        sender = NAPPING;
        try {
            if (!woken) {
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            sender = AWAKE;
            woken = false;
        }
    }

    /** Ends a sleep or nap early. */
    void wake() {
        // The permit alone may be used up by any lock that the sender waits for before it sleeps.
        woken = true;
        LockSupport.unpark(senderThread);
    }

    /** The sender goes for good: what is in the ring, and what may still come, is counted as lost. */
    void abandon() {
        sender = GONE;
        sweep();
    }

    /** Any caller may be the one that comes too late, so several may sweep at once: the one place with a lock. */
    private synchronized void sweep() {
        while (!queue.isEmpty()) {
            CapturedAction action = queue.relaxedPoll();
            if (action == null) {
                Thread.onSpinWait();
            } else {
                release(action.weight());
                ledger.dropped(DropReason.STOPPED, 1);
            }
        }
    }
}
