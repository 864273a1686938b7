package com.moesif.logback.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.settings.Encoded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, times, durations and sizes as people write them into their log lines. */
class FieldFormatsTest {
    private static Encoded encoded(String field) {
        return Encoded.rule("value {v} of {company_id}", "<name>v</name>" + field);
    }

    private static Object arrives(String field, Object value) {
        Encoded encoded = encoded(field);
        Map<String, Object> metadata = encoded.metadata("value {} of {}", value, "c1");
        assertThat(encoded.errors()).isEmpty();
        return metadata.get("v");
    }

    /** What the texts of the elements mean is tried without an appender below: here, that they are read from its XML. */
    @Test
    void elementsOfAField_areReadFromTheFile() {
        try (Logback logback = Logback.with("""
                <rule>
                  <message>{v} {seconds} {bytes} {at} {local} of {company_id}</message>
                  <field>
                    <name>v</name><type>number</type><format>#,##0.##</format><locale>de</locale><scale>0.01</scale>
                  </field>
                  <field><name>seconds</name><type>duration</type><unit>ms</unit></field>
                  <field><name>bytes</name><type>size</type></field>
                  <field><name>at</name><type>time</type><format>dd.MM.yyyy HH:mm</format></field>
                  <field><name>local</name><type>time</type><zone>Europe/Berlin</zone></field>
                </rule>
                """)) {
            logback.context
                    .getLogger("com.acme")
                    .info(
                            "{} {} {} {} {} of {}",
                            "1.250,5",
                            "2 s",
                            "3 KB",
                            "24.12.2026 18:05",
                            "2026-12-24T18:05",
                            "c1");
            logback.context.getLogger("com.acme").info("{} {} {} {} {} of {}", "dear", "1 s", 1, "soon", "soon", "c1");

            assertThat(logback.actions()).hasSize(2);
            assertThat(logback.actions().get(0).metadata())
                    .isEqualTo(Map.of(
                            "v",
                            12.505,
                            "seconds",
                            2_000,
                            "bytes",
                            3_072,
                            "at",
                            "2026-12-24T18:05:00Z",
                            "local",
                            "2026-12-24T17:05:00Z"));
            assertThat(logback.errors()).isEmpty();
            assertThat(logback.warnings())
                    .anyMatch(warning -> warning.contains("Field 'v' ") && warning.contains("is not a number as its"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234,56 | <type>number</type><format>#,##0.##</format><locale>de</locale> | 1234.56",
                "12,345   | <type>number</type><format>#,##0</format><locale>en</locale>     | 12345",
                "1250     | <type>number</type><scale>0.01</scale>                            | 12.5",
                "1.000    | <type>number</type><format>#,##0</format><locale>de</locale><scale>0.01</scale> | 10",
                "1.234.567,89 | <type>number</type><format>#,##0.##</format><locale>de</locale> | 1234567.89",
                "1234,5   | <type>number</type><format>#,##0.##</format><locale>de</locale> | 1234.5",
                "-1.234,5 | <type>number</type><format>#,##0.##</format><locale>de</locale> | -1234.5",
                ",5       | <type>number</type><format>#,##0.##</format><locale>de</locale> | 0.5",
                "12,50    | <type>number</type><format>0.00</format><locale>de-DE</locale>      | 12.5",
                "(1,250)  | <type>number</type><format>#,##0;(#,##0)</format><locale>en</locale> | -1250",
                "12,5%    | <type>number</type><format>#,##0.##'%'</format><locale>de</locale>  | 12.5",
                "12,5%    | <type>number</type><format>#,##0.##%</format><locale>de</locale>    | 0.125",
                "EUR 1,250.00 | <type>number</type><format>'EUR' #,##0.00</format><locale>en</locale> | 1250",
                "1,250.00 EUR | <type>number</type><format>#,##0.00 'EUR'</format><locale>en</locale> | 1250",
                "$1,250.00 | <type>number</type><format>¤#,##0.00</format><locale>en-US</locale> | 1250",
                "1,250.5  | <type>number</type><format>#,##0.##</format><locale>en_US</locale> | 1250.5",
                "1.250,5  | <type>number</type><format>#,##0.##</format><locale>de_DE</locale> | 1250.5",
                "-1 234,5 | <type>number</type><format>#,##0.##</format><locale>sv</locale> | -1234.5",
                "−1 234,5 | <type>number</type><format>#,##0.##</format><locale>nb</locale> | -1234.5",
                "-12,50   | <type>number</type><format>0.00</format><locale>hr</locale> | -12.5",
                "−12.50   | <type>number</type><format>0.00</format><locale>en</locale> | -12.5",
                "-12٫50   | <type>number</type><format>0.00</format><locale>ar-EG</locale> | -12.5",
                "-12.50   | <type>number</type><format>0.00</format><locale>he</locale> | -12.5",
                "12,50-   | <type>number</type><format>0.00;0.00-</format><locale>fi</locale> | -12.5",
                "CHF 1'234.50 | <type>number</type><format>'CHF' #,##0.00</format><locale>de-CH</locale> | 1234.5",
                "1’234.50 | <type>number</type><format>#,##0.00</format><locale>de-CH</locale> | 1234.5",
                "1E3      | <type>number</type><format>#,##0.##</format><locale>en</locale> | 1000",
                "1E0003   | <type>number</type><format>0E0</format><locale>en</locale> | 1000",
                "1,5E-3   | <type>number</type><format>0.###E0</format><locale>hr</locale> | 0.0015",
                "1.234,50 € | <type>number</type><format>#,##0.00 ¤</format><locale>de-AT</locale> | 1234.5",
                "€ 1.234,50 | <type>number</type><format>¤ #,##0.00</format><locale>de-AT</locale> | 1234.5",
                "1 234,50 | <type>number</type><format>#,##0.00</format><locale>de-AT</locale> | 1234.5",
                "1 234.50 CHF | <type>number</type><format>#,##0.00 ¤</format><locale>fr-CH</locale> | 1234.5",
                "12,34,567 | <type>number</type><format>,##,##0</format><locale>en-IN</locale> | 1234567",
                "1,234,567 | <type>number</type><format>#,,##0</format><locale>en</locale> | 1234567",
                "5        | <type>number</type><scale>0.000000000000000000000000000001</scale><format>0</format> | 5E-30",
                "5        | <type>number</type><scale>123456789012345678901234567890</scale> | 617283945061728394506172839450",
                "١٢٣٤ | <type>number</type><format>#,##0.##</format><locale>en</locale> | 1234",
                "12,34,567.8 | <type>number</type><format>#,##,##0.##</format><locale>en-IN</locale> | 1234567.8",
                "34,567   | <type>number</type><format>#,##,##0.##</format><locale>en-IN</locale> | 34567",
                "12,34,567.00 | <type>number</type><format>#,##0.00</format><locale>en</locale> | 1234567",
                "1,25,000 | <type>number</type><format>#,##0.00</format><locale>en</locale> | 125000",
                "1,234.50 | <type>number</type><format>#,0.00</format><locale>en</locale>   | 1234.5",
                "1,234,567.50 | <type>number</type><format>#,###0.00</format><locale>en</locale> | 1234567.5",
                "12,3456.50 | <type>number</type><format>#,###0.00</format><locale>en</locale> | 123456.5",
                "1,234,567.5 | <type>number</type><format>#,##,##0.##</format><locale>en-IN</locale> | 1234567.5",
                "12,3456  | <type>number</type><format>#,###0</format><locale>en</locale>    | 123456",
                "1 234 567,8 | <type>number</type><format>#,##0.##</format><locale>fr</locale> | 1234567.8",
                "1 234,8 | <type>number</type><format>#,##0.##</format><locale>fr</locale> | 1234.8",
                "1 234,8 EUR | <type>number</type><format>#,##0.## 'EUR'</format><locale>fr</locale> | 1234.8",
                "-PT1.5S  | <type>duration</type>                                             | -1.5",
                "66ms     | <type>duration</type><unit>ms</unit>                              | 66",
                "7 μs     | <type>duration</type><unit>us</unit>                              | 7",
                "1733052306123456789 ns | <type>duration</type><unit>ns</unit>                | 1733052306123456789",
                "1.5 KB   | <type>size</type>                                                 | 1536",
                "12345678901234567890 B | <type>size</type>                                   | 12345678901234567890",
                "66 ms    | <type>duration</type>                                             | 0.066",
                "PT1.5S   | <type>duration</type><unit>ms</unit>                              | 1500",
                "2 min 3s | <type>duration</type><unit>s</unit>                               | 123",
                "17       | <type>duration</type><unit>ms</unit>                              | 17",
                "3 KB     | <type>size</type>                                                 | 3072",
                "1.5MB    | <type>size</type><unit>KB</unit>                                  | 1536",
            })
    void textBecomesANumber(String text, String field, BigDecimal number) {
        assertThat(new BigDecimal(arrives(field, text).toString())).isEqualByComparingTo(number);
    }

    /** Its marks of direction are in the number and in what stands around it, and people write neither. */
    @ParameterizedTest
    @ValueSource(strings = {"#,##0.00 ¤", "¤ #,##0.00", "0.#%", "0.00;−0.00", "0.00"})
    void whatJavaItselfWrote_isReadAgain_alsoWithoutMarksOfDirection(String format) {
        for (String language : List.of("ar-EG", "he", "fa", "en", "sv")) {
            var symbols = DecimalFormatSymbols.getInstance(Locale.forLanguageTag(language));
            String field = "<type>number</type><format>" + format + "</format><locale>" + language + "</locale>";
            for (BigDecimal number : List.of(new BigDecimal("1234.5"), new BigDecimal("-1234.5"))) {
                String written = new DecimalFormat(format, symbols).format(number);
                for (String text : List.of(written, written.replaceAll("[\u200E\u200F\u061C]", ""))) {
                    assertThat(new BigDecimal(arrives(field, text).toString()))
                            .as("%s of %s", text, language)
                            .isEqualByComparingTo(number);
                }
            }
        }
    }

    /** A DecimalFormat alone takes the character that separates groups anywhere: of 24.60 it makes 2460. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24.60    | #,##0.## | de",
                "24.5     | #,##0.## | de",
                ".5       | #,##0.## | de",
                ".234     | #,##0.## | de",
                "1E00003  | 0E0      | en",
                "1234\u00a0 | #,##0.## | fr",
                "1.2.3    | #,##0.## | de",
                "1..234   | #,##0.## | de",
                "1.234.   | #,##0.## | de",
                "1234.567 | #,##0.## | de",
                "1,234.567,8 | #,##0.## | de",
                "-24.60   | #,##0.## | de",
                "−24.60   | #,##0.## | de",
                "−1,23    | #,##0.00 | en",
                "12,50    | #,##0.00 | en",
                "24,60    | #,##0.## | en",
                "24,60    | #,00.00  | en",
                "1,25,00  | #,##0.00 | en",
                "1,2345   | #,##0.00 | en",
                "123,456  | #,##,##0 | en-IN",
                "1 25     | #,##0.## | fr",
                "12,50 EUR | #,##0.00 'EUR' | en",
                "12,50%   | #,##0.##% | en",
                "1E4294967298 | #,##0.## | en",
                "1E99999999999 | #,##0.## | en",
                "NaN      | #,##0.## | en",
                "∞   | #,##0.## | en",
            })
    void aNumberWithAnythingButWholeGroups_isLost(String text, String format, String locale) {
        isLost(
                "<type>number</type><format>" + format + "</format><locale>" + locale + "</locale>",
                text,
                "is not a number as its <format>");
    }

    private static void isLost(String field, Object value, String words) {
        Encoded encoded = encoded(field);

        assertThat(encoded.metadata("value {} of {}", value, "c1")).doesNotContainKey("v");
        assertThat(encoded.errors()).isEmpty();
        assertThat(encoded.told).singleElement().asString().contains("Field 'v'", words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "31.02.2026              | dd.MM.yyyy",
                "31.11.2026 18:05        | dd.MM.yyyy HH:mm",
                "29.02.2026 18:05 +0100  | dd.MM.yyyy HH:mm xx",
                "31.02.2026 24:00        | dd.MM.yyyy HH:mm",
                "24.12.2026 25:05        | dd.MM.yyyy HH:mm",
                "24.12.2026 06:05        | dd.MM.yyyy hh:mm[ a]",
                "24.12.26                | d.M.y",
                "24.12.999               | d.M.y",
            })
    void aTimeThatIsNone_isLost_andNotMoved(String text, String format) {
        isLost(
                "<type>time</type><format>" + format + "</format><locale>en</locale>",
                text,
                "is not a time as its <format> has it");
    }

    static Stream<Arguments> timesWithoutAText() {
        return Stream.of(
                arguments(20261201, "yyyyMMdd", "2026-12-01T00:00:00Z"),
                arguments(20261201180530L, "yyyyMMddHHmmss", "2026-12-01T18:05:30Z"),
                arguments(BigInteger.valueOf(20261201), "yyyyMMdd", "2026-12-01T00:00:00Z"),
                arguments((short) 2026, "uuuu[-MM-dd]", null),
                arguments(20261301, "yyyyMMdd", null),
                arguments(2026113012, "yyyyMMddHH", "2026-11-30T12:00:00Z"),
                // Of as many digits as epoch seconds, microseconds and nanoseconds have.
                arguments(2026993012, "yyyyMMddHH", null),
                arguments(2699301205L, "yyMMddHHmm", null),
                arguments(2026993012053000L, "yyyyMMddHHmmssSS", null),
                arguments(2026993012053000000L, "yyyyMMddHHmmssSSSSS", null),
                arguments(202699301205L, "yyyyMMddHHmm", null),
                arguments(20269930120530L, "yyyyMMddHHmmss", null),
                arguments(1_764_576_000, "yyyyMMdd", "2025-12-01T08:00:00Z"),
                arguments(-20261201, "yyyyMMdd", null),
                arguments(1_764_576_000_000L, "yyyyMMdd", "2025-12-01T08:00:00Z"),
                arguments(1_764_576_000, "dd.MM.yyyy", "2025-12-01T08:00:00Z"),
                arguments(LocalDate.of(2026, 12, 24), "dd.MM.yyyy", "2026-12-24T00:00:00Z"),
                arguments(java.sql.Date.valueOf("2026-12-24"), "dd.MM.yyyy", "2026-12-24T00:00:00Z"),
                arguments(java.sql.Timestamp.from(Instant.ofEpochSecond(1)), "dd.MM.yyyy", "1970-01-01T00:00:01Z"),
                arguments(new java.util.Date(1_000), "dd.MM.yyyy", "1970-01-01T00:00:01Z"),
                arguments(ZonedDateTime.parse("2026-12-24T18:05+01:00"), "dd.MM.yyyy", "2026-12-24T17:05:00Z"));
    }

    /** Of the number 20261201 it made a moment of the first of January 1970. */
    @ParameterizedTest
    @MethodSource("timesWithoutAText")
    void aWholeNumber_isReadByTheFormat_andATimeNeedsNone(Object value, String format, String time) {
        String field = "<type>time</type><format>" + format + "</format>";
        if (time == null) {
            isLost(field, value, "is not a time as its <format> has it");
        } else {
            assertThat(arrives(field, value)).isEqualTo(time);
        }
    }

    /** As a count since 1970 each of them is another time: of 1970, 1976, 2034 or 2612. */
    @ParameterizedTest
    @ValueSource(longs = {20261130, 2026113012, 202611301205L, 20261130120530L})
    void aNumberWhoseDigitsAreADate_isNoTimeWithoutAFormat(long number) {
        String words = "Give its <field> a <format>";
        isLost("<type>time</type>", number, words);
        isLost("<type>time</type>", Long.toString(number), words);
    }

    /** What ends at such a time may lie ahead, and what began at one may be old. */
    @ParameterizedTest
    @CsvSource({
        "2031616800, 2034-05-19T02:00:00Z",
        "479001600000, 1985-03-07T00:00:00Z",
        "1926113012, 2031-01-13T23:23:32Z",
        "1000, 1970-01-01T00:00:01Z"
    })
    void aCountSince1970_isATimeOfTheMetadata(long number, String time) {
        assertThat(Instant.parse(arrives("<type>time</type>", number).toString()))
                .isEqualTo(Instant.parse(time));
    }

    @Test
    void whatIsNoNumber_isNull_withAScale_too() {
        for (Object value : List.of(Float.NaN, Float.POSITIVE_INFINITY, Double.NaN)) {
            Encoded encoded = encoded("<type>number</type><scale>0.01</scale>");

            assertThat(encoded.metadata("value {} of {}", value, "c1")).containsEntry("v", null);
            assertThat(encoded.told).isEmpty();
        }
        assertThat(arrives("<type>number</type><scale>0.01</scale>", 1250f)).isEqualTo(12.5);
    }

    /** Written out, it would have a billion digits. */
    @ParameterizedTest
    @ValueSource(strings = {"1E+1000000000", "1E-1000000000", "1E+2147483647", "1E-2147483647"})
    void aNumberWithAHugeExponent_costsItsFieldOnly(String number) {
        isLost("<type>number</type><scale>0.01</scale>", new BigDecimal(number), "has more than 900 digits");
        isLost("<type>number</type><scale>0.01</scale>", number, "is not a number");
        isLost("<type>number</type><format>#,##0.##</format>", number, "is not a number");
        isLost("<type>duration</type><unit>ms</unit><scale>0.01</scale>", new BigDecimal(number), "900 digits");
    }

    @Test
    void numbersAndDurationsThemselves_needNoFormat() {
        assertThat(arrives("<type>number</type><format>#,##0</format><locale>de</locale>", 12_345))
                .isEqualTo(12_345);
        assertThat(arrives("<type>number</type><scale>0.01</scale>", 1_250)).isEqualTo(12.5);
        assertThat(arrives("<type>duration</type><unit>ms</unit>", java.time.Duration.ofSeconds(2)))
                .isEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24.12.2026 18:05        | dd.MM.yyyy HH:mm     | 2026-12-24T18:05:00Z",
                "24.12.2026              | dd.MM.yyyy           | 2026-12-24T00:00:00Z",
                "24.12.2026 +01:00       | dd.MM.yyyy xxx       | 2026-12-23T23:00:00Z",
                "24.12.2026 06:05 PM     | dd.MM.yyyy hh:mm a   | 2026-12-24T18:05:00Z",
                "24.12.2026 18           | dd.MM.yyyy HH        | 2026-12-24T18:00:00Z",
                "24.12.26                | dd.MM.yy             | 2026-12-24T00:00:00Z",
                "29.02.2028              | dd.MM.yyyy           | 2028-02-29T00:00:00Z",
                "24.12.1000              | d.M.y                | 1000-12-24T00:00:00Z",
                "06 05 000 18 24.12.2026 | ss mm SSS HH dd.MM.yyyy | 2026-12-24T18:05:06Z",
                "31.12.2026 24:00        | dd.MM.yyyy HH:mm     | 2027-01-01T00:00:00Z",
                "24.12.2026              | dd.MM.yyyy[ HH:mm]   | 2026-12-24T00:00:00Z",
                "24.12.26                | [dd.MM.yyyy][dd.MM.yy] | 2026-12-24T00:00:00Z",
                "2026-W52-4              | YYYY-'W'ww-e         | 2026-12-24T00:00:00Z",
                "24/Dec/2026:18:05 +0100 | dd/MMM/yyyy:HH:mm xx | 2026-12-24T17:05:00Z",
                "24/DEC/2026 06:05 PM    | dd/MMM/yyyy hh:mm a  | 2026-12-24T18:05:00Z",
                "2026-12-24T18:05:00Z    | yyyy-MM-dd'T'HH:mm:ss'Z' | 2026-12-24T18:05:00Z",
                "12/24/2026              | [yyyy-MM-dd HH][MM/dd/yyyy] | 2026-12-24T00:00:00Z",
                "2026122418              | yyyyMMddHH           | 2026-12-24T18:00:00Z",
                "24. December 18 Uhr 2026 | dd. MMMM HH 'Uhr' yyyy | 2026-12-24T18:00:00Z",
                "18 o'clock, December 24, 2026 | H' o''clock, 'MMMM d, yyyy | 2026-12-24T18:00:00Z",
                "18h Dec 24 2026         | HH'h' MMM d yyyy     | 2026-12-24T18:00:00Z",
            })
    void textBecomesATime(String text, String format, String time) {
        String field = "<type>time</type><format>" + format + "</format><locale>en-GB</locale>";
        assertThat(arrives(field, text.replace("PM", "pm"))).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24.12.2026 18:05        | <format>dd.MM.yyyy HH:mm</format>     | 2026-12-24T17:05:00Z",
                "29.03.2026 02:30        | <format>dd.MM.yyyy HH:mm</format>     | 2026-03-29T01:30:00Z",
                "25.10.2026 02:30        | <format>dd.MM.yyyy HH:mm</format>     | 2026-10-25T00:30:00Z",
                "24.07.2026 18:05        | <format>dd.MM.yyyy HH:mm</format>     | 2026-07-24T16:05:00Z",
                "24.12.2026              | <format>dd.MM.yyyy</format>           | 2026-12-23T23:00:00Z",
                "24.12.2026 18:05 -0500  | <format>dd.MM.yyyy HH:mm xx</format>  | 2026-12-24T23:05:00Z",
                "2026-12-24              |                                       | 2026-12-23T23:00:00Z",
                "2026-12-24T18:05        |                                       | 2026-12-24T17:05:00Z",
                "2026-12-24T18:05:00.5   |                                       | 2026-12-24T17:05:00.500Z",
                "2026-12-24T18:05:00Z    |                                       | 2026-12-24T18:05:00Z",
            })
    void aTimeWithoutZone_isOfTheZoneOfItsField(String text, String format, String time) {
        String field = "<type>time</type><zone>Europe/Berlin</zone>" + (format == null ? "" : format);
        assertThat(arrives(field, text)).isEqualTo(time);
    }

