package com.moesif.logback.internal.transport;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Gives connections their times, their life and their protocol. HttpClient 5.2 has moved these to other places; Spring Boot
 * 3.0 brings 5.1.
 */
sealed interface ConnectionSetup {
    /** Connections are renewed this often, so that a change in DNS is followed. */
    TimeValue LIFE = TimeValue.ofSeconds(60);

    TimeValue IDLE_BEFORE_CHECK = TimeValue.ofSeconds(1);

    void apply(Parts parts, Timeout connect, Timeout response);

    /** What HttpClient is built from. */
    record Parts(
            HttpAsyncClientBuilder client,
            PoolingAsyncClientConnectionManagerBuilder connections,
            RequestConfig.Builder request,
            IOReactorConfig.Builder reactor) {}

    /** For the HttpClient that is there. */
    static ConnectionSetup forThisClient() {
        try {
            Class.forName(
                    "org.apache.hc.client5.http.config.ConnectionConfig",
                    false,
                    ConnectionSetup.class.getClassLoader());
            return new Current();
        } catch (ClassNotFoundException e) {
            return new Before52();
        }
    }

    /** HttpClient 5.2 and later. */
    final class Current implements ConnectionSetup {
        @Override
        public void apply(Parts parts, Timeout connect, Timeout response) {
            parts.connections
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(connect)
                            .setSocketTimeout(response)
                            .setTimeToLive(LIFE)
                            .setValidateAfterInactivity(IDLE_BEFORE_CHECK)
                            .build())
                    .setDefaultTlsConfig(TlsConfig.custom()
                            .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                            .setHandshakeTimeout(connect)
                            .build());
            // In place of the one that logs, at DEBUG, every byte: payloads and the application id.
            parts.client.setIoSessionDecorator(AnswerFirstSession::new);
        }
    }

    /** Its log of every byte can't be replaced: whoever starts an appender keeps that off. */
    final class Before52 implements ConnectionSetup {
        @Override
        @SuppressWarnings("deprecation")
        public void apply(Parts parts, Timeout connect, Timeout response) {
            parts.request.setConnectTimeout(connect);
            parts.reactor.setSoTimeout(response);
            parts.connections.setConnectionTimeToLive(LIFE).setValidateAfterInactivity(IDLE_BEFORE_CHECK);
            parts.client.setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1);
        }
    }
}
