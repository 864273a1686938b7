package com.moesif.logback.testing;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Takes the place of every conversion word that an application defines, while a configuration is tried. It prints nothing. It
 * is public because Logback makes it.
 */
public final class SkippedWord extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return "";
    }
}
