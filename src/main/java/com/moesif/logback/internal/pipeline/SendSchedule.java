package com.moesif.logback.internal.pipeline;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When the next request may go, and with how many actions: linger between batches that are not full, backoff with full
 * jitter after a failure (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog), long pauses while nothing can
 * be accepted, and small probes until the collector is known to be well again. Sender thread only; time comes in.
 */
final class SendSchedule {
    /** A first action waits so long for company: a lone one leaves soon, a burst leaves together. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration MOST_BACKOFF = Duration.ofSeconds(60);
    private static final Duration LEAST_BACKOFF = Duration.ofMillis(50);
    /** A collector may ask for more patience than this, but a broken header must not stop us for days. */
    private static final Duration MOST_RETRY_AFTER = Duration.ofMinutes(5);

    /** A key is often mended at once; after that, once a minute and less. */
    private static final Duration FIRST_PROBE = Duration.ofSeconds(5);

    private static final Duration NEXT_PROBE = Duration.ofSeconds(60);
    private static final Duration LAST_PROBE = Duration.ofMinutes(5);

    private static final int FAILURES_BEFORE_PROBES = 5;
    private static final int PROBE_ACTIONS = 50;
    private static final int ALL_ACTIONS = 1 << 16;
    private static final int MOST_DOUBLINGS = 20;
    /** So many requests have to pass before one is tried again that is as large as one that was cut off. */
    private static final int FIRST_PATIENCE = 20;

    private static final int MOST_PATIENCE = 1_280;

    private final long lingerNanos;
    private final long gatherNanos;
    private final int maxInFlight;
    private final DoubleSupplier random;
    private final Hold hold;
    private boolean partialSent;
    private long partialSentAtNanos;
    private int failures;
    /** Which of the failures in a row was the last that was cut off; 0 for none. */
    private int lastCut;

    private int pauses;
    private long troubleAtNanos;
    private long retryAtNanos;
    private int mostActions = ALL_ACTIONS;
    private int tooMany = Integer.MAX_VALUE;
    private int patience = FIRST_PATIENCE;
    private int passed;
    private boolean hurry;
    /** Set by any thread: an operator lets nothing go. */
    private volatile boolean suspended;
    /** Set by any thread: there is somebody else to send what is left. */
    private volatile boolean ended;

    /** @param random between 0 (inclusive) and 1 (exclusive) */
    SendSchedule(Duration linger, int maxInFlight, DoubleSupplier random, Hold hold) {
        this.hold = hold;
        this.lingerNanos = linger.toNanos();
        this.gatherNanos = Math.min(lingerNanos, GATHER.toNanos());
        this.maxInFlight = maxInFlight;
        this.random = random;
    }

    /** Whether a request may go at all. */
    boolean mayRequest(long nowNanos, int inFlight) {
        if (suspended || ended || hold.isOn()) {
            return false;
        }
        if (isFailing()) {
            // One request at a time finds out whether it still is.
            return inFlight == 0 && nowNanos - retryAtNanos >= 0;
        }
        return inFlight < (mostActions < ALL_ACTIONS ? 1 : maxInFlight);
    }

