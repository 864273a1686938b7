package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.Answer;

/**
 * Sends batches and carries out the verdicts on their answers. Everything an outcome changes is changed here. Owned by the
 * sender's thread.
 */
final class Delivery {
    private static final String TROUBLE = "delivery";

    private final OpenBatch open;
    private final InFlight inFlight;
    private final Pace pace;
    private final Ledger ledger;
    private final Notices notices;
    private final Backlog backlog = new Backlog();
    private long inFlightBytes;

    Delivery(OpenBatch open, InFlight inFlight, Pace pace, Ledger ledger, Notices notices) {
        this.open = open;
        this.inFlight = inFlight;
        this.pace = pace;
        this.ledger = ledger;
        this.notices = notices;
    }

    void settle(long nowNanos) {
        inFlight.settle(nowNanos, (request, answer) -> ended(request, answer, nowNanos));
    }

    private void ended(InFlight.Request request, Answer answer, long nowNanos) {
        Batch batch = request.batch;
        inFlightBytes -= batch.heldBytes();
        Verdict verdict = Verdict.of(answer);
        if (verdict instanceof Verdict.Retry retry) {
            pace.failed(nowNanos, request.startedAtNanos);
            backlog.putBack(batch);
            ledger.retried();
            notices.raise(
                    TROUBLE,
                    "The collector can't be reached or refuses (" + retry.why()
                            + "). The actions are kept and sent again.");
        } else {
            ledger.delivered(batch.actions());
            if (pace.failures() > 0) {
                pace.succeeded(request.startedAtNanos);
                if (pace.failures() == 0) {
                    notices.over(TROUBLE, "The collector takes actions again.");
                }
            }
        }
    }

    /** Seals a full batch, and sends whatever is due. */
    void dispatch(long nowNanos) {
        if (open.isFull()) {
            backlog.add(open.seal(nowNanos));
        }
        while (pace.mayRequest(nowNanos, inFlight.count())) {
            if (!backlog.isEmpty()) {
                post(backlog.next(), nowNanos);
            } else if (!open.isEmpty() && nowNanos - pace.partialDueAt(open.openedAtNanos()) >= 0) {
                pace.partialSent(nowNanos);
                post(open.seal(nowNanos), nowNanos);
            } else {
                return;
            }
        }
    }

    private void post(Batch batch, long nowNanos) {
        inFlightBytes += batch.heldBytes();
        ledger.batchSent(batch.rawBytes(), batch.heldBytes());
        inFlight.post(batch, nowNanos);
    }

    /** Bytes of unsent actions, as they are held. */
    long heldBytes() {
        return open.bytes() + backlog.bytes() + inFlightBytes;
    }

    int heldActions() {
        return open.actions() + backlog.actions() + inFlight.actions();
    }

    boolean isFailing() {
        return pace.failures() > 0;
    }

    /** The sequence number of the oldest action that is held, or the given one. */
    long oldestSequence(long newer) {
        long oldest = open.isEmpty() ? newer : Math.min(newer, open.firstSequence());
        return inFlight.oldestSequence(backlog.oldestSequence(oldest));
    }

    /** How long from now until something here is due, without any answer or new action; never negative. */
    long nanosUntilDue(long nowNanos, long atMost) {
        long due = atMost;
        if (inFlight.count() > 0) {
            due = Math.min(due, inFlight.firstDeadlineNanos() - nowNanos);
        }
        boolean work = !backlog.isEmpty() || !open.isEmpty();
        if (work && pace.failures() > 0 && inFlight.count() == 0) {
            due = Math.min(due, pace.retryAtNanos() - nowNanos);
        } else if (work && pace.mayRequest(nowNanos, inFlight.count())) {
            due = Math.min(due, backlog.isEmpty() ? pace.partialDueAt(open.openedAtNanos()) - nowNanos : 0);
        }
        return Math.max(0, due);
    }
}
