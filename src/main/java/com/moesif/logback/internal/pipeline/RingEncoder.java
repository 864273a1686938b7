package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LineBuffer;
import java.time.Duration;
import java.util.function.Predicate;

/** Takes actions from the ring and encodes them, some at a time, for the open segment. Writer lock held. */
final class RingEncoder {
    /** So much is encoded before the lines are kept and handed on: compressing much at once would keep callers waiting. */
    private static final int SLICE_BYTES = 64 * 1024;

    /** Actions that may have left the ring and be in no file yet: no line is shorter than 100 bytes. */
    static final int MOST_IN_HAND = SLICE_BYTES / 100 + 2;

    /** Memory that has lacked for so long is not waited for: until an action can be encoded, each that finds none is dropped. */
    static final long LONGEST_LACK_NANOS = Duration.ofSeconds(5).toNanos();

    private final Ring ring;
    private final ActionEncoder encoder;
    private final LineBuffer lines;
    private final OpenSegment open;
    private final Undeliverable undeliverable;
    private final Unshippable unshippable;
    /** Whether memory has lacked since an action was encoded last. */
    private volatile boolean lacking;

    private long lackedSinceNanos;
    private boolean waits = true;
    private volatile Predicate<CapturedAction> unmeant = action -> false;

    /** @param lines where the encoder appends */
    RingEncoder(
            Ring ring,
            ActionEncoder encoder,
            LineBuffer lines,
            OpenSegment open,
            Undeliverable undeliverable,
            Unshippable unshippable) {
        this.ring = ring;
        this.encoder = encoder;
        this.lines = lines;
        this.open = open;
        this.undeliverable = undeliverable;
        this.unshippable = unshippable;
    }

    /** Loads what it takes to encode an action. */
    void prepare() {
        encoder.prepare();
    }

    /**
     * @param room bytes that may be added, but for the last action
     * @param sender whether it is the sender's thread, which takes also what a caller must leave to it
     * @return how many actions were taken
     */
    int drain(long nowNanos, long room, boolean sender) {
        int before = lines.length();
        long most = Math.min(room, SLICE_BYTES);
        int taken = 0;
        while (!open.isFull() && taken < MOST_IN_HAND && lines.length() - before + unshippable.bytes() < most) {
            CapturedAction action = ring.peek();
            if (action == null || !sender && isGiant(action) || !encode(action, nowNanos, sender)) {
                break;
            }
            taken++;
        }
        return taken;
    }

    /** Perhaps too large to be sent at all: what becomes of such a one is the sender's to see to. */
    private static boolean isGiant(CapturedAction action) {
        return action.weight() < 0 || action.weight() > ActionEncoder.MOST_BYTES / 4;
    }

    /** @return whether the action has been taken from the ring */
    private boolean encode(CapturedAction action, long nowNanos, boolean sender) {
        boolean encoded;
        if (unmeant.test(action)) {
            ring.poll();
            undeliverable.unmeant();
            return true;
        }
        try {
            encoded = encoder.encode(action);
            if (!encoded && sender) {
                unshippable.add(action);
            }
        } catch (Throwable t) {
            if (!sender || t instanceof OutOfMemoryError && mayWait(nowNanos)) {
                // Perhaps this thread has little stack left: the sender has its own. And memory may come back.
                return false;
            }
            ring.poll();
            undeliverable.failed(t);
            return true;
        }
        if (!encoded && !sender) {
            return false;
        }
        if (lacking) {
            lacking = false;
        }
        ring.poll();
        if (encoded) {
            open.appended(ring.takenSoFar() - 1, encoder.requestMillis(), nowNanos);
        }
        return true;
    }

    /** From now on nothing is left in the ring for want of memory: there will be no other time. */
    void waitNoMore() {
        waits = false;
    }

    /** From now on each action in the ring that passes this test is dropped. Any thread. */
    void dropUnmeant(Predicate<CapturedAction> test) {
        unmeant = test;
    }

    /** Whether memory has lacked since an action was encoded last. Any thread. */
    boolean lacksMemory() {
        return lacking;
    }

    /** Whether the action that memory lacks for may stay in the ring. It must not block what is behind it for ever. */
    private boolean mayWait(long nowNanos) {
        if (!lacking) {
            lacking = true;
            lackedSinceNanos = nowNanos;
        }
        return waits && nowNanos - lackedSinceNanos < LONGEST_LACK_NANOS;
    }
}
