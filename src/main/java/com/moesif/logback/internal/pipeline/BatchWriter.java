package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Spool;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * From the ring to the open segment: ring consumer, encoder and the segment's file belong to whoever has the <i>writer
 * lock</i>, the one lock there is. That is the sender, or a caller that waits for its action to be in the file and writes for
 * all who wait; nothing is compressed or sent under it, and no user's code runs.
 */
final class BatchWriter implements Intake {
    private final Ring ring;
    private final RingEncoder ringEncoder;
    private final Spool spool;
    private final OpenSegment open;
    private final Undeliverable undeliverable;
    private final Unshippable unshippable;
    private final WriterLock lock = new WriterLock();
    private boolean closed;
    /** What had been taken from the ring when the spool was last told. */
    private long marked;

    private volatile boolean mayLead;
    /** All actions before this sequence number have been written, or are no more. */
    private volatile long writtenSoFar;
    /** What lies here, for whoever counts: in memory only, and in the file, in one word. */
    private volatile long held;

    /** @param lines where the encoder appends */
    BatchWriter(
            Ring ring,
            ActionEncoder encoder,
            LineBuffer lines,
            Spool spool,
            OpenSegment open,
            Undeliverable undeliverable) {
        this.ring = ring;
        this.spool = spool;
        this.open = open;
        this.undeliverable = undeliverable;
        this.unshippable = undeliverable.by(encoder, lines);
        this.ringEncoder = new RingEncoder(ring, encoder, lines, open, undeliverable, unshippable);
        // If it were first used at the end of a caller's stack, this JVM could never use it again (JLS 12.4.2).
        Objects.requireNonNull(Lead.SENDERS);
    }

    /** Tells who has it. */
    private static final class WriterLock extends ReentrantLock {
        private static final long serialVersionUID = 1;

        Thread owner() {
            return getOwner();
        }
    }

    Ring ring() {
        return ring;
    }

    Spool spool() {
        return spool;
    }

    /** Whoever holds the writer lock now, or null. Any thread. */
    Thread writer() {
        return lock.owner();
    }

    /** Loads what it takes to encode an action. */
    void prepare() {
        lock.lock();
        try {
            ringEncoder.prepare();
        } finally {
            lock.unlock();
        }
    }

    /** The sender's part: encodes some of what is there, keeps it, and hands it on. */
    @Override
    public int fill(long nowNanos, long room, OpenBatch batch) {
        lock.lock();
        try {
            int taken = ringEncoder.drain(nowNanos, room, true);
            keepAndHandOn(batch);
            return taken;
        } finally {
            release();
        }
    }

    /** What became of a caller's wish to write. */
    enum Lead {
        /** It had the writer lock; others may be waiting for it now. */
        HAD,
        /** Somebody else has it. */
        BUSY,
        /** The sender has to do something first, and may have to be woken for it. */
        SENDERS
    }

    /** A caller's part: writes what is there for all who wait, if it can be done at once and is nobody else's to do. */
    Lead tryLead(long nowNanos) {
        letGoOfKept();
        if (!mayLead) {
            return Lead.SENDERS;
        }
        if (!lock.tryLock()) {
            return Lead.BUSY;
        }
        try {
            if (closed || !mayLead || unshippable.size() > 0) {
                return Lead.SENDERS;
            }
            int taken = ringEncoder.drain(nowNanos, Long.MAX_VALUE, false);
            keep();
            // An action that is still there is one that a caller must leave to the sender.
            boolean none = taken == 0 && (open.isFull() || ring.peek() != null);
            return none ? Lead.SENDERS : Lead.HAD;
        } finally {
            release();
        }
    }

    /** Whether memory lacked for an action that is in the ring still. Any thread. */
    boolean lacksMemory() {
        return ringEncoder.lacksMemory() && ring.size() > 0;
    }

    /** No later turn comes: an action that memory lacks for is dropped, or all behind it would be lost. */
    void waitNoMore() {
        lock.lock();
        try {
            ringEncoder.waitNoMore();
        } finally {
            lock.unlock();
        }
    }

    /** From now on each action in the ring that passes this test is dropped. Any thread; takes no lock, since a disk may hang. */
    void dropUnmeant(Predicate<CapturedAction> test) {
        ringEncoder.dropUnmeant(test);
    }

