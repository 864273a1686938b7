package com.moesif.logback;

import static com.moesif.logback.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.internal.ledger.DropReason;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
