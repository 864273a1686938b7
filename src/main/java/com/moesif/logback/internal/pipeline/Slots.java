package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.CapturedAction;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * The slots of the ring, and the memory for heavy values in them: a bounded lock-free queue of many producers and one
 * consumer at a time. Any thread may put; whoever takes needs the writer lock held.
 */
final class Slots {
    /**
     * Actions below 4 kB are paid for by the number of slots; only heavier ones are counted one by one. Where all slots together
     * would so come to more than {@code maxMemory}, lighter ones are counted, too.
     */
    private static final int MOST_HEAVY_SHIFT = 12;

    /** Below a quarter of a kB the slots themselves are most of it. */
    private static final int LEAST_HEAVY_SHIFT = 8;

    private final int heavyShift;
    private final MpscAtomicArrayQueue<CapturedAction> queue;
    private final long maxMemory;
    private final AtomicLong heavyBytes = new AtomicLong();
    /** Bytes the sender holds, as of its last turn: maxMemory is for both. */
    private volatile long heldBySender;

    private volatile boolean failing;

    Slots(int size, long maxMemory) {
        this.queue = new MpscAtomicArrayQueue<>(size);
        int share = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, maxMemory / queue.capacity()));
        this.heavyShift = Math.max(LEAST_HEAVY_SHIFT, Math.min(MOST_HEAVY_SHIFT, share));
        this.maxMemory = maxMemory;
    }

    /**
     * Takes the action, if there is a slot and the memory for it. Any thread. Throws only where the caller's stack is at its end, and
     * has not taken it then. One gap remains, in the code of the queue. It takes a slot first and fills
     * it then, and while it is interpreted there are calls between the two. If the stack ends there, the slot stays empty, and no action
     * behind it is ever taken.
     */
    boolean offer(CapturedAction action) {
        int weight = action.weight();
        if (!isHeavy(weight)) {
            return queue.offer(action);
        }
        if (!reserve(weight)) {
            return false;
        }
        boolean taken = false;
        try {
            taken = queue.offer(action);
            return taken;
        } finally {
            if (!taken) {
                release(weight);
            }
        }
    }

    boolean isHeavy(int weight) {
        return weight >>> heavyShift != 0;
    }

    private static long bytes(int weight) {
        return weight < 0 ? Integer.MAX_VALUE : weight;
    }

    private boolean reserve(int weight) {
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

    /** Whether there is memory for it, as far as can be told without taking it. */
    boolean hasMemoryFor(int weight) {
        return !isHeavy(weight) || heavyBytes.get() + heldBySender + bytes(weight) <= maxMemory;
    }

    /** Whether it is a heavy one, now in a slot, and such take up half of what the sender leaves of the memory. */
    boolean makesMemoryHalfFull(int weight) {
        return isHeavy(weight) && isMemoryHalfFull();
    }

    /** Whether heavy ones take up half of what the sender leaves of the memory. */
    boolean isMemoryHalfFull() {
        long heavy = heavyBytes.get();
        return heavy > 0 && heavy >= (maxMemory - heldBySender) / 2;
    }

    /** Whether memory is what lacks, and waiting gets none: nobody waits for a collector that doesn't answer. */
    boolean isHopeless(int weight) {
        if (!isHeavy(weight)) {
            return false;
        }
        return bytes(weight) > maxMemory || failing && !hasMemoryFor(weight);
    }

    /** Told by the sender at each turn: what it holds, and whether the collector is in trouble. */
    void senderHolds(long bytes, boolean inTrouble) {
        heldBySender = bytes;
        failing = inTrouble;
    }

    /** What {@link #poll} will give: null when it would. For the consumer. */
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

    int free() {
        return queue.capacity() - queue.size();
    }

    int capacity() {
        return queue.capacity();
    }
}
