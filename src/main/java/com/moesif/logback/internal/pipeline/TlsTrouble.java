package com.moesif.logback.internal.pipeline;

import java.io.EOFException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Tells a handshake that one side has refused, which stays refused until somebody has done something, from one that the
 * network has cut off, which is worth another try in a moment. The JDK throws the same classes for both.
 */
final class TlsTrouble {
    /** No chain of causes is that long, but one that goes in a circle. */
    private static final int MOST_CAUSES = 100;

    private TlsTrouble() {}

    static boolean isRefusal(Throwable failure) {
        boolean encrypted = false;
        boolean refused = false;
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof EOFException || isCutOff(cause)) {
                return false;
            }
            encrypted |= cause instanceof SSLException;
            refused |= cause instanceof SSLHandshakeException
                    || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof GeneralSecurityException
                    || isAlert(cause);
        }
        return encrypted && refused;
    }

    /** The peer's own word; the JDK has no class for it. */
    private static boolean isAlert(Throwable cause) {
        return cause instanceof SSLException
                && String.valueOf(cause.getMessage()).contains("fatal alert");
    }

    private static boolean isCutOff(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        // HttpCore's own word for a connection that has ended; it has a cause where there was more to it.
        boolean ended = message.equals("TLS handshake failed") && cause.getCause() == null;
        return cause instanceof SSLException
                && (ended
                        || message.contains("closing inbound before receiving peer's close_notify")
                        || message.contains("terminated the handshake")
                        || message.contains("connection was aborted"));
    }
}
