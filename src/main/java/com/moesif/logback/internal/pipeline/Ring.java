package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Between the callers' threads and the sender's: bounded {@link Slots}, a {@link WaitingLine} of callers when they are full, and
 * the wake-up of a sender that sleeps. {@link #put}: any thread; taking: writer lock held; everything else: sender thread only.
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

    private static final long HALF_PUT_NANOS = 1_000_000;
    private static final long SHORTEST_NAP_NANOS = 1_000_000;

    private final Slots slots;
    private final WaitingLine line;
    private final Ledger ledger;
    private final Notices notices;
    private final Heartbeat heartbeat = new Heartbeat();
    private final Sweep sweep;
    private final EmptySlotWatch emptySlotWatch;
    private final LongAdder refused = new LongAdder();
    /**
     * As {@link #refused}, of callers whose stack or memory did not suffice for that. Not exact: of two at the same moment one may be
     * missed, and then a stop waits longer than it need.
     */
    private volatile long refusedAtTheEnd;

    private volatile int sender = AWAKE;
    private volatile Thread senderThread;
    private volatile boolean woken;

    Ring(PipelineConfig config, Ledger ledger, Notices notices, Pipeline.Clocks clocks) {
        this.slots = new Slots(config.queueSize(), config.maxMemory());
        this.line = new WaitingLine(slots, config.maxBlockTime().toNanos(), clocks, this::endRest);
        this.ledger = ledger;
        this.notices = notices;
        this.sweep = new Sweep(slots, ledger);
        this.emptySlotWatch = new EmptySlotWatch(slots, heartbeat, notices);
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
        try {
            refused.increment();
        } catch (VirtualMachineError e) {
            refusedAtTheEnd = refusedAtTheEnd + 1;
        }
    }

    /**
     * Takes the expected action or counts it as dropped. Waits only when there is no room, and only so long. Throws only while the
     * action has no outcome, where the caller's stack or memory is at its end.
     *
     * @return whether it was taken
     */
    boolean put(CapturedAction action) {
        boolean taken = line.isEmpty() && slots.offer(action) || putInTurn(action);
        DropReason reason = taken ? null : reasonToRefuse(action);
        if (!taken) {
            giveUp(reason);
        }
        try {
            if (!taken) {
                tellOfRefusal(reason);
            } else if (sender != AWAKE) {
                roused(action);
            }
        } catch (Throwable t) {
            // What has its outcome must not be given up, too. The next caller tells of it, or rouses the sender.
        }
        return taken;
    }

    private boolean putInTurn(CapturedAction action) {
        endRest();
        // Those that wait already are let go by the watchdog.
        return heartbeat.isMissed() ? slots.offer(action) : line.offer(action);
    }

    /** However little is in the ring: it may be memory that lacks. */
    private void endRest() {
        if (sender != AWAKE) {
            LockSupport.unpark(senderThread);
        }
    }

    private DropReason reasonToRefuse(CapturedAction action) {
        boolean heavy = slots.isHeavy(action.weight()) && slots.free() > 0;
        return heavy ? DropReason.MEMORY_FULL : DropReason.QUEUE_FULL;
    }

    private void tellOfRefusal(DropReason reason) {
        String why = reason == DropReason.MEMORY_FULL
                ? "maxMemory is full of captured and unsent actions"
                : "The ring of queueSize slots was full for maxBlockTime: actions come faster than they can be sent";
        notices.raise(reason.label(), why + ". Actions are dropped.");
    }

    private void roused(CapturedAction action) {
        switch (sender) {
            case GONE -> sweep.run();
            case NAPPING -> {
                if (areSlotsHalfFull() || slots.makesMemoryHalfFull(action.weight())) {
                    LockSupport.unpark(senderThread);
                }
            }
            default -> LockSupport.unpark(senderThread);
        }
    }

    /** What is still free is for those who log while the sender wakes up. */
    private boolean areSlotsHalfFull() {
        return slots.size() >= slots.capacity() / 2;
    }

    /** Whether half of the slots, or of the memory that the sender leaves, is in use. Any thread. */
    boolean isHalfFull() {
        return areSlotsHalfFull() || slots.isMemoryHalfFull();
    }

    /** Told by the sender at each turn: what it holds, and whether the collector is in trouble. */
    void senderHolds(long bytes, boolean inTrouble) {
        slots.senderHolds(bytes, inTrouble);
        line.letIn();
    }

    /** To be called whenever slots have been freed, by whoever did it, with no lock in hand. */
    void letIn() {
        line.letIn();
    }

    /** What {@link #poll} will give: null when it would. */
    CapturedAction peek() {
        return slots.peek();
    }

    /** The next action, or null when there's none or its producer was interrupted in the middle of putting it. */
    CapturedAction poll() {
        return slots.poll();
    }

    /** How many have been put in so far: the sequence number after the newest. */
    long putSoFar() {
        return slots.putSoFar();
    }

    /** How many have been taken out so far. */
    long takenSoFar() {
        return slots.takenSoFar();
    }

    int size() {
        return slots.size();
    }

    int capacity() {
        return slots.capacity();
    }

    /** Whether no append is between being accepted and being in the ring. */
    boolean isSettled() {
        // In this order: what is accepted only grows, so the two can only be equal if nobody was in between.
        long arrived = slots.putSoFar() + refused.sum() + refusedAtTheEnd;
        return ledger.acceptedSoFar() == arrived;
    }

    /** The sender hangs: those who wait are let go. */
    void letGo() {
        line.letGo();
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** To be called by the sender's thread before anything else. */
    void attach(Thread thread) {
        senderThread = thread;
    }

    /** Sleeps until an action comes, somebody calls {@link #wake}, or the time is over. */
    void sleep(Duration longest) {
        line.letIn();
        sender = ASLEEP;
        try {
            if (woken) {
                return;
            }
            if (slots.size() == 0) {
                LockSupport.parkNanos(this, longest.toNanos());
            } else if (slots.peek() == null) {
                // A producer was interrupted in the middle of its put: it may be long, so no spinning.
                LockSupport.parkNanos(this, HALF_PUT_NANOS);
            }
        } finally {
            sender = AWAKE;
            woken = false;
        }
    }

    /**
     * Rests for so long although actions may come; no longer than until the ring is half full, or its share of {@code
     * maxMemory}, or somebody calls {@link #wake}.
     */
    void nap(long nanos) {
        sender = NAPPING;
        try {
            if (!woken) {
                // Whoever has waited since before the nap has not seen it, and ends none.
                LockSupport.parkNanos(this, line.isEmpty() ? nanos : Math.min(nanos, SHORTEST_NAP_NANOS));
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
        line.dismiss();
        sweep.run();
    }

    /** How many have no outcome yet. Any thread. */
    int held() {
        return sender == GONE ? sweep.left() : slots.size();
    }

    /** To be called now and then: tells of a slot that was taken and never filled. */
    void lookForHole(long nowNanos) {
        emptySlotWatch.look(nowNanos);
    }
}
