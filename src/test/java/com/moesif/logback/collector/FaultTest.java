package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault as a real client meets it, and whether the actions were kept. */
class FaultTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final LocalCollector collector = LocalCollector.start(0);
    private final Client client = new Client(collector);

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void status_isAnsweredWithItsHeadersAndBodyAndNothingIsKept() throws Exception {
        collector.play(
                Fault.status(429).header("Retry-After", "soon, perhaps").body("text/html", "<html>größer</html>"));

        HttpResponse<String> answer = client.postBatch(Samples.action(), Samples.action());

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("soon, perhaps");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(answer.body()).isEqualTo("<html>größer</html>");
        assertThat(collector.actions()).isEmpty();
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.received()).singleElement().satisfies(received -> {
            assertThat(received.status()).isEqualTo(429);
            assertThat(received.actions()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 304, 400, 402, 418, 503, 599})
    void anyStatus_leavesTheConnectionUsable(int status) throws Exception {
        collector.play(Fault.status(status));
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()));
            assertThat(raw.readHead()).startsWith("HTTP/1.1 " + status + " ");

            raw.send(RawClient.request(Samples.action()));
            assertThat(raw.readHead()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(collector.actions()).hasSize(1);
    }

    @Test
    void statusWithConnectionClose_closesTheConnection() throws Exception {
        collector.play(Fault.status(503).header("Connection", "close"));
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()));

            assertThat(raw.readAll()).startsWith("HTTP/1.1 503 ").containsOnlyOnce("Connection: close");
        }
    }

    @Test
    void refusalUnderAStatus_isStillNoted() throws Exception {
        collector.play(Fault.status(503));

        assertThat(client.postAction("{").statusCode()).isEqualTo(503);
        assertThat(collector.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void delay_comesBeforeTheUsualAnswer() throws Exception {
        collector.play(Fault.delay(LONG), Fault.delay(SHORT));

        assertIsNotAnsweredYet();
        assertThat(collector.actions()).isEmpty();
        assertThat(client.postAction(Samples.action()).statusCode()).isEqualTo(201);

        assertThat(collector.actions()).hasSize(1);
    }

    private void assertIsNotAnsweredYet() throws IOException {
        long before = collector.requests();
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()));
            // On a busy machine that may take longer than what is waited for then, and the fault has to be this one's.
            await().atMost(AMPLE).until(() -> collector.requests() > before);
            raw.timeout((int) SHORT.toMillis());
            assertThatThrownBy(raw::read).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void delay_keepsTheActionOfAClientThatHasGone() throws Exception {
        collector.play(Fault.delay(SHORT));
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()));
        }

        assertThat(collector.awaitActions(1, LONG)).isTrue();
    }

    @Test
    void after_delaysAnotherFault() throws Exception {
        Fault fault = Fault.status(500);
        collector.play(
                fault.after(LONG).after(Duration.ZERO),
                fault.after(Duration.ZERO).after(LONG),
                fault.after(SHORT).after(SHORT));

        assertIsNotAnsweredYet();
        assertIsNotAnsweredYet();
        assertThat(client.postAction(Samples.action()).statusCode()).isEqualTo(500);
    }

    @Test
    void reset_comesBeforeTheBodyIsSent() throws Exception {
        collector.play(Fault.reset());
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.head("Content-Length: 1000"));

            assertReset(raw);
        }
        assertNothingKept(0);
    }

    @Test
    void resetMidBody_comesAfterHalfOfIt() throws Exception {
        collector.play(Fault.resetMidBody());
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.head("Content-Length: 1000") + "x".repeat(499));
            raw.timeout(50);
            assertThatThrownBy(raw::read).isInstanceOf(SocketTimeoutException.class);
            raw.timeout(30_000);

            raw.send("x");

            assertReset(raw);
        }
        assertNothingKept(500);
    }

    @Test
    void resetMidBodyOfAChunkedOne_comesAfterHalfOfTheFirstChunk() throws Exception {
        collector.play(Fault.resetMidBody());
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.head("Transfer-Encoding: chunked") + "64\r\n" + "x".repeat(50));

            assertReset(raw);
        }
        assertNothingKept(50);
    }

    @Test
    void resetAfterBody_keepsNothing() throws Exception {
        String body = Samples.action();
        collector.play(Fault.resetAfterBody());
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(body));

            assertReset(raw);
        }
        assertNothingKept(body.length());
    }

    @Test
    void loseAnswer_keepsTheActionAndClosesInOrder() throws Exception {
        collector.play(Fault.loseAnswer());
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()));

            assertThat(raw.read()).isEqualTo(-1);
        }
        assertThat(collector.actions()).hasSize(1);
        assertThat(collector.received())
                .singleElement()
                .satisfies(received -> assertThat(received.status()).isZero());
    }

    @Test
    void loseAnswer_keepsNothingThatBreaksARule() throws Exception {
        collector.play(Fault.loseAnswer());

        assertThatThrownBy(() -> client.postBatch(Samples.action(), "{}")).isInstanceOf(IOException.class);

        assertThat(collector.actions()).isEmpty();
        assertThat(collector.refusals()).hasSize(1);
    }

    @Test
    void halfAnswer_endsWithinTheHead() throws Exception {
        collector.play(Fault.halfAnswer());
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()));

            assertThat(raw.readAll()).startsWith("HTTP/1.1 201").doesNotContain("\r\n\r\n");
        }
        assertThat(collector.actions()).hasSize(1);
    }

    @Test
    void trickle_isAProperAnswerByteByByte() throws Exception {
        collector.play(Fault.trickle(Duration.ofMillis(5)));
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()));

            String head = raw.readHead();

            assertThat(head).startsWith("HTTP/1.1 201 Created\r\n").endsWith("Content-Length: 0\r\n\r\n");
            raw.send(RawClient.request(Samples.action()));
            assertThat(raw.readHead()).startsWith("HTTP/1.1 201 ");
        }
        assertThat(collector.actions()).hasSize(2);
    }

    @Test
    void hang_neverAnswersUntilClose() throws Exception {
        collector.playAlways(Fault.hang());
        assertIsNotAnsweredYet();
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action()));
            raw.timeout(50);
            assertThatThrownBy(raw::read).isInstanceOf(SocketTimeoutException.class);
            raw.timeout(30_000);

            collector.close();

            assertThat(raw.read()).isEqualTo(-1);
        }
        assertThat(collector.actions()).isEmpty();
    }

    static Stream<Fault> endless() {
        return Stream.of(
                Fault.hang(),
                Fault.delay(LONG),
                Fault.trickle(LONG),
                Fault.reset().after(LONG),
                Fault.resetMidBody().after(LONG),
                Fault.status(500).after(LONG));
    }

    @ParameterizedTest
    @MethodSource("endless")
    @Timeout(60)
    void close_isPromptWhateverIsBeingPlayed(Fault fault) throws Exception {
        collector.playAlways(fault);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(new RawClient(collector).send(RawClient.request(Samples.action())));
        }
        await().atMost(AMPLE).until(() -> collector.requests() == 5);

        // Each of them would go on for an hour.
        collector.close();

        for (RawClient raw : clients) {
            raw.close();
        }
    }

    @Test
    void play_givesOneFaultToEachRequestThenBehaves() throws Exception {
        collector.play(Fault.status(500), Fault.status(502));
        collector.play(Fault.status(503));

        assertThat(statuses(5)).containsExactly(500, 502, 503, 201, 201);
    }

    @Test
    void playAlways_lastsUntilBehave() throws Exception {
        collector.play(Fault.status(500));
        collector.playAlways(Fault.status(503));
        assertThat(statuses(2)).containsExactly(503, 503);

        collector.play(Fault.status(401));
        assertThat(statuses(2)).containsExactly(401, 503);

        collector.play(Fault.status(401));
        collector.behave();
        assertThat(statuses(2)).containsExactly(201, 201);
    }

    @Test
    void otherPath_doesNotUseUpAFault() throws Exception {
        collector.play(Fault.status(503));

        assertThat(client.post("/", "").statusCode()).isEqualTo(404);
        assertThat(client.postAction(Samples.action()).statusCode()).isEqualTo(503);
    }

    @Test
    void nonsense_isRefusedWhenTheFaultIsMade() {
        assertThatThrownBy(() -> Fault.status(100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.status(600)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.delay(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.trickle(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.status(200).header("a", "b\r\nc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.reset().header("a", "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Fault.reset().body("text/plain", "b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fault_saysWhatItIs() {
        assertThat(Fault.status(503).after(Duration.ofSeconds(1))).hasToString("status 503 after PT1S");
        assertThat(Fault.loseAnswer()).hasToString("lose_answer");
    }

    private static void assertReset(RawClient raw) {
        assertThatThrownBy(raw::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    private void assertNothingKept(long bodySize) {
        assertThat(collector.actions()).isEmpty();
        assertThat(collector.requests()).isEqualTo(1);
        assertThat(collector.received()).singleElement().satisfies(received -> {
            assertThat(received.bodySize()).isEqualTo(bodySize);
            assertThat(received.status()).isZero();
        });
    }

    private List<Integer> statuses(int requests) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            statuses.add(client.postAction(Samples.action()).statusCode());
        }
        return statuses;
    }
}
