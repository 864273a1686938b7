package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Parcel;
import com.moesif.logback.internal.transport.Answer;
import java.util.List;

/** Gives batches that come back unsent a place. When memory is too short for theirs they have another. Sender thread only. */
final class Requeue {
    private final UnsentBatches unsent;
    private final Backlog backlog;
    private final Suspects suspects;
    private final SegmentCache spool;
    private final Packer packer;

    /** @param spool has the packer for what is split */
    Requeue(UnsentBatches unsent, SegmentCache spool) {
        this.unsent = unsent;
        this.backlog = unsent.backlog;
        this.suspects = unsent.suspects;
        this.spool = spool;
        this.packer = spool.packer();
    }

    /** One that was asked about waits to be asked about again, any other goes first next time. */
    void putBack(Batch batch) {
        boolean isAsked = suspects.isAsked(batch);
        Batch held = isAsked ? fittingSuspect(batch) : fitting(batch);
        if (isAsked) {
            try {
                suspects.became(batch, held);
                suspects.unanswered(held);
                return;
            } catch (Throwable t) {
                // Memory is short. What else is to be put back must not wait for a turn that never comes.
                suspects.forget(batch);
                suspects.forget(held);
            }
        }
        backlog.putBack(held);
    }

    /** One that was refused, alone. */
    void suspect(Batch batch, Answer answer, long nowNanos) {
        unsent.refused(batch);
        Batch held = fittingSuspect(batch);
        try {
            suspects.became(batch, held);
            suspects.refused(held, Undeliverable.Refusal.of(answer), nowNanos);
        } catch (Throwable t) {
            // Memory is short: it is one like any other again, for which there is a place.
            suspects.forget(batch);
            suspects.forget(held);
            backlog.putBack(held);
            throw t;
        }
    }

    /** As it is while memory lasts, else in its file only. */
    Batch fitting(Batch batch) {
        return spool.fitting(batch, unsent.bytes());
    }

    /** The same, where suspects in memory must not become so many that proof is enough for a letter. */
    private Batch fittingSuspect(Batch batch) {
        boolean isMuch = spool.isMuch(suspects.bytes() + batch.heldBytes());
        return isMuch ? spool.inItsFile(batch) : fitting(batch);
    }

    /** Before batches are taken out: whatever memory is left then, those that come back have a place. */
    void reserve() {
        // Each may come back in halves.
        backlog.reserve(2 * unsent.inFlight.count() + 4);
    }

    /** Takes the open batch out. */
    Batch seal(long nowNanos) {
        reserve();
        return unsent.open.seal(nowNanos);
    }

    /** Whatever this throws, memory being short say, the batch stays. */
    Batch[] split(Batch batch, int firstActions) {
        try {
            return packer.split(batch, firstActions);
        } catch (Throwable t) {
            backlog.putBack(batch);
            throw t;
        }
    }

    /** Of those whose files may have gone: what is there still. */
    void addLeft(List<Batch> lost) {
        for (int i = 0; i < lost.size(); i++) {
            addLeft(lost.get(i), lost.size() - i);
        }
    }

    /** @param places how many are still to be added, this one among them, for each of which there is a place */
    private void addLeft(Batch lost, int places) {
        List<Batch> left;
        try {
            backlog.reserve(
                    Parcel.parts(lost.origin().segment(), lost.actions()).size() + places);
            left = spool.left(lost);
        } catch (Throwable t) {
            // Memory is short, and the others must not be lost for it: whoever reads this one next finds out.
            backlog.add(lost);
            return;
        }
        left.forEach(backlog::add);
    }
}
