package com.moesif.logback.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INFO com.acme.Foo - paid - 5",
                "INFO  com.acme.Foo - paid - 5",
                "[main] INFO com.acme.Foo - paid - 5",
                "10:00:00.123 [main] INFO  com.acme.Foo -- paid - 5",
                "2026-11-23 10:00:00,123 [http-nio-1 exec] INFO com.acme.Foo - paid - 5",
                "2026-11-23T10:00:00.123+01:00 INFO com.acme.Foo - paid - 5"
            })
    void aLineOfText_isLevelLoggerAndMessage_afterATimeAndAThread(String line) {
        LogLine read = LogLine.read(line).orElseThrow();

        assertThat(read.level()).isEqualTo(Level.INFO);
        assertThat(read.logger()).isEqualTo("com.acme.Foo");
        assertThat(read.message()).isEqualTo("paid - 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "paid 5",
                "\tat com.acme.Foo.bar(Foo.java:12)",
                "Caused by: java.io.IOException: x - y",
                "NOTICE com.acme.Foo - x",
                "billing INFO com.acme.Foo - x",
                "{",
                "{}",
                "[1]",
                "{\"level\":\"INFO\",\"logger_name\":\"a\"}",
                "{\"level\":\"LOUD\",\"logger_name\":\"a\",\"message\":\"m\"}",
                "{\"level\":1,\"logger_name\":\"a\",\"message\":\"m\"}"
            })
    void anyOtherLine_isNone(String line) {
        assertThat(LogLine.read(line)).isEmpty();
    }

    @Test
    void aLineOfJson_hasItsFieldsAsPairs_itsTagsAsMarkers_andItsTime() {
        LogLine read = LogLine.read("""
                {"@timestamp":"2026-11-23T10:00:00.5+01:00","@version":"1","message":"paid","logger_name":"com.acme.Foo",\
                "thread_name":"main","level":"WARN","level_value":30000,"stack_trace":"x","tags":["BILLING"],\
                "mdc":{"tenant":"acme"},"user_id":"u1","amount":24.6}""").orElseThrow();
        LoggingEvent event = read.event(new LoggerContext().getLogger("com.acme.Foo"), "raw {}", new Object[] {1});

        assertThat(event.getLevel()).isEqualTo(Level.WARN);
        assertThat(event.getFormattedMessage()).isEqualTo("raw 1");
        assertThat(event.getInstant()).isEqualTo(Instant.parse("2026-11-23T09:00:00.5Z"));
        assertThat(event.getMarkerList()).extracting(marker -> marker.getName()).containsExactly("BILLING");
        assertThat(event.getMDCPropertyMap()).isEqualTo(Map.of("tenant", "acme", "user_id", "u1"));
        assertThat(event.getKeyValuePairs())
                .extracting(pair -> List.of(pair.key, pair.value))
                .containsExactly(List.of("user_id", "u1"), List.of("amount", 24.6));
    }

    @Test
    void aTimeThatIsNotIso_isLeftOut() {
        assertThat(LogLine.read(
                        "{\"@timestamp\":\"yesterday\",\"level\":\"INFO\",\"logger_name\":\"a\",\"message\":\"m\"}"))
                .hasValueSatisfying(line -> assertThat(line.time()).isNull());
    }
}