    /** A day begins when its first moment does: there was no midnight there. */
    @Test
    void aDay_beginsInItsZone_asADateItselfDoes() {
        String field = "<type>time</type><zone>America/Sao_Paulo</zone>";
        assertThat(arrives(field, "2017-10-15")).isEqualTo("2017-10-15T03:00:00Z");
        assertThat(arrives(field, LocalDate.of(2017, 10, 15))).isEqualTo("2017-10-15T03:00:00Z");
    }

    @Test
    void aLocalDateTime_isOfTheZone_too() {
        assertThat(arrives("<type>time</type><zone>+02:00</zone>", LocalDateTime.of(2026, 12, 24, 18, 5)))
                .isEqualTo("2026-12-24T16:05:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,234.5   | number   | shape '9,999.9'. Add <format>#,##0.##</format><locale>en</locale> to its <field>",
                "1.234,56  | number   | shape '9.999,99'. Add <format>#,##0.##</format><locale>de</locale> to its <field>",
                "66 ms     | number   | shape '99 aa'. Use <type>duration</type>",
                "3 KB      | number   | shape '9 AA'. Use <type>size</type>",
                "12 EUR    | number   | shape '99 AAA'. Log it like 12408.5",
                "a ~\u007f\u00e4\u0663 | number | shape 'a ~?a9'. Log it like 12408.5",
                "EUR secret | number  | shape 'AAA aaaaaa'. Log it like 12408.5",
                "yes       | boolean  | shape 'aaa'. Log one of the two",
                "{a        | json     | shape '{a'. Mend it",
                "next week | time     | shape 'aaaa aaaa'. Give its <field> a <format>",
                "3 parsecs | duration | shape '9 aaaaaaa'. Log it like 1.5 s",
                "much      | size     | shape 'aaaa'. Log it like 3 KB",
            })
    void whatDoesNotConvert_isToldByItsShape_andNotByItself(String text, String type, String words) {
        Encoded encoded = encoded("<type>" + type + "</type>");

        encoded.action("value {} of {}", text, "c1");
        assertThat(encoded.told)
                .singleElement()
                .asString()
                .contains("Field 'v'", words)
                .doesNotContain("secret");
    }

