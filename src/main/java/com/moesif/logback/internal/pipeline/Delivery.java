package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Sends batches and carries out the verdicts on their answers. Everything an outcome changes is changed here. Sender thread
 * only.
 */
final class Delivery {
    private static final Verdict UNJUDGED = new Verdict.Retry("an answer that could not be judged", Duration.ZERO);

    private final UnsentBatches unsent;
    private final OpenBatch open;
    private final Backlog backlog;
    private final InFlight inFlight;
    private final Suspects suspects;
    private final SegmentCache spool;
    private final Requeue requeue;
    private final BatchSelector selector;
    private final SendSchedule schedule;
    private final Ledger ledger;
    private final TroubleNotices notices;
    private final Probe probe;
    // Made once, and not in each turn: most turns have nothing for them to do.
    private final InFlight.Outcome outcome = this::ended;
    private final UnaryOperator<Batch> kept;
    private Runnable onAnswer = () -> {};
    private int generation;

    /**
     * @param spool has the packer for what is split
     * @param probe asks where suspects are all that is left
     */
    Delivery(
            UnsentBatches unsent,
            SegmentCache spool,
            SendSchedule schedule,
            Ledger ledger,
            Notices notices,
            Probe probe) {
        this.unsent = unsent;
        this.open = unsent.open;
        this.backlog = unsent.backlog;
        this.inFlight = unsent.inFlight;
        this.suspects = unsent.suspects;
        this.spool = spool;
        this.kept = spool::keep;
        this.requeue = new Requeue(unsent, spool);
        this.schedule = schedule;
        this.ledger = ledger;
        this.notices = new TroubleNotices(notices, inFlight.transport());
        this.probe = probe;
        this.selector = new BatchSelector(unsent, spool, requeue, schedule, probe);
    }

    /** Before the sender's thread starts. */
    void tellOfAnswers(Runnable listener) {
        onAnswer = listener;
    }

    /** Batches of an appender before this one, which a flush waits for too: all or, when memory is short and it throws, none. */
    void inherit(List<Batch> batches) {
        List<Batch> ours = batches.stream().map(Batch::inherited).toList();
        backlog.reserve(ours.size());
        // From here on nothing takes memory, as a lambda would: each has its place, and is counted, once.
        for (int i = 0; i < ours.size(); i++) {
            backlog.add(ours.get(i));
        }
        receive(ours);
    }

    /**
     * As they are, for whoever comes after, when there is no memory to {@linkplain #inherit inherit} them: all or, when it throws,
     * none.
     */
    void passOn(List<Batch> batches, List<Batch> left) {
        left.addAll(batches);
        receive(batches);
    }

    /** Counts them: what another has handed over is this appender's from now on. Takes no memory. */
    long receive(List<Batch> batches) {
        long actions = 0;
        for (int i = 0; i < batches.size(); i++) {
            actions += batches.get(i).actions();
        }
        ledger.recovered(actions);
        return actions;
    }

    /** Takes what others have left, some at a time, and returns to the disk what it could not take when it came. */
    void tend(long nowNanos) {
        unsent.makeRoom(spool.maxMemory());
        // First what may throw, memory being short: nothing that was found or taken out may then be without a place.
        backlog.reserve(1);
        Batch found = spool.found(nowNanos);
        if (found != null) {
            backlog.add(found);
        }
        if (spool.generation() != generation) {
            int seen = spool.generation();
            suspects.moveLost(backlog);
            // Of several segments that travel together, some may be there.
            requeue.addLeft(backlog.takeLost());
            // Last: where memory ends before, the next turn looks again.
            generation = seen;
        }
        if (spool.canKeep()) {
            if (!open.isEmpty() && !open.isSpooled()) {
                // Its segment failed with the disk, and waiting for a request it could stay in memory for hours.
                backlog.add(requeue.seal(nowNanos));
            }
            backlog.replaceUnspooled(kept);
        }
    }

    void settle(long nowNanos) {
        inFlight.settle(nowNanos, outcome);
    }

    private void ended(InFlight.Request request, Answer answer, long nowNanos) {
        unsent.returned(request.batch);
        Verdict verdict = UNJUDGED;
        try {
            verdict = Verdict.of(answer, suspects.history(request.batch.actions()), spool.now());
        } finally {
            // Whatever it throws, a class that is missing say: the batch must not be lost for it.
            try {
                carryOut(verdict, request, answer, nowNanos);
            } finally {
                ledger.health().answered(nowNanos - request.startedAtNanos, verdict.why());
            }
        }
        // Last: the batch has its place by now, whatever these do.
        inFlight.judged(verdict, answer);
        onAnswer.run();
    }

    private void carryOut(Verdict verdict, InFlight.Request request, Answer answer, long nowNanos) {
        Batch batch = request.batch;
        boolean probed = probe.ended(batch);
        if (verdict instanceof Verdict.Delivered) {
            if (!probed) {
                ledger.delivered(batch.actions());
                batch.settled();
            }
            accepted(batch, request.startedAtNanos, nowNanos);
            probe.accepted(batch, nowNanos);
        } else if (probed) {
            // Nobody waits for it: what is left of it is what the answer says of the way.
            trouble(verdict, request.startedAtNanos, nowNanos);
        } else if (verdict instanceof Verdict.Bisect bisect) {
            schedule.answered(request.startedAtNanos);
            if (bisect.tooLarge()) {
                open.refusedAsTooLarge(batch.rawBytes());
            }
            Batch[] halves = requeue.split(batch, batch.actions() / 2);
            requeue.putBack(halves[1]);
            requeue.putBack(halves[0]);
        } else if (verdict instanceof Verdict.Suspect) {
            schedule.answered(request.startedAtNanos);
            requeue.suspect(batch, answer, nowNanos);
        } else {
            keep(batch, verdict, answer, nowNanos);
            trouble(verdict, request.startedAtNanos, nowNanos);
            if (answer.isCutOff()) {
                schedule.cutOff(batch.actions());
            }
        }
    }