    /** From now on somebody waits for each action to be in its file. Of the sender. */
    void crashTakesNone() {
        lock.lock();
        try {
            spool.crashMayTake(0);
            spool.mark(ring.putSoFar(), marked);
        } finally {
            lock.unlock();
        }
    }

    /** The sender's leave for callers to write; not when memory or disk are short, which is the sender's to deal with. */
    void mayLead(boolean may) {
        mayLead = may;
    }

    private void keep() {
        long taken = ring.takenSoFar();
        if (taken != marked) {
            // Also when there is no line to keep: what was dropped or set aside is in memory no longer.
            marked = taken;
            spool.mark(ring.putSoFar(), taken);
        }
        open.keep();
        writtenSoFar = taken - (open.isOverfull() ? 1 : 0);
    }

    private void keepAndHandOn(OpenBatch batch) {
        unshippable.bury();
        keep();
        open.handOn(batch);
        batch.complete(writtenSoFar);
    }

    @Override
    public Segment roll(long nowNanos, OpenBatch batch, boolean synced) {
        lock.lock();
        try {
            keepAndHandOn(batch);
            Segment ended = open.roll(ring.takenSoFar() - 1, nowNanos, synced);
            keepIfPossible();
            return ended;
        } finally {
            release();
        }
    }

    private void keepIfPossible() {
        try {
            keep();
        } catch (Throwable t) {
            // Memory is short: the next turn does it, and the segment that has ended must not be lost for it.
        }
    }

    /**
     * Makes what has been written outlast a power failure. Of the sender: no caller leads when this is needed.
     *
     * @return false when it is in no file although there can be one: then the next turns write it to another
     */
    boolean sync() {
        return open.sync() || !spool.isWell() || spool.room() <= 0;
    }

    /** Looks whether somebody has removed the file that is written to: what callers add would be in no file. Of the sender. */
    void look() {
        lock.lock();
        try {
            open.look();
        } finally {
            release();
        }
    }

    @Override
    public Segment keepLate(byte[] late, int actions, boolean synced) {
        lock.lock();
        try {
            Segment other = spool.newSegment();
            other.append(late, 0, late.length, actions);
            if (synced) {
                other.sync();
            }
            other.seal();
            return other;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what is in the ring and lets it go: nobody may wait for a collector that doesn't answer.
     *
     * @return how many
     */
    int drop(DropReason reason, OpenBatch batch) {
        lock.lock();
        try {
            int taken = 0;
            // What comes meanwhile can wait for the next turn.
            int most = ring.size();
            while (taken < most && ring.poll() != null) {
                taken++;
            }
            undeliverable.dropped(reason, taken);
            keepAndHandOn(batch);
            return taken;
        } finally {
            release();
        }
    }

    /**
     * From now on no caller writes.
     *
     * @return what has not been handed on, that of the last caller included, and is not counted here any more
     */
    Counts.Held close() {
        lock.lock();
        try {
            closed = true;
            Counts.Held last = held();
            held = 0;
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Of a caller that has run out of stack: it may have had none left where it lets go of the writer lock. */
    void letGo() {
        while (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
        // If the stack has ended within an unlock, the lock is free, but the sender that sleeps until then was not
        // woken. It tries again now. To take the lock here would be wrong: at the end of the stack tryLock takes it,
        // and throws then.
        ring.wake();
    }

    /** Of a caller whose stack has ended where it took the lock, and where it would have let go of it. Nobody else can do it. */
    void letGoOfKept() {
        if (lock.isHeldByCurrentThread()) {
            letGo();
        }
    }

    private void release() {
        try {
            held = (long) (open.pending() + unshippable.size()) << Integer.SIZE | open.spooled();
        } finally {
            lock.unlock();
        }
        ring.letIn();
    }

    /** Whether all has been handed on. */
    boolean isEmpty() {
        return held == 0;
    }

    /** What has not been handed on yet. */
    Counts.Held held() {
        long now = held;
        return new Counts.Held(now >>> Integer.SIZE, now & 0xFFFF_FFFFL);
    }

    long writtenSoFar() {
        return writtenSoFar;
    }

    @Override
    public void refusedAsTooLarge(int bytes) {
        open.refusedAsTooLarge(bytes);
    }

    @Override
    public void accepted() {
        open.accepted();
    }
}
