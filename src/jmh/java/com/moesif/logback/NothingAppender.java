package com.moesif.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.openjdk.jmh.annotations.CompilerControl;

/**
 * The baseline: what a logging call costs before any appender does anything. Kept out of line, because the compiler would
 * see that nobody looks at the event and not make it at all, as it never can with an appender that does something.
 */
public final class NothingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    @Override
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    public void doAppend(ILoggingEvent event) {}

    @Override
    protected void append(ILoggingEvent event) {}
}
