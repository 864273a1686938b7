package com.moesif.logback.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedRequest;
import com.moesif.logback.harness.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt is one request on the wire, whatever the wire does with it. */
@Timeout(60)
class HttpTransportTest {
    private static final String ACTION = "{\"action_name\":\"Tested\",\"request\":{}}";
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final LocalCollector collector = LocalCollector.start(0);
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        collector.close();
    }

    private static Credential credential(Supplier<String> id) {
        return new Credential() {
            @Override
            public String current() {
                return id.get();
            }

            @Override
            public void refused() {}

            @Override
            public void accepted() {}
        };
    }

    private HttpTransport transport(URI base) {
        return transport(base, () -> "the-id", Duration.ofSeconds(10));
    }

    private HttpTransport transport(URI base, Supplier<String> id, Duration responseTimeout) {
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Endpoint(base, credential(id), "our-name/1.2.3", null, null),
                new HttpTransport.Limits(Duration.ofSeconds(5), responseTimeout, 4),
                task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    // One test kills a thread on purpose; Maven takes what is uncaught for its own affair.
                    thread.setUncaughtExceptionHandler((killed, by) -> uncaught.add(by));
                    threads.add(thread);
                    return thread;
                });
        open.add(transport::close);
        return transport;
    }

    private static Payload plain(String path, String body) {
        return new Payload(path, body.getBytes(StandardCharsets.UTF_8), false);
    }

    private static CompletableFuture<Answer> post(HttpTransport transport, Payload payload) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        transport.post(payload, answer::complete);
        return answer;
    }

    private static Answer answer(HttpTransport transport)
            throws InterruptedException, ExecutionException, TimeoutException {
        return post(transport, plain("/v1/actions", ACTION)).get(AMPLE.toSeconds(), TimeUnit.SECONDS);
    }

    private ReceivedRequest received() {
        await().atMost(AMPLE).until(() -> !collector.received().isEmpty());
        return collector.received().get(0);
    }

    /** Firewalls and mocks show what they were asked with, and what they say is shown in statuses and kept with dead letters. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2_030, 2_040})
    void answerThatRepeatsTheApplicationId_isHeardWithoutIt(int before) throws Exception {
        String id = "the-secret-application-id";
        collector.play(Fault.status(400).body("text/plain", "x".repeat(before) + id + " again: " + id));
        Answer answer = answer(transport(collector.baseUri(), () -> id, Duration.ofSeconds(10)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("x".repeat(before) + "****").doesNotContain("the-s");
    }

    @Test
    void request_hasTheHeadersOfTheApiAndOurName() throws Exception {
        assertThat(answer(transport(collector.baseUri())).status()).isEqualTo(201);

        ReceivedRequest request = received();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/actions");
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("x-moesif-application-id", "the-id")
                .containsEntry("user-agent", "our-name/1.2.3")
                .containsEntry("content-length", String.valueOf(ACTION.length()))
                .doesNotContainKeys("content-encoding", "accept-encoding", "expect", "cookie", "transfer-encoding");
        assertThat(collector.actions()).hasSize(1);
    }

    @Test
    void anAnswerInTheMiddleOfTheBody_isReadAlthoughTheRestCantBeWritten() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread gateway = new Thread(() -> {
                while (true) {
                    try (Socket socket = server.accept()) {
                        socket.getInputStream().readNBytes(10_000);
                        socket.getOutputStream()
                                .write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                        // Closed with bytes unread: what is on the way finds a closed door.
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            gateway.setDaemon(true);
            gateway.start();
            HttpTransport transport = transport(URI.create("http://127.0.0.1:" + server.getLocalPort()));
            Payload large = plain("/v1/actions/batch", "[" + "x".repeat(14_000_000) + "]");
            for (int i = 0; i < 10; i++) {
                Answer answer = post(transport, large).get(AMPLE.toSeconds(), TimeUnit.SECONDS);
                assertThat(answer.status()).as("%s", answer.failure()).isEqualTo(413);
            }
        }
    }

    @Test
    void aConnectionThatEndsInTheMiddleOfTheBody_isACutOff() throws Exception {
        collector.playAlways(Fault.resetMidBody());
        Answer answer = answer(transport(collector.baseUri()));

        assertThat(answer.failure()).isInstanceOf(CutOff.class);
        assertThat(answer(transport(URI.create("http://127.0.0.1:1"))).failure())
                .isNotInstanceOf(CutOff.class);
    }

    @Test
    void compressedBody_saysSo() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(("[" + ACTION + "," + ACTION + "]").getBytes(StandardCharsets.UTF_8));
        }

        Answer answer = post(
                        transport(collector.baseUri()), new Payload("/v1/actions/batch", zipped.toByteArray(), true))
                .get();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(received().headers()).containsEntry("content-encoding", "gzip");
        assertThat(received().bodySize()).isEqualTo(zipped.size());
        assertThat(received().actions()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/collector", "/collector/", "/a/b"})
    void pathOfTheBase_goesBeforeThatOfTheApi(String path) throws Exception {
        answer(transport(URI.create(collector.baseUri() + path)));

        assertThat(received().path()).isEqualTo(path.replaceAll("/$", "") + "/v1/actions");
    }

    @Test
    void sequentialRequests_useConnectionsAgain() throws Exception {
        try (CountingServer server = new CountingServer("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")) {
            HttpTransport transport = transport(server.uri());
            for (int i = 0; i < 20; i++) {
                assertThat(answer(transport).status()).isEqualTo(201);
            }

            assertThat(server.requests.get()).isEqualTo(20);
            // HttpClient tells an answer just before its connection is free again, so a quick next request opens
            // another.
            assertThat(server.connections).hasSizeBetween(1, 3);
        }
    }

    /** The next request would take it for its own. */
    @Test
    void anAnswerThatNobodyAskedFor_endsItsConnection() throws Exception {
        String answer = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
        try (CountingServer server = new CountingServer(answer + answer)) {
            HttpTransport transport = transport(server.uri());
            // HttpClient may tell of either: the answer, or what came behind it.
            answer(transport);
            await().atMost(AMPLE).until(() -> server.connections.get(0).isClosed());
            answer(transport);

            await().atMost(AMPLE)
                    .untilAsserted(() -> assertThat(server.requests.get())
                            .as("that have come to the server")
                            .isEqualTo(2));
            assertThat(server.connections).hasSize(2);
        }
    }

    @Test
    void redirect_isAnAnswerAndNotFollowed() throws Exception {
        collector.play(Fault.status(301).header("Location", collector.baseUri() + "/v1/actions"));

        assertThat(answer(transport(collector.baseUri())).status()).isEqualTo(301);

        assertThat(collector.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 408, 413, 425, 429, 500, 502, 503, 504})
    void status_isAnAnswerAndNothingIsSentAgain(int status) throws Exception {
        collector.play(Fault.status(status).header("Retry-After", "0").body("text/plain", "no"));

        Answer answer = answer(transport(collector.baseUri()));

        assertThat(answer).isEqualTo(new Answer(status, "text/plain", "0", "no", null));
        assertThat(collector.requests()).isEqualTo(1);
    }

    @Test
    void brokenConnection_isAFailureAndNothingIsSentAgain() throws Exception {
        List<Fault> faults = List.of(
                Fault.reset(), Fault.resetMidBody(), Fault.resetAfterBody(), Fault.loseAnswer(), Fault.halfAnswer());
        HttpTransport transport = transport(collector.baseUri());
        for (Fault fault : faults) {
            collector.clear();
            collector.play(fault);

            Answer answer = answer(transport);

            assertThat(answer.failure()).as(fault.toString()).isNotNull();
            assertThat(answer.status()).isZero();
            assertThat(collector.requests()).as(fault.toString()).isEqualTo(1);
        }
        assertThat(answer(transport).status()).isEqualTo(201);
    }

    @Test
    void refusedConnection_isAFailure() throws Exception {
        Answer answer = answer(transport(URI.create("http://127.0.0.1:" + Ports.free())));

        assertThat(answer.failure()).isInstanceOf(IOException.class);
        assertThat(answer.summary()).contains("refused").doesNotContain("the-id");
    }

    @Test
    void unknownHost_isAFailure() throws Exception {
        Answer answer = answer(transport(URI.create("http://no-such-host.invalid")));

        assertThat(answer.failure()).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void silence_endsWithTheResponseTimeout() throws Exception {
        collector.playAlways(Fault.hang());

        Answer answer = answer(transport(collector.baseUri(), () -> "the-id", Duration.ofMillis(300)));

        assertThat(answer.failure()).isInstanceOf(IOException.class);
        // None when the collector has been kept from its core for so long.
        assertThat(collector.requests()).isLessThanOrEqualTo(1);
    }

    @Test
    void cancel_endsARequestThatHangs() {
        collector.play(Fault.hang());
        HttpTransport transport = transport(collector.baseUri());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Transport.Attempt attempt = transport.post(plain("/v1/actions", ACTION), answer::complete);
        await().atMost(AMPLE).until(() -> collector.requests() == 1);

        attempt.cancel();
        attempt.cancel();

        await().atMost(AMPLE).until(answer::isDone);
        assertThat(answer.join().failure()).isNotNull();
    }

    @Test
    void nameServerThatHangs_doesNotHoldThePoster() throws Exception {
        // The application id is asked for on the thread that also resolves names.
        CountDownLatch hang = new CountDownLatch(1);
        HttpTransport transport = transport(
                collector.baseUri(),
                () -> {
                    await().atMost(AMPLE).until(() -> hang.getCount() == 0);
                    return "the-id";
                },
                AMPLE);
        CompletableFuture<Answer> first = post(transport, plain("/v1/actions", ACTION));
        Transport.Attempt second = transport.post(plain("/v1/actions", ACTION), answer -> {});
        CompletableFuture<Answer> third = post(transport, plain("/v1/actions", ACTION));
        assertThat(first).isNotDone();

        second.cancel();
        hang.countDown();

        assertThat(first.get().status()).isEqualTo(201);
        assertThat(third.get().status()).isEqualTo(201);
        assertThat(collector.requests()).as("what was given up is not sent").isEqualTo(2);
    }

    @Test
    void applicationIdThatCannotBeHad_isAFailure() throws Exception {
        HttpTransport transport = transport(
                collector.baseUri(),
                () -> {
                    throw new StackOverflowError("of a supplier");
                },
                AMPLE);

        assertThat(answer(transport).failure()).isInstanceOf(StackOverflowError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=nonsense",
                "application/json; charset=\"a b,c\"",
                "text/html; charset=no such",
                ";;;",
                "/",
                " ",
                "application/json; charset=utf-8"
            })
    void contentTypeOfAnAnswer_mayBeAnyNonsense(String type) throws Exception {
        collector.play(Fault.status(201).body(type, "{}"));
        HttpTransport transport = transport(collector.baseUri());

        Answer answer = answer(transport);

        assertThat(answer.failure()).isNull();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.contentType()).doesNotContain("charset");
        assertThat(answer(transport).status()).isEqualTo(201);
    }

    @Test
    void longAnswer_isReadToItsEndAndItsBeginningKept() throws Exception {
        collector.play(Fault.status(503).body("text/plain", "y".repeat(1_000_000)));
        HttpTransport transport = transport(collector.baseUri());

        assertThat(answer(transport).body()).isEqualTo("y".repeat(2_048));
        assertThat(answer(transport).status()).isEqualTo(201);
    }

    @Test
    void errorOnTheIoThread_doesNotEndAllTransport() throws Exception {
        HttpTransport transport = transport(collector.baseUri());
        CountDownLatch thrown = new CountDownLatch(1);
        transport.post(plain("/v1/actions", ACTION), answer -> {
            thrown.countDown();
            throw new AssertionError("on the I/O thread");
        });
        thrown.await();

        await().atMost(AMPLE).until(() -> answer(transport).status() == 201);
    }

    @Test
    void errorOnTheIoThread_isToldAtOnceToAllThatAreUnderWay() throws Exception {
        collector.play(Fault.hang());
        // No answer would come for an hour.
        HttpTransport transport = transport(collector.baseUri(), () -> "the-id", Duration.ofHours(1));
        CompletableFuture<Answer> waiting = post(transport, plain("/v1/actions", ACTION));
        await().atMost(AMPLE).until(() -> collector.requests() == 1);

        transport.post(plain("/v1/actions", ACTION), answer -> {
            throw new NoClassDefFoundError("jdk/net/ExtendedSocketOptions");
        });

        assertThat(waiting.get(AMPLE.toSeconds(), TimeUnit.SECONDS).failure()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"many lines", "one line", "one name"})
    void headersWithoutEnd_areNotHeldInMemory(String kind) throws Exception {
        try (HeaderBomb bomb = new HeaderBomb(kind)) {
            Answer answer = answer(transport(URI.create("http://127.0.0.1:" + bomb.port())));

            assertThat(answer.failure()).isInstanceOf(IOException.class);
            await().atMost(AMPLE).until(bomb::isOver);
            // What lies in the socket's buffers comes on top.
            assertThat(bomb.sent()).isLessThan(32_000_000);
        }
    }

    @Test
    void close_endsEverythingAtOnce() {
        collector.playAlways(Fault.hang());
        HttpTransport transport = transport(collector.baseUri(), () -> "the-id", Duration.ofHours(1));
        for (int i = 0; i < 6; i++) {
            post(transport, plain("/v1/actions", ACTION));
        }
        await().atMost(AMPLE).until(() -> collector.requests() == 4);

        // No answer would come for an hour.
        transport.close();
        transport.close();

        await().atMost(AMPLE).until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    /** A web application's class loader is closed once its appenders have stopped, and the thread may want one more class. */
    @Test
    void errorOnTheIoThreadAfterTheClose_reachesNoHandlerOfTheApplication() throws Exception {
        HttpTransport transport = transport(collector.baseUri());
        CountDownLatch thrown = new CountDownLatch(1);
        transport.post(plain("/v1/actions", ACTION), answer -> {
            transport.close();
            thrown.countDown();
            throw new NoClassDefFoundError("of a class loader that is closed");
        });
        thrown.await();

        await().atMost(AMPLE).until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(uncaught).isEmpty();
    }

    @Test
    void postAfterClose_isAFailure() throws Exception {
        HttpTransport transport = transport(collector.baseUri());
        transport.close();

        assertThat(answer(transport).failure()).isNotNull();
        assertThat(collector.requests()).isZero();
    }

    @Test
    void unusedTransport_hasNoThread() {
        transport(collector.baseUri());

        assertThat(threads).isEmpty();
    }

    /** Answers each request alike and counts connections: not what the collector is for. */
    private static final class CountingServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> connections = new CopyOnWriteArrayList<>();
        private final java.util.concurrent.atomic.AtomicInteger requests =
                new java.util.concurrent.atomic.AtomicInteger();
        private final byte[] answer;

        CountingServer(String answer) throws IOException {
            this.answer = answer.getBytes(StandardCharsets.US_ASCII);
            daemon(this::accept);
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        private static void daemon(Runnable task) {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    connections.add(socket);
                    daemon(() -> serve(socket));
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                InputStream in = socket.getInputStream();
                StringBuilder seen = new StringBuilder();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    seen.append((char) b);
                    if (seen.length() >= ACTION.length()
                            && seen.substring(seen.length() - ACTION.length()).equals(ACTION)) {
                        seen.setLength(0);
                        requests.incrementAndGet();
                        socket.getOutputStream().write(answer);
                        socket.getOutputStream().flush();
                    }
                }
            } catch (IOException e) {
                // The client has gone.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : connections) {
                socket.close();
            }
        }
    }
}
