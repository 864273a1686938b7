package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that reaches the collector by another name, as from a container, is turned away; and somebody has to be told. */
@Timeout(60)
class TurnedAwayTest {
    private static final String DOCKER = "Host: host.docker.internal:9577";
    private static final String TOLD =
            "403 POST /v1/actions: the collector answers to 127.0.0.1 and localhost only, not to other names ";

    private volatile Instant now = Instant.parse("2026-12-03T06:00:00Z");
    private final LocalCollector collector = LocalCollector.start(0, () -> now);
    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        collector.onTurnedAway(refusal -> told.add(refusal.toString()));
    }

    @AfterEach
    void close() {
        collector.close();
    }

    private void post(String... headers) throws IOException {
        send("POST", headers);
    }

    private void send(String method, String... headers) throws IOException {
        try (RawClient raw = new RawClient(collector)) {
            raw.send(RawClient.request(Samples.action())
                    .replace("POST", method)
                    .replace("Host: localhost", String.join("\r\n", headers)));
            assertThat(raw.readAll()).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aPostToAnotherName_isTold_andCountsNowhere() throws Exception {
        collector.play(Fault.status(503));
        post(DOCKER);

        assertThat(told).containsExactly(TOLD + "(Host: host.docker.internal:9577)");
        assertThat(collector.requests()).isZero();
        assertThat(collector.refused()).isZero();
        assertThat(collector.refusals()).isEmpty();
        assertThat(new Client(collector).post("/v1/actions", Samples.action()).statusCode())
                .isEqualTo(503);
    }

    /** Whatever is told of it would let any page in the browser write here. */
    @Test
    void whatABrowserMaySend_isNotTold() throws Exception {
        post("Origin: https://evil.example", DOCKER);
        post("Sec-Fetch-Site: cross-site", DOCKER);
        send("GET", DOCKER);
        send("OPTIONS", DOCKER);

        assertThat(told).isEmpty();
    }

    @Test
    void many_areToldOfOnceInAWhile_withTheirNumber() throws Exception {
        for (int i = 0; i < 5; i++) {
            post(DOCKER);
        }
        assertThat(told).hasSize(1);

        now = now.plus(TurnedAway.PAUSE);
        post(DOCKER);
        assertThat(told).hasSize(2).last().isEqualTo(TOLD + "(Host: host.docker.internal:9577), and 4 before it");

        collector.clear();
        post(DOCKER);
        assertThat(told).hasSize(3).last().isEqualTo(told.get(0));
    }

    @Test
    void whatAClientWrites_isShort_andHarmlessToATerminal() throws Exception {
        post("Host: \u001b[31m" + "x".repeat(5_000));

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith(TOLD + "(Host: \uFFFD[31mxxx")
                .hasSizeLessThan(300);
    }

    @Test
    void thePage_showsIt() throws Exception {
        post(DOCKER);

        try (RawClient raw = new RawClient(collector)) {
            raw.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            raw.readHead();
            StringBuilder first = new StringBuilder();
            for (int b = raw.read(); b != '\n' && b >= 0; b = raw.read()) {
                first.append((char) b);
            }
            assertThat(first).contains("\"kind\":\"refused\",\"status\":403", "host.docker.internal:9577");
        }
    }

    @Test
    void anActionThatIsAwaitedInVain_isExplainedByIt() throws Exception {
        post(DOCKER);
        post(DOCKER);

        assertThatThrownBy(() -> collector.awaitAction(action -> true, Duration.ZERO))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("2 were turned away, the last that was told with " + told.get(0));
    }
}
