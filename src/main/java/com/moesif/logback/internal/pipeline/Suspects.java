package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionLine;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Actions that were refused, each alone. One is dead only when the collector has accepted another one after it; while it
 * accepts nothing, the fault may be anywhere. Owned by the sender's thread.
 */
final class Suspects {
    private final Deque<Batch> suspects = new ArrayDeque<>();
    private final Ledger ledger;
    private final Notices notices;
    /** Whether so many are suspected that the refusals themselves are. */
    private boolean doubted;

    Suspects(Ledger ledger, Notices notices) {
        this.ledger = ledger;
        this.notices = notices;
    }

    void add(Batch refused) {
        suspects.addLast(refused);
        doubted |= suspects.size() >= Verdict.MOST_SUSPECTS;
    }

    /** The collector has accepted an action: the suspects are dead, or, if they were doubted, get another chance. */
    List<Batch> cleared() {
        List<Batch> again = List.of();
        if (doubted) {
            again = List.copyOf(suspects);
        } else {
            suspects.forEach(this::bury);
        }
        suspects.clear();
        doubted = false;
        return again;
    }

    /** One to ask the collector about when there is nothing else to ask with; null when none is to be asked about. */
    Batch probe() {
        return doubted ? suspects.pollFirst() : null;
    }

    List<Batch> takeAll() {
        List<Batch> all = List.copyOf(suspects);
        suspects.clear();
        doubted = false;
        return all;
    }

    private void bury(Batch dead) {
        ActionLine action = ActionLine.of(Packer.unpack(dead));
        ledger.dropped(DropReason.REFUSED, dead.actions());
        notices.raise(
                DropReason.REFUSED.label(),
                "The collector refuses action '" + action.actionName() + "' with transaction_id "
                        + action.transactionId() + ", and accepts others. It is dropped.");
    }

    boolean areDoubted() {
        return doubted;
    }

    int count() {
        return suspects.size();
    }

    long bytes() {
        long bytes = 0;
        for (Batch suspect : suspects) {
            bytes += suspect.heldBytes();
        }
        return bytes;
    }

    long oldestSequence(long newer) {
        long oldest = newer;
        for (Batch suspect : suspects) {
            oldest = Math.min(oldest, suspect.firstSequence());
        }
        return oldest;
    }
}
