package com.moesif.logback.internal.pipeline;

import java.time.Duration;

/** Whether the sender was asked to end, and on which terms. Any thread. */
final class StopRequest {
    /** How long a stop waits for appends that are between "not stopped" and the ring. */
    private static final long SETTLE_NANOS = Duration.ofSeconds(1).toNanos();

    /** Null while nobody has asked. */
    private volatile Terms terms;
    /** Callers may still come, although it stops. */
    private volatile boolean receives;

    /**
     * @param deadlineNanos when it ends, whatever is left
     * @param settleBy until when appends under way are waited for
     * @param sends whether what is unsent is sent until then, or only the answers to what is under way are waited for
     */
    record Terms(long deadlineNanos, long settleBy, boolean sends) {}

    boolean isAsked() {
        return terms != null;
    }

    Terms terms() {
        return terms;
    }

    boolean receives() {
        return receives;
    }

    /** @return false when somebody has asked it to leave already: that holds */
    synchronized boolean deliverBy(long nowNanos, long deadlineNanos) {
        if (terms != null && !terms.sends) {
            // Its heir was quicker.
            return false;
        }
        terms = new Terms(deadlineNanos, nowNanos + SETTLE_NANOS, true);
        return true;
    }

    /** @return whether it was asked to end before: from now on appends under way are waited for */
    synchronized boolean receives(long nowNanos, boolean on) {
        receives = on;
        if (terms == null) {
            return false;
        }
        terms = new Terms(terms.deadlineNanos, nowNanos + SETTLE_NANOS, terms.sends);
        return true;
    }

    synchronized void leaveBy(long nowNanos, long deadlineNanos) {
        terms = new Terms(deadlineNanos, nowNanos + SETTLE_NANOS, false);
    }
}
