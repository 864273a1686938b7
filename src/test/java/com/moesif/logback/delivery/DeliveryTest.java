package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.ReceivedRequest;
import com.moesif.logback.harness.Ports;
import com.moesif.logback.harness.Scene;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the logging call to the collector over real sockets, on good days and bad. */
@Timeout(90)
class DeliveryTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "none"})
    void actions_arriveOnceEachAsTheSeedHasThem(String compression) {
        scene.appender.setCompression(compression);
        scene.start().log(0, 3_000);

        assertThat(scene.appender.flush(Scene.AMPLE)).isTrue();

        scene.assertArrived(3_000);
        assertThat(scene.counts().delivered()).isEqualTo(3_000);
        ReceivedRequest request = scene.collector.received().get(0);
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("x-moesif-application-id", scene.applicationId);
        assertThat(request.headers().get("user-agent")).matches("moesif-logback-appender/\\d+\\.\\d+.*");
        assertThat("gzip".equals(request.headers().get("content-encoding"))).isEqualTo(compression.equals("gzip"));
        assertThat(scene.collector.duplicates()).isZero();
        assertThat(scene.warnings()).isEmpty();
    }

    @Test
    void loneAction_goesAsAnObjectWithinTheLinger() {
        scene.appender.setLinger("1 h");
        scene.start().log(1);

        await().atMost(Scene.AMPLE).until(() -> scene.collector.actions().size() == 1);

        assertThat(scene.collector.received().get(0).path()).isEqualTo("/v1/actions");
    }

    @Test
    void baseUriWithAPath_isKept() {
        scene.appender.setBaseUri(scene.collector.baseUri() + "/collector/");
        scene.start().log(0, 2);
        assertThat(scene.appender.flush(Scene.AMPLE)).isTrue();

        scene.assertArrived(2);
        assertThat(scene.collector.received())
                .allSatisfy(request -> assertThat(request.path()).startsWith("/collector/v1/actions"));
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.status(500),
                Fault.status(503).after(Duration.ofMillis(20)),
                Fault.status(429).header("Retry-After", "0"),
                Fault.status(401),
                Fault.status(301).header("Location", "/"),
                Fault.status(200).body("text/html", "<html>please log in</html>"),
                Fault.reset(),
                Fault.resetMidBody(),
                Fault.resetAfterBody(),
                Fault.loseAnswer(),
                Fault.halfAnswer(),
                Fault.hang());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_costsNoActionAndDoublesNone(Fault fault) {
        scene.appender.setResponseTimeout("500 ms");
        scene.collector.play(fault, fault);
        scene.start().log(0, 100);

        // Each flush ends a backoff.
        await().atMost(Scene.AMPLE).until(() -> scene.appender.flush(Duration.ofSeconds(1)));

        scene.assertArrived(100);
        assertThat(scene.counts().delivered()).isEqualTo(100);
        assertThat(scene.counts().traffic().retries()).isGreaterThanOrEqualTo(1);
        assertThat(scene.warnings()).isNotEmpty();
        assertThat(scene.errors()).isEmpty();
    }

    @Test
    void everyResend_hasTheSameBytes() {
        // Two in a row that are cut off would make the next request smaller.
        scene.collector.play(Fault.status(503), Fault.resetAfterBody(), Fault.status(503), Fault.loseAnswer());
        // How many of them are in the first request depends on who is quicker; it has all the faults.
        scene.appender.setMaxInFlight("1");
        scene.start().log(0, 50);
        await().atMost(Scene.AMPLE).until(() -> scene.appender.flush(Duration.ofSeconds(1)));

        List<ReceivedRequest> received = scene.collector.received().subList(0, 5);
        assertThat(received.stream().map(ReceivedRequest::checksum).distinct()).hasSize(1);
        assertThat(scene.collector.duplicates()).isEqualTo(received.get(0).actions());
        scene.assertArrived(50);
    }

    @Test
    void collectorThatIsDown_holdsNobodyUpAndGetsEverythingWhenItIsBack() throws Exception {
        int port = Ports.free();
        scene.appender.setBaseUri("http://127.0.0.1:" + port);
        // Longer than the test may take: no call that returns has waited for it.
        scene.appender.setMaxBlockTime("5 min");
        scene.start();
        scene.log(0, 5_000);
        assertThat(scene.appender.flush(Duration.ofMillis(200))).isFalse();

        try (var late = com.moesif.logback.collector.LocalCollector.start(port)) {
            await().atMost(Scene.AMPLE).until(() -> scene.appender.flush(Duration.ofSeconds(1)));

            assertThat(late.actions()).hasSize(5_000);
            assertThat(scene.counts().delivered()).isEqualTo(5_000);
        }
        assertThat(scene.errors()).isEmpty();
    }

    @Test
    void unknownHost_keepsTheActionsAndSaysSo() {
        scene.appender.setBaseUri("http://no-such-host.invalid");
        scene.appender.setShutdownTimeout("0 ms");
        scene.start().log(0, 10);

        await().atMost(Scene.AMPLE)
                .until(() -> scene.warnings().stream().anyMatch(text -> text.contains("UnknownHost")));

        assertThat(scene.counts().pending()).isEqualTo(10);
    }

    @Test
    void dryRun_sendsNothing() {
        scene.appender.setDryRun("true");
        scene.start().log(0, 3);

        assertThat(scene.appender.flush(Scene.AMPLE)).isTrue();

        assertThat(scene.counts().delivered()).isEqualTo(3);
        assertThat(scene.collector.requests()).isZero();
    }
}
