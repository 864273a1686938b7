package com.moesif.logback.e2e.candidate;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.OutputStream;

/** Encodes, and throws away. */
public final class EncodingAppender extends OutputStreamAppender<ILoggingEvent> {
    @Override
    public void start() {
        setOutputStream(OutputStream.nullOutputStream());
        super.start();
    }
}
