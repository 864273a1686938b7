package com.moesif.logback.internal.transport;

import java.net.ProxySelector;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sets HttpClient up: HTTP/1.1, one I/O thread, a connection for each request that may be under way, and everything off
 * that it would do of its own accord. Retries, redirects and the like are decisions, and those are taken elsewhere.
 */
final class ClientFactory {
    /** Connections are renewed this often, so that a change in DNS is followed. */
    private static final TimeValue CONNECTION_LIFE = TimeValue.ofSeconds(60);

    private static final TimeValue IDLE_BEFORE_CHECK = TimeValue.ofSeconds(1);

    private final HttpTransport.Endpoint endpoint;
    private final HttpTransport.Limits limits;

    ClientFactory(HttpTransport.Endpoint endpoint, HttpTransport.Limits limits) {
        this.endpoint = endpoint;
        this.limits = limits;
    }

    CloseableHttpAsyncClient open(ThreadFactory threads) {
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(connections().build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(limits.responseTimeout()))
                        .setConnectionRequestTimeout(Timeout.of(limits.connectTimeout()))
                        // Not by the builder, whose method came with 5.6: Spring Boot 3.5 brings 5.5.
                        .setContentCompressionEnabled(false)
                        .build())
                .setThreadFactory(threads)
                // In place of the one that logs, at DEBUG, every byte: payloads and the application id.
                .setIoSessionDecorator(session -> session)
                // In place of the one that writes an ERROR into the application's log whenever a stop finds the
                // reactor's selector closed a moment earlier than the reactor does. One that really fails takes its
                // requests with it, and those are told of.
                .setIoReactorExceptionCallback(failure -> {})
                // Where the chain of HttpClient has a connection all the way, and a request sets out on it.
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(),
                        "moesif-sets-out",
                        (request, body, scope, chain, callback) -> {
                            AnswerConsumer.setsOut(scope.clientContext);
                            chain.proceed(request, body, scope, callback);
                        })
                .setUserAgent(endpoint.userAgent())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
        route(builder);
        CloseableHttpAsyncClient client = builder.build();
        client.start();
        return client;
    }

    private PoolingAsyncClientConnectionManagerBuilder connections() {
        PoolingAsyncClientConnectionManagerBuilder builder = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                        .setSocketTimeout(Timeout.of(limits.responseTimeout()))
                        .setTimeToLive(CONNECTION_LIFE)
                        .setValidateAfterInactivity(IDLE_BEFORE_CHECK)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .setHandshakeTimeout(Timeout.of(limits.connectTimeout()))
                        .build())
                .setMaxConnPerRoute(limits.maxInFlight())
                .setMaxConnTotal(limits.maxInFlight());
        boolean encrypted = "https".equalsIgnoreCase(endpoint.baseUri().getScheme());
        return builder.setTlsStrategy(encrypted ? strategy(endpoint.tls()) : ClientFactory::neverUpgraded);
    }

    /** For an address without TLS: HttpClient's own strategy would load all of the JDK's TLS at every start, unused. */
    private static boolean neverUpgraded(
            TransportSecurityLayer layer,
            HttpHost host,
            SocketAddress local,
            SocketAddress remote,
            Object attachment,
            Timeout timeout) {
        throw new UnsupportedOperationException("TLS to " + host + ", whose address is a plain one");
    }

    /** @param tls null for what the JVM trusts */
    private static TlsStrategy strategy(Tls tls) {
        ClientTlsStrategyBuilder builder = ClientTlsStrategyBuilder.create();
        if (tls == null) {
            return verifyingHostNames(builder);
        }
        builder.setSslContext(tls.context());
        if (!tls.protocols().isEmpty()) {
            builder.setTlsVersions(tls.protocols().toArray(String[]::new));
        }
        if (!tls.cipherSuites().isEmpty()) {
            builder.setCiphers(tls.cipherSuites().toArray(String[]::new));
        }
        return tls.verifiesHostName()
                ? verifyingHostNames(builder)
                : builder.setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                        .setHostnameVerifier(NoopHostnameVerifier.INSTANCE)
                        .buildAsync();
    }

    /**
     * Said and not left to HttpClient: by default it has the JDK check the name, which before 5.6.4 came to nothing
     * (CVE-2026-71290), and an application may have put such a version in place of ours.
     */
    private static TlsStrategy verifyingHostNames(ClientTlsStrategyBuilder builder) {
        return builder.setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                .setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier())
                .buildAsync();
    }

    private void route(HttpAsyncClientBuilder builder) {
        Proxy proxy = endpoint.proxy();
        if (proxy == null) {
            builder.setProxySelector(ProxySelector.getDefault());
            return;
        }
        HttpHost host = new HttpHost("http", proxy.host(), proxy.port());
        builder.setProxy(host);
        if (proxy.username() != null) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            char[] password =
                    proxy.password() == null ? new char[0] : proxy.password().toCharArray();
            credentials.setCredentials(
                    new AuthScope(host), new UsernamePasswordCredentials(proxy.username(), password));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }
}
