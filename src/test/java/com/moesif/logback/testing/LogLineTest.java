package com.moesif.logback.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

    @Test
    @Timeout(60)
    void aLongLineThatIsNone_isTriedForSoLongOnly() {
        assertThat(LogLine.read("INFO" + " ".repeat(1_000_000) + "\n")).isEmpty();
        assertThat(LogLine.read("INFO 1 --- " + "[a] ".repeat(50_000))).isEmpty();
        assertThat(LogLine.read("INFO 1 --- [main] com.acme.Foo : " + "paid ".repeat(20_000)))
                .hasValueSatisfying(line -> assertThat(line.message()).hasSize(100_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INFO com.acme.Foo - paid - 5",
                "INFO  com.acme.Foo - paid - 5",
                "[main] INFO com.acme.Foo - paid - 5",
                "10:00:00.123 [main] INFO  com.acme.Foo -- paid - 5",
                "2026-11-23 10:00:00,123 [http-nio-1 exec] INFO com.acme.Foo - paid - 5",
                "2026-11-23T10:00:00.123+01:00 INFO com.acme.Foo - paid - 5",
                "2026-11-23 10:00:00,123 INFO  [main] com.acme.Foo - paid - 5",
                "[INFO] com.acme.Foo - paid - 5",
                "[INFO ] [main] com.acme.Foo - paid - 5",
                "2026-11-23 10:00:00.123  INFO 4711 --- [           main] com.acme.Foo          : paid - 5",
                "2026-11-23T10:00:00.123+01:00  INFO 4711 --- [           main] com.acme.Foo : paid - 5",
                "2026-11-23T10:00:00.123Z  INFO 4711 --- [shop] [nio-8080-exec-1] com.acme.Foo : paid - 5",
                "2026-11-23T10:00:00.123Z  INFO 4711 --- [shop] [nio-1] [803B448A0489F84084905D3093480352-3425F23BB2432450] "
                        + "com.acme.Foo : paid - 5",
                "{\"@timestamp\":\"2026-11-23T10:00:00Z\",\"log.level\":\"INFO\",\"log.logger\":\"com.acme.Foo\",\"message\":\"paid - 5\"}",
                "{\"@timestamp\":\"2026-11-23T10:00:00Z\",\"log\":{\"level\":\"INFO\",\"logger\":\"com.acme.Foo\"},"
                        + "\"message\":\"paid - 5\"}",
                "{\"version\":\"1.1\",\"short_message\":\"paid - 5\",\"timestamp\":1.5,\"level\":6,\"_level_name\":\"INFO\","
                        + "\"_log_logger\":\"com.acme.Foo\"}",
                "{\"timestamp\":1500,\"level\":\"INFO\",\"loggerName\":\"com.acme.Foo\",\"message\":\"paid - {}\",\"arguments\":[\"5\"]}",
                "{\"level\":\"INFO\",\"loggerName\":\"com.acme.Foo\",\"message\":\"paid - {}\",\"formattedMessage\":\"paid - 5\"}"
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
                "INFO paid 5",
                "ERROR in com.acme.Foo",
                "ERROR com.acme.Foo: paid 5",
                "2026-01-01 10:00:00 INFO com.acme.Foo: Paid 5",
                "2026-01-01 10:00:00 INFO com.acme.Foo : Paid 5",
                "2026-01-01 10:00:00 INFO  [main] com.acme.Foo$Bar: Paid 5",
                "2026-01-01 10:00:00 INFO Foo: Paid 5",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[INFO] paid 5",
                "[INFO]: paid 5",
                "INFO: paid 5",
                "CONFIG: paid 5",
                "[INFO ] paid 5",
                "2026-11-23 10:00:00,123 INFO paid 5",
                "2026-11-23T10:00:00.123Z [main] INFO paid 5",
                "10:00 [INFO] paid 5"
            })
    void aLineWithoutALogger_isLevelAndMessage(String line) {
        LogLine read = LogLine.read(line).orElseThrow();

        assertThat(read.level()).isEqualTo(Level.INFO);
        assertThat(read.logger()).isNull();
        assertThat(read.message()).isEqualTo("paid 5");
    }

    /** Logback's own layout, where nothing is configured, puts them before the message. */
    @Test
    void keyValuePairsOfText_areThePairs() {
        LogLine none =
                LogLine.read("12:00:00.123 [main] INFO  com.acme.Foo -- paid").orElseThrow();
        LogLine some = LogLine.read("12:00:00.123 [main] INFO  com.acme.Foo -user=\"u 1\" n=\"2\"- paid - 5")
                .orElseThrow();

        assertThat(none.message()).isEqualTo("paid");
        assertThat(none.pairs()).isEmpty();
        assertThat(some.message()).isEqualTo("paid - 5");
        assertThat(some.pairs()).extracting(pair -> pair.key + "=" + pair.value).containsExactly("user=u 1", "n=2");
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

    /** The encoders themselves, over an event with all there is. */
    @Test
    void whatLogbacksJsonEncoderWrites_isReadBack() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        ch.qos.logback.classic.encoder.JsonEncoder encoder = new ch.qos.logback.classic.encoder.JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("com.acme.Foo"), Level.WARN, "paid {} {}", null, new Object[] {5, "EUR"});
        event.setMDCPropertyMap(Map.of("tenant", "acme"));
        event.addKeyValuePair(new org.slf4j.event.KeyValuePair("user_id", "u1"));

        LogLine read = LogLine.read(new String(encoder.encode(event), java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();

        assertThat(read.level()).isEqualTo(Level.WARN);
        assertThat(read.message()).isEqualTo("paid 5 EUR");
        assertThat(read.mdc()).isEqualTo(Map.of("tenant", "acme"));
        assertThat(read.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.key).isEqualTo("user_id");
            assertThat(pair.value).isEqualTo("u1");
        });
        assertThat(read.time().toEpochMilli()).isEqualTo(event.getTimeStamp());
    }

    @Test
    void fieldsOfGelfAndEcs_areTheEvents() {
        LogLine gelf = LogLine.read("{\"short_message\":\"paid\",\"_level_name\":\"INFO\",\"_log_logger\":\"a.B\","
                        + "\"_process_pid\":1,\"_tenant\":\"acme\",\"host\":\"h\"}")
                .orElseThrow();
        LogLine ecs = LogLine.read(
                        "{\"log.level\":\"INFO\",\"log.logger\":\"a.B\",\"message\":\"paid\",\"tenant\":\"acme\","
                                + "\"ecs.version\":\"8.11\",\"process\":{\"pid\":1}}")
                .orElseThrow();

        assertThat(gelf.mdc()).isEqualTo(Map.of("tenant", "acme"));
        assertThat(ecs.mdc()).isEqualTo(Map.of("tenant", "acme"));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "c.a.a.App, com.acme.app, com.acme.app.App",
        "c.a.a.App, com.acme, com.acme.a.App",
        "c.a.app.App, com.acme.app.App, com.acme.app.App",
        "com.acme.app.App, com.acme, com.acme.app.App",
        "o.s.App, com.acme, o.s.App",
        "c.a.Other, com.acme.App, c.a.Other",
        "App, com.acme, App",
    })
    void abbreviatedLogger_isExpandedByTheRules(String shown, String rule, String expanded) {
        assertThat(ShortLogger.expanded(shown, rule)).isEqualTo(expanded);
        assertThat(ShortLogger.expanded(shown, null)).isEqualTo(shown);
    }
}
