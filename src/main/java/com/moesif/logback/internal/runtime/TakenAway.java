package com.moesif.logback.internal.runtime;

import java.time.Duration;

/**
 * A stop soon after the start, by code that takes all appenders from a logger, and not by Logback at its own end or reset.
 * Dropwizard does so at its start, and nobody is told that the configuration of logback.xml is gone.
 */
final class TakenAway {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** By its name: an appender around this one, an AsyncAppender say, lets go of it by a method of the same name. */
    private static final String LOGGER = "ch.qos.logback.classic.Logger";

    private static final String HOW = "detachAndStopAllAppenders";

    private final long startNanos;

    TakenAway(long startNanos) {
        this.startNanos = startNanos;
    }

    /** Whether the stop that this thread is in the middle of is such a one. */
    boolean byCode(long nowNanos) {
        return nowNanos - startNanos < SOON.toNanos()
                && StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getMethodName().equals(HOW)
                                        && frame.getClassName().equals(LOGGER)));
    }

    String warning(long nowNanos) {
        return "Code of the application or its framework took all appenders from a logger and stopped this one "
                + Duration.ofNanos(nowNanos - startNanos).toMillis()
                + " ms after its start: no event becomes an action. Dropwizard does so at its start; with 'logging: {type:"
                + " external}' and an empty bootstrapLogging() the configuration of logback.xml stays.";
    }
}
