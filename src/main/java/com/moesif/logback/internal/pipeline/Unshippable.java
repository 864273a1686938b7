package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.ActionLine;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Spool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Actions of the ring that the encoder does not ship: they are too large, or lack a field. They are gathered, because a sync for
 * each dead letter would keep everything else waiting: one sync is for all that have come together. Sender thread only, writer
 * lock held.
 */
final class Unshippable {
    private final ActionEncoder encoder;
    private final LineBuffer lines;
    private final Spool spool;
    private final Ledger ledger;
    private final Notices notices;
    private final List<Refused> gathered = new ArrayList<>();
    private int bytes;

    /** @param json empty where there is no spool */
    private record Refused(byte[] json, List<RequiredField> lacking, String rule) {
        DeadReason reason() {
            return lacking.isEmpty() ? DeadReason.TOO_LARGE : DeadReason.INCOMPLETE;
        }

        DropReason otherwise() {
            return lacking.isEmpty() ? DropReason.TOO_LARGE : DropReason.INCOMPLETE;
        }

        Spool.DeadLetter letter() {
            return new Spool.DeadLetter(
                    json,
                    ActionLine.of(json).transactionId(),
                    reason(),
                    0,
                    "",
                    lacking.isEmpty() ? "" : RequiredField.written(lacking));
        }
    }

    /** @param lines where the encoder appends */
    Unshippable(ActionEncoder encoder, LineBuffer lines, Spool spool, Ledger ledger, Notices notices) {
        this.encoder = encoder;
        this.lines = lines;
        this.spool = spool;
        this.ledger = ledger;
        this.notices = notices;
    }

    /** The encoder has just refused it. When this throws, nothing has changed. */
    void add(CapturedAction action) {
        int start = lines.length();
        try {
            byte[] json = {};
            if (spool.isOnDisk()) {
                encoder.encodeAside();
                json = Arrays.copyOfRange(lines.bytes(), start + 1, lines.length() - 1);
            }
            gathered.add(new Refused(json, encoder.lacking(), action.rule()));
            bytes += json.length;
        } finally {
            lines.truncate(start);
        }
    }

    /** How many have been gathered. */
    int size() {
        return gathered.size();
    }

    int bytes() {
        return bytes;
    }

    /** Makes them dead letters, or drops those that can't be kept; each is counted once. */
    void bury() {
        if (gathered.isEmpty()) {
            return;
        }
        boolean[] kept = kept();
        Refused[] all = gathered.toArray(Refused[]::new);
        gathered.clear();
        bytes = 0;
        for (int i = 0; i < all.length; i++) {
            if (kept[i]) {
                ledger.dead(all[i].reason(), 1);
            } else {
                ledger.dropped(all[i].otherwise(), 1);
            }
        }
        for (int i = 0; i < all.length; i++) {
            tell(all[i], kept[i]);
        }
    }

    private boolean[] kept() {
        boolean[] kept = new boolean[gathered.size()];
        if (!spool.isOnDisk()) {
            return kept;
        }
        try {
            return spool.buryAll(gathered.stream().map(Refused::letter).toList());
        } catch (Throwable t) {
            // Out of memory: some may be kept already, and one alone needs less. Each is kept once, by its id.
            for (int i = 0; i < kept.length; i++) {
                kept[i] = isKept(gathered.get(i));
            }
            return kept;
        }
    }

    private boolean isKept(Refused one) {
        try {
            return spool.bury(one.letter(), null);
        } catch (Throwable t) {
            // It is counted as dropped, and what comes after it must not wait for its sake.
            return false;
        }
    }

    /** The encoder itself tells of one that is too large. */
    private void tell(Refused refused, boolean kept) {
        if (refused.lacking.isEmpty()) {
            return;
        }
        notices.raise(
                DeadReason.INCOMPLETE.label(),
                refused.rule,
                RequiredField.sentence(refused.lacking, refused.rule)
                        + (kept
                                ? " It is kept as a dead letter: add what it lacks there, and send it."
                                : spool.isOnDisk()
                                        ? " It is dropped, since it can't be kept as a dead letter."
                                        : " It is dropped, since without a <spool> there are no dead letters."));
    }
}
