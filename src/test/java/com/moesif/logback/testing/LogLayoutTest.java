package com.moesif.logback.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLayoutTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%d{HH:mm} <%level> %logger: %msg%n          | 10:15 <WARN> com.acme.Foo: paid (5) - x",
                "%msg [%c{36}] %-5p                          | paid (5) - x [com.acme.Foo] WARN",
                "%highlight(%-5level) %cyan(%lo) ~ %m%n%ex   | WARN  com.acme.Foo ~ paid (5) - x",
                "%d{ISO8601} %5p \\(%t\\) {%X{a:-b}} %logger{0} %message%n"
                        + " | 2026-11-23 10:00:00,123  WARN (main) {b} com.acme.Foo paid (5) - x",
            })
    void aLineOfAPattern_isLevelLoggerAndMessage(String pattern, String line) {
        LogLine read = LogLayout.of(pattern).read(line).orElseThrow();

        assertThat(read.level()).isEqualTo(Level.WARN);
        assertThat(read.logger()).isEqualTo("com.acme.Foo");
        assertThat(read.message()).isEqualTo("paid (5) - x");
    }

    @Test
    void anotherLine_isNone() {
        assertThat(LogLayout.of("%level %logger: %msg").read("LOUD com.acme.Foo: paid"))
                .isEmpty();
    }

    /** Where each of several words may be anything, a line of another form could be divided among them in ever so many ways. */
    @Test
    @Timeout(60)
    void anotherLine_isTriedForSoLongOnly() {
        LogLayout layout = LogLayout.of("%d %t %X %marker %level %logger: %msg");

        assertThat(layout.read("at a.b.C ".repeat(5_000))).isEmpty();
        assertThat(layout.read("10:15 main {} - WARN com.acme.Foo: " + "paid ".repeat(20_000)))
                .hasValueSatisfying(line -> assertThat(line.message()).hasSize(99_999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%level %logger", "%level %logger %msg %msg", "%level %level %m%n"})
    void aPatternThatDoesNotSayEnough_isRefused(String pattern) {
        assertThatThrownBy(() -> LogLayout.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a --pattern has %msg once, and %level and %logger at most once");
    }

    @Test
    void levelAndLogger_mayBeMissing() {
        assertThat(LogLayout.of("%d{HH:mm} %msg%n").read("10:15 paid 5"))
                .hasValueSatisfying(line -> assertThat(line.message()).isEqualTo("paid 5"))
                .hasValueSatisfying(line -> assertThat(line.logger()).isNull());
        assertThat(LogLayout.of("%level %m").read("WARN paid 5"))
                .hasValueSatisfying(line -> assertThat(line.level()).isEqualTo(Level.WARN));
    }

    /** Logs are trimmed, and a converter may leave nothing, not even the blank behind it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%X{trace} %level %logger - %msg%n              | WARN com.acme.Foo - paid 5",
                "%d{HH:mm} %cyan(%marker) %level %logger - %msg | 10:15 WARN com.acme.Foo - paid 5",
                "%d{HH:mm} [%X{a}] %trace %p %c - %msg          | 10:15 [] WARN com.acme.Foo - paid 5",
            })
    void blankOfAConverterThatIsEmpty_mayBeMissing(String pattern, String line) {
        LogLine read = LogLayout.of(pattern).read(line).orElseThrow();

        assertThat(read.level()).isEqualTo(Level.WARN);
        assertThat(read.logger()).isEqualTo("com.acme.Foo");
        assertThat(read.message()).isEqualTo("paid 5");
    }

    /** A log may have millions of lines. */
    @Test
    void aTester_readsAPatternOnce() throws IOException {
        Path xml = Files.writeString(Files.createTempFile("logback", ".xml"), "<configuration/>");
        try (RuleTester tester = RuleTester.of(xml)) {
            LogLayout layout = tester.layout("%level %logger %msg");
            assertThat(tester.layout("%level %logger %msg")).isSameAs(layout);
            assertThat(tester.replay("INFO com.acme paid", "%level %logger %msg"))
                    .startsWith("no action");
            assertThat(tester.layout("%level %logger %msg")).isSameAs(layout);
            assertThat(tester.layout("%msg %logger %level")).isNotSameAs(layout);
            assertThat(tester.replay("INFO com.acme paid", "%msg %logger %level"))
                    .startsWith("skipped");
        } finally {
            Files.delete(xml);
        }
    }
}
