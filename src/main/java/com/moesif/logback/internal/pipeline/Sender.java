package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.spool.Spool;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Owns everything behind the ring. {@link #runOnce} is one turn: it never waits, and takes the time as an argument. A {@link SenderLoop}
 * repeats it. Sender thread only, where nothing else is said.
 */
final class Sender {
    /** One turn takes no more than this, so that answers and deadlines are not kept waiting. */
    private static final int MOST_PER_TURN = 4_096;

    /** A look takes some microseconds. */
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Ring ring;
    private final OpenBatch open;
    private final Delivery delivery;
    private final SendSchedule schedule;
    private final Flushes flushes;
    private final BatchWriter batchWriter;
    private final GroupCommit commit;
    private final Spool spool;
    private final FirstUse firstUse;
    private final TurnReport report;

    /** What the sender holds, for whoever counts; what the ring and the batch writer hold is counted beside it. */
    private volatile Counts.Held held = new Counts.Held(0, 0);

    private final StopRequest stop = new StopRequest();
    /** The JVM is going down, and other hooks may still log: nothing waits for company any more. */
    private volatile boolean exiting;

    private final Inheritance inheritance = new Inheritance();

    private long lookedAtNanos;
    private int flushesSeen;
    private boolean lastAttempt;

    /** @param commit has the batch writer, which has the ring and the spool */
    Sender(
            GroupCommit commit,
            Delivery delivery,
            SendSchedule schedule,
            Flushes flushes,
            FirstUse firstUse,
            TurnReport report) {
        this.commit = commit;
        this.batchWriter = commit.batchWriter();
        this.ring = batchWriter.ring();
        this.spool = batchWriter.spool();
        this.delivery = delivery;
        this.open = delivery.unsent().open;
        this.schedule = schedule;
        this.flushes = flushes;
        this.firstUse = firstUse;
        this.report = report;
    }

    /** Takes, at its next turn, the batches that this adds to a list. Any thread. */
    void inherit(Consumer<List<Batch>> batches) {
        inheritance.announce(batches);
    }

    /** What has no outcome yet, from the ring on. Any thread. */
    Counts.Held heldInAll() {
        Counts.Held own = held;
        Counts.Held written = batchWriter.held();
        return new Counts.Held(ring.held() + written.pending() + own.pending(), written.spooled() + own.spooled());
    }

    /**
     * One turn: answers, ring, requests, notices.
     *
     * @return how many actions were taken from the ring
     */
    int runOnce(long nowNanos) {
        int taken = 0;
        try {
            hurryIfAsked(nowNanos);
            inheritIfAsked();
            lookForFile(nowNanos);
            delivery.tend(nowNanos);
            delivery.settle(nowNanos);
            taken = fill(nowNanos);
            delivery.dispatch(nowNanos);
            // A batch that was full has made room for those who wait.
            commit.written();
        } finally {
            held = delivery.unsent().held();
            ring.senderHolds(delivery.heldAgainstRing(), delivery.isStuck());
        }
        long oldest = delivery.unsent().oldestSequence(open.completeUpTo());
        flushes.settle(oldest);
        if (!flushes.isEmpty() && isAllKept()) {
            flushes.kept();
        }
        report.turnEnds(nowNanos, oldest, open.completeUpTo(), maySpeak());
        return taken;
    }

    /** Whether a status may be said. */
    boolean maySpeak() {
        // Whoever ends the JVM may have the lock that a status needs, that of System.err say: the exit hook speaks.
        return !exiting;
    }

    private void inheritIfAsked() {
        if (inheritance.giveTo(delivery)) {
            spool.lookAgain();
        }
    }

    private void lookForFile(long nowNanos) {
        // The first time it may be far from now in either direction.
        if (Math.abs(nowNanos - lookedAtNanos) >= LOOK_EVERY_NANOS) {
            lookedAtNanos = nowNanos;
            batchWriter.look();
            ring.lookForHole(nowNanos);
        }
    }

    private int fill(long nowNanos) {
        int taken = 0;
        long room = room();
        boolean wasFull = delivery.room() <= 0 || spool.room() <= 0;
        // Callers write all there is. Where only one action may get past hundreds that are doubted, the sender takes
        // it.
        boolean callersMayWrite =
                room > 0 && !(wasFull && delivery.unsent().suspects.areDoubted());
        while (room > 0 && taken < MOST_PER_TURN && (!open.isFull() || delivery.sealSmall(nowNanos))) {
            int some = open.fill(nowNanos, room);
            ring.heartbeat().beat();
            taken += some;
            room = room();
            if (some == 0) {
                break;
            }
        }
        if (room <= 0 && !batchWriter.isEmpty()) {
            // What callers have written may be all there is, and room is made by sending it.
            open.fill(nowNanos, 0);
        }
        // Not when what was written before has filled it: packed, that may leave room. Not while it is held, either: it
        // gives nothing room, and the ring has some.
        if (!isHeld() && wasFull && room <= 0 && taken == 0 && delivery.isFailing()) {
            taken = batchWriter.drop(spool.room() <= 0 ? DropReason.SPOOL_FULL : DropReason.MEMORY_FULL, open);
        }
        batchWriter.mayLead(callersMayWrite && room > 0);
        commit.written();
        if (schedule.hold().becomesWritten(batchWriter.writtenSoFar()) && commit.isAwaited()) {
            batchWriter.crashTakesNone();
        }
        return taken;
    }

    /** Bytes that may still be taken from the ring. */
    long room() {
        if (isHeld() || !firstUse.isPossible(ring)) {
            return 0;
        }
        long room = Math.min(delivery.room(), spool.room());
        return room <= 0 && delivery.unsent().needAnother() ? 1 : room;
    }

    private void hurryIfAsked(long nowNanos) {
        boolean stopping = stop.isAsked();
        int requested = flushes.requested();
        if (requested != flushesSeen || stopping && !lastAttempt) {
            // Each flush, and the stop, ends a backoff once; and what a disk refused a moment ago it may take now.
            schedule.retryNow(nowNanos);
            spool.tryAgain(nowNanos);
        }
        if (stopping && !lastAttempt) {
            delivery.unsent().suspects.giveLastChance();
        }
        flushesSeen = requested;
        lastAttempt = stopping;
        boolean hurries = stopping || exiting || !flushes.isEmpty();
        schedule.hurry(hurries);
        schedule.hold().look(nowNanos, hurries, stopping && !stop.terms().sends());
    }

    /** Whether it waits for the configuration to be read. */
    boolean isHeld() {
        return schedule.hold().isOn();
    }

    /** Whether it was asked to end. */
    boolean isAskedToEnd() {
        return stop.isAsked();
    }

    /** Whether it was asked to end, and may. */
    boolean isOver(long nowNanos) {
        StopRequest.Terms asked = stop.terms();
        if (asked == null) {
            return false;
        }
        if (nowNanos - asked.deadlineNanos() >= 0) {
            return true;
        }
        boolean settled = ring.isSettled() || nowNanos - asked.settleBy() >= 0;
        if (!settled || ring.size() > 0 || !batchWriter.isEmpty()) {
            return false;
        }
        if (!asked.sends()) {
            return delivery.unsent().inFlight.count() == 0;
        }
        return !stop.receives() && (delivery.unsent().actionsButSuspects() == 0 || lastAttempt && isAllKept());
    }

    /** Nothing would be lost, and nothing gained by waiting. */
    private boolean isAllKept() {
        boolean taken = ring.size() == 0 && batchWriter.isEmpty();
        return taken && spool.isOnDisk() && flushesSeen == flushes.requested() && delivery.canLeave();
    }

    /** While on, nothing is sent, and what comes is taken in as in any trouble. Any thread. */
    void suspend(boolean on) {
        schedule.suspend(on);
        ring.wake();
    }

    /** From now on whatever comes leaves at once. Any thread. */
    void exiting() {
        exiting = true;
        ring.wake();
    }

    /** Asks the thread to deliver what is there and end, at the deadline at the latest. Any thread. */
    void stopBy(long nowNanos, long deadlineNanos) {
        if (stop.deliverBy(nowNanos, deadlineNanos)) {
            ring.wake();
        }
    }

    /** Whether it goes on, once it is asked to deliver and end, until its deadline. Any thread. */
    void receives(long nowNanos, boolean on) {
        if (stop.receives(nowNanos, on)) {
            ring.wake();
        }
    }

    /** Asks the thread to take in what is there, send nothing more, and end when what is under way has been answered. Any thread. */
    void leaveBy(long nowNanos, long deadlineNanos) {
        schedule.end();
        stop.leaveBy(nowNanos, deadlineNanos);
        ring.wake();
    }

    /**
     * Gives up what is left, the ring's content included, however late. Then comes {@link #end}.
     *
     * @param left where it goes, for whoever comes after; also what was gathered before this throws
     */
    void takeAll(long nowNanos, List<Batch> left) {
        try {
            inheritIfAsked();
        } finally {
            // There is no other time: what throws must not cost what comes after it.
            try {
                inheritance.leaveTo(delivery, left);
            } finally {
                takeOwn(nowNanos, left);
            }
        }
    }

    private void takeOwn(long nowNanos, List<Batch> left) {
        delivery.unsent().takeAll(nowNanos, left);
        batchWriter.waitNoMore();
        int taken;
        int before;
        do {
            before = left.size();
            taken = open.fill(nowNanos, Long.MAX_VALUE);
            delivery.unsent().takeAll(nowNanos, left);
        } while (taken > 0 || left.size() > before);
    }

    /**
     * The thread's last act, whatever has failed before: nobody may wait for a sender that is gone.
     *
     * @return how many are lost: nobody has taken them, and they are in no file
     */
    long end() {
        Counts.Held written = batchWriter.close();
        Counts.Held unsent = delivery.unsent().held();
        long homeless = inheritance.giveUp(delivery);
        held = new Counts.Held(0, written.spooled() + unsent.spooled());
        report.isOver();
        ring.abandon();
        flushes.abandonAll();
        commit.close();
        return written.pending() + unsent.pending() + homeless;
    }

    /** What is in files stays there, and is counted for ever. */
    void leaves(long actionsInFiles) {
        held = new Counts.Held(0, held.spooled() + actionsInFiles);
    }
}
