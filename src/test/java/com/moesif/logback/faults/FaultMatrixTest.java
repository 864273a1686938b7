package com.moesif.logback.faults;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.ReceivedRequest;
import com.moesif.logback.harness.Ports;
import com.moesif.logback.harness.Relay;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.ledger.DropReason;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything the network and the collector can do, over real sockets and from a real configuration. */
class FaultMatrixTest {
    private static final String HASTY =
            "<connectTimeout>500 ms</connectTimeout><responseTimeout>500 ms</responseTimeout>";
    private static final Duration MONTH = Duration.ofDays(31);

    /** Elements that say where actions are kept; none: in memory. */
    String keeping() {
        return "";
    }

    private Rig direct(String elements) {
        return Rig.direct(elements + keeping());
    }

    private static long held(Rig rig) {
        return rig.counts().pending() + rig.counts().spooled();
    }

    /** Actions that the collector doesn't want: with a spool they have a place to go to. */
    long refused(Rig rig) {
        return rig.counts().dropped().get(DropReason.REFUSED);
    }

    /** Those after which the collector has the actions, although the client can't know. */
    static Stream<Fault> faultsThatKeep() {
        return Stream.of(Fault.loseAnswer(), Fault.halfAnswer(), Fault.trickle(Duration.ofMillis(400)));
    }

    static Stream<Fault> faultsThatLose() {
        return Stream.of(
                Fault.reset(),
                Fault.resetMidBody(),
                Fault.resetAfterBody(),
                Fault.hang(),
                Fault.status(408),
                Fault.status(500),
                Fault.status(502),
                Fault.status(503),
                Fault.status(504));
    }

    @ParameterizedTest
    @MethodSource("faultsThatLose")
    void passingTrouble_costsOnlyTime(Fault fault) {
        try (Rig rig = direct(HASTY)) {
            rig.collector.play(fault, fault, fault);
            rig.log(50).awaitRetries(3);

            rig.log(50).awaitAllDelivered();
            // What the collector has answered too late, as it may on a busy machine, comes again all the same.
            long tooLate = rig.counts().traffic().retries() - 3;
            assertThat(rig.collector.duplicates()).isLessThanOrEqualTo(tooLate * 100);
        }
    }

