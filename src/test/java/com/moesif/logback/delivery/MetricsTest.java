package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The meters as Prometheus sees them, in its own text format. */
@Timeout(120)
class MetricsTest {
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(\\{[^}]*})? ([-+0-9.eE]+|NaN)");

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void addToTheGlobalRegistry() {
        Metrics.addRegistry(prometheus);
    }

    @AfterEach
    void removeFromTheGlobalRegistry() {
        Metrics.removeRegistry(prometheus);
    }

    /** The samples by name and tags, as they stand in the text. */
    private Map<String, Double> scrape() {
        Map<String, Double> samples = new HashMap<>();
        prometheus
                .scrape()
                .lines()
                .filter(line -> line.startsWith("moesif_") && !line.startsWith("#"))
                .forEach(line -> {
                    Matcher sample = SAMPLE.matcher(line);
                    assertThat(sample.matches()).as(line).isTrue();
                    samples.put(
                            sample.group(1) + (sample.group(2) == null ? "" : sample.group(2)),
                            Double.valueOf(sample.group(3)));
                });
        return samples;
    }

    /** Meters appear beside the start, so that no application has to wait for them. */
    private Rig watched(String appender) {
        Rig rig = Rig.direct("");
        awaitMetersOf(appender);
        return rig;
    }

    /** The last of them stands for all. */
    private void awaitMetersOf(String appender) {
        await().atMost(Rig.AMPLE)
                .until(() -> scrape().containsKey(
                                "moesif_appender_requests_seconds_max{appender=\"%s\",outcome=\"error\"}"
                                        .formatted(appender)));
    }

    private double actions(String appender, String outcome, String reason) {
        return scrape().get("moesif_appender_actions_total{appender=\"%s\",outcome=\"%s\",reason=\"%s\"}"
                .formatted(appender, outcome, reason));
    }

    @Test
    void prometheus_seesEveryOutcomeAndWhatIsGoingOn() {
        try (Rig rig = watched("RIG")) {
            rig.log(30).awaitAllDelivered();
            rig.collector.play(Fault.status(503));
            rig.log(1).awaitAllDelivered();

            assertThat(actions("RIG", "accepted", "none")).isEqualTo(31);
            assertThat(actions("RIG", "delivered", "none")).isEqualTo(31);
            assertThat(actions("RIG", "recovered", "none")).isZero();
            assertThat(actions("RIG", "handedOver", "none")).isZero();
            assertThat(actions("RIG", "corrupt", "none")).isZero();
            for (String reason : new String[] {"queueFull", "memoryFull", "spoolFull", "stopped", "internalError"}) {
                assertThat(actions("RIG", "dropped", reason)).as(reason).isZero();
            }
            for (String reason : new String[] {"refused", "tooLarge", "expired"}) {
                assertThat(actions("RIG", "dead", reason)).as(reason).isZero();
            }
            // The sender tells some of it when it has let go of whoever flushes.
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(scrape())
                            .containsEntry("moesif_appender_pending_actions{appender=\"RIG\"}", 0.0)
                            .containsEntry("moesif_appender_spooled_actions{appender=\"RIG\"}", 0.0)
                            .containsEntry("moesif_appender_spooled_bytes{appender=\"RIG\"}", 0.0)
                            .containsEntry("moesif_appender_in_flight_requests{appender=\"RIG\"}", 0.0)
                            .containsEntry("moesif_appender_oldest_unsent_age_seconds{appender=\"RIG\"}", 0.0)
                            .containsEntry(
                                    "moesif_appender_requests_seconds_count{appender=\"RIG\",outcome=\"error\"}", 1.0));
            Map<String, Double> samples = scrape();
            assertThat(samples.get("moesif_appender_requests_seconds_count{appender=\"RIG\",outcome=\"success\"}"))
                    .isEqualTo(rig.counts().traffic().batches() - 1.0);
            assertThat(samples.get("moesif_appender_requests_seconds_sum{appender=\"RIG\",outcome=\"success\"}"))
                    .isPositive();
            assertThat(samples.get("moesif_appender_requests_seconds_max{appender=\"RIG\",outcome=\"success\"}"))
                    .isPositive();
        }
    }

    @Test
    void duringAnOutage_pendingAndAgeGrow() {
        try (Rig rig = watched("RIG")) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(5).awaitRetries(1);

            assertThat(scrape()).containsEntry("moesif_appender_pending_actions{appender=\"RIG\"}", 5.0);
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(
                                    scrape().get("moesif_appender_oldest_unsent_age_seconds{appender=\"RIG\"}"))
                            .isGreaterThan(0.5));

            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    @Test
    void aReload_leavesOneSetOfMeters() {
        try (Rig rig = watched("RIG")) {
            rig.log(3).awaitAllDelivered();
            int meters = scrape().size();

            for (int i = 0; i < 5; i++) {
                rig.configure(rig.collector.baseUri().toString(), "");
                awaitMetersOf("RIG");
            }

            assertThat(scrape()).hasSize(meters);
            assertThat(actions("RIG", "accepted", "none")).isZero();
        }
        assertThat(scrape()).isEmpty();
    }

    @Test
    void twoAppendersOfOneName_areTwo_andTheFirstToStopTakesOnlyItsOwn() {
        try (Rig first = watched("RIG")) {
            try (Rig second = watched("RIG (2)")) {
                first.log(2).awaitAllDelivered();
                second.log(3).awaitAllDelivered();

                assertThat(actions("RIG", "delivered", "none")).isEqualTo(2);
                assertThat(actions("RIG (2)", "delivered", "none")).isEqualTo(3);
            }
            assertThat(actions("RIG", "delivered", "none")).isEqualTo(2);
            assertThat(scrape().keySet()).noneMatch(name -> name.contains("(2)"));
        }
        assertThat(scrape()).isEmpty();
    }

    @Test
    void aRegistryAddedLater_hasTheMetersToo() {
        try (Rig rig = watched("RIG")) {
            rig.log(4).awaitAllDelivered();
            PrometheusMeterRegistry later = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Metrics.addRegistry(later);
            try {
                assertThat(later.scrape())
                        .contains("moesif_appender_actions_total{appender=\"RIG\",outcome=\"delivered\","
                                + "reason=\"none\"} 4.0");
            } finally {
                Metrics.removeRegistry(later);
            }
        }
    }

    @Test
    void whatIsSwitchedOff_hasNoMeters() {
        try (LocalCollector collector = LocalCollector.start(0);
                Logback logback = Logback.appender("<enabled>false</enabled>")) {
            assertThat(collector.requests()).isZero();
            assertThat(scrape()).isEmpty();
            logback.stop();
        }
    }
}
