package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Relay;
import com.moesif.logback.harness.Rig;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Over a link so slow that a full batch takes longer than the time that is allowed for silence. */
class SlowUplinkTest {
    @Test
    void whatGetsOn_isNotCutForBeingSlow() throws Exception {
        try (Rig rig = new Rig();
                Relay uplink = Relay.slow(rig.collector.port(), 100_000)) {
            rig.configure(
                    "http://127.0.0.1:" + uplink.port(),
                    // So long that a busy machine is not taken for one that is silent.
                    "<connectTimeout>4 s</connectTimeout><responseTimeout>4 s</responseTimeout>"
                            // One after the other: what small ones wait for large ones is another matter.
                            + "<compression>none</compression><maxInFlight>1</maxInFlight>");
            Random random = new Random(1);
            for (int i = 0; i < 100; i++) {
                StringBuilder text = new StringBuilder();
                while (text.length() < 20_000) {
                    text.append(Long.toString(random.nextLong() >>> 1, 36));
                }
                rig.context
                        .getLogger("com.acme.Service")
                        .atInfo()
                        .addKeyValue("action_name", "Tested")
                        .addKeyValue("company_id", "12345")
                        .addKeyValue("text", text.toString())
                        .log("tested");
            }
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(rig.counts().delivered())
                            .as("%s %s", rig.counts(), rig.warnings())
                            .isEqualTo(100));
            rig.assertArrived(100);
            // Two megabytes over this link take twenty seconds; the largest request may take most of them.
            assertThat(rig.counts().traffic().retries())
                    .as("%s", rig.warnings())
                    .isZero();
            assertThat(rig.collector.duplicates()).isZero();
        }
    }
}
