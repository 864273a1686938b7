package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that an application says is JSON: what is none, or what no collector would read, is lost and never sent. */
class RawJsonTest {
    private static Object parsed(String text) {
        return RawJson.parse(new RawText(text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "1 2", "[1] [2]", "{", "[1,", "'a'", "NaN", "{\"a\":1,\"a\":2}", "[\"\\x\"]"})
    void whatIsNotExactlyOneValue_isLost(String text) {
        assertThat(parsed(text)).isInstanceOf(CaptureFailure.class);
    }

    /** Jackson, like many collectors, reads no more than 1,000 digits: one more costs the whole batch. */
    static Stream<String> unreadable() {
        String digits = "1".repeat(950);
        return Stream.of(
                digits,
                "[" + digits + "]",
                "{\"a\":" + digits + "}",
                "0." + digits,
                "[0." + digits + "]",
                "[" + digits + "e5]",
                "{\"" + "k".repeat(10_001) + "\":1}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatNotEveryCollectorReads_isLost(String text) {
        assertThat(parsed(text)).isInstanceOf(CaptureFailure.class);
    }

    @Test
    void eachNumber_keepsItsDigits() {
        String digits = "1".repeat(900);

        assertThat(parsed(digits)).isEqualTo(new BigInteger(digits));
        assertThat(parsed("1.50")).isEqualTo(new BigDecimal("1.50"));
        assertThat(((Json) parsed("[1,9223372036854775807," + digits + ",1.50,0.1e1]")).text())
                .startsWith("[1,9223372036854775807," + digits + ",1.50,");
        assertThat(((Json) parsed("{ \"" + "k".repeat(10_000) + "\" : [ null ] }")).text())
                .endsWith("k\":[null]}");
    }
}
