package com.moesif.logback.internal.transport;

import java.net.SocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.http.ssl.TlsCiphers;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Turns a fresh connection into an encrypted one. Not left to HttpClient, whose way differs from version to version: before
 * 5.6.4 the check of the host name came to nothing (CVE-2026-71290), and an application may have any version in place of
 * ours. Here the JDK checks it, within the handshake and for every connection.
 */
final class TlsUpgrade implements TlsStrategy {
    private final Tls tls;
    private final Timeout handshakeTimeout;

    /** @param tls null for the JVM's */
    TlsUpgrade(Tls tls, Timeout handshakeTimeout) {
        this.tls = tls;
        this.handshakeTimeout = handshakeTimeout;
    }

    /** For HttpCore 5.1, which knows no other. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean upgrade(
            TransportSecurityLayer layer,
            HttpHost host,
            SocketAddress local,
            SocketAddress remote,
            Object attachment,
            Timeout timeout) {
        layer.startTls(
                context(),
                host,
                SSLBufferMode.STATIC,
                (peer, engine) -> prepare(engine),
                (peer, engine) -> details(engine),
                timeout == null ? handshakeTimeout : timeout);
        return true;
    }

    @Override
    public void upgrade(
            TransportSecurityLayer layer,
            NamedEndpoint host,
            Object attachment,
            Timeout timeout,
            FutureCallback<TransportSecurityLayer> callback) {
        layer.startTls(
                context(),
                host,
                SSLBufferMode.STATIC,
                (peer, engine) -> prepare(engine),
                (peer, engine) -> details(engine),
                timeout == null ? handshakeTimeout : timeout,
                callback);
    }

    /** As it is now: the application may have given the JVM another. */
    private SSLContext context() {
        if (tls != null) {
            return tls.context().current();
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            // Its message says what is wrong with javax.net.ssl.trustStore or keyStore.
            throw new IllegalStateException("The JVM's own TLS can't be set up: " + e.getMessage(), e);
        }
    }

    private void prepare(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        if (tls == null || tls.verifiesHostName()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        String[] protocols =
                chosen(tls == null ? List.of() : tls.protocols(), TLS.excludeWeak(parameters.getProtocols()));
        if (protocols != null) {
            parameters.setProtocols(protocols);
        }
        String[] suites = chosen(
                tls == null ? List.of() : tls.cipherSuites(), TlsCiphers.excludeWeak(parameters.getCipherSuites()));
        if (suites != null) {
            parameters.setCipherSuites(suites);
        }
        engine.setSSLParameters(parameters);
    }

    private static String[] chosen(List<String> given, String[] strong) {
        return given.isEmpty() ? strong : given.toArray(String[]::new);
    }

    private static TlsDetails details(SSLEngine engine) {
        return new TlsDetails(engine.getSession(), engine.getApplicationProtocol());
    }
}
