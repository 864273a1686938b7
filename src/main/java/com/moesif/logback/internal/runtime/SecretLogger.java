package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;

/**
 * HttpClient logs headers at DEBUG, the proxy's credentials, which it makes itself, among them. With such credentials its
 * header log is kept off, whatever level its ancestors have.
 */
final class SecretLogger {
    private static final String HEADERS = "org.apache.hc.client5.http.headers";

    /** Every byte, where HttpClient is too old for being told to leave it. */
    private static final String BYTES = "org.apache.hc.client5.http.wire";

    private SecretLogger() {}

    static void silenceHeaders(LoggerContext context) {
        silence(context.getLogger(HEADERS));
    }

    static void silenceBytes(LoggerContext context) {
        silence(context.getLogger(BYTES));
    }

    private static void silence(Logger logger) {
        if (logger.isDebugEnabled() || logger.getLevel() == null) {
            logger.setLevel(Level.INFO);
        }
    }
}