    @ParameterizedTest
    @MethodSource("faultsThatKeep")
    void aLostAnswer_isAskedForAgainWithTheSameIds(Fault fault) {
        try (Rig rig = direct(HASTY)) {
            rig.collector.play(fault, fault);
            rig.log(1).awaitRetries(2);

            rig.log(49).awaitAllDelivered();
            assertThat(rig.collector.duplicates()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "-7", "soon", "1.5", "99999999999999999999", "Thu, 01 Jan 1970 00:00:00 GMT", "in 2 s"
            })
    void tooManyRequests_isObeyedWhateverRetryAfterSays(String retryAfter) {
        try (Rig rig = direct("")) {
            rig.collector.play(Fault.status(429).header("Retry-After", retryAfter));
            rig.log(20).awaitRetries(1).awaitAllDelivered();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "3600", "Fri, 31 Dec 9999 23:59:59 GMT", "tomorrow's date"})
    void aLongRetryAfter_isWaitedForAndEndedByAFlush(String given) {
        String header = given.startsWith("tomorrow")
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.now().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                : given;
        try (Rig rig = direct("")) {
            rig.collector.play(Fault.status(429).header("Retry-After", header));
            rig.log(20).awaitRetries(1);
            long requests = rig.collector.requests();
            rig.awaitWarning("HTTP 429").log(20);
            assertThat(rig.collector.requests()).isEqualTo(requests);

            rig.awaitAllDelivered();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 401, 402, 403, 404, 405, 406, 410})
    void whatSomebodyHasToMend_pausesAndIsDeliveredWhenMended(int status) {
        try (Rig rig = direct("")) {
            rig.collector.playAlways(Fault.status(status).header("Location", "http://127.0.0.1:1/elsewhere"));
            rig.log(30).awaitWarning("Delivery pauses (HTTP " + status + ")");
            assertThat(rig.counts().delivered()).isZero();

            rig.collector.behave();
            rig.awaitAllDelivered();
            assertThat(rig.errors()).isEmpty();
        }
    }

    @Test
    void aPageInPlaceOfTheCollector_isNoAcknowledgement() {
        try (Rig rig = direct("")) {
            rig.collector.playAlways(Fault.status(200).body("text/html", "<html>please log in</html>"));
            rig.log(30).awaitWarning("captive portal");
            assertThat(rig.counts().delivered()).isZero();

            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    @Test
    void aRefusedId_isReadAgainFromItsFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("id"), "old-id\n");
        try (Rig rig = direct("<applicationIdFile>" + file + "</applicationIdFile>")) {
            rig.collector.requireApplicationId("new-id");
            rig.log(1).awaitWarning("HTTP 401");
            Files.writeString(file, "new-id\n");

            rig.log(30).awaitAllDelivered();
            assertThat(rig.warnings()).noneMatch(warning -> warning.contains("old-id") || warning.contains("new-id"));
        }
    }

    /** What mounts it may start later than the service: a side car, say. */
    @Test
    void anIdThatComesAfterTheStart_losesNothing(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("late");
        try (Rig rig = direct("<applicationIdFile>" + file + "</applicationIdFile>")) {
            rig.collector.requireApplicationId("the-id");
            rig.log(30).awaitWarning("Delivery pauses (<applicationIdFile> gives no application id)");
            assertThat(rig.collector.requests()).isZero();
            assertThat(held(rig)).isEqualTo(30);
            Files.writeString(file, "the-id\n");

            rig.log(30).awaitAllDelivered();
            assertThat(rig.collector.refusals()).isEmpty();
        }
    }

    /** Both at once: a refused action is asked about again after seconds, and each would wait for as long. */
    @Test
    void badActionsInAThousand_areTheOnlyOnesLost() {
        try (Rig one = badActionsInAThousand(1);
                Rig three = badActionsInAThousand(3)) {
            await().atMost(AMPLE).untilAsserted(() -> {
                // Each needs others that are accepted, and before a flush may fail: they prove that the action is at
                // fault.
                one.log(1);
                three.log(1);
                assertThat(one.appender().flush(Duration.ofSeconds(1))).isTrue();
                assertThat(three.appender().flush(Duration.ofSeconds(1))).isTrue();
                assertThat(refused(one)).isEqualTo(1);
                assertThat(refused(three)).isEqualTo(3);
            });
            assertOnlyTheBadAreLost(one, 1);
            assertOnlyTheBadAreLost(three, 3);
        }
    }

    private Rig badActionsInAThousand(int bad) {
        Rig rig = direct("");
        // Together in one batch, which a refused first request holds back.
        rig.collector.playAlways(Fault.status(503));
        rig.log(1).awaitRetries(1);
        for (int i = 0; i < 1_000; i++) {
            rig.log(i % 400 == 100 && i / 400 < bad ? Instant.now().minus(MONTH) : Instant.now());
        }
        rig.collector.behave();
        return rig;
    }

    private static void assertOnlyTheBadAreLost(Rig rig, int bad) {
        rig.assertArrived(rig.logged() - bad);
        assertThat(rig.warnings()).anyMatch(warning -> warning.contains("'Tested'") && warning.contains("refused"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void allRefused_costsNothingOnceItIsMended(int status) {
        try (Rig rig = direct("")) {
            rig.collector.playAlways(Fault.status(status));
            rig.log(1_000).awaitWarning("Delivery pauses (HTTP " + status);
            assertThat(rig.counts().droppedInAll()).isZero();

            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    @Test
    void nobodyListening_costsOnlyTime() throws IOException {
        int port = Ports.free();
        try (Rig rig = new Rig()) {
            rig.configure("http://127.0.0.1:" + port, keeping());
            rig.log(30).awaitRetries(2).awaitWarning("can't be reached");
            assertThat(held(rig)).isEqualTo(30);
            try (Relay relay = Relay.to(rig.collector.port(), port)) {
                rig.awaitAllDelivered();
                assertThat(relay.connections()).isPositive();
            }
        }
    }

    @Test
    void aNameThatDoesNotExist_isRetried() {
        try (Rig rig =
                new Rig().configure("https://collector.invalid", "<shutdownTimeout>0</shutdownTimeout>" + keeping())) {
            rig.log(5).awaitRetries(1).awaitWarning("can't be reached");

            assertThat(held(rig)).isEqualTo(5);
            rig.assertBalance();
        }
    }

    @Test
    void aSocketThatNobodyAccepts_isGivenUpAtTheDeadline() throws IOException {
        Rig rig = new Rig();
        try (rig) {
            int port = Ports.free();
            try (ServerSocket hole = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                rig.configure("http://127.0.0.1:" + hole.getLocalPort(), HASTY + keeping());
                rig.log(5).awaitRetries(2);
                assertThat(held(rig)).isEqualTo(5);
            }
            try (Relay relay = Relay.to(rig.collector.port(), port)) {
                rig.awaitAllDelivered();
                assertThat(relay.connections()).isPositive();
            }
        }
    }

    @Test
    void anEndlessAnswer_isCutAndCounts() throws IOException {
        try (Endless server = new Endless("201 Created", "application/json");
                Rig rig = new Rig().configure("http://127.0.0.1:" + server.port(), keeping())) {
            rig.log(3);

            await().atMost(AMPLE).until(() -> rig.counts().delivered() == 3);
            rig.assertBalance();
            assertThat(server.sent()).as("bytes, the socket's buffers included").isLessThan(100L << 20);
        }
    }

    @Test
    void aConnectionClosedWhileIdle_isNotReused() {
        try (Rig rig = direct("")) {
            rig.collector.playAlways(Fault.status(503).header("Connection", "close"));
            rig.log(1).awaitRetries(2);
            rig.collector.behave();
            rig.log(5).awaitAllDelivered();
        }
    }

    @Test
    void eachResend_carriesTheSameBytes() {
        try (Rig rig = direct("")) {
            rig.collector.play(Fault.status(500), Fault.status(503), Fault.loseAnswer());
            rig.log(1).awaitAllDelivered();

            List<ReceivedRequest> requests = rig.collector.received();
            assertThat(requests).hasSizeGreaterThanOrEqualTo(4);
            assertThat(requests.stream().map(ReceivedRequest::checksum).distinct())
                    .hasSize(1);
        }
    }

    /** Answers each connection's first bytes with a body that has no end. */
    private static final class Endless implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final String head;
        private volatile long sent;

        Endless(String status, String type) throws IOException {
            head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: 999999999999\r\n\r\n";
            Relay.daemon(this::serve);
        }

        int port() {
            return server.getLocalPort();
        }

        long sent() {
            return sent;
        }

        private void serve() throws IOException {
            while (true) {
                try (Socket socket = server.accept()) {
                    byte[] piece = new byte[8_192];
                    if (socket.getInputStream().read(piece) > 0) {
                        OutputStream out = socket.getOutputStream();
                        out.write(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                        while (true) {
                            out.write(piece);
                            sent += piece.length;
                        }
                    }
                } catch (IOException e) {
                    if (server.isClosed()) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
