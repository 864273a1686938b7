package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.pipeline.BatchWriter.Lead;
import com.moesif.logback.internal.spool.Durability;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that wait until their action is in its file. With {@code write} whoever finds the writer lock free writes for all
 * who wait (flat combining: Hendler, Incze, Shavit and Tzafrir, SPAA 2010), and the rest find theirs written. With {@code
 * fsync} the sender does it for all: a sync takes so long that handing over to it costs nothing, and that a caller in the
 * middle of one could not be let go after {@code commitTimeout}.
 */
final class GroupCommit {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int SPINS = 20;
    /** The writer is probably descheduled: yield before parking, since a wake-up costs more than a write. */
    private static final int YIELDS = 50;

    private final Ring ring;
    private final BatchWriter batchWriter;
    private final boolean callersLead;
    private final boolean syncs;
    private final long timeoutNanos;
    private final Ledger ledger;
    private final Notices notices;
    private final Pipeline.Clocks clocks;
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    /** All before this sequence number would outlast a power failure; written by the sender. */
    private volatile long synced;

    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean over;

    /** No record: Java before 19 keeps the class loader of the last one that was compared (JDK-8078641). */
    private static final class Waiter {
        final Thread thread;
        final long upTo;

        Waiter(Thread thread, long upTo) {
            this.thread = thread;
            this.upTo = upTo;
        }
    }

    GroupCommit(
            Ring ring,
            BatchWriter batchWriter,
            PipelineConfig.Keeping keeping,
            Ledger ledger,
            Notices notices,
            Pipeline.Clocks clocks) {
        this.ring = ring;
        this.batchWriter = batchWriter;
        this.callersLead = keeping.durability() == Durability.WRITE;
        this.syncs = keeping.durability() == Durability.FSYNC;
        this.timeoutNanos = keeping.commitTimeout().toNanos();
        this.ledger = ledger;
        this.notices = notices;
        this.clocks = clocks;
    }

    BatchWriter batchWriter() {
        return batchWriter;
    }

    /** Whether callers wait for their actions to be in the file, and see to it. */
    boolean isAwaited() {
        return callersLead || syncs;
    }

    /** Waits until everything put so far is in its file, but no longer than {@code commitTimeout}. */
    void await() {
        // What others have put since is written along: it comes before the next look at the ring anyhow.
        long upTo = ring.putSoFar();
        if (inside.incrementAndGet() > CORES) {
            // Those who could be written along have not had a core yet.
            Thread.yield();
        }
        try {
            if (!isCommittedSoon(upTo)) {
                waitFor(upTo);
            }
        } finally {
            inside.decrementAndGet();
        }
    }

    private boolean isCommittedSoon(long upTo) {
        for (int i = 0; i < SPINS + YIELDS; i++) {
            if (isCommitted(upTo)) {
                return true;
            }
            if (lead() == Lead.SENDERS) {
                return false;
            }
            if (isCommitted(upTo)) {
                return true;
            }
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return false;
    }

    private void waitFor(long upTo) {
        Waiter waiter = new Waiter(Thread.currentThread(), upTo);
        waiters.add(waiter);
        boolean interrupted = false;
        try {
            long deadlineNanos = clocks.nanos().getAsLong() + timeoutNanos;
            while (!isCommitted(upTo)) {
                // Whoever is busy writing looks at those who wait when it's done.
                if (lead() == Lead.SENDERS) {
                    ring.wake();
                }
                long left = deadlineNanos - clocks.nanos().getAsLong();
                if (left <= 0 || ring.heartbeat().isMissed()) {
                    late();
                    return;
                }
                if (!isCommitted(upTo)) {
                    clocks.parking().park(this, left);
                }
                // An interrupt is the application's affair: it costs no action, and is handed back below.
                interrupted |= Thread.interrupted();
            }
        } finally {
            waiters.remove(waiter);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void late() {
        ledger.odd(Oddity.LATE_COMMITS);
        notices.raise(
                "late commit",
                "An action was not in its file within <commitTimeout>. Most likely the disk is slow or hangs; if it is"
                        + " something else, such as a lack of memory, another warning says so. The logging call returned"
                        + " without waiting any longer; the action is kept in memory until it is written.");
    }

    /** Whether a caller that had put so much waits no longer. */
    boolean isCommitted(long upTo) {
        return (syncs ? synced : batchWriter.writtenSoFar()) - upTo >= 0 || over;
    }

    /** A caller that waits writes for all, if it may. */
    Lead lead() {
        if (!callersLead) {
            return Lead.SENDERS;
        }
        Lead lead = batchWriter.tryLead(clocks.nanos().getAsLong());
        if (lead == Lead.HAD) {
            // Not where the sender has to act first: the first to be woken may be this one, and it would never rest.
            wake();
        }
        return lead;
    }

    /** The sender has written what there was. */
    void written() {
        if (syncs) {
            long upTo = batchWriter.writtenSoFar();
            if (upTo - synced <= 0) {
                return;
            }
            if (!batchWriter.sync()) {
                // At once, not when the next action comes: callers wait.
                ring.wake();
                return;
            }
            synced = upTo;
        }
        wake();
    }

    /** Wakes those that are done, and one more: its action may have come too late for whoever wrote last. */
    private void wake() {
        if (waiters.isEmpty()) {
            return;
        }
        boolean next = true;
        for (Waiter waiter : waiters) {
            if (isCommitted(waiter.upTo)) {
                clocks.parking().unpark(waiter.thread);
            } else if (next) {
                next = false;
                clocks.parking().unpark(waiter.thread);
            }
        }
    }

    /** The sender hangs: those who wait look, and go. */
    void letGo() {
        for (Waiter waiter : waiters) {
            clocks.parking().unpark(waiter.thread);
        }
    }

    /** Nobody waits any more. */
    void close() {
        over = true;
        wake();
    }
}
