package com.moesif.logback.internal.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.io.CloseMode;

/**
 * An HttpClient and what it carries. An Error on its I/O thread, a class that isn't there or memory that is short, ends a
 * client for good, though it goes on taking requests, and tells none of those that it carries: so this does. Any thread.
 */
final class OpenClient {
    private final Map<Object, Consumer<Throwable>> carried = new ConcurrentHashMap<>();
    private final CloseableHttpAsyncClient client;
    private volatile Throwable brokenBy;
    /** From then on its class loader may be gone, where it is that of a web application. */
    private volatile boolean closed;

    OpenClient(ClientFactory factory, ThreadFactory threads) {
        client = factory.open(task -> threads.newThread(() -> runToItsEnd(task)));
    }

    /** The threads end when the client is closed, or never. */
    private void runToItsEnd(Runnable task) {
        Throwable why = new IllegalStateException("HttpClient's I/O thread has ended");
        try {
            task.run();
        } catch (LinkageError e) {
            why = e;
            if (carried.isEmpty() && !closed) {
                throw e;
            }
            // Whoever is told says it, with a remedy. Thrown, it would also reach the application's handler of uncaught
            // exceptions, which may well end the JVM, again at each attempt.
        } catch (Throwable t) {
            // Not thrown on, into the application's log: those that it carried have somebody to tell.
            why = t;
        } finally {
            brokenBy = why;
            tellAll();
        }
    }

    private void tellAll() {
        carried.values().forEach(attempt -> attempt.accept(brokenBy));
    }

    boolean isBroken() {
        return brokenBy != null;
    }

    /** @param onBreak told when this client ends before the attempt does; on any thread, perhaps more than once */
    void carries(Consumer<Throwable> onBreak, Object attempt) {
        carried.put(attempt, onBreak);
        if (isBroken()) {
            tellAll();
        }
    }

    void carriesNoMore(Object attempt) {
        carried.remove(attempt);
    }

    Future<Answer> execute(
            AsyncRequestProducer request,
            AnswerConsumer answer,
            HttpClientContext context,
            FutureCallback<Answer> callback) {
        return client.execute(request, answer, context, callback);
    }

    void close() {
        closed = true;
        client.close(CloseMode.IMMEDIATE);
    }
}
