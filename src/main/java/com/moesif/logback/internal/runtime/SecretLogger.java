package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.internal.classpath.Libraries;
import com.moesif.logback.internal.joran.AfterConfiguration;
import com.moesif.logback.internal.transport.Proxy;

/**
 * HttpClient logs headers at DEBUG, the proxy's credentials, which it makes itself, among them. With such credentials its
 * header log is kept off, whatever level its ancestors have.
 */
final class SecretLogger {
    private static final String HEADERS = "org.apache.hc.client5.http.headers";

    /** Every byte, where HttpClient is too old for being told to leave it. */
    private static final String BYTES = "org.apache.hc.client5.http.wire";

    private SecretLogger() {}

    /** @param proxy null where there is none */
    static void silence(LoggerContext context, Proxy proxy) {
        if (proxy != null && proxy.username() != null) {
            silence(context, HEADERS);
        }
        if (Libraries.logsEveryByte()) {
            silence(context, BYTES);
        }
    }

    private static void silence(LoggerContext context, String name) {
        Logger logger = context.getLogger(name);
        silence(logger);
        // The levels that the configuration gives to loggers come after its appenders.
        AfterConfiguration.run(context, event -> silence(logger));
    }

    private static void silence(Logger logger) {
        if (logger.isDebugEnabled() || logger.getLevel() == null) {
            logger.setLevel(Level.INFO);
        }
    }
}
