package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a time and which, to the millisecond; and what is none, so that no action goes into another month's invoice. */
class EventTimeTest {
    private static final long NOW = Instant.parse("2027-01-15T00:00:00Z").toEpochMilli();
    private static final long YEAR = 366L * 24 * 3_600_000;

    static Stream<Arguments> times() {
        return Stream.of(
                arguments(1_764_576_000, "2025-12-01T08:00:00Z"),
                arguments(1_764_576_000L, "2025-12-01T08:00:00Z"),
                arguments(1_764_576_000_123L, "2025-12-01T08:00:00.123Z"),
                arguments(1_764_576_000_123_999L, "2025-12-01T08:00:00.123Z"),
                arguments(1_764_576_000_123_999_999L, "2025-12-01T08:00:00.123Z"),
                arguments(BigInteger.valueOf(1_764_576_000_123L), "2025-12-01T08:00:00.123Z"),
                arguments(new BigDecimal("1764576000"), "2025-12-01T08:00:00Z"),
                arguments(new BigDecimal("1764576000.0"), "2025-12-01T08:00:00Z"),
                arguments(new BigDecimal("1764576000.1239"), "2025-12-01T08:00:00.123Z"),
                arguments(new BigDecimal("1764576000").setScale(900), "2025-12-01T08:00:00Z"),
                arguments(1_764_576_000.5, "2025-12-01T08:00:00.500Z"),
                arguments("1764576000", "2025-12-01T08:00:00Z"),
                arguments(" 1764576000.25 ", "2025-12-01T08:00:00.250Z"),
                arguments(1_000L, "1970-01-01T00:00:01Z"),
                arguments(Instant.ofEpochMilli(5), "1970-01-01T00:00:00.005Z"),
                arguments(OffsetDateTime.parse("2026-12-24T18:05+01:00"), "2026-12-24T17:05:00Z"),
                arguments(ZonedDateTime.parse("2026-12-24T18:05+01:00[Europe/Berlin]"), "2026-12-24T17:05:00Z"),
                arguments(LocalDateTime.parse("2026-12-24T18:05"), "2026-12-24T18:05:00Z"),
                arguments(LocalDate.parse("2026-12-24"), "2026-12-24T00:00:00Z"),
                arguments("2026-12-24", "2026-12-24T00:00:00Z"),
                arguments("2026-12-24T18:05", "2026-12-24T18:05:00Z"),
                arguments("2026-12-24T18:05:00.123456+01:00", "2026-12-24T17:05:00.123Z"),
                arguments("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
                arguments("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void aTime_isRead(Object value, String time) {
        assertThat(Instant.ofEpochMilli(EventTime.parse(value))).isEqualTo(Instant.parse(time));
    }

    static Stream<Object> noTimes() {
        return Stream.of(
                "soon",
                "",
                "-0001-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z",
                "2026-12-24T",
                "1764576000.",
                "-5",
                new BigDecimal("1764576000000.5"),
                5.5,
                new BigDecimal("1764576000").setScale(901),
                // Of 64 bits it is the seconds of a day of 2025.
                new BigDecimal("18446744075474127616.5"),
                new BigInteger("18446744075474127616"),
                new BigDecimal("1E+1000000000"),
                Double.NaN,
                Double.POSITIVE_INFINITY,
                1_764_576_000f,
                (short) 5,
                LocalTime.NOON,
                true,
                List.of(1));
    }

    @ParameterizedTest
    @MethodSource("noTimes")
    void anythingElse_isRefused_andOnlyATextIsToldByItsShape(Object value) {
        assertThatThrownBy(() -> EventTime.parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("is neither a time, nor ISO 8601 text, nor a number of")
                .message()
                .matches(said -> (said.contains("shape") || said.contains("empty")) == value instanceof String);
    }

    @Test
    void aZone_isThatOfWhatNamesNone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(Instant.ofEpochMilli(EventTime.parse("2026-12-24", berlin))).hasToString("2026-12-23T23:00:00Z");
        assertThat(Instant.ofEpochMilli(EventTime.parse(LocalDateTime.parse("2026-12-24T18:05"), berlin)))
                .hasToString("2026-12-24T17:05:00Z");
        assertThat(Instant.ofEpochMilli(EventTime.parse("2026-12-24T18:05Z", berlin)))
                .hasToString("2026-12-24T18:05:00Z");
    }

    /** A number as the time of an event: from September 2001 until a year after it was logged. */
    @Test
    void aNumber_isTheTimeOfAnEventOnlyWithinItsCentury() {
        assertThat(EventTime.ofEvent(1_000_000_000_000L, NOW)).isEqualTo(1_000_000_000_000L);
        assertThat(EventTime.ofEvent(NOW + YEAR, NOW)).isEqualTo(NOW + YEAR);
        assertThat(EventTime.ofEvent(Long.toString(NOW + YEAR), NOW)).isEqualTo(NOW + YEAR);
        for (Object late : List.of(NOW + YEAR + 1, Long.toString(NOW + YEAR + 1))) {
            assertThatThrownBy(() -> EventTime.ofEvent(late, NOW))
                    .hasMessageContaining("it is more than a year ahead.");
        }
        for (Object early : List.of(999_999_999_999L, 0, " 5 ", 1.0)) {
            assertThatThrownBy(() -> EventTime.ofEvent(early, NOW))
                    .hasMessageContaining("it is before 9 September 2001.");
        }
    }

    /** Whoever writes a date means it; and a clock that is not set says nothing of when. */
    @Test
    void aDate_orANumberOfAClockThatIsNotSet_isTakenAsItIs() {
        long later = NOW + 10 * YEAR;
        long set = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

        assertThat(EventTime.ofEvent(Instant.ofEpochMilli(later).toString(), NOW))
                .isEqualTo(later);
        assertThat(EventTime.ofEvent(Instant.ofEpochMilli(later), NOW)).isEqualTo(later);
        assertThat(EventTime.ofEvent("1970-01-02", NOW)).isEqualTo(86_400_000);
        assertThat(EventTime.ofEvent(later, set - 1)).isEqualTo(later);
        assertThatThrownBy(() -> EventTime.ofEvent(later, set)).hasMessageContaining("ahead");
    }

    @ParameterizedTest
    @CsvSource({
        "999999999, false",
        "1000000000, true",
        "4102444799, true",
        "4102444800, false",
        "999999999999, false",
        "1000000000000, true",
        "4102444799999, true",
        "4102444800000, false",
        "1000000000000000, true",
        "4102444800000000, false",
        "1000000000000000000, true",
        "4102444800000000000, false",
        "18446744075474127616, false",
        "-18446744071944975616, false",
    })
    void aCount_isPlausibleFrom2001To2099_inAnyUnit(BigInteger number, boolean plausible) {
        assertThat(EpochUnit.isPlausible(number)).isEqualTo(plausible);
    }

    @ParameterizedTest
    @ValueSource(longs = {20261130, 2026113012, 202611301205L, 20261130120530L, 19991231, 199912311205L})
    void aNumberWhoseDigitsAreADate_isNoCount(long number) {
        for (Object same : List.of(number, Long.toString(number), new BigDecimal(number).setScale(1))) {
            assertThatThrownBy(() -> EventTime.parse(same)).hasMessageContaining("whose digits are a date");
        }
    }

    /** Nobody logs the hours of a century that is over, and as seconds it is a time that comes soon. */
    @Test
    void tenDigitsThatBeginWith19_areSeconds() {
        assertThat(Instant.ofEpochMilli(EventTime.parse(1_912_010_100))).hasToString("2030-08-03T17:55:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01T04:45:42.914Z, 2024-03-01T04:45:42.914Z",
        "2024-03-01T04:45:42.007Z, 2024-03-01T04:45:42.007Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00.000Z, 0000-01-01T00:00:00.000Z",
        "-0001-12-31T23:59:59.999Z, 0000-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00.000Z, 9999-12-31T23:59:59.999Z",
    })
    void aTime_isWrittenToTheMillisecond_alsoAfterAnotherOfItsSecond(String time, String written) {
        EventTime event = new EventTime();
        long millis = Instant.parse(time).toEpochMilli();

        for (long other : new long[] {millis, Math.floorDiv(millis, 1_000) * 1_000, 0, millis}) {
            byte[] ascii = event.format(other);
            if (other == millis) {
                assertThat(new String(ascii, StandardCharsets.US_ASCII)).isEqualTo(written);
            }
        }
    }
}