    @Test
    void aLongText_isShownInPart_andNotLookedAtForARemedy() {
        String groups = "1" + ",111".repeat(24);
        assertThat(told("number", "x".repeat(40))).contains("shape '" + "a".repeat(40) + "'.");
        assertThat(told("number", "x".repeat(41))).contains("shape '" + "a".repeat(40) + "…'.");
        assertThat(told("number", groups + ".12")).contains("Add <format>#,##0.##</format>");
        assertThat(told("number", groups + ".123")).contains("Log it like 12408.5");
    }

    private static String told(String type, String text) {
        Encoded encoded = encoded("<type>" + type + "</type>");
        encoded.action("value {} of {}", text, "c1");
        return encoded.told.get(0);
    }

    /** The most that a collector in Java is sure to read. */
    @Test
    void aNumber_mayHave900Digits_andNoMore() {
        String most = "1".repeat(900);
        for (String field : List.of("<type>number</type>", "<type>number</type><format>0</format>")) {
            assertThat(arrives(field, most)).hasToString(most);
            isLost(field, most + "1", "is not a number");
        }
        for (String field : List.of(
                "<type>number</type>",
                "<type>number</type><format>0E0</format>",
                "<type>number</type><scale>1</scale>")) {
            assertThat(encoded(field).metadata("value {} of {}", "1E-900", "c1"))
                    .containsKey("v");
            isLost(field, "1E-901", "is not a number");
        }
        BigDecimal tiny = new BigDecimal("1E-900");
        assertThat(encoded("<type>number</type><scale>1</scale>").metadata("value {} of {}", tiny, "c1"))
                .containsKey("v");
        isLost("<type>number</type><scale>1</scale>", tiny.movePointLeft(1), "has more than 900 digits");
    }

