package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.ReverseProxy;
import com.moesif.logback.harness.Rig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real haproxy between the appender and the collector. Skipped where none is installed; CI installs it. */
class HaproxyTest {
    @TempDir
    Path directory;

    /** It answers and closes while the body is still being sent: the rest meets a broken pipe. */
    @Test
    void aBodyRefusedWhileItIsStillBeingSent_arrivesInPieces() throws Exception {
        try (Rig rig = new Rig();
                ReverseProxy haproxy = ReverseProxy.haproxy(
                        directory,
                        rig.collector.port(),
                        "http-request deny deny_status 413 if { req.hdr_val(content-length) gt 1000000 }")) {
            rig.configure("http://127.0.0.1:" + haproxy.port(), "<compression>none</compression>");
            String large = "x".repeat(30_000);
            for (int i = 0; i < 400; i++) {
                rig.context
                        .getLogger("com.acme.Service")
                        .atInfo()
                        .addKeyValue("action_name", "Tested")
                        .addKeyValue("company_id", "12345")
                        .addKeyValue("text", large)
                        .log("tested");
            }
            org.awaitility.Awaitility.await().atMost(Rig.AMPLE).untilAsserted(() -> {
                rig.appender().flush(java.time.Duration.ofSeconds(1));
                assertThat(rig.counts().delivered())
                        .as("%s %s", rig.counts(), rig.warnings())
                        .isEqualTo(400);
            });
            rig.assertArrived(400);
            assertThat(rig.collector.received()).allMatch(request -> request.bodySize() <= 1_000_000);
            assertThat(rig.counts().traffic().batches()).isGreaterThan(rig.collector.requests());
        }
    }
}
