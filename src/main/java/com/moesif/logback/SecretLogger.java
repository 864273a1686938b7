package com.moesif.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;

/**
 * HttpClient logs headers at DEBUG, the proxy's credentials, which it makes itself, among them. With such credentials its
 * header log is kept off, whatever level its ancestors have.
 */
final class SecretLogger {
    private static final String HEADERS = "org.apache.hc.client5.http.headers";

    private SecretLogger() {}

    static void silence(LoggerContext context) {
        Logger headers = context.getLogger(HEADERS);
        if (headers.isDebugEnabled() || headers.getLevel() == null) {
            headers.setLevel(Level.INFO);
        }
    }
}
