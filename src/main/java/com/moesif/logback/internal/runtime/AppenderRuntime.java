package com.moesif.logback.internal.runtime;

import com.moesif.logback.internal.joran.RewrittenText;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.settings.Configuration;
import java.time.Duration;
import java.util.List;

/** One life of an appender, from its start to its stop. */
public interface AppenderRuntime {
    /**
     * Begins to deliver.
     *
     * @param known whether the configuration has been read to its end; otherwise actions wait for {@link #complete}
     */
    void start(boolean known);

    /** Where its events go; null when it takes none. */
    EventGate gate();

    /** For the status line at start: what becomes of the actions. */
    String role();

    /** The configuration is complete. */
    void complete(List<RewrittenText> texts);

    /**
     * The configuration is complete, and says something else: another life follows at once, and this one is ended then without a
     * wait.
     *
     * @param complete what holds
     */
    void withdraw(Configuration complete);

    /** Takes what an appender that has stopped meanwhile has left. */
    void inherit();

    /** Waits until everything accepted before this call is delivered. Any thread. */
    boolean flush(Duration atMost);

    /** Delivers what there is, while more may come: nobody follows. */
    void drain();

    /** @param waits whether to wait until all is delivered or the time is over */
    void end(boolean waits);

    /** Whether its context is being reset: then its loggers still give it what comes until all appenders have stopped. */
    boolean isReset();

    /** Any thread. */
    Counts counts();

    /** Any thread. */
    DeliveryHealth health();
}
