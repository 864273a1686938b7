package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.transport.LocalQuestion;
import com.moesif.logback.internal.transport.Proxy;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told which log line became an action: a collector on this machine that asks, and nobody else. */
class LogLinesTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    /** Tells how often it is formatted. */
    private static final class Amount {
        final AtomicInteger formatted = new AtomicInteger();

        @Override
        public String toString() {
            formatted.incrementAndGet();
            return "17";
        }
    }

    private static int lines(LocalCollector collector) {
        return collector.toldLines().size();
    }

    @Test
    void nobodyAsks_nothingIsTold_andNoEventIsFormatted() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                LoggingService service = new LoggingService(collector.baseUri().toString(), "")) {
            service.pay(1);
            assertThat(service.appender().flush(AMPLE)).isTrue();
            Amount amount = new Amount();
            service.pay(amount);
            assertThat(service.appender().flush(AMPLE)).isTrue();

            // Once, for the action.
            assertThat(amount.formatted).hasValue(1);
            assertThat(lines(collector)).isZero();
            assertThat(collector.requests()).isEqualTo(2);
        }
    }

    /**
     * Over one connection: what the first answer has asked for comes before the third request.
     *
     * @param more elements of the appender
     */
    private static List<String> toldByThen(String more, Object... amounts) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                LoggingService service =
                        new LoggingService(collector.baseUri().toString(), "<maxInFlight>1</maxInFlight>" + more)) {
            collector.askForLogLines();
            for (Object amount : amounts) {
                service.pay(amount);
                assertThat(service.appender().flush(AMPLE)).isTrue();
            }
            return collector.toldLines().stream().map(LogLine::line).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<exclude>currency</exclude>",
                "<mask><pattern>^E.R$</pattern></mask>",
                "<mask><pattern>[$]|EUR|\\d\\z</pattern></mask>",
            })
    void whatALineMayShowThoughItIsHidden_keepsItBack(String hidden) throws Exception {
        assertThat(toldByThen("", 1, 2, 3, 4)).isNotEmpty();
        assertThat(toldByThen(hidden, 1, 2, 3, 4)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"E[^a]R", "\\bEUR\\b", "(?<!\\S)\\QEUR\\E|\\Q^$\\E|\\$|\\^|[$^]"})
    void aMaskThatFindsItsTextAnywhere_hidesItInTheLine(String pattern) throws Exception {
        assertThat(toldByThen("<mask><pattern><![CDATA[" + pattern + "]]></pattern></mask>", 1, 2, 3, 4, 5))
                .isNotEmpty()
                .noneMatch(line -> line.contains("EUR"))
                .anyMatch(line -> line.contains("payment 3 **** for"));
    }

    /** Of the secret only the first half is within what is told. */
    @Test
    void aMaskComesBeforeTheCut() throws Exception {
        String long16 = "x".repeat(458) + "4111111111111111";
        assertThat(toldByThen("<mask><pattern>\\d{16}</pattern></mask>", long16, long16, long16, long16, long16))
                .anyMatch(line -> line.contains("xxx"))
                .noneMatch(line -> line.contains("4111"));
    }

    /** What an {@code HttpServer} has got that asks in each of its answers: path and application id. */
    private static List<String> gotBy(UnaryOperator<String> more) throws Exception {
        List<String> got = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            got.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("X-Moesif-Application-Id"));
            exchange.getResponseHeaders().add("X-Local-Collector", "lines");
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
        String port = String.valueOf(server.getAddress().getPort());
        try (LoggingService service =
                new LoggingService("http://127.0.0.1:" + port, "<maxInFlight>1</maxInFlight>" + more.apply(port))) {
            for (int i = 0; i < 4; i++) {
                service.pay(i);
                assertThat(service.appender().flush(AMPLE)).isTrue();
            }
        } finally {
            server.stop(0);
        }
        return got;
    }

    @Test
    void theLines_goWithoutTheApplicationId() throws Exception {
        assertThat(gotBy(port -> ""))
                .contains("/v1/actions the-secret-id", "/lines null")
                .doesNotContain("/lines the-secret-id");
    }

    /** What the proxy takes for localhost is its own machine, and what it writes into an answer is its own affair. */
    @Test
    void throughAProxy_nobodyIsHeard() throws Exception {
        assertThat(gotBy(port -> "<proxy><host>127.0.0.1</host><port>" + port + "</port></proxy>"))
                .hasSize(4)
                .containsOnly("/v1/actions the-secret-id");
    }

    /** Nobody looks any more: then nobody is told either. */
    @Test
    void onceThePageIsClosed_nobodyAsks() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                LoggingService service = new LoggingService(collector.baseUri().toString(), "")) {
            try (Socket page = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
                page.getOutputStream()
                        .write(("GET /events HTTP/1.1\r\nHost: 127.0.0.1:" + collector.port() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(page.getInputStream().read()).isEqualTo('H');
                await().atMost(AMPLE).until(() -> {
                    service.pay(1);
                    return service.appender().flush(AMPLE) && lines(collector) > 0;
                });
            }
            Amount amount = new Amount();
            // Once for the action, and once more for the line.
            await().atMost(AMPLE).until(() -> {
                amount.formatted.set(0);
                service.pay(amount);
                return service.appender().flush(AMPLE) && amount.formatted.get() == 1;
            });
        }
    }

    @Test
    void whoAsks_isToldOfEachAction_withoutItsBeingARequest() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                LoggingService service = new LoggingService(collector.baseUri() + "/base/path", "")) {
            collector.askForLogLines();
            for (int i = 0; i < 20; i++) {
                service.pay(i);
                assertThat(service.appender().flush(AMPLE)).isTrue();
            }

            await().atMost(AMPLE).until(() -> lines(collector) == 20);
            assertThat(collector.toldLines()).extracting(LogLine::rule).containsOnly("rule 'payments'");
            // Each comes by a request of its own, and of two of those the later may be the quicker.
            assertThat(collector.toldLines())
                    .extracting(LogLine::line)
                    .containsOnlyOnce("INFO com.acme - Processed payment 19 EUR for 12345");
            assertThat(collector.toldLines())
                    .extracting(line -> line.id().toString())
                    .containsExactlyInAnyOrderElementsOf(collector.actions().stream()
                            .map(ReceivedAction::transactionId)
                            .toList());
            assertThat(collector.requests()).isEqualTo(20);
        }
    }

    @Test
    void thisMachineByAProxy_mayNot() {
        URI baseUri = URI.create("http://localhost:9500");
        assertThat(LocalQuestion.mayCome(baseUri, new Proxy("127.0.0.1", 3128, null, null)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9500", "http://127.0.0.1:9500/base", "http://[::1]:9500"})
    void thisMachine_mayAsk(URI baseUri) {
        assertThat(LocalQuestion.mayCome(baseUri, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.moesif.net",
                "http://api.moesif.net",
                "https://localhost:9500",
                "http://10.0.0.7",
                "http://localhost.acme.com",
                "http://127.evil.example",
                "http://127.0.0.1.evil.example"
            })
    void anyOther_isNotHeard(URI baseUri) {
        assertThat(LocalQuestion.mayCome(baseUri, null)).isFalse();
    }
}
