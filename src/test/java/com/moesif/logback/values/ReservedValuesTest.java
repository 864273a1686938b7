package com.moesif.logback.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields with a place of their own: times, ids, names, and what becomes of values that can't be one. */
class ReservedValuesTest {
    private static final Instant TIME = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
    private static final UUID ID = UUID.fromString("a3765025-46ec-45dd-bc83-b136c8d1d257");

    enum Tenant {
        ACME {
            @Override
            public String toString() {
                return "Acme Inc.";
            }
        }
    }

    static Stream<Arguments> times() {
        LocalDateTime utc = LocalDateTime.ofInstant(TIME, ZoneOffset.UTC);
        LocalDate day = utc.toLocalDate();
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Calendar calendar = Calendar.getInstance();
        calendar.setTimeInMillis(TIME.toEpochMilli());
        return Stream.of(
                arguments(TIME, TIME),
                arguments(TIME.plusNanos(999_999), TIME),
                arguments(utc, TIME),
                arguments(TIME.atZone(ZoneId.of("Asia/Tokyo")), TIME),
                arguments(TIME.atOffset(ZoneOffset.ofHours(-7)), TIME),
                arguments(Date.from(TIME), TIME),
                arguments(java.sql.Timestamp.from(TIME), TIME),
                arguments(calendar, TIME),
                arguments(Optional.of(TIME), TIME),
                arguments(day, midnight),
                arguments(TIME.toString(), TIME),
                arguments(utc.toString(), TIME),
                arguments(" " + utc + " ", TIME),
                arguments(TIME.atOffset(ZoneOffset.ofHours(2)).toString(), TIME),
                arguments(TIME.atZone(ZoneId.of("Europe/Paris")).toString(), TIME),
                arguments(day.toString(), midnight),
                arguments(new StringBuilder(TIME.toString()), TIME),
                arguments(TIME.toEpochMilli(), TIME),
                arguments(new AtomicLong(TIME.toEpochMilli()), TIME),
                arguments(java.math.BigInteger.valueOf(TIME.toEpochMilli()), TIME),
                arguments(java.math.BigDecimal.valueOf(TIME.toEpochMilli()), TIME),
                arguments(Long.toString(TIME.toEpochMilli()), TIME),
                arguments(TIME.getEpochSecond(), TIME.truncatedTo(ChronoUnit.SECONDS)),
                arguments((int) TIME.getEpochSecond(), TIME.truncatedTo(ChronoUnit.SECONDS)),
                arguments(Long.toString(TIME.getEpochSecond()), TIME.truncatedTo(ChronoUnit.SECONDS)),
                arguments(java.math.BigDecimal.valueOf(TIME.toEpochMilli(), 3), TIME),
                arguments(java.math.BigDecimal.valueOf(TIME.toEpochMilli(), 3).toPlainString(), TIME),
                arguments(java.math.BigDecimal.valueOf(TIME.toEpochMilli(), 3).doubleValue(), TIME),
                arguments(TIME.toEpochMilli() * 1_000 + 7, TIME),
                arguments(TIME.toEpochMilli() * 1_000_000 + 7, TIME),
                arguments(tools.jackson.databind.node.LongNode.valueOf(TIME.toEpochMilli()), TIME));
    }