    private void keep(Batch batch, Verdict verdict, Answer answer, long nowNanos) {
        if (!(verdict instanceof Verdict.Pause pause) || !pause.refused()) {
            requeue.putBack(batch);
            return;
        }
        suspects.doubt();
        unsent.refused(batch);
        if (batch.actions() > 1) {
            // Requeue last, so that other batches are tried: they may be accepted.
            backlog.add(requeue.fitting(batch));
        } else {
            requeue.suspect(batch, answer, nowNanos);
        }
    }

    private void accepted(Batch batch, long requestedAtNanos, long nowNanos) {
        open.accepted();
        schedule.succeeded(requestedAtNanos);
        suspects.accepted(batch, nowNanos);
        if (!schedule.isInTrouble()) {
            notices.over();
        }
    }

    private void trouble(Verdict verdict, long requestedAtNanos, long nowNanos) {
        ledger.retried();
        if (verdict instanceof Verdict.Pause pause) {
            ledger.health().pauses(pause.why(), pause.refused());
            schedule.paused(nowNanos, requestedAtNanos);
            notices.paused(pause);
        } else if (verdict instanceof Verdict.Retry retry) {
            schedule.failed(nowNanos, requestedAtNanos, retry.atLeast());
            notices.failed(retry);
        } else {
            schedule.answered(requestedAtNanos);
        }
    }

    /**
     * Seals a full batch that is done with at once: where only little may be sent at a time, a turn must not end with each.
     *
     * @return whether there was one
     */
    boolean sealSmall(long nowNanos) {
        boolean small = open.isFull() && open.bytes() < Packer.SLICE_BYTES;
        if (small) {
            backlog.add(requeue.fitting(requeue.seal(nowNanos)));
        }
        return small;
    }

    /** Seals a full batch, if there is one. */
    void sealFull(long nowNanos) {
        if (open.isFull()) {
            backlog.add(requeue.fitting(requeue.seal(nowNanos)));
        }
    }

    /** Seals a full batch, and sends whatever is due. */
    void dispatch(long nowNanos) {
        sealFull(nowNanos);
        while (mayRequest(nowNanos)) {
            requeue.reserve();
            Batch next = selector.next(nowNanos);
            if (next == null) {
                return;
            }
            post(next, nowNanos);
        }
    }

    private void post(Batch batch, long nowNanos) {
        try {
            unsent.post(batch, nowNanos);
        } catch (Throwable t) {
            if (inFlight.has(batch)) {
                // It is a request all the same, and its end will be counted.
                ledger.batchSent(batch.rawBytes(), batch.heldBytes());
            } else if (!probe.ended(batch)) {
                requeue.putBack(batch);
            }
            throw t;
        }
        ledger.batchSent(batch.rawBytes(), batch.heldBytes());
    }

    boolean mayRequest(long nowNanos) {
        return schedule.mayRequest(nowNanos, inFlight.count());
    }

    UnsentBatches unsent() {
        return unsent;
    }

    /** Bytes that may still be taken from the ring. */
    long room() {
        // With files for the rest a full batch makes room by itself.
        return spool.holdsAll() ? Long.MAX_VALUE : spool.maxMemory() - unsent.bytes();
    }

    /** Of the bytes held, those that what waits in the ring can't have. */
    long heldAgainstRing() {
        return spool.holdsAll() ? Math.min(unsent.bytes(), spool.maxMemory() / 2) : unsent.bytes();
    }

    /** Whether no memory is to be hoped for: nobody may be kept waiting for it. */
    boolean isStuck() {
        return schedule.isInTrouble() && !spool.holdsAll();
    }

    /** Whether all attempts under way have failed, and nothing would be lost by making none any more. */
    boolean canLeave() {
        return schedule.isInTrouble() && inFlight.count() == 0 && unsent.held().pending() == 0;
    }

    boolean isFailing() {
        return schedule.isInTrouble();
    }

    /** How long from now until something here is due, without any answer or new action; never negative. */
    long nanosUntilDue(long nowNanos, long atMost) {
        long due = atMost;
        if (inFlight.count() > 0) {
            due = Math.min(due, inFlight.firstDeadlineNanos() - nowNanos);
        }
        boolean askedAlready = schedule.isInTrouble() && inFlight.count() > 0;
        due = Math.min(due, spool.nanosUntilDue(nowNanos));
        if (backlog.pending() > 0 && spool.canKeep()) {
            return 0;
        }
        if (!askedAlready && (schedule.isInTrouble() || mayRequest(nowNanos))) {
            long wait = schedule.isInTrouble() && !schedule.isSuspended() ? schedule.retryAtNanos() - nowNanos : 0;
            due = Math.min(due, Math.max(wait, selector.nanosUntilDue(nowNanos, atMost)));
        }
        return Math.max(0, due);
    }
}
