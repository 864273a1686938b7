package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.transport.LocalQuestion;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void aFieldThatIsExcluded_keepsTheLineBack() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                LoggingService service =
                        new LoggingService(collector.baseUri().toString(), "<exclude>currency</exclude>")) {
            collector.askForLogLines();
            service.pay(1);
            service.pay(2);
            assertThat(service.appender().flush(AMPLE)).isTrue();

            assertThat(lines(collector)).isZero();
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
            assertThat(collector.toldLines().get(19).line()).endsWith("Processed payment 19 EUR for 12345");
            assertThat(collector.toldLines())
                    .extracting(line -> line.id().toString())
                    .containsExactlyInAnyOrderElementsOf(collector.actions().stream()
                            .map(ReceivedAction::transactionId)
                            .toList());
            assertThat(collector.requests()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9500", "http://127.0.0.1:9500/base", "http://[::1]:9500"})
    void thisMachine_mayAsk(URI baseUri) {
        assertThat(LocalQuestion.mayCome(baseUri)).isTrue();
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
        assertThat(LocalQuestion.mayCome(baseUri)).isFalse();
    }
}
