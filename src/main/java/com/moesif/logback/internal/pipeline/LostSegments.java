package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;

/** Counts, and tells of, actions whose segment is not there any more, and which were nowhere else. Sender thread only. */
final class LostSegments {
    private final Ledger ledger;
    private final Notices notices;

    LostSegments(Ledger ledger, Notices notices) {
        this.ledger = ledger;
        this.notices = notices;
    }

    /** The one segment it is in can't be had any more, and it was nowhere else. */
    void add(Batch batch) {
        batch.settled();
        boolean taken = batch.origin().segment().isTaken();
        if (taken) {
            ledger.handedOver(batch.actions());
        } else {
            ledger.corrupt(batch.actions());
        }
        try {
            tellOfLost(batch, taken);
        } catch (Throwable t) {
            // Memory is short: it is counted, and must not be once more for the sake of the words.
        }
    }

    private void tellOfLost(Batch batch, boolean taken) {
        if (taken) {
            notices.raise(
                    "segment taken",
                    "Another process has taken over this appender's directory in the spool, as if its owner had ended, and sends the "
                            + batch.actions() + " unsent actions of a segment in it.",
                    batch.actions());
            return;
        }
        notices.raise(
                "segment gone",
                "A segment of the spool with " + batch.actions()
                        + " unsent actions is gone: somebody removed it, or moved"
                        + " or unmounted what it lay on. They are counted as corrupt, and are lost unless it comes back: then"
                        + " they are found and sent.",
                batch.actions());
    }
}
