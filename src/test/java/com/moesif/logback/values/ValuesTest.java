package com.moesif.logback.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a value: its JSON, on its own and within a list (design, section 2, "types are kept"). */
class ValuesTest {
    private static final Instant TIME = Instant.parse("2024-03-01T04:45:42.914Z");

    enum Currencies {
        USD {
            @Override
            public String toString() {
                return "US dollar";
            }
        },
        EUR
    }

    record Money(BigDecimal amount, Currencies currency) {}

    record Order(long id, List<Money> items, Map<String, Object> extra) {}

    static final class Customer {
        @JsonProperty("customer-name")
        public String getName() {
            return "Acme";
        }

        public boolean isActive() {
            return true;
        }

        int hidden = 3;
    }

    /** Values whose JSON is the same on their own, in a list, in an Optional and as a value of a map. */
    static Stream<Arguments> values() throws Exception {
        return Stream.of(
                arguments(new BigDecimal("24.60"), "24.60"),
                arguments(new BigDecimal("1234567890123456789.0123456789"), "1234567890123456789.0123456789"),
                arguments(9007199254740993L, "9007199254740993"),
                arguments(Long.MIN_VALUE, "-9223372036854775808"),
                arguments(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                arguments(24.6, "24.6"),
                arguments(66.3f, "66.3"),
                arguments(-0.0, "-0.0"),
                arguments(Double.MIN_VALUE, "4.9E-324"),
                arguments((short) -3, "-3"),
                arguments((byte) 7, "7"),
                arguments('x', "\"x\""),
                arguments(true, "true"),
                arguments(Double.NaN, "null"),
                arguments(Double.POSITIVE_INFINITY, "null"),
                arguments(Float.NEGATIVE_INFINITY, "null"),
                arguments("größe \"€\" \\ \n 𝄞", "\"größe \\\"€\\\" \\\\ \\n 𝄞\""),
                arguments(new StringBuilder("built"), "\"built\""),
                arguments(Currencies.USD, "\"USD\""),
                arguments(
                        UUID.fromString("a3765025-46ec-45dd-bc83-b136c8d1d257"),
                        "\"a3765025-46ec-45dd-bc83-b136c8d1d257\""),
                arguments(new AtomicInteger(5), "5"),
                arguments(new AtomicLong(1L << 60), "1152921504606846976"),
                arguments(new AtomicBoolean(true), "true"),
                arguments(new LongAdder(), "0"),
                arguments(new AtomicReference<>("inner"), "\"inner\""),
                arguments(Optional.of(24.6), "24.6"),
                arguments(Optional.empty(), "null"),
                arguments(OptionalInt.of(3), "3"),
                arguments(OptionalDouble.empty(), "null"),
                arguments(TIME, "\"2024-03-01T04:45:42.914Z\""),
                arguments(LocalDate.of(2024, 3, 1), "\"2024-03-01\""),
                arguments(LocalTime.of(4, 45, 42), "\"04:45:42\""),
                arguments(LocalDateTime.of(2024, 3, 1, 4, 45, 42), "\"2024-03-01T04:45:42\""),
                arguments(
                        OffsetDateTime.of(2024, 3, 1, 4, 45, 42, 0, ZoneOffset.ofHours(1)),
                        "\"2024-03-01T04:45:42+01:00\""),
                arguments(OffsetTime.of(4, 45, 42, 0, ZoneOffset.ofHours(1)), "\"04:45:42+01:00\""),
                arguments(
                        ZonedDateTime.of(2024, 3, 1, 4, 45, 42, 0, ZoneId.of("Europe/Paris")),
                        "\"2024-03-01T04:45:42+01:00\""),
                arguments(Duration.ofSeconds(90), "\"PT1M30S\""),
                arguments(Period.ofDays(3), "\"P3D\""),
                arguments(Year.of(2024), "\"2024\""),
                arguments(YearMonth.of(2024, 3), "\"2024-03\""),
                arguments(MonthDay.of(3, 1), "\"--03-01\""),
                arguments(Month.MARCH, "\"MARCH\""),
                arguments(DayOfWeek.FRIDAY, "\"FRIDAY\""),
                arguments(ZoneId.of("Europe/Paris"), "\"Europe/Paris\""),
                arguments(ZoneOffset.ofHours(1), "\"+01:00\""),
                arguments(Date.from(TIME), "\"2024-03-01T04:45:42.914Z\""),
                arguments(java.sql.Timestamp.from(TIME), "\"2024-03-01T04:45:42.914Z\""),
                arguments(java.sql.Date.valueOf("2024-03-01"), "\"2024-03-01\""),
                arguments(java.sql.Time.valueOf("04:45:42"), "\"04:45:42\""),
                arguments(calendar(), "\"2024-03-01T04:45:42.914Z\""),
                arguments(URI.create("https://acme.com/a?b=c"), "\"https://acme.com/a?b=c\""),
                arguments(URI.create("https://acme.com").toURL(), "\"https://acme.com\""),
                arguments(InetAddress.getByAddress("acme.com", new byte[] {10, 0, 0, 1}), "\"10.0.0.1\""),
                arguments(Path.of("/var/lib"), "\"/var/lib\""),
                arguments(new File("/var/lib"), "\"/var/lib\""),
                arguments(Currency.getInstance("USD"), "\"USD\""),
                arguments(Locale.US, "\"en-US\""),
                arguments(StandardCharsets.UTF_8, "\"UTF-8\""),
                arguments(TimeZone.getTimeZone("Europe/Paris"), "\"Europe/Paris\""),
                arguments(String.class, "\"java.lang.String\""),
                arguments(new int[] {1, 2}, "[1,2]"),
                arguments(new long[0], "[]"),
                arguments(new double[] {1.5, Double.NaN}, "[1.5,null]"),
                arguments(new float[] {1.5f, Float.NaN}, "[1.5,null]"),
                arguments(new boolean[] {true}, "[true]"),
                arguments(new char[] {'a', 'b'}, "\"ab\""),
                arguments(new byte[] {1, 2, 3}, "\"AQID\""),
                arguments(new Object[] {1, "a", null, new int[] {2}}, "[1,\"a\",null,[2]]"),
                arguments(List.of(List.of(), Map.of()), "[[],{}]"),
                arguments(Set.of(5), "[5]"),
                arguments(
                        new Money(new BigDecimal("24.60"), Currencies.USD), "{\"amount\":24.60,\"currency\":\"USD\"}"),
                arguments(
                        new Order(1, List.of(new Money(null, Currencies.EUR)), Map.of("nan", Double.NaN)),
                        "{\"id\":1,\"items\":[{\"amount\":null,\"currency\":\"EUR\"}],\"extra\":{\"nan\":null}}"),
                arguments(new Customer(), "{\"active\":true,\"customer-name\":\"Acme\"}"));
    }

    private static Calendar calendar() {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
        calendar.setTimeInMillis(TIME.toEpochMilli());
        return calendar;
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isThisJsonAloneAndWithinOthers(Object value, String json) {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("k", value);
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("alone", value)
                    .addKeyValue("in_list", Arrays.asList(0, value))
                    .addKeyValue("in_map", map)
                    .addKeyValue("in_array", new Object[] {value})
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.json())
                    .contains("\"alone\":" + json + ",")
                    .contains("\"in_list\":[0," + json + "]")
                    .contains("\"in_map\":{\"k\":" + json + "}")
                    .contains("\"in_array\":[" + json + "]");
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    /** Whatever a pair keeps, an argument keeps, unless it is a bean or holds one. */
    @ParameterizedTest
    @MethodSource("values")
    void valueForANamedHole_isTheSameJsonUnlessItIsABean(Object value, String json) {
        boolean bean = value instanceof Money || value instanceof Order || value instanceof Customer;
        try (Logback logback = Logback.with()) {
            logback.action().addArgument(value).addArgument("end").log("v={} end={}");

            ReceivedAction arrived = logback.theAction();
            if (bean) {
                assertThat(arrived.metadata().get("v")).isEqualTo(value.toString());
            } else {
                assertThat(arrived.json()).contains("\"v\":" + json + ",");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isTheSameJsonWhenMasksAreLookingForSomethingElse(Object value, String json) {
        try (Logback logback = Logback.with("<mask><pattern>no such text</pattern></mask>")) {
            logback.action().addKeyValue("v", value).addKeyValue("end", "e").log("m");

            assertThat(logback.theAction().json()).contains("\"v\":" + json + ",");
        }
    }

    @Test
    void throwable_isItsText() {
        try (Logback logback = Logback.with()) {
            assertThat(logback.shipped(new IllegalStateException("boom")))
                    .isEqualTo("java.lang.IllegalStateException: boom");
        }
    }

    @Test
    void numberOfTheUsersOwnKind_isANumberOnlyIfItsTextIsOne() {
        try (Logback logback = Logback.with()) {
            assertThat(logback.shipped(new Fraction("0.75"))).isEqualTo(0.75);
            assertThat(logback.shipped(new Fraction("3/4"))).isEqualTo("3/4");
            assertThat(logback.shipped(new Fraction("1,\"x\":2"))).isEqualTo("1,\"x\":2");
            assertThat(logback.shipped(List.of(new Fraction("3/4")))).isEqualTo(List.of("3/4"));
            assertThat(logback.shipped(List.of(new Fraction("NaN"))))
                    .isEqualTo(new ArrayList<>(Arrays.asList((Object) null)));
            DoubleAdder infinite = new DoubleAdder();
            infinite.add(Double.POSITIVE_INFINITY);
            assertThat(logback.shipped(infinite)).isNull();
        }
    }

    @Test
    void decimalWithAnEnormousExponent_staysANumber() {
        try (Logback logback = Logback.with()) {
            assertThat(logback.shipped(new BigDecimal("1E+20000"))).isEqualTo(new BigDecimal("1E+20000"));
            assertThat(logback.shipped(new BigDecimal("1E-20000"))).isEqualTo(new BigDecimal("1E-20000"));
            assertThat(logback.shipped(List.of(new BigDecimal("1E+20000"))))
                    .isEqualTo(List.of(new BigDecimal("1E+20000")));
        }
    }

    @Test
    void jsonTree_isTheJsonItStandsFor() throws Exception {
        String json = "{\"a\":1,\"b\":[true,\"x\"],\"c\":{}}";
        try (Logback logback = Logback.with()) {
            for (Object tree : List.of(
                    new com.fasterxml.jackson.databind.ObjectMapper().readTree(json),
                    new tools.jackson.databind.json.JsonMapper().readTree(json))) {
                assertThat(logback.shipped(tree))
                        .as(tree.getClass().getName())
                        .isEqualTo(Map.of("a", 1, "b", List.of(true, "x"), "c", Map.of()));
            }
        }
    }

    @Test
    void pairGivenBySupplier_isItsValue() {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("v", () -> 24.6).log("m");

            assertThat(logback.theAction().metadata()).containsEntry("v", 24.6);
        }
    }

    /** A number as libraries have them, Commons Lang's {@code Fraction} for one. */
    private static final class Fraction extends Number {
        private static final long serialVersionUID = 1L;
        private final String text;

        Fraction(String text) {
            this.text = text;
        }

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
