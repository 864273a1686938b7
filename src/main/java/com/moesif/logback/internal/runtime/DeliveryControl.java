package com.moesif.logback.internal.runtime;

import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.metrics.Operations;
import com.moesif.logback.internal.pipeline.Pipeline;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * An operator's hand on a running appender. A pause is for as long as the appender runs. At a stop what is unsent stays in
 * the spool; where there is none, or its disk is in trouble, it would be lost, so that the stop ends the pause, says so, and
 * delivers. Any thread; each change is said on the thread that makes it, which is none of
 * the application's.
 */
final class DeliveryControl implements Operations {
    private final Pipeline pipeline;
    private final DeliveryHealth health;
    private final StatusSink statusSink;
    private final BooleanSupplier keeps;
    private String pausedBy;
    private boolean stopping;

    /** @param keeps whether what is unsent at a stop is kept in files */
    DeliveryControl(Pipeline pipeline, DeliveryHealth health, StatusSink statusSink, BooleanSupplier keeps) {
        this.pipeline = pipeline;
        this.health = health;
        this.statusSink = statusSink;
        this.keeps = keeps;
    }

    @Override
    public boolean flush(Duration atMost) {
        return pipeline.flush(atMost);
    }

    @Override
    public void pause(String who) {
        if (change(who)) {
            statusSink.warn("Delivery is paused by " + who + ". Nothing is sent until somebody resumes it; actions are "
                    + (keeps.getAsBoolean()
                            ? "kept in the spool, also after a stop."
                            : "kept within maxMemory, and a stop ends the pause."));
        }
    }

    @Override
    public void resume(String who) {
        if (change(null)) {
            statusSink.info("Delivery goes on: the pause is ended by " + who + ".");
        }
    }

    /**
     * The appender stops, or the JVM goes down.
     *
     * @return says what this means for a pause, when there is one
     */
    Runnable stopping() {
        boolean kept = keeps.getAsBoolean();
        String by;
        synchronized (this) {
            by = pausedBy;
            if (!kept) {
                change(null);
            }
            stopping = true;
        }
        if (by == null || kept) {
            return () -> {};
        }
        return () -> statusSink.warn(
                "The pause by " + by + " ends with the stop: what is unsent is delivered, since it would be lost.");
    }

    /** Not under the lock: whoever listens to Logback's status runs code of its own. */
    private synchronized boolean change(String by) {
        boolean pause = by != null;
        if (stopping || pause == (pausedBy != null)) {
            return false;
        }
        pausedBy = by;
        health.pausedBy(by);
        pipeline.suspend(pause);
        return true;
    }

    @Override
    public void sendNow() {
        pipeline.sendNow();
    }
}
