package com.moesif.logback.internal.transport;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.AsyncEntityProducers;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;

/**
 * The Collector API by HttpClient 5's async client. One attempt here is one request on the wire (two, where a proxy asks for
 * credentials first); what follows from its outcome is decided elsewhere. Opens nothing before the first request. Any
 * thread.
 */
public final class HttpTransport implements Transport {
    private static final ContentType JSON = ContentType.create("application/json");

    private final Endpoint endpoint;
    private final ClientFactory factory;
    private final ThreadFactory threads;
    private final ExecutorService dialler;
    /** Set under the lock; {@link #close()} waits for nobody. */
    private volatile OpenClient client;

    private volatile boolean closed;
    private volatile LocalQuestion localQuestion;

    /**
     * @param baseUri may carry a path
     * @param applicationId asked for at each request; sent as a header and never shown
     * @param proxy null for the JVM's
     * @param tls null for the JVM's own: its default context
     */
    public record Endpoint(URI baseUri, Credential applicationId, String userAgent, Proxy proxy, Tls tls) {
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
        this.factory = new ClientFactory(endpoint, limits);
        this.threads = threads;
        // HttpClient resolves names on the thread that executes the request: a name server that hangs must not hang the
        // sender's thread.
        this.dialler = Executors.newSingleThreadExecutor(threads);
    }

    /** Before the first request: what a collector on this machine may ask for. Where it is another machine's it is not heard. */
    public void answerLocally(LocalQuestion question) {
        localQuestion = question;
    }

    @Override
    public void prepare() {
        try {
            // The request goes nowhere.
            client();
            request(new Payload("/", new byte[0], true), "");
        } catch (Throwable t) {
            // The first request meets it too, and has somebody to tell.
        }
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        HttpAttempt attempt = new HttpAttempt(onAnswer);
        try {
            dialler.execute(() -> attempt.start(payload));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // Closed, or no thread is to be had now.
            attempt.fail(e);
        }
        return attempt;
    }

    @Override
    public void close() {
        closed = true;
        dialler.shutdownNow();
        OpenClient open = client;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void acknowledged() {
        endpoint.applicationId().accepted();
    }

    @Override
    public void unauthorised() {
        endpoint.applicationId().refused();
    }

    private synchronized OpenClient client() throws IOException {
        if (client != null && client.isBroken()) {
            client.close();
            client = null;
        }
        if (client == null) {
            FileDescriptors.require();
            client = new OpenClient(factory, threads);
        }
        if (closed) {
            // close() may have looked before the client was there.
            client.close();
            throw new RejectedExecutionException("closed");
        }
        return client;
    }

    /** Without the application id, and nobody hears of what becomes of it. */
    private void postLines(byte[] lines) {
        AsyncRequestProducer request = AsyncRequestBuilder.post(uri(LocalQuestion.PATH))
                .addHeader(LocalQuestion.HEADER, "appender")
                .setEntity(AsyncEntityProducers.create(lines, ContentType.TEXT_PLAIN))
                .build();
        try {
            dialler.execute(() -> {
                try {
                    client().execute(
                                    request,
                                    new AnswerConsumer(),
                                    factory.context(new Payload(LocalQuestion.PATH, lines, false)),
                                    LocalQuestion.NOBODY);
                } catch (Throwable t) {
                    // Then the page shows these actions without their lines.
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // The same.
        }
    }

    private AsyncRequestProducer request(Payload payload, String applicationId) {
        AsyncRequestBuilder request = AsyncRequestBuilder.post(uri(payload.path()))
                .addHeader(new SecretHeader("X-Moesif-Application-Id", applicationId))
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
        private final AtomicReference<Consumer<Answer>> onAnswer;
        private OpenClient carrier;
        private Future<Answer> future;
        private boolean cancelled;
        private volatile HttpClientContext context;
        private volatile AnswerConsumer consumer;
        private volatile String secret = "";

        HttpAttempt(Consumer<Answer> onAnswer) {
            this.onAnswer = new AtomicReference<>(onAnswer);
        }

        private void start(Payload payload) {
            if (isCancelled()) {
                return;
            }
            try {
                factory.refreshSecrets();
                OpenClient open = client();
                secret = endpoint.applicationId().current();
                if (secret.isEmpty()) {
                    throw new NoApplicationId();
                }
                AsyncRequestProducer request = request(payload, secret);
                carry(open);
                context = factory.context(payload);
                consumer = new AnswerConsumer();
                Future<Answer> started = open.execute(request, consumer, context, this);
                synchronized (this) {
                    future = started;
                    if (!cancelled) {
                        return;
                    }
                }
                started.cancel(true);
            } catch (Throwable t) {
                fail(t);
            }
        }

        private void carry(OpenClient open) {
            synchronized (this) {
                carrier = open;
            }
            open.carries(this::fail, this);
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

        /** Once, whoever comes first: the I/O thread, its end, or the dialler. */
        private void end(Answer answer) {
            Consumer<Answer> listener = onAnswer.getAndSet(null);
            if (listener == null) {
                return;
            }
            OpenClient open;
            synchronized (this) {
                open = carrier;
            }
            if (open != null) {
                open.carriesNoMore(this);
            }
            listener.accept(answer.without(secret));
        }

        private void fail(Throwable failure) {
            end(Answer.failed(failure));
        }

        @Override
        public void completed(Answer answer) {
            end(answer);
            LocalQuestion question = localQuestion;
            if (question != null && answer.status() / 100 == 2) {
                question.answered(consumer.asksLocally(), context, HttpTransport.this::postLines);
            }
        }

        @Override
        public void failed(Exception failure) {
            if (failure instanceof AnswerConsumer.TooLong tooLong) {
                end(tooLong.answer());
                return;
            }
            HttpClientContext used = context;
            boolean setOut = used != null && AnswerConsumer.hasSetOut(used);
            end(Answer.failed(setOut ? new CutOff(failure) : failure));
        }

        @Override
        public void cancelled() {
            fail(new CancellationException("cancelled"));
        }
    }
}
