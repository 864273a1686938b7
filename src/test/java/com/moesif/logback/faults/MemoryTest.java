package com.moesif.logback.faults;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.Actions;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.ledger.DropReason;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A dead collector: what is held is bounded, the rest is counted, and nobody waits. */
class MemoryTest {
    /** A caller that had to wait would wait so long that the test's patience ends first. */
    private static final String LITTLE = "<maxMemory>256 kB</maxMemory><maxBatchBytes>64 kB</maxBatchBytes>"
            + "<maxBlockTime>10 minutes</maxBlockTime><queueSize>256</queueSize>";

    @Test
    void aDeadCollectorUnderLoad_holdsNobodyUpAndKeepsWhatFits() {
        try (Rig rig = Rig.direct(LITTLE)) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(1).awaitRetries(1);
            while (rig.counts().dropped().get(DropReason.MEMORY_FULL) < 5_000) {
                rig.log(100);
            }
            await().atMost(AMPLE).until(() -> rig.counts().balance());
            long held = rig.counts().pending();
            assertThat(held).isPositive();
            assertThat(rig.counts().dropped().get(DropReason.QUEUE_FULL)).isZero();
            rig.awaitWarning("maxMemory is full");

            rig.collector.behave();
            await().atMost(AMPLE).until(() -> {
                rig.appender().flush(java.time.Duration.ofSeconds(1));
                return rig.counts().pending() == 0;
            });
            assertThat(rig.counts().delivered()).isGreaterThanOrEqualTo(held);
            rig.assertArrived((int) rig.counts().delivered());
            assertThat(rig.warnings().stream().filter(warning -> warning.contains("maxMemory is full")))
                    .hasSize(1);
        }
    }

    static Stream<Arguments> heavyEvents() {
        return Stream.of(
                heavy("message", (logback, i) -> logback.action().log(text(i, 50_000))),
                heavy("MDC value", (logback, i) -> {
                    logback.mdc.put("key", text(i, 50_000));
                    logback.action().log("m");
                }),
                heavy("MDC key", (logback, i) -> {
                    logback.mdc.put(text(i, 50_000), "value");
                    logback.action().log("m");
                    logback.mdc.clear();
                }),
                heavy(
                        "name",
                        (logback, i) ->
                                logback.action().addKeyValue(text(i, 50_000), 1).log("m")),
                heavy(
                        "name of a marker's field",
                        (logback, i) -> logback.action()
                                .addMarker(Actions.field(text(i, 50_000), 1))
                                .log("m")),
                heavy(
                        "value",
                        (logback, i) -> logback.action()
                                .addKeyValue("v", text(i, 3_000))
                                .log("m")),
                heavy(
                        "JSON of a tree",
                        (logback, i) -> logback.action()
                                .addKeyValue("v", new tools.jackson.databind.node.StringNode(text(i, 50_000)))
                                .log("m")),
                heavy("very many small ones", (logback, i) -> {
                    var event = logback.action();
                    for (int field = 0; field < 100; field++) {
                        event = event.addKeyValue("f" + field, field);
                    }
                    event.log("m");
                }));
    }

    private static Arguments heavy(String what, BiConsumer<Logback, Integer> logging) {
        return Arguments.of(what, logging);
    }

    private static String text(int number, int length) {
        return number + "x".repeat(length);
    }

    /** While the one request under way fills the memory, nothing but the ring could hold them. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("heavyEvents")
    void whateverIsHeavyInAnEvent_countsTowardsTheBound(String what, BiConsumer<Logback, Integer> logging) {
        try (Logback logback =
                Logback.with("<maxMemory>64k</maxMemory><maxBlockTime>0</maxBlockTime><compression>none</compression>"
                        + "<responseTimeout>2 minutes</responseTimeout>")) {
            CountDownLatch arrived = new CountDownLatch(1);
            CountDownLatch checked = new CountDownLatch(1);
            logback.collector.onAction(action -> {
                arrived.countDown();
                within(checked);
            });
            logback.action().addKeyValue("filler", "x".repeat(65_400)).log("m");
            assertThat(within(arrived)).isTrue();

            try {
                for (int i = 0; i < 1_000; i++) {
                    logging.accept(logback, i);
                }
                assertThat(logback.counts().pending()).isEqualTo(1);
                assertThat(logback.counts().dropped().get(DropReason.MEMORY_FULL))
                        .isEqualTo(1_000);
            } finally {
                checked.countDown();
            }
        }
    }

    private static boolean within(CountDownLatch latch) {
        try {
            return latch.await(AMPLE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hugeValuesInTheRing_countTowardsTheBound() {
        try (Rig rig = Rig.direct("<maxMemory>5 MB</maxMemory><maxBlockTime>10 minutes</maxBlockTime>"
                + "<compression>none</compression>")) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(1).awaitRetries(1);
            String huge = UUID.randomUUID().toString().repeat(900_000 / 36);
            for (int i = 0; i < 200; i++) {
                rig.context
                        .getLogger("com.acme.Service")
                        .atInfo()
                        .addKeyValue("action_name", "Huge")
                        .addKeyValue("company_id", "1")
                        .addKeyValue("text", huge + i)
                        .log("huge");
            }
            await().atMost(AMPLE)
                    .until(() -> rig.counts().balance() && rig.counts().pending() <= 7);
            assertThat(rig.counts().dropped().get(DropReason.MEMORY_FULL)).isBetween(150L, 200L);
            long held = rig.counts().pending();

            rig.collector.behave();
            await().atMost(AMPLE).until(() -> {
                rig.appender().flush(java.time.Duration.ofSeconds(1));
                return rig.counts().pending() == 0;
            });
            assertThat(rig.counts().delivered()).isEqualTo(held);
            rig.assertArrived((int) held);
        }
    }
}
