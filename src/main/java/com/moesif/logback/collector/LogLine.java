package com.moesif.logback.collector;

import java.util.UUID;

/**
 * What made an action, as its appender tells a collector on its own machine.
 *
 * @param id the action's {@code transaction_id}
 * @param rule the name of the rule that took the log event; empty when none did
 * @param line the log line, with the appender's masks applied
 */
record LogLine(UUID id, String rule, String line) {
    private static final int MOST_CHARS = 1_000;

    /** @throws IllegalArgumentException if it is none */
    static LogLine of(FormText form) {
        return new LogLine(
                UUID.fromString(form.text("id")),
                Line.shortened(form.text("rule"), MOST_CHARS),
                Line.shortened(form.text("line"), MOST_CHARS));
    }
}
