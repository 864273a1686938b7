package com.moesif.logback.internal.transport;

import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The Collector API by HttpClient 5's async client: HTTP/1.1, one I/O thread, a connection for each request that may be
 * under way. Everything HttpClient would do of its own accord is off: one attempt here is one request on the wire, and
 * what follows from its outcome is decided elsewhere. Opens nothing before the first request. Thread safe.
 */
public final class HttpTransport implements Transport {
    /** Connections are renewed this often, so that a change in DNS is followed. */
    private static final TimeValue CONNECTION_LIFE = TimeValue.ofSeconds(60);

    private static final TimeValue IDLE_BEFORE_CHECK = TimeValue.ofSeconds(1);
    private static final ContentType JSON = ContentType.create("application/json");

    private final Endpoint endpoint;
    private final Limits limits;
    private final ThreadFactory threads;
    private final ExecutorService dialler;
    /** Of the dialler's thread, but for {@link #close()}. */
    private volatile CloseableHttpAsyncClient client;
    /** Of the dialler's thread: whether a thread of the client has ended. */
    private AtomicBoolean broken = new AtomicBoolean();

    private volatile boolean closed;

    /**
     * @param baseUri may carry a path
     * @param applicationId asked for at each request; sent as a header and never shown
     */
    public record Endpoint(URI baseUri, Supplier<String> applicationId, String userAgent) {
        @Override
        public String toString() {
            return baseUri.toString();
        }
    }

    /**
     * @param connectTimeout for opening a connection
     * @param responseTimeout for the silence before and within an answer
     * @param maxInFlight requests under way at once
     */
    public record Limits(Duration connectTimeout, Duration responseTimeout, int maxInFlight) {}

    /** @param threads makes the daemon threads for dialling and I/O */
    public HttpTransport(Endpoint endpoint, Limits limits, ThreadFactory threads) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.threads = threads;
        // HttpClient resolves names on the thread that executes the request: a name server that hangs must not hang the
        // sender's thread.
        this.dialler = Executors.newSingleThreadExecutor(threads);
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        HttpAttempt attempt = new HttpAttempt(onAnswer);
        try {
            dialler.execute(() -> attempt.start(payload));
        } catch (RejectedExecutionException e) {
            attempt.failed(e);
        }
        return attempt;
    }

    @Override
    public void close() {
        closed = true;
        dialler.shutdownNow();
        CloseableHttpAsyncClient open = client;
        if (open != null) {
            open.close(CloseMode.IMMEDIATE);
        }
    }

    private CloseableHttpAsyncClient client() {
        if (client != null && broken.get()) {
            // An Error on its I/O thread, memory above all, ends a client for good, though it goes on taking requests.
            client.close(CloseMode.IMMEDIATE);
            client = null;
        }
        if (client == null) {
            broken = new AtomicBoolean();
            CloseableHttpAsyncClient opened = build(watched(broken));
            opened.start();
            client = opened;
        }
        if (closed) {
            // close() may have looked before the client was there.
            client.close(CloseMode.IMMEDIATE);
            throw new RejectedExecutionException("closed");
        }
        return client;
    }

    /** Its threads end when the client is closed, or never. */
    private ThreadFactory watched(AtomicBoolean ended) {
        return task -> threads.newThread(() -> {
            try {
                task.run();
            } finally {
                ended.set(true);
            }
        });
    }

    private CloseableHttpAsyncClient build(ThreadFactory clientThreads) {
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                .setSocketTimeout(Timeout.of(limits.responseTimeout()))
                .setTimeToLive(CONNECTION_LIFE)
                .setValidateAfterInactivity(IDLE_BEFORE_CHECK)
                .build();
        return HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(connections)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .setMaxConnPerRoute(limits.maxInFlight())
                        .setMaxConnTotal(limits.maxInFlight())
                        .build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(limits.responseTimeout()))
                        .setConnectionRequestTimeout(Timeout.of(limits.connectTimeout()))
                        .build())
                .setThreadFactory(clientThreads)
                // In place of the one that logs, at DEBUG, every byte: payloads and the application id.
                .setIoSessionDecorator(session -> session)
                .setUserAgent(endpoint.userAgent())
                .setProxySelector(ProxySelector.getDefault())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private AsyncRequestProducer request(Payload payload) {
        AsyncRequestBuilder request = AsyncRequestBuilder.post(uri(payload.path()))
                .addHeader(new SecretHeader(
                        "X-Moesif-Application-Id", endpoint.applicationId().get()))
                .setEntity(AsyncEntityProducers.create(payload.body(), JSON));
        if (payload.gzip()) {
            request.addHeader("Content-Encoding", "gzip");
        }
        return request.build();
    }

    private URI uri(String path) {
        String base = endpoint.baseUri().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private final class HttpAttempt implements Attempt, FutureCallback<Answer> {
        private final Consumer<Answer> onAnswer;
        private Future<Answer> future;
        private boolean cancelled;

        HttpAttempt(Consumer<Answer> onAnswer) {
            this.onAnswer = onAnswer;
        }

        private void start(Payload payload) {
            if (isCancelled()) {
                return;
            }
            try {
                Future<Answer> started = client().execute(request(payload), new AnswerConsumer(), this);
                synchronized (this) {
                    future = started;
                    if (!cancelled) {
                        return;
                    }
                }
                started.cancel(true);
            } catch (Throwable t) {
                failed(t instanceof Exception e ? e : new IllegalStateException(t));
            }
        }

        private synchronized boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void cancel() {
            Future<Answer> started;
            synchronized (this) {
                cancelled = true;
                started = future;
            }
            if (started != null) {
                started.cancel(true);
            }
        }

        @Override
        public void completed(Answer answer) {
            onAnswer.accept(answer);
        }

        @Override
        public void failed(Exception failure) {
            onAnswer.accept(Answer.failed(failure));
        }

        @Override
        public void cancelled() {
            onAnswer.accept(Answer.failed(new java.util.concurrent.CancellationException("cancelled")));
        }
    }
}