    /** What is said of it must not cost more than the field: neither the stack nor the time. */
    @ParameterizedTest
    @CsvSource({"number", "duration", "size", "time", "boolean", "json"})
    void aHugeText_costsItsFieldOnly(String type) {
        String digits = "1".repeat(100_000);
        for (String text : List.of(digits + ",5x", "1" + ".111".repeat(25_000), "1" + ",111".repeat(25_000) + "x")) {
            isLost("<type>" + type + "</type>", text, "is ");
        }
    }

    /** It took a look behind each blank at each blank: ten billion of them. */
    @ParameterizedTest
    @CsvSource({"duration, 1s", "size, 1kb"})
    void blanksWithoutEnd_takeNoTime(String type, String part) {
        isLost("<type>" + type + "</type>", part + " ".repeat(400_000) + "x", "is not a " + type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | 2026-12-24T18:05:00.000Z", "<zone>America/New_York</zone> | 2026-12-24T23:05:00.000Z"})
    void requestTime_takesAFormatAndAZone(String zone, String time) {
        Encoded encoded = Encoded.rule(
                "at {request.time} of {company_id}",
                "<name>request.time</name><type>time</type><format>dd.MM.yyyy HH:mm</format>" + zone);

        assertThat(encoded.action("at {} of {}", "24.12.2026 18:05", "c1"))
                .extracting("request", map(String.class, Object.class))
                .containsEntry("time", time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 apples | <type>number</type><format>#,##0</format>      | as its <format>",
                "soon      | <type>time</type><format>dd.MM.yyyy</format>   | is not a time",
                "3 parsecs | <type>duration</type>                          | is not a duration",
                "3 s 4     | <type>duration</type>                          | is not a duration",
                "much      | <type>size</type>                              | is not a size",
            })
    void whatDoesNotConvert_isToldWithARemedy(String text, String field, String words) {
        isLost(field, text, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<type>number</type><unit>s</unit>            | has a <unit>",
                "<type>boolean</type><scale>2</scale>         | has a <scale>",
                "<type>json</type><format>x</format>          | has a <format>",
                "<type>duration</type><unit>KB</unit>         | has the <unit> 'KB', but it has to be one of ns, us, ms, s, min, h, d.",
                "<type>number</type><scale>cents</scale>      | has the <scale> 'cents', but it has to be a number",
                "<type>number</type><format>0,00</format>     | has the <format> '0,00', in which the comma separates groups",
                "<type>number</type><format>#,##0,0</format>  | write 0.00",
                "<type>number</type><scale>1234567890123456789012345678901</scale> | has the <scale>",
                "<type>number</type><scale>1E-31</scale>      | has the <scale> '1E-31'",
                "<type>number</type><scale>1E+31</scale>      | has the <scale> '1E+31'",
                "<type>number</type><format>abc</format>      | but a number's is a pattern of DecimalFormat",
                "<type>number</type><format>%.2f</format>     | but a number's is a pattern of DecimalFormat",
                "<type>number</type><format>%05d</format>     | but a number's is a pattern of DecimalFormat",
                "<type>time</type><format>dMyyyy</format>     | with which no time can be read",
                "<type>time</type><format>%yyyy-%MM-%dd</format> | with which no time can be read",
                "<type>number</type><scale>1E1000000000</scale> | has the <scale> '1E+1000000000'",
                "<type>time</type><format>dd.MM.yyyy hh:mm</format> | hh is the hour of half a day: write HH for the hour, or add a",
                "<type>time</type><format>dd.MM.yyyy KK:mm</format> | hh is the hour of half a day",
                "<type>time</type><format>dd.MM.yyyy mm:ss</format> | with which no time can be read",
                "<type>time</type><format>dd.MM.yyyy HH ss</format> | with which no time can be read",
                "<type>time</type><format>YYYY-MM-dd</format> | with which no time can be read",
                "<type>time</type><format>dd.mm.yyyy</format> | mm between day and year is the minute: write MM for the month",
                "<type>time</type><format>yyyy-mm-dd</format> | write MM for the month",
                "<type>time</type><format>yyyy-mm-dd HH:MM</format> | MM behind the hour is the month again: write mm for the minute",
                "<type>time</type><format>mm/dd/yyyy HH:mm</format> | write MM for the month",
                "<type>time</type><format>dd.MM.yyyy HH:MM</format> | write mm for the minute",
                "<type>time</type><format>dd.MM.yyyy HH:MM:ss</format> | write mm for the minute",
                "<type>time</type><format>yyyyMMddHHMMss</format> | write mm for the minute",
                "<type>time</type><format>dd.MM.yyyy[ HH'h'[MM]]</format> | write mm for the minute",
                "<type>time</type><format>dd.MM.yyyy HH:mm:SS</format> | write ss for the second",
                "<type>time</type><format>dd.MM.yyyy HH:mm:ss,ms</format> | write SSS for milliseconds",
                "<type>time</type><format>yyyy-MM-dd'T'HH:mm:ss'Z'</format><zone>Europe/Berlin</zone> | in which 'Z' is a mere letter",
                "<type>time</type><format>MMM dd HH:mm:ss</format> | with which no time can be read",
                "<type>time</type><format>qqqqqqq</format>    | has a <format> that is none",
                "<type>number</type><zone>UTC</zone>          | has a <zone>",
                "<type>time</type><zone>Berlin</zone>         | has the <zone> 'Berlin', but it has to be one such as",
                "<type>fancy</type>                           | time, duration or size",
            })
    void whatDoesNotFit_isOneError_andTheRuleIsOff(String field, String words) {
        assertThat(encoded(field).errors()).singleElement().asString().contains(words, "The rule is off");
    }
}
