package com.moesif.logback.internal.metrics;

/**
 * What a watched appender is called.
 *
 * @param context of the logger context
 * @param appender of the appender
 */
public record Watched(String context, String appender) {
    /** Neither has to have a name. */
    public Watched {
        context = context == null ? "unnamed" : context;
        appender = appender == null ? "unnamed" : appender;
    }
}
