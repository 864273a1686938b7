package com.moesif.logback.internal.pipeline;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When the next request may go: linger between batches that are not full, and backoff with full jitter after a failure
 * (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog). Owned by the sender's thread; time comes in.
 */
final class Pace {
    /** A first action waits so long for company: a lone one leaves soon, a burst leaves together. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration MOST_BACKOFF = Duration.ofSeconds(60);
    private static final Duration LEAST_BACKOFF = Duration.ofMillis(50);
    private static final int MOST_DOUBLINGS = 20;

    private final long lingerNanos;
    private final long gatherNanos;
    private final int maxInFlight;
    private final DoubleSupplier random;
    private boolean partialSent;
    private long partialSentAtNanos;
    private int failures;
    private long failedAtNanos;
    private long retryAtNanos;
    private boolean hurry;

    /** @param random between 0 (inclusive) and 1 (exclusive) */
    Pace(Duration linger, int maxInFlight, DoubleSupplier random) {
        this.lingerNanos = linger.toNanos();
        this.gatherNanos = Math.min(lingerNanos, GATHER.toNanos());
        this.maxInFlight = maxInFlight;
        this.random = random;
    }

    /** Whether a request may go at all. */
    boolean mayRequest(long nowNanos, int inFlight) {
        if (failures == 0) {
            return inFlight < maxInFlight;
        }
        // While the collector is in trouble one request at a time finds out whether it still is.
        return inFlight == 0 && nowNanos - retryAtNanos >= 0;
    }

    /** When a batch opened at this moment may leave although it isn't full; a moment past means now. */
    long partialDueAt(long openedAtNanos) {
        if (hurry) {
            return openedAtNanos;
        }
        long gathered = openedAtNanos + gatherNanos;
        if (!partialSent) {
            return gathered;
        }
        long lingered = partialSentAtNanos + lingerNanos;
        return lingered - gathered > 0 ? lingered : gathered;
    }

    void partialSent(long nowNanos) {
        partialSent = true;
        partialSentAtNanos = nowNanos;
    }

    /** @param requestedAtNanos when the request set out: one from before the last failure says nothing about now */
    void succeeded(long requestedAtNanos) {
        if (requestedAtNanos - failedAtNanos >= 0) {
            failures = 0;
        }
    }

    /** @param requestedAtNanos when the failed request set out: those that set out together fail together, and count once */
    void failed(long nowNanos, long requestedAtNanos) {
        if (failures > 0 && requestedAtNanos - failedAtNanos < 0) {
            return;
        }
        failures++;
        failedAtNanos = nowNanos;
        retryAtNanos = nowNanos + backoffNanos();
    }

    private long backoffNanos() {
        double ceiling = Math.min(
                MOST_BACKOFF.toNanos(), FIRST_BACKOFF.toNanos() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS)));
        return Math.max(LEAST_BACKOFF.toNanos(), (long) (random.getAsDouble() * ceiling));
    }

    /** The next attempt may go at once, and batches no longer wait to grow. */
    void hurry(boolean on) {
        hurry = on;
    }

    /** Ends a backoff. */
    void retryNow(long nowNanos) {
        retryAtNanos = nowNanos;
    }

    int failures() {
        return failures;
    }

    /** When a backoff ends; meaningful while there are {@link #failures()}. */
    long retryAtNanos() {
        return retryAtNanos;
    }
}
