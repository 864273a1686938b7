package com.moesif.logback.internal.transport;

import java.net.ProxySelector;
import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Sets HttpClient up: HTTP/1.1, one I/O thread, a connection for each request that may be under way, and everything off
 * that it would do of its own accord. Retries, redirects and the like are decisions, and those are taken elsewhere.
 */
final class ClientFactory {
    /**
     * Of an answer's head, all of which is held in memory: HttpCore sets no bound to the number of lines before 5.4, nor to
     * their length.
     */
    private static final int MOST_HEADERS = 100;

    private static final int MOST_LINE_CHARS = 8_192;

    private final HttpTransport.Endpoint endpoint;
    private final HttpTransport.Limits limits;
    private volatile RequestConfig requestConfig;

    ClientFactory(HttpTransport.Endpoint endpoint, HttpTransport.Limits limits) {
        this.endpoint = endpoint;
        this.limits = limits;
    }

    CloseableHttpAsyncClient open(ThreadFactory threads) {
        // Not from a Duration at once, which HttpCore 5.1 doesn't take.
        Timeout connect = Timeout.ofMilliseconds(limits.connectTimeout().toMillis());
        Timeout response = Timeout.ofMilliseconds(limits.responseTimeout().toMillis());
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom();
        PoolingAsyncClientConnectionManagerBuilder connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(isEncrypted() ? new TlsUpgrade(endpoint.tls(), connect) : ClientFactory::neverUpgraded)
                .setMaxConnPerRoute(limits.maxInFlight())
                .setMaxConnTotal(limits.maxInFlight());
        RequestConfig.Builder perRequest = RequestConfig.custom()
                .setResponseTimeout(response)
                .setConnectionRequestTimeout(connect)
                // Not by the builder, whose method came with 5.6: Spring Boot 3.5 brings 5.5.
                .setContentCompressionEnabled(false);
        IOReactorConfig.Builder reactor =
                IOReactorConfig.custom().setIoThreadCount(1).setTcpNoDelay(true);
        ConnectionSetup.forThisClient()
                .apply(new ConnectionSetup.Parts(builder, connections, perRequest, reactor), connect, response);
        requestConfig = perRequest.build();
        builder.setConnectionManager(connections.build())
                .setIOReactorConfig(reactor.build())
                .setDefaultRequestConfig(requestConfig)
                .setHttp1Config(Http1Config.custom()
                        .setMaxHeaderCount(MOST_HEADERS)
                        .setMaxLineLength(MOST_LINE_CHARS)
                        .build())
                .setThreadFactory(threads)
                // In place of the one that writes an ERROR into the application's log whenever a stop finds the
                // reactor's selector closed a moment earlier than the reactor does. One that really fails takes its
                // requests with it, and those are told of.
                .setIoReactorExceptionCallback(failure -> {})
                // Where the chain of HttpClient has a connection all the way, and a request sets out on it.
                .addExecInterceptorBefore(
                        ChainElement.MAIN_TRANSPORT.name(),
                        "moesif-sets-out",
                        (request, body, scope, chain, callback) -> {
                            // HttpClient 5.1 has CONNECT itself come this way.
                            if (!Method.CONNECT.isSame(request.getMethod())) {
                                AnswerConsumer.setsOut(scope.clientContext);
                            }
                            chain.proceed(request, body, scope, callback);
                        })
                .setUserAgent(endpoint.userAgent())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
        route(builder);
        CloseableHttpAsyncClient client = builder.build();
        try {
            client.start();
        } catch (Throwable t) {
            // No thread to be had, say: its selector must not stay open at each new try.
            client.close(CloseMode.IMMEDIATE);
            throw t;
        }
        return client;
    }

    private boolean isEncrypted() {
        return "https".equalsIgnoreCase(endpoint.baseUri().getScheme());
    }

    /** Looks whether key store, trust store or password were exchanged. Before a request, on the thread that dials. */
    void refreshSecrets() {
        if (endpoint.tls() != null) {
            endpoint.tls().context().refresh();
        }
        if (endpoint.proxy() != null) {
            endpoint.proxy().password().refresh();
        }
    }

    /** Of one request: its own, since a large body may take longer. After {@link #open}. */
    HttpClientContext context(Payload payload) {
        HttpClientContext context = HttpClientContext.create();
        long millis = limits.responseTimeout().plus(payload.allowance()).toMillis();
        context.setRequestConfig(RequestConfig.copy(requestConfig)
                .setResponseTimeout(Timeout.ofMilliseconds(millis))
                .build());
        return context;
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

    private static UsernamePasswordCredentials credentials(Proxy proxy) {
        String password = proxy.password().current();
        return new UsernamePasswordCredentials(
                proxy.username(), password == null ? new char[0] : password.toCharArray());
    }

    private void route(HttpAsyncClientBuilder builder) {
        Proxy proxy = endpoint.proxy();
        if (proxy == null) {
            // Not by the builder, whose method came with 5.3.
            builder.setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()));
            return;
        }
        HttpHost host = new HttpHost("http", proxy.host(), proxy.port());
        builder.setProxy(host);
        if (proxy.username() != null) {
            // As it is when the proxy asks: its file may have been exchanged.
            AuthScope asked = new AuthScope(host);
            builder.setDefaultCredentialsProvider(
                    (scope, context) -> asked.match(scope) < 0 ? null : credentials(proxy));
        }
    }
}
