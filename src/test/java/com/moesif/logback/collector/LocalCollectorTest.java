package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalCollectorTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final LocalCollector collector = LocalCollector.start(0);
    private final Client client = new Client(collector);

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void action_isKeptToTheLetter() throws Exception {
        String action = Samples.action();

        HttpResponse<String> answer = client.postAction("  " + action + "\n");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(collector.actions()).extracting(ReceivedAction::json).containsExactly(action);
        assertThat(collector.refusals()).isEmpty();
    }

    @Test
    void batch_isKeptInItsOrder() throws Exception {
        String first = Samples.action();
        String second = Samples.actionWith("\"metadata\":{\"text\":\"größer €  𝄞\"}");
        String third = Samples.action();

        assertThat(client.postBatch(first, second, third).statusCode()).isEqualTo(201);

        assertThat(collector.actions()).extracting(ReceivedAction::json).containsExactly(first, second, third);
    }

    @Test
    void bothEndpoints_areAlsoBehindABasePath() throws Exception {
        Client proxied = new Client(URI.create(collector.baseUri() + "/collector"));

        assertThat(proxied.postAction(Samples.action()).statusCode()).isEqualTo(201);
        assertThat(proxied.postBatch(Samples.action()).statusCode()).isEqualTo(201);
        assertThat(collector.actions()).hasSize(2);
        assertThat(collector.received())
                .extracting(ReceivedRequest::path)
                .containsExactly("/collector/v1/actions", "/collector/v1/actions/batch");
    }

    @Test
    void sameId_countsOnceAcrossRequestsBatchesAndSpellings() throws Exception {
        UUID id = UUID.fromString("a3765025-46ec-45dd-bc83-b136c8d1d257");
        String shouted =
                Samples.actionWith("\"transaction_id\":\"" + id.toString().toUpperCase(Locale.ROOT) + "\"");

        client.postAction(Samples.action(id));
        client.postBatch(Samples.action(), Samples.action(id), Samples.action(id));
        HttpResponse<String> last = client.postAction(shouted);

        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(collector.actions()).hasSize(2);
        assertThat(collector.duplicates()).isEqualTo(3);
        assertThat(collector.refusals()).isEmpty();
    }

    @Test
    void actionsWithoutAnId_eachCount() throws Exception {
        client.postBatch(Samples.actionWithRequest(""), Samples.actionWithRequest(""));

        assertThat(collector.actions()).hasSize(2);
        assertThat(collector.duplicates()).isZero();
    }

    @Test
    void requests_areNotedWithWhatTheyCarried() throws Exception {
        String body = Samples.batch(Samples.action(), Samples.action());
        byte[] packed = Client.gzip(body);

        client.postGzip("/v1/actions/batch", packed);
        client.post("/v1/actions/batch", body);
        client.postAction("{");

        assertThat(collector.requests()).isEqualTo(3);
        List<ReceivedRequest> received = collector.received();
        assertThat(received).extracting(ReceivedRequest::status).containsExactly(201, 201, 400);
        assertThat(received).extracting(ReceivedRequest::actions).containsExactly(2, 2, 0);
        assertThat(received).extracting(ReceivedRequest::method).containsOnly("POST");
        assertThat(received)
                .extracting(ReceivedRequest::bodySize)
                .containsExactly((long) packed.length, (long) body.length(), 1L);
        assertThat(received)
                .extracting(ReceivedRequest::decodedSize)
                .containsExactly((long) body.length(), (long) body.length(), 1L);
        assertThat(received.get(0).checksum())
                .isEqualTo(received.get(1).checksum())
                .isNotEqualTo(received.get(2).checksum());
        assertThat(received.get(0).headers())
                .containsEntry("x-moesif-application-id", "test")
                .containsEntry("content-encoding", "gzip");
    }

    @Test
    void noted_areTheNewestAndCountedAreAll() throws Exception {
        for (int i = 0; i <= RequestLog.KEPT_REFUSALS; i++) {
            client.postAction(Samples.actionWith("\"field_" + i + "\":1"));
        }

        assertThat(collector.refused()).isEqualTo(RequestLog.KEPT_REFUSALS + 1);
        assertThat(collector.refusals()).hasSize(RequestLog.KEPT_REFUSALS);
        assertThat(collector.refusals().get(0).reason()).isEqualTo("unknown field field_1");
    }

    @Test
    void refusal_quotesNoMoreThanALineOfWhatItRefuses() throws Exception {
        client.postAction(Samples.actionWith("\"" + "n".repeat(40_000) + "\":1"));

        assertThat(collector.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason())
                        .startsWith("unknown field nnn")
                        .hasSizeLessThan(400));
    }

    @Test
    void clear_forgetsEverythingThatArrived() throws Exception {
        String action = Samples.action();
        client.postBatch(action, action);
        client.postAction("{");

        collector.clear();

        assertThat(collector.actions()).isEmpty();
        assertThat(collector.duplicates()).isZero();
        assertThat(collector.requests()).isZero();
        assertThat(collector.received()).isEmpty();
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.refused()).isZero();
        client.postAction(action);
        assertThat(collector.actions()).hasSize(1);
    }

    @Test
    void requiredApplicationId_isTheOnlyOneTaken() throws Exception {
        collector.requireApplicationId("another");
        int refused = client.postAction(Samples.action()).statusCode();
        collector.requireApplicationId("test");
        int accepted = client.postAction(Samples.action()).statusCode();
        collector.requireApplicationId(null);
        int any = client.postAction(Samples.action()).statusCode();

        assertThat(List.of(refused, accepted, any)).containsExactly(401, 201, 201);
        assertThat(collector.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(401);
            assertThat(refusal.reason()).doesNotContain("another");
        });
    }

    @Test
    void awaitActions_waitsForActionsThatComeLater() throws Exception {
        assertThat(collector.awaitActions(1, SHORT)).isFalse();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> awaitActions(2));

        client.postAction(Samples.action());
        client.postAction(Samples.action());

        assertThat(waiting.get()).isTrue();
        assertThat(collector.awaitActions(2, Duration.ZERO)).isTrue();
    }

    @Test
    void awaitAction_findsOneThatIsHereAndOneThatComesLater() throws Exception {
        String early = Samples.action();
        UUID late = UUID.randomUUID();
        client.postBatch(Samples.action(), early);
        assertThat(collector.awaitAction(a -> a.json().equals(early), LONG).json())
                .isEqualTo(early);

        CompletableFuture<ReceivedAction> waiting = CompletableFuture.supplyAsync(() -> awaitId(late));
        client.postBatch(Samples.action(), Samples.action(late));

        assertThat(waiting.get().transactionId()).isEqualTo(late.toString());
    }

    @Test
    void awaitAction_seesWhatComesAfterClear() throws Exception {
        CompletableFuture<Void> looked = new CompletableFuture<>();
        String wanted = Samples.action();
        client.postBatch(Samples.action(), Samples.action());
        CompletableFuture<ReceivedAction> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return collector.awaitAction(
                        action -> {
                            looked.complete(null);
                            return action.json().equals(wanted);
                        },
                        LONG);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        looked.get();

        collector.clear();
        client.postAction(wanted);

        assertThat(waiting.get().json()).isEqualTo(wanted);
    }

    @Test
    void awaitAction_saysWhatArrivedInstead() throws Exception {
        client.postAction(Samples.action());
        client.postAction(Samples.actionWith("\"compny_id\":\"1\""));

        assertThatThrownBy(() -> collector.awaitAction(action -> false, SHORT))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("1 actions arrived")
                .hasMessageContaining("unknown field compny_id");
    }

    @Test
    void listener_hearsOfEachDistinctActionBeforeTheAnswer() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        collector.onAction(action -> heard.add(action.json()));
        String first = Samples.action();
        String second = Samples.action();

        client.postBatch(first, second, first);

        assertThat(heard).containsExactly(first, second);
    }

    @Test
    void listenerThatThrows_harmsNeitherTheAnswerNorTheOtherListener() throws Exception {
        List<ReceivedAction> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        collector.onAction(action -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.complete(e));
            throw new IllegalStateException("on purpose");
        });
        collector.onAction(heard::add);

        assertThat(client.postAction(Samples.action()).statusCode()).isEqualTo(201);
        assertThat(heard).hasSize(1);
        assertThat(reported.get()).hasMessage("on purpose");
    }

    @Test
    void takenPort_isSaidClearly() {
        assertThatThrownBy(() -> LocalCollector.start(collector.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + collector.port())
                .hasMessageContaining("in use");
    }

    @Test
    void close_freesThePortAndKeepsWhatArrived() throws Exception {
        LocalCollector own = LocalCollector.start(Ports.free());
        Client its = new Client(own);
        its.postAction(Samples.action());

        own.close();
        own.close();

        assertThat(own.actions()).hasSize(1);
        assertThatThrownBy(() -> its.postAction(Samples.action())).isInstanceOf(IOException.class);
        try (LocalCollector next = LocalCollector.start(own.port())) {
            assertThat(next.port()).isEqualTo(own.port());
            assertThat(new Client(next).postAction(Samples.action()).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void close_endsItsThreads() throws Exception {
        List<Thread> before = threads();
        LocalCollector own = LocalCollector.start(0);
        try (RawClient idle = new RawClient(own)) {
            new Client(own).postAction(Samples.action());
            assertThat(threads()).hasSizeGreaterThan(before.size());

            own.close();

            assertThat(idle.read()).isEqualTo(-1);
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    @Test
    void collector_isReachableOnTheLoopbackAddressOnly() throws Exception {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        assumeThat(others).isNotEmpty();

        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                InetSocketAddress target = new InetSocketAddress(other, collector.port());
                assertThatThrownBy(() -> socket.connect(target, 5000)).isInstanceOf(ConnectException.class);
            }
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("local-collector"))
                .toList();
    }

    private boolean awaitActions(int count) {
        try {
            return collector.awaitActions(count, LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ReceivedAction awaitId(UUID id) {
        try {
            return collector.awaitAction(action -> id.toString().equals(action.transactionId()), LONG);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
