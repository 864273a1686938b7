package com.moesif.logback.internal.metrics;

import java.time.Duration;

/** What an operator may do with a running appender. Any thread. */
public interface Operations {
    /** Waits until all that was accepted before has been delivered; false when it hasn't been in this time. */
    boolean flush(Duration atMost);

    /**
     * Sends nothing until {@link #resume}.
     *
     * @param who for the status that says so
     */
    void pause(String who);

    /** @param who for the status that says so */
    void resume(String who);

    /** Ends a backoff and the wait for company, once. */
    void sendNow();
}
