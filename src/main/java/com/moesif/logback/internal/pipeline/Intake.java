package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;

/** Drains the ring into the open batch. Owned by the sender's thread. */
final class Intake {
    /** One turn takes no more than this, so that answers and deadlines are not kept waiting. */
    private static final int MOST_PER_TURN = 4_096;

    private final Ring ring;
    private final ActionEncoder encoder;
    private final OpenBatch open;
    private final Ledger ledger;
    private final Notices notices;

    Intake(Ring ring, ActionEncoder encoder, OpenBatch open, Ledger ledger, Notices notices) {
        this.ring = ring;
        this.encoder = encoder;
        this.open = open;
        this.ledger = ledger;
        this.notices = notices;
    }

    /**
     * Encodes what is there until the batch is full.
     *
     * @param room bytes that may be added, but for the last action
     * @return how many actions were taken
     */
    int fill(long nowNanos, long room) {
        long before = open.bytes();
        int taken = 0;
        while (taken < MOST_PER_TURN && !open.isFull() && open.bytes() - before < room) {
            CapturedAction action = ring.poll();
            if (action == null) {
                break;
            }
            taken++;
            encode(action, nowNanos);
        }
        return taken;
    }

    private void encode(CapturedAction action, long nowNanos) {
        boolean encoded;
        try {
            encoded = encoder.encode(action);
        } catch (Throwable t) {
            ledger.dropped(DropReason.INTERNAL_ERROR, 1);
            notices.raise(
                    DropReason.INTERNAL_ERROR.label(),
                    "An action could not be encoded and is lost: "
                            + t.getClass().getName() + ". Please report this.");
            return;
        }
        if (encoded) {
            open.appended(ring.takenSoFar() - 1, nowNanos);
        } else {
            ledger.dropped(DropReason.TOO_LARGE, 1);
        }
    }

    /** Takes what is there and lets it go: nobody may be held up for a collector that doesn't answer. */
    int drop() {
        int taken = 0;
        while (taken < MOST_PER_TURN && ring.poll() != null) {
            taken++;
        }
        if (taken > 0) {
            ledger.dropped(DropReason.MEMORY_FULL, taken);
            notices.raise(
                    DropReason.MEMORY_FULL.label(),
                    "maxMemory is full of actions that could not be delivered. Actions are dropped until the"
                            + " collector answers again.",
                    taken);
        }
        return taken;
    }
}
