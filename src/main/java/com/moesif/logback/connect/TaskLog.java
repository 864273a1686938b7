package com.moesif.logback.connect;

import com.moesif.logback.internal.ledger.StatusSink;
import java.util.Map;
import org.slf4j.Logger;

/** Where a task's notices are heard: the worker's log. The parts call a setting as an appender's user knows it. */
final class TaskLog implements StatusSink {
    private static final Map<String, String> NAMES = Map.of(
            "<applicationId>",
            SinkSettings.APPLICATION_ID,
            "<baseUri>",
            SinkSettings.BASE_URI,
            "<proxy>",
            "proxy.*",
            "<ssl>",
            "moesif.https.ssl.*");

    private final Logger logger;

    TaskLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void info(String text) {
        logger.info("{}", named(text));
    }

    @Override
    public void warn(String text) {
        logger.warn("{}", named(text));
    }

    static String named(String text) {
        String named = text;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }
}
