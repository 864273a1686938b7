package com.moesif.logback.delivery;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.Ports;
import com.moesif.logback.harness.Relay;
import com.moesif.logback.harness.ReverseProxy;
import com.moesif.logback.harness.Rig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real nginx between the appender and the collector. Skipped where none is installed; CI installs it. */
class NginxTest {
    @TempDir
    Path directory;

    @Test
    void aBodyTooLargeForTheGateway_arrivesInPieces() throws Exception {
        try (Rig rig = new Rig();
                ReverseProxy nginx =
                        ReverseProxy.nginx(directory, rig.collector.port(), "", "client_max_body_size 20k;")) {
            rig.configure("http://127.0.0.1:" + nginx.port(), "<compression>none</compression>");
            rig.log(3_000).awaitAllDelivered();

            assertThat(rig.collector.refusals()).isEmpty();
            assertThat(rig.collector.received()).allMatch(request -> request.bodySize() <= 20 * 1024);
            assertThat(rig.counts().traffic().batches()).isGreaterThan(rig.collector.requests());
        }
    }

    @Test
    void aConnectionThatNginxClosesWhileIdle_isNotReused() throws Exception {
        try (Rig rig = new Rig();
                ReverseProxy nginx = ReverseProxy.nginx(directory, rig.collector.port(), "", "keepalive_timeout 1s;");
                Relay relay = Relay.to(nginx.port(), 0)) {
            rig.configure("http://127.0.0.1:" + relay.port(), "");
            for (int round = 1; round <= 3; round++) {
                rig.log(1).awaitAllDelivered();
                await().atMost(AMPLE).until(() -> relay.open() == 0);
                assertThat(relay.connections()).isGreaterThanOrEqualTo(round);
            }
            assertThat(rig.collector.duplicates()).isZero();
        }
    }

    @Test
    void aGatewayWhoseCollectorIsAway_costsOnlyTime() throws Exception {
        int port = Ports.free();
        try (Rig rig = new Rig();
                ReverseProxy nginx = ReverseProxy.nginx(directory, port, "", "")) {
            rig.configure("http://127.0.0.1:" + nginx.port(), "");
            rig.log(20).awaitWarning("HTTP 502");
            try (Relay relay = Relay.to(rig.collector.port(), port)) {
                // nginx itself takes a while to look at a server again that was down.
                rig.awaitAllDelivered();
                assertThat(relay.connections()).isPositive();
            }
        }
    }

    @Test
    void tlsOfNginx_isSpoken() throws Exception {
        Certificates certificates = new Certificates(directory);
        Files.writeString(directory.resolve("good.pem"), certificates.pem("good"));
        try (Rig rig = new Rig();
                ReverseProxy nginx = ReverseProxy.nginx(
                        directory,
                        rig.collector.port(),
                        "ssl",
                        "ssl_certificate " + directory.resolve("good.pem") + ";\nssl_certificate_key "
                                + directory.resolve("good.pem") + ";\nadd_header X-Protocol $ssl_protocol;")) {
            rig.configure(
                    "https://localhost:" + nginx.port(),
                    "<ssl><trustStore><location>" + certificates.trustStore().toUri() + "</location><password>"
                            + Certificates.PASSWORD + "</password></trustStore></ssl>");
            rig.log(500).awaitAllDelivered();
        }
    }
}