    @ParameterizedTest
    @MethodSource("times")
    void requestTime_isTakenInEveryForm(Object given, Instant expected) {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("request.time", given).log("m");

            assertThat(logback.theAction().requestTime()).endsWith("Z").hasSize(24);
            assertThat(Instant.parse(logback.theAction().requestTime())).isEqualTo(expected);
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    static Stream<Object> noTimes() {
        return Stream.of(
                "yesterday",
                "2024-02-30T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "99999999999999999999",
                LocalTime.NOON,
                java.time.Year.of(2024),
                Duration.ofSeconds(1),
                Instant.MAX,
                Long.MAX_VALUE,
                1.5,
                0,
                "0",
                -1L,
                // Dates as digits, and what looks like one.
                20261130,
                "20261130",
                2026113012,
                2026993012,
                "2026993012",
                202611301205L,
                202699301205L,
                20261130120530L,
                20269930120530L,
                2699301205L,
                2026993012053000L,
                java.math.BigInteger.valueOf(2026993012053000000L),
                Double.NaN,
                true,
                Map.of("time", 1),
                List.of(TIME));
    }

    @ParameterizedTest
    @MethodSource("noTimes")
    void requestTimeThatIsNone_isTheEventsOwnAndCounted(Object given) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("request.time", given).log("m");

            assertThat(Instant.parse(logback.theAction().requestTime())).isBetween(before, Instant.now());
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(1);
            assertThat(logback.warnings())
                    .singleElement()
                    .asString()
                    .contains("request.time", given instanceof Map || given instanceof List ? "" : "seconds");
        }
    }

    @Test
    void requestTimeNotGiven_isTheEventsOwn() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("request.time", " ").log("m");

            assertThat(Instant.parse(logback.theAction().requestTime())).isBetween(before, Instant.now());
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    @Test
    void requestTimeFromTheMdcOrAField_isTakenToo() {
        try (Logback logback =
                Logback.with("<field><name>request.time</name><value>%X{at}</value><type>number</type></field>")) {
            logback.mdc.put("at", Long.toString(TIME.toEpochMilli()));
            logback.action().log("m");

            assertThat(Instant.parse(logback.theAction().requestTime())).isEqualTo(TIME);
        }
    }

    /** A time is no id: its number loses no zeros that count. */
    @ParameterizedTest
    @CsvSource({"%se-3", "+%s"})
    void requestTimeWhoseFieldSaysNumber_isThatOfTheNumber(String form) {
        try (Logback logback =
                Logback.with("<field><name>request.time</name><value>%X{at}</value><type>number</type></field>")) {
            logback.mdc.put("at", form.formatted(TIME.toEpochMilli()));
            logback.action().log("m");

            assertThat(Instant.parse(logback.theAction().requestTime())).isEqualTo(TIME);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1000", "999999999999", "4000000000"})
    void requestTimeWhoseFieldSaysTime_takesNoNumberOfAnotherCenturyEither(String given) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (Logback logback = Logback.with("<rule><message>at {request.time}</message><actionName>A</actionName>"
                + "<field><name>request.time</name><type>time</type></field></rule>")) {
            logback.log().info("at {}", given);
            logback.log().info("at {}", Long.valueOf(given));

            assertThat(logback.actions())
                    .hasSize(2)
                    .allSatisfy(action ->
                            assertThat(Instant.parse(action.requestTime())).isBetween(before, Instant.now()));
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(2);
        }
    }

    @Test
    void transactionIds_areRandomWhenNotGiven() {
        try (Logback logback = Logback.with()) {
            for (int i = 0; i < 1_000; i++) {
                logback.action().log("m");
            }

            assertThat(logback.actions()).hasSize(1_000);
            assertThat(logback.collector.duplicates()).isZero();
            assertThat(logback.actions())
                    .allSatisfy(action -> assertThat(
                                    UUID.fromString(action.transactionId()).version())
                            .isEqualTo(4));
        }
    }

    @Test
    void transactionIdThatIsAUuid_isKept() {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("transaction_id", ID).log("m");
            logback.action()
                    .addKeyValue("transaction_id", " A3765025-46EC-45DD-BC83-B136C8D1D258 ")
                    .log("m");

            assertThat(logback.actions())
                    .extracting(ReceivedAction::transactionId)
                    .containsExactly(ID.toString(), "a3765025-46ec-45dd-bc83-b136c8d1d258");
        }
    }

    @Test
    void transactionIdThatIsNone_becomesOneOfCompanyActionNameAndId() {
        try (Logback logback = Logback.with()) {
            for (String name : List.of("Authorised", "Settled", "Authorised")) {
                logback.log()
                        .atInfo()
                        .addKeyValue("transaction_id", "payment-17")
                        .addKeyValue("action_name", name)
                        .addKeyValue("company_id", "c")
                        .log("m");
            }
            // The same in another life of another appender: known since 2026-11.
            assertThat(logback.actions())
                    .extracting(ReceivedAction::transactionId)
                    .containsExactly(
                            UUID.nameUUIDFromBytes("c\0Authorised\0payment-17"
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                    .toString(),
                            UUID.nameUUIDFromBytes(
                                            "c\0Settled\0payment-17".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                    .toString());
            assertThat(logback.collector.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void transactionIdsThatCountPerCustomer_areNotTakenForEachOther() {
        try (Logback logback = Logback.with()) {
            for (String company : List.of("a", "b", "a")) {
                logback.log()
                        .atInfo()
                        .addKeyValue("transaction_id", 17)
                        .addKeyValue("action_name", "Paid Invoice")
                        .addKeyValue("company_id", company)
                        .log("m");
            }

            assertThat(logback.actions()).extracting(ReceivedAction::companyId).containsExactly("a", "b");
            assertThat(logback.collector.duplicates()).isEqualTo(1);
        }
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(12345, "12345"),
                arguments(9007199254740993L, "9007199254740993"),
                arguments(new java.math.BigDecimal("12.50"), "12.50"),
                arguments(new java.math.BigDecimal("42.00"), "42"),
                // What Gson makes of each number in a map.
                arguments(12345678d, "12345678"),
                arguments(12345678L, "12345678"),
                arguments(42f, "42"),
                arguments(-0d, "0"),
                arguments(7.25, "7.25"),
                arguments(0.00001, "0.00001"),
                arguments(tools.jackson.databind.node.DoubleNode.valueOf(12345678d), "12345678"),
                arguments(true, "true"),
                arguments('c', "c"),
                arguments(Tenant.ACME, "ACME"),
                arguments(ID, ID.toString()),
                arguments(Optional.of("a \"quoted\" one"), "a \"quoted\" one"),
                arguments(new java.util.concurrent.atomic.AtomicReference<>("a\\b"), "a\\b"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void scalarIdentity_isItsText(Object given, String expected) {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("company_id", given).log("m");

            assertThat(logback.theAction().companyId()).isEqualTo(expected);
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void identityWhoseFieldSaysString_isTheSameText(Object given, String expected) {
        try (Logback logback = Logback.with("<rule><message>m</message><actionName>Test</actionName>"
                + "<field><name>company_id</name><type>string</type></field></rule>")) {
            logback.log().atInfo().addKeyValue("company_id", given).log("m");

            assertThat(logback.theAction().companyId()).isEqualTo(expected);
        }
    }

    /** Invoice 007 is not invoice 7, which Moesif would count as sent already. */
    @ParameterizedTest
    @CsvSource({"007, 007", "00, 00", "12e5, 12e5", "+5, +5", "7, 7", "42.0, 42", "0, 0", "0.5, 0.5"})
    void identityWhoseFieldSaysNumber_keepsItsText(String given, String expected) {
        try (Logback logback = Logback.with(
                "<rule><regex>^paid by (?&lt;company_id&gt;\\S+)$</regex><actionName>A</actionName>"
                        + "<field><name>company_id</name><type>number</type><required>true</required></field></rule>")) {
            logback.log().info("paid by {}", given);

            assertThat(logback.theAction().companyId()).isEqualTo(expected);
        }
    }

    @Test
    void transactionIdOfAFloatingPointNumber_isThatOfTheWholeOne() {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("transaction_id", 12345678d).log("m");
            logback.action().addKeyValue("transaction_id", 12345678L).log("m");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.collector.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void identityBeyondTheDigitsOfItsType_isWarnedOf() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("company_id", (double) 9007199254740993L)
                    .log("m");

            assertThat(logback.theAction().companyId()).isEqualTo("9007199254740992");
            logback.stop();
            assertThat(logback.warnings()).singleElement().asString().contains("company_id", "last digits");
        }
    }

    /** To bill nobody is better than to bill another company. */
    @ParameterizedTest
    @MethodSource("unusable")
    void identityThatCannotBeUsed_isNotReplacedByThatOfTheMdc(Object given) {
        try (Logback logback = Logback.with(
                "<alias><from>by</from><to>request.uri</to></alias>",
                "<field><name>user_id</name><value>somebody</value></field>")) {
            logback.mdc.put("company_id", "of the MDC");
            logback.mdc.put("request.time", "2026-01-01T00:00:00Z");
            logback.mdc.put("by", "/of-the-mdc");
            logback.mdc.put("req.requestURL", "/of-the-filter");
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "Test")
                    .addKeyValue("company_id", given)
                    .addKeyValue("user_id", given)
                    .addKeyValue("request.time", given)
                    .addKeyValue("request.uri", given)
                    .log("m");
            logback.mdc.clear();

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isNull();
            assertThat(arrived.userId()).isNull();
            assertThat(arrived.requestTime()).doesNotStartWith("2026-01-01T00:00");
            assertThat(arrived.request()).containsOnlyKeys("time");
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.WITHOUT_COMPANY)).isEqualTo(1);
            assertThat(logback.warnings())
                    .filteredOn(warning -> warning.startsWith("Field 'company_id'"))
                    .singleElement()
                    .asString()
                    .endsWith(". What a weaker source gives, such as the MDC, is not used in its place.");
        }
    }

    static Stream<Object> unusable() {
        return Stream.of(Map.of("id", 5), List.of("acme"), Double.NaN, new Iterable<Object>() {
            @Override
            public java.util.Iterator<Object> iterator() {
                throw new IllegalStateException("closed");
            }
        });
    }

    @Test
    void valueThatDidNotConvert_isNotReplacedByThatOfTheMdc() {
        try (Logback logback = Logback.with(
                "<mdcKey>amount</mdcKey><mdcKey>before</mdcKey><mdcKey>zone</mdcKey>",
                "<rule><message>m {amount}</message><actionName>Test</actionName>"
                        + "<field><name>amount</name><type>number</type></field></rule>")) {
            logback.mdc.put("before", "1");
            logback.mdc.put("amount", "2");
            logback.mdc.put("zone", "3");
            logback.log().info("m {}", "much");
            logback.mdc.clear();

            assertThat(logback.theAction().metadata()).isEqualTo(Map.of("before", "1", "zone", "3"));
        }
    }

    @Test
    void laterValue_countsAfterOneThatCannotBeUsed() {
        try (Logback logback = Logback.with()) {
            logback.log().info(Actions.action("Test", Map.of("company_id", List.of(1))), "company_id={}", "acme");
            logback.mdc.put("company_id", "of the MDC");
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "Test")
                    .addKeyValue("company_id", List.of(1))
                    .addKeyValue("company_id", "acme")
                    .log("m");
            logback.mdc.clear();

            assertThat(logback.actions()).extracting(ReceivedAction::companyId).containsExactlyInAnyOrder(null, "acme");
        }
    }

    @ParameterizedTest
    @MethodSource("nothings")
    void blankIdentity_isLeftOutAndHidesNothing(Object nothing) {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("company_id", nothing)
                    .addKeyValue("user_id", nothing)
                    .addKeyValue("request.uri", nothing)
                    .addKeyValue("transaction_id", nothing)
                    .addKeyValue("action_name", nothing)
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo(Logback.COMPANY);
            assertThat(arrived.actionName()).isEqualTo("Test");
            assertThat(arrived.json()).doesNotContain("user_id", "uri");
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    static Stream<Object> nothings() {
        return Stream.of("", " \t\n", Optional.empty(), java.util.OptionalLong.empty(), new StringBuilder());
    }

    @Test
    void objectOrListForAnIdentity_isRefusedAndCounted() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "Test")
                    .addKeyValue("company_id", Map.of("id", 5))
                    .addKeyValue("user_id", List.of("u"))
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isNull();
            assertThat(arrived.userId()).isNull();
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(2);
            assertThat(logback.counts().oddities().get(Oddity.WITHOUT_COMPANY)).isEqualTo(1);
            assertThat(logback.warnings())
                    .anyMatch(warning -> warning.contains("company_id") && warning.contains("list or an object"))
                    .anyMatch(warning -> warning.contains("user_id"));
        }
    }

    @Test
    void numberThatIsNone_isNoIdentity() {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("company_id", Double.NaN).log("m");

            assertThat(logback.theAction().companyId()).isEqualTo(Logback.COMPANY);
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(1);
        }
    }

    @Test
    void actionWithoutCompany_isCountedAndNamedOnce() {
        try (Logback logback = Logback.with()) {
            logback.log().info(Actions.action("Exported Report"), "m");
            await().until(() -> !logback.warnings().isEmpty());
            logback.log().info(Actions.action("Exported Report"), "m");
            logback.log().info(Actions.action("Exported Report"), "m");

            assertThat(logback.actions()).hasSize(3);
            assertThat(logback.counts().oddities().get(Oddity.WITHOUT_COMPANY)).isEqualTo(3);
            assertThat(logback.warnings()).singleElement().asString().contains("'Exported Report'", "company_id");
        }
    }

    @Test
    void rawTemplate_namesWhatNobodyNames() {
        try (Logback logback = Logback.with("<field><name>company_id</name><value>c</value></field>")) {
            logback.log().atInfo().addKeyValue("action_name", " ").log("Exported {} rows", 7);

            assertThat(logback.theAction().actionName()).isEqualTo("Exported {} rows");
        }
    }

    @Test
    void moreThan200Names_areWarnedOfOnce() {
        try (Logback logback = Logback.with("<field><name>company_id</name><value>c</value></field>")) {
            for (int i = 0; i < 200; i++) {
                logback.log().info(Actions.action("Action " + i), "m");
                logback.log().info(Actions.action("Action 0"), "m");
            }
            assertThat(logback.actions()).hasSize(400);
            assertThat(logback.warnings()).isEmpty();

            logback.log().info(Actions.action("One too many"), "m");
            assertThat(logback.actions()).hasSize(401);
            for (int i = 0; i < 300; i++) {
                logback.log().info(Actions.action("More " + i), "m");
            }
            logback.stop();
            assertThat(logback.warnings()).singleElement().asString().contains("200", "'One too many'");
        }
    }
}
