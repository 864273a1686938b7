package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Counts;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Where a batch is until it is settled: open, in the backlog, in flight, or a suspect. Counts what is held over all four.
 * Sender thread only.
 */
final class UnsentBatches {
    /** Of the memory, so much may be held beyond it by those that were let in to ask whether others are accepted. */
    private static final int OVERFULL_SHARE = 8;

    final OpenBatch open;
    final Backlog backlog;
    final InFlight inFlight;
    final Suspects suspects;
    private long inFlightBytes;
    /** Where the newest batch begins that was refused. */
    private long newestRefused = Batch.BEFORE_ALL;

    /** @param losses changes whenever a batch may be in its file no more */
    UnsentBatches(OpenBatch open, InFlight inFlight, Suspects suspects, IntSupplier losses) {
        this.backlog = new Backlog(losses);
        this.open = open;
        this.inFlight = inFlight;
        this.suspects = suspects;
    }

    void post(Batch batch, long nowNanos) {
        try {
            inFlight.post(batch, nowNanos);
        } finally {
            if (inFlight.has(batch)) {
                inFlightBytes += batch.heldBytes();
            }
        }
    }

    /** It is kept all the same. One that met a failure only has asked nothing yet: an outage must not let in more and more. */
    void refused(Batch batch) {
        newestRefused = Math.max(newestRefused, batch.firstSequence());
    }

    /** Its answer has come: it must be settled, or be put elsewhere. */
    void returned(Batch batch) {
        inFlightBytes -= batch.heldBytes();
    }

    /** Bytes as they are held in memory. */
    long bytes() {
        return open.bytes() + backlog.bytes() + inFlightBytes + suspects.bytes();
    }

    /** When all memory is full, those give way that may; and it must not be overfull without end. */
    void makeRoom(long maxMemory) {
        if (bytes() < maxMemory) {
            return;
        }
        suspects.giveWay();
        long tooMuch = bytes() - maxMemory - maxMemory / OVERFULL_SHARE;
        if (tooMuch > 0 && suspects.areDoubted()) {
            suspects.giveUpLast(tooMuch);
        }
    }

    /** Actions in memory only, and in files. */
    Counts.Held held() {
        int openSpooled = open.inFile();
        int flyingSpooled = inFlight.spooled();
        return new Counts.Held(
                open.actions()
                        - openSpooled
                        + backlog.pending()
                        + inFlight.actions()
                        - flyingSpooled
                        + suspects.pending(),
                openSpooled + backlog.spooled() + flyingSpooled + suspects.spooled());
    }

    /** What can still be delivered; most suspects wait for others to be accepted. */
    long actionsButSuspects() {
        return open.actions() + backlog.actions() + inFlight.actions() + suspects.withLastChance();
    }

    /**
     * Whether one more is to be taken, whatever there is no room for. Suspects wait for another action to be accepted, so one must
     * always get past them. While refusals are doubted it is the newest that asks, since hundreds before it may be bad: one that is
     * newer than all that were refused waits for its turn, or those that come between two requests would all be dropped.
     */
    boolean needAnother() {
        return actionsButSuspects() == 0
                || suspects.areDoubted() && open.isEmpty() && backlog.newestSequence() <= newestRefused;
    }

    /** The sequence number of the oldest action, or the given one. */
    long oldestSequence(long newer) {
        long oldest = open.isEmpty() ? newer : Math.min(newer, open.firstSequence());
        return suspects.oldestSequence(inFlight.oldestSequence(backlog.oldestSequence(oldest)));
    }

    /**
     * All, for whoever comes after; to be called when nothing is sent any more. What it throws costs only what it could not
     * take: all else is in the list.
     */
    void takeAll(long nowNanos, List<Batch> into) {
        inFlight.takeAll(into);
        inFlightBytes = 0;
        backlog.takeAll(into);
        suspects.takeAll(into);
        // Last, since it packs, for which memory may be short.
        while (!open.isEmpty()) {
            into.add(open.seal(nowNanos));
        }
    }
}
