package com.moesif.logback;

import static com.moesif.logback.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.internal.ledger.Counts;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stop, flush and reload while the collector is in trouble. */
class StopAndReloadTest {
    /** Within it a stop has to end, however busy the machine: only one without end would take longer. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final String SHORT = "<shutdownTimeout>300 ms</shutdownTimeout>";

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.hang(),
                Fault.reset(),
                Fault.resetAfterBody(),
                Fault.trickle(Duration.ofSeconds(5)),
                Fault.status(503),
                Fault.status(429).header("Retry-After", "86400"),
                Fault.status(400),
                Fault.status(401),
                Fault.status(413),
                Fault.status(200).body("text/html", "<html>"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void stop_endsWhateverTheCollectorDoesAndSaysWhatIsLeft(Fault fault) {
        try (Rig rig = Rig.direct(SHORT)) {
            rig.collector.playAlways(fault);
            rig.log(100);
            await().atMost(AMPLE).until(() -> rig.collector.requests() > 0);

            long before = System.nanoTime();
            rig.appender().stop();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND);
            Counts counts = rig.counts();
            assertThat(counts.balance()).as("%s", counts).isTrue();
            assertThat(counts.pending()).isZero();
            assertThat(counts.handedOver()).isEqualTo(100);
            assertThat(rig.warnings().stream().filter(warning -> warning.contains("before the stop")))
                    .hasSize(1)
                    .allMatch(warning -> warning.startsWith("100 actions"));
        }
    }

    /** They would read as lost events. */
    @Test
    void whatIsLoggedAtDebugDuringTheStop_isNoWarningOfLogback() {
        Rig rig = Rig.global();
        ch.qos.logback.classic.Level before =
                rig.context.getLogger("org.apache.hc").getLevel();
        try (rig) {
            rig.configure(rig.collector.baseUri().toString(), "", "<logger name='org.apache.hc' level='TRACE'/>");
            rig.log(3).awaitAllDelivered();
            rig.context.getLogger("org.apache.hc").setLevel(ch.qos.logback.classic.Level.TRACE);
            MoesifAppender appender = rig.appender();
            appender.stop();
            rig.context.getLogger("com.acme").info("no action");

            assertThat(rig.warnings()).noneMatch(warning -> warning.contains("non started appender"));
            rig.log(1);
            assertThat(rig.warnings()).anyMatch(warning -> warning.contains("non started appender"));
        } finally {
            rig.context.getLogger("org.apache.hc").setLevel(before);
        }
    }

    @Test
    void flush_isFalseInTroubleAndTrueWhenItIsOver() {
        try (Rig rig = Rig.direct("")) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(10);
            assertThat(rig.appender().flush(Duration.ofMillis(200))).isFalse();

            rig.collector.behave();
            await().atMost(AMPLE).until(() -> rig.appender().flush(Duration.ofSeconds(5)));
            rig.awaitAllDelivered();
        }
    }

    @Test
    void reload_underLoadAndWithTheCollectorDownLosesNothing() throws InterruptedException {
        try (Rig rig = Rig.direct(SHORT)) {
            rig.collector.playAlways(Fault.status(503));
            AtomicBoolean over = new AtomicBoolean();
            MoesifAppender first = rig.appender();
            Thread load = new Thread(() -> {
                while (!over.get()) {
                    rig.log(1);
                    Thread.yield();
                }
            });
            load.start();
            await().atMost(AMPLE).until(() -> first.counts().accepted() > 2_000);
            rig.configure(rig.collector.baseUri().toString(), SHORT);
            MoesifAppender second = rig.appender();
            await().atMost(AMPLE).until(() -> second.counts().accepted() > 2_000);
            over.set(true);
            load.join();
            rig.collector.behave();

            await().atMost(AMPLE).until(() -> second.flush(Duration.ofSeconds(5)));
            Counts before = first.counts();
            Counts after = second.counts();
            assertThat(before.balance()).as("%s", before).isTrue();
            assertThat(after.balance()).as("%s", after).isTrue();
            assertThat(before.handedOver()).isPositive().isEqualTo(after.in().recovered());
            assertThat(after.droppedInAll()).isZero();
            assertThat(rig.collector.actions())
                    .hasSize((int) (before.delivered() + after.delivered()))
                    .hasSize((int) (before.accepted() - before.droppedInAll() + after.accepted()));
            rig.assertArrived(rig.collector.actions().size());
        }
    }

    @Test
    void reload_withAnotherNameOrEndpointOrIdInheritsNothing() {
        try (Rig rig = Rig.direct(SHORT)) {
            String uri = rig.collector.baseUri().toString();
            rig.collector.playAlways(Fault.status(503));
            rig.log(7);
            rig.configureAs("OTHER", uri, SHORT, "");
            assertThat(rig.counts().in().recovered()).isZero();
            rig.configure(uri + "/elsewhere", SHORT);
            assertThat(rig.counts().in().recovered()).isZero();
            rig.configure(uri, SHORT + "<applicationId>another-id</applicationId>");
            assertThat(rig.counts().in().recovered()).isZero();

            rig.collector.behave();
            rig.configure(uri, SHORT);
            assertThat(rig.counts().in().recovered()).isEqualTo(7);
            rig.awaitAllDelivered();
        }
    }

    @Test
    void reload_thatMendsARefusedIdInherits() {
        try (Rig rig = Rig.direct(SHORT)) {
            rig.collector.requireApplicationId("new-id");
            rig.log(7).awaitWarning("HTTP 401");

            rig.configure(rig.collector.baseUri().toString(), SHORT + "<applicationId>new-id</applicationId>");

            assertThat(rig.counts().in().recovered()).isEqualTo(7);
            rig.awaitAllDelivered();
        }
    }
}
