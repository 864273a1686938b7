package com.moesif.logback.e2e.candidate;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * What a logging call costs before any appender does anything. It keeps the event for a moment: the compiler would see
 * that nobody looks at it and not make it at all, as it never can with an appender that does something.
 */
public final class NothingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private ILoggingEvent last;

    @Override
    public void doAppend(ILoggingEvent event) {
        last = event;
    }

    @Override
    protected void append(ILoggingEvent event) {
        doAppend(event);
    }

    @Override
    public void stop() {
        super.stop();
        addInfo("The last event was " + last);
    }
}
