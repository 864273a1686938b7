package com.moesif.logback;

import com.moesif.logback.internal.ledger.Vitals;
import com.moesif.logback.internal.ledger.Voice;
import com.moesif.logback.internal.metrics.Operations;
import com.moesif.logback.internal.pipeline.Pipeline;
import java.time.Duration;

/**
 * An operator's hand on a running appender. A pause is for as long as the appender runs: without a spool, what is unsent at a
 * stop would be lost, so that a stop ends the pause, says so, and delivers. For any thread; each change is said on the
 * thread that makes it, which is none of the application's.
 */
final class Operator implements Operations {
    private final Pipeline pipeline;
    private final Vitals vitals;
    private final Voice voice;
    private String pausedBy;
    private boolean stopping;

    Operator(Pipeline pipeline, Vitals vitals, Voice voice) {
        this.pipeline = pipeline;
        this.vitals = vitals;
        this.voice = voice;
    }

    @Override
    public boolean flush(Duration atMost) {
        return pipeline.flush(atMost);
    }

    @Override
    public void pause(String who) {
        if (change(who)) {
            voice.warn("Delivery is paused by " + who + ". Nothing is sent before resume; actions are kept within"
                    + " maxMemory, and a stop ends the pause.");
        }
    }

    @Override
    public void resume(String who) {
        if (change(null)) {
            voice.info("Delivery goes on: the pause is ended by " + who + ".");
        }
    }

    /** The appender stops, or the JVM goes down: what is unsent has nowhere else to go. */
    void stopping() {
        String by;
        synchronized (this) {
            by = pausedBy;
            change(null);
            stopping = true;
        }
        if (by != null) {
            voice.warn(
                    "The pause by " + by + " ends with the stop: what is unsent is delivered, since it would be lost.");
        }
    }

    /** Not under the lock: whoever listens to Logback's status runs code of its own. */
    private synchronized boolean change(String by) {
        boolean pause = by != null;
        if (stopping || pause == (pausedBy != null)) {
            return false;
        }
        pausedBy = by;
        vitals.heldBy(by);
        pipeline.hold(pause);
        return true;
    }

    @Override
    public void sendNow() {
        pipeline.sendNow();
    }
}
