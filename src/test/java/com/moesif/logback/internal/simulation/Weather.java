package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Failures;
import com.moesif.logback.internal.transport.TunnelRefused;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;

/** What the way to the collector does to a request. Each is held against the real transport by {@code WeatherContractTest}. */
public enum Weather {
    CALM,
    /** Nobody listens. */
    REFUSED,
    UNKNOWN_HOST,
    /** The connection is not opened in time. */
    NO_CONNECTION,
    /** Ends in the middle of the body. */
    CUT_BEFORE,
    /** The collector takes it, and the connection ends before its answer. */
    CUT_AFTER,
    /** Nothing arrives, and nothing comes back. */
    SILENT,
    /** The collector takes it, and its answer never comes. */
    ANSWER_LOST,
    /** The answer comes after the request's time. */
    LATE,
    /** The answer comes twice. */
    DOUBLED,
    CERTIFICATE,
    HANDSHAKE_CUT,
    TUNNEL_FORBIDDEN,
    TUNNEL_BAD_GATEWAY,
    /** A page of somebody's, with a status of success. */
    PORTAL,
    /** A page, with status 400, of something that doesn't like what it sees. */
    PAGE_400,
    /** A gateway's own 400, in JSON, whatever was sent. */
    GATEWAY_400,
    /** A gateway that takes bodies up to so many bytes. */
    LIMIT_413,
    /** The same, but it only cuts the connection. */
    LIMIT_CUT,
    /** The same with 400. */
    LIMIT_400,
    /** A status of the gateway's, the weather's number. */
    STATUS,
    /** The same, with a {@code Retry-After} of some seconds. */
    STATUS_RETRY_SECONDS,
    /** The same, with a date. */
    STATUS_RETRY_DATE,
    /** Few bytes a second. */
    SLOW,
    /** The collector takes so many requests a minute. */
    RATE_LIMIT,
    /** A {@linkplain Firewall firewall's} page for what is in some actions, its status the weather's number; others pass. */
    FIREWALL;

    private static final String JSON = "application/json";

    public static Answer status(int status) {
        return new Answer(status, JSON, "", "{}", null);
    }

    /** Whether the collector itself is reached and answers, whatever the size. */
    boolean isOfWay() {
        return this == CALM || this == SLOW || this == DOUBLED || this == LATE;
    }

    /** What comes back in place of the collector's own answer. */
    public Answer answer(int number, String date) {
        return switch (this) {
            case REFUSED -> Answer.failed(new ConnectException("Connection refused"));
            case UNKNOWN_HOST -> Answer.failed(new UnknownHostException("no-such-host.invalid"));
            case NO_CONNECTION -> Answer.failed(new SocketTimeoutException("Connect timed out"));
            case CUT_BEFORE, CUT_AFTER, LIMIT_CUT -> Failures.cutOff();
            case CERTIFICATE ->
                Answer.failed(caused(
                        new SSLHandshakeException("PKIX path building failed"), new CertificateException("unknown")));
            case HANDSHAKE_CUT ->
                Answer.failed(caused(
                        new SSLHandshakeException("Remote host terminated the handshake"),
                        new EOFException("SSL peer shut down incorrectly")));
            case TUNNEL_FORBIDDEN -> new Answer(0, "", "", "", new TunnelRefused(403));
            case TUNNEL_BAD_GATEWAY -> new Answer(0, "", "", "", new TunnelRefused(502));
            case PORTAL -> new Answer(200, "text/html", "", "<html>Log in</html>", null);
            case PAGE_400 -> new Answer(400, "text/html", "", "<html>Bad request</html>", null);
            case GATEWAY_400, LIMIT_400 -> status(400);
            case LIMIT_413 -> status(413);
            case STATUS -> status(number);
            case STATUS_RETRY_SECONDS -> new Answer(number, JSON, String.valueOf(number % 40), "{}", null);
            case STATUS_RETRY_DATE -> new Answer(number, JSON, date, "{}", null);
            case FIREWALL -> new Answer(number, "text/html", "", "<html>Forbidden</html>", null);
            case RATE_LIMIT -> new Answer(429, JSON, "3", "{}", null);
            default -> throw new IllegalStateException(name());
        };
    }

    private static Throwable caused(Throwable failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }
}
