package com.moesif.logback.testing;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Stands for every conversion word of an application's own while a configuration is tried: it gives nothing. Public because
 * Logback makes it.
 */
public final class SkippedWord extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return "";
    }
}
