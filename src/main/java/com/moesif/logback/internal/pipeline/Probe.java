package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.transport.Payload;
import java.time.Duration;

/**
 * An action that was accepted before, to be sent once more: where a suspect is all that is left, nothing else would show
 * that the collector accepts others, and the suspect would wait for as long as nothing new comes. Its id makes that
 * harmless. Sender thread only.
 */
final class Probe {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    /** The collector refuses what is weeks old, whatever it said before. */
    private static final long FRESH_NANOS = Duration.ofHours(1).toNanos();

    private final Packer packer;
    private Batch known;
    private long knownAtNanos;
    private Batch asked;
    private boolean askedBefore;
    private long askedAtNanos;

    /** @param packer not the open batch's; null for none that ever asks */
    Probe(Packer packer) {
        this.packer = packer;
    }

    /** Never asks. */
    static Probe none() {
        return new Probe(null);
    }

    /** The collector has taken this batch. */
    void accepted(Batch batch, long nowNanos) {
        boolean fresh = known != null && nowNanos - knownAtNanos < FRESH_NANOS;
        if (packer == null || fresh && batch.actions() > 1) {
            return;
        }
        byte[] lines = Packer.unpack(batch);
        int end = 0;
        while (lines[end++] != '\n') {
            // Within the first action.
        }
        Payload payload = packer.pack(lines, 0, end, 1);
        Batch.Origin nowhere = new Batch.Origin(Long.MAX_VALUE, Long.MAX_VALUE, new MemorySpool().newSegment());
        known = new Batch(payload, 1, end - 2, nowhere, false);
        knownAtNanos = nowNanos;
    }

    /** The one to send now; null when it is of no use or was asked with a moment ago. */
    Batch due(Suspects suspects, long nowNanos) {
        if (nanosUntilDue(suspects, nowNanos, Long.MAX_VALUE) > 0) {
            return null;
        }
        asked = known;
        askedBefore = true;
        askedAtNanos = nowNanos;
        return asked;
    }

    /** How long until it is due, no longer than this. */
    long nanosUntilDue(Suspects suspects, long nowNanos, long atMost) {
        if (known == null || asked != null || !suspects.needOthers()) {
            return atMost;
        }
        return askedBefore ? Math.min(atMost, Math.max(0, askedAtNanos + EVERY_NANOS - nowNanos)) : 0;
    }

    /** A request has ended: whether it was this one's. */
    boolean ended(Batch batch) {
        boolean own = batch == asked;
        if (own) {
            asked = null;
        }
        return own;
    }
}
