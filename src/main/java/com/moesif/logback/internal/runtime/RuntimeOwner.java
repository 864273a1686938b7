package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;

/** The appender that a runtime belongs to, as far as the runtime has to know it. */
public interface RuntimeOwner {
    /** Itself: its name, its context, and where its statuses go. */
    Appender<ILoggingEvent> appender();

    /** Whether the filters of the configuration let the event through. Any thread. */
    boolean accepts(ILoggingEvent event);

    /** Whether the other is an appender of this kind that takes events. */
    default boolean isRunning(Appender<?> other) {
        return runtimeOf(other) != null;
    }

    /** Of an appender of the same kind that takes events; null of any other. */
    AppenderRuntime runtimeOf(Appender<?> other);

    /** Stops an older appender of this kind; this one takes what its loggers still give it. */
    void replace(Appender<?> older);

    /** The reset that has stopped this life is over: no logger gives it anything any more. */
    void resetIsOver(AppenderRuntime life);

    /** This life has said its last status. */
    void hasEnded(AppenderRuntime life);
}
