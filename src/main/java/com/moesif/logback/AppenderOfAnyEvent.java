package com.moesif.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * Lets nothing reach the application. Not even the cast that the compiler puts into a class which fixes the type of its events:
 * whoever attaches this appender to another kind of logging, logback-access say, hands in events of another kind.
 *
 * @param <E> what its events should be; Logback checks it no more than the JVM does
 */
abstract class AppenderOfAnyEvent<E> extends UnsynchronizedAppenderBase<E> {
    private volatile boolean foreign;

    /** Any thread. Throws nothing. */
    @Override
    public final void doAppend(E event) {
        try {
            if (event instanceof ILoggingEvent logged) {
                take(logged);
            } else if (!foreign) {
                foreign = true;
                addWarn("This appender was given something that is no event of Logback's loggers, and ignores it: "
                        + (event == null ? null : event.getClass().getName()) + ".");
            }
        } catch (Throwable t) {
            // Out of memory or of stack, or a status listener that throws: nothing may reach the application.
        }
    }

    abstract void take(ILoggingEvent event);

    /** Logback's own words for an appender that has not started, a few times. */
    final void sayThatItIsOff(E event) {
        super.doAppend(event);
    }

    /** Not called: {@link #doAppend} is overridden, since the base class lets Errors through to the application. */
    @Override
    protected final void append(E event) {
        throw new UnsupportedOperationException();
    }
}
