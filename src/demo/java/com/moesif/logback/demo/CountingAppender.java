package com.moesif.logback.demo;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.atomic.LongAdder;

/** How many lines the service logs, actions or not. */
final class CountingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final LongAdder lines = new LongAdder();

    static CountingAppender attachTo(Logger logger) {
        CountingAppender appender = new CountingAppender();
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
        return appender;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.increment();
    }

    long count() {
        return lines.sum();
    }
}