    /** How many actions the next request may carry. */
    int mostActions() {
        return mostActions < ALL_ACTIONS ? mostActions : Integer.MAX_VALUE;
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

    /**
     * Actions were accepted: the next request may carry twice as many, until there is no limit any more.
     *
     * @param requestedAtNanos when the request set out: one from before the trouble says nothing about now
     */
    void succeeded(long requestedAtNanos) {
        answered(requestedAtNanos);
        if (!isInTrouble()) {
            grow();
        }
    }

    private void grow() {
        int more = Math.min(ALL_ACTIONS, mostActions * 2);
        if (more < tooMany || ++passed >= patience) {
            // So many may have been too many for a moment only.
            tooMany = more < tooMany ? tooMany : Integer.MAX_VALUE;
            mostActions = more;
        }
        if (mostActions == ALL_ACTIONS) {
            patience = FIRST_PATIENCE;
        }
    }

    /**
     * A request of so many actions was cut off after it had set out. When the one before was, too, perhaps it is too large
     * for something that doesn't say so, or too slow; after an answer it is not. To be called when its failure has been told.
     */
    void cutOff(int actions) {
        boolean again = lastCut > 0 && lastCut == failures - 1;
        lastCut = failures;
        if (again && actions <= mostActions()) {
            tooMany = Math.min(tooMany, Math.max(2, actions));
            mostActions = Math.max(1, Math.min(mostActions, actions / 2));
            patience = Math.min(MOST_PATIENCE, passed >= patience ? patience * 2 : patience);
            passed = 0;
        }
    }

    /**
     * The collector could not be reached, or asked to retry later.
     *
     * @param requestedAtNanos when the failed request set out: those that set out together fail together, and count once
     * @param atLeast what the collector asked for
     */
    void failed(long nowNanos, long requestedAtNanos, Duration atLeast) {
        // Compared as durations: a date thousands of years ahead has more nanoseconds than a long.
        long floor = (atLeast.compareTo(MOST_RETRY_AFTER) < 0 ? atLeast : MOST_RETRY_AFTER).toNanos();
        if (isOfKnownTrouble(requestedAtNanos)) {
            retryAtNanos += Math.max(0, nowNanos + floor - retryAtNanos);
            return;
        }
        pauses = 0;
        lastCut = failures == 0 ? 0 : lastCut;
        failures++;
        if (failures >= FAILURES_BEFORE_PROBES) {
            mostActions = Math.min(mostActions, PROBE_ACTIONS);
        }
        troubleAtNanos = nowNanos;
        retryAtNanos = nowNanos + Math.max(floor, backoffNanos());
    }

    private boolean isOfKnownTrouble(long requestedAtNanos) {
        return isFailing() && requestedAtNanos - troubleAtNanos < 0;
    }

    private long backoffNanos() {
        double ceiling = Math.min(
                MOST_BACKOFF.toNanos(), FIRST_BACKOFF.toNanos() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS)));
        return Math.max(LEAST_BACKOFF.toNanos(), (long) (random.getAsDouble() * ceiling));
    }

    /** Nothing will be accepted before somebody has done something. */
    void paused(long nowNanos, long requestedAtNanos) {
        if (isOfKnownTrouble(requestedAtNanos)) {
            return;
        }
        failures = 0;
        pauses++;
        mostActions = Math.min(mostActions, PROBE_ACTIONS);
        troubleAtNanos = nowNanos;
        retryAtNanos = nowNanos + probeIntervalNanos();
    }

    private long probeIntervalNanos() {
        if (pauses == 1) {
            return FIRST_PROBE.toNanos();
        }
        long doubled = NEXT_PROBE.toNanos() << Math.min(pauses - 2, MOST_DOUBLINGS);
        return Math.min(doubled, LAST_PROBE.toNanos());
    }

    /** The collector answered, and what it said of the actions is no trouble of the way to it. */
    void answered(long requestedAtNanos) {
        if (!isOfKnownTrouble(requestedAtNanos)) {
            failures = 0;
            pauses = 0;
        }
    }

    /** While on, batches no longer wait to grow. */
    void hurry(boolean on) {
        hurry = on;
    }

    /** While on, nothing goes: where to is not certain yet. */
    Hold hold() {
        return hold;
    }

    /** Ends a backoff or the wait for the next probe. */
    void retryNow(long nowNanos) {
        retryAtNanos = nowNanos;
    }

    /** Lets nothing go until further notice; what is under way ends as it may. Any thread. */
    void suspend(boolean on) {
        suspended = on;
    }

    /** Lets nothing go any more, which is no trouble: somebody else does it. Any thread. */
    void end() {
        ended = true;
    }

    boolean isSuspended() {
        return suspended;
    }

    /** Whether the collector's last word was that nothing will be accepted before somebody has done something. */
    boolean isPaused() {
        return pauses > 0;
    }

    /** Whether nothing is to be hoped for now: nobody may be kept waiting for it. */
    boolean isInTrouble() {
        return suspended || isFailing();
    }

    private boolean isFailing() {
        return failures > 0 || pauses > 0;
    }

    /** When the next attempt may go; meaningful {@link #isInTrouble() in trouble}. */
    long retryAtNanos() {
        return retryAtNanos;
    }
}
