package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import java.time.Duration;

/**
 * What speaks against one action that was refused alone. Anybody on the way may answer for the collector, so one refusal
 * proves nothing: those are counted that are some time apart, with another action accepted in between. Sender thread only.
 */
final class Suspicion {
    /** So many in all, and a pass for others after the last, are taken for the collector's word. */
    static final int PROOF = 3;

    private static final long FIRST_WAIT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LAST_WAIT_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long READ_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();
    /** Each wait is so many times the one before. */
    private static final int GROWTH = 3;

    private Refusal refusal;
    private int counted;
    private int asked;
    private long countedAtNanos;
    private long refusedAtNanos;
    private boolean othersAccepted;
    private boolean lastChance;
    private boolean told;
    private boolean unread;
    private long unreadAtNanos;

    /** It was refused, for the first time or again. */
    void refused(Refusal by, long nowNanos) {
        refusal = by;
        asked++;
        refusedAtNanos = nowNanos;
        lastChance = false;
        if (counted == 0 || othersAccepted && nowNanos - countedAtNanos >= FIRST_WAIT_NANOS) {
            counted++;
            countedAtNanos = nowNanos;
            othersAccepted = false;
        }
    }

    /** The collector has taken another one. */
    void othersAreAccepted() {
        othersAccepted = true;
    }

    boolean areOthersAccepted() {
        return othersAccepted;
    }

    /** Refusals were shown to prove nothing: what has been counted begins anew. */
    void begunAnew() {
        counted = 1;
    }

    /** It is asked about at once, since there may be no other time. */
    void giveLastChance() {
        lastChance = true;
    }

    boolean hasLastChance() {
        return lastChance;
    }

    boolean isConfirmed() {
        return counted >= PROOF && othersAccepted;
    }

    /** Its file could not be read: it is left alone for a while, so that others have their turn. */
    void unread(long nowNanos) {
        unread = true;
        unreadAtNanos = nowNanos;
    }

    boolean mayBeRead(long nowNanos) {
        return nanosUntilRead(nowNanos) == 0;
    }

    long nanosUntilRead(long nowNanos) {
        return unread ? Math.max(0, unreadAtNanos + READ_AGAIN_NANOS - nowNanos) : 0;
    }

    /** Whether nobody has been told yet that it is kept. */
    boolean isToBeTold() {
        return !told;
    }

    /** Somebody has been told that it is kept. */
    void told() {
        told = true;
    }

    Refusal refusal() {
        return refusal;
    }

    /** When it is to be asked about again; a moment past means now. */
    long dueAtNanos() {
        // While nothing is accepted, asking proves nothing, but it may be the whole traffic that waits for a mended
        // way.
        int times = othersAccepted ? counted : asked;
        return refusedAtNanos
                + Math.min(LAST_WAIT_NANOS, FIRST_WAIT_NANOS * (long) Math.pow(GROWTH, Math.min(times, 9) - 1));
    }
}
