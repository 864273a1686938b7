package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Spool;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What the sender's thread does: repeats the turns of a {@link Sender}, naps between them while there is traffic, sleeps when there is
 * none, and outlives every Throwable. Sender thread only.
 */
final class SenderLoop implements Runnable {
    private static final long LONGEST_SLEEP_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long LACK_NANOS = Duration.ofMillis(50).toNanos();

    private final Sender sender;
    private final GroupCommit commit;
    private final BatchWriter batchWriter;
    private final Ring ring;
    private final Spool spool;
    private final Delivery delivery;
    private final TurnReport report;
    private final IdleStrategy idle = new IdleStrategy();
    private Runnable onTraffic = () -> {};

    /** @param commit has the batch writer, which has the ring and the spool */
    SenderLoop(Sender sender, GroupCommit commit, Delivery delivery, TurnReport report) {
        this.sender = sender;
        this.commit = commit;
        this.batchWriter = commit.batchWriter();
        this.ring = batchWriter.ring();
        this.spool = batchWriter.spool();
        this.delivery = delivery;
        this.report = report;
    }

    /** Before the thread starts. */
    void tellOfTraffic(Runnable listener) {
        onTraffic = listener;
    }

    @Override
    public void run() {
        ring.attach(Thread.currentThread());
        boolean over = false;
        while (!over) {
            over = turnAndRest();
        }
    }

    /** By itself, because a loop that is entered only once is interpreted for its first sixty thousand rounds. */
    private boolean turnAndRest() {
        long nowNanos = System.nanoTime();
        int taken = 0;
        boolean lacksMemory = false;
        ring.heartbeat().beat();
        try {
            if (ring.size() > 0) {
                // Before the turn: the first may load half of Jackson, while somebody else loads HttpClient.
                onTraffic.run();
            }
            taken = sender.runOnce(nowNanos);
        } catch (Throwable t) {
            lacksMemory = t instanceof OutOfMemoryError;
            report.turnFailed(t, sender.maySpeak());
        }
        ring.heartbeat().rest();
        if (sender.isOver(nowNanos)) {
            return true;
        }
        idle.took(taken, nowNanos);
        try {
            rest(nowNanos, taken, lacksMemory);
        } catch (Throwable t) {
            // A method that a library of another version doesn't have, say: the thread outlives that, too, unhurried.
            report.turnFailed(t, sender.maySpeak());
            LockSupport.parkNanos(this, IdleStrategy.SHORT_NAP_NANOS);
        }
        return false;
    }

    private void rest(long nowNanos, int taken, boolean lacksMemory) {
        // An interrupt has no meaning here, but a pending one would turn every nap into none.
        Thread.interrupted();
        if (sender.isAskedToEnd()) {
            LockSupport.parkNanos(this, delivery.nanosUntilDue(nowNanos, IdleStrategy.SHORT_NAP_NANOS));
            return;
        }
        if (lacksMemory || batchWriter.lacksMemory()) {
            // However full the ring is: tried again and again, each time with collections of garbage, there would be no
            // less lack.
            LockSupport.parkNanos(this, LACK_NANOS);
            return;
        }
        if (sender.isHeld()) {
            // Half a ring ends both the nap and the hold.
            ring.nap(IdleStrategy.SHORT_NAP_NANOS);
            return;
        }
        boolean joins = !isForFile() && !delivery.unsent().open.isEmpty();
        if (sender.room() <= 0) {
            // However full the ring is: woken, it could take nothing.
            LockSupport.parkNanos(this, delivery.nanosUntilDue(nowNanos, longestNap(taken, false)));
        } else if (idle.sleeps(joins)) {
            long longest = Math.min(LONGEST_SLEEP_NANOS, report.nanosUntilDue(nowNanos));
            ring.sleep(Duration.ofNanos(delivery.nanosUntilDue(nowNanos, longest)));
        } else if (ring.size() <= ring.capacity() / 8) {
            ring.nap(delivery.nanosUntilDue(nowNanos, longestNap(taken, joins)));
        }
    }

    /** Whether a crash would take what comes while it rests, since only this thread writes it to its file. */
    private boolean isForFile() {
        return spool.isOnDisk() && !commit.isAwaited();
    }

    /**
     * How long it naps at most although actions may come.
     *
     * @param taken in the turn before
     * @param joins whether what comes joins an open batch, and needs nothing else before that leaves
     */
    long longestNap(int taken, boolean joins) {
        return taken > ring.capacity() / 8 ? IdleStrategy.SHORT_NAP_NANOS : idle.napNanos(isForFile(), joins);
    }
}
