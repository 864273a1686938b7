package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules with a {@code <message>}: what is the same template, and what becomes of its arguments. */
@Timeout(60)
class MessageRuleTest {
    private static Logback message(String message) {
        return Logback.rules(
                "<rule><message><![CDATA[" + message + "]]></message>" + "<actionName>Matched</actionName></rule>");
    }

    @Test
    void namedHoles_becomeFieldsWithTheirTypes() {
        try (Logback harness = message("Processed payment {amount} {currency} for {company_id} in {time_seconds} s")) {
            harness.log().info("Processed payment {} {} for {} in {} s", new BigDecimal("24.6"), "USD", 12345L, 0.84);

            ReceivedAction action = harness.theAction();
            assertThat(action.actionName()).isEqualTo("Matched");
            assertThat(action.companyId()).isEqualTo("12345");
            assertThat(action.metadata())
                    .containsExactly(entry("amount", 24.6), entry("currency", "USD"), entry("time_seconds", 0.84));
        }
    }

    @Test
    void anonymousHole_staysUnnamed() {
        try (Logback harness = message("Moved {} of {total}")) {
            harness.log().info("Moved {} of {}", 3, 5);

            assertThat(harness.theAction().metadata()).containsExactly(entry("total", 5));
        }
    }

    @Test
    void keyBeforeAnAnonymousHole_namesIt() {
        try (Logback harness = message("call path={} status={code} {} took.ms={} x-id={}")) {
            harness.log().info("call path={} status={} {} took.ms={} x-id={}", "/a", 200, "unnamed", 7, "i");

            assertThat(harness.theAction().metadata())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("path", "/a", "code", 200, "took.ms", 7, "x-id", "i"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_a", "a.b", "a-b", "A9_.-z"})
    void name_mayHaveUnderscoreDotAndDash(String name) {
        try (Logback harness = message("Did {" + name + "}")) {
            harness.log().info("Did {}", 1);

            assertThat(harness.theAction().metadata()).containsExactly(entry(name, 1));
        }
    }

    /** In the source they're no holes either. */
    @ParameterizedTest
    @ValueSource(strings = {"set {a, b}", "set {1}", "json {\"id\": 1}", "set { }", "{-a}"})
    void otherBraces_areLiteral(String braces) {
        try (Logback harness = message(braces + " of {size}")) {
            harness.log().info(braces + " of {}", 2);

            assertThat(harness.theAction().metadata()).containsExactly(entry("size", 2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Done {}", "  Done {}", "Done {}\n", "\t Done {} \r\n", "\u2003Done {}\u2003"})
    void outerWhiteSpace_doesNotCount(String logged) {
        try (Logback harness = message("\n      Done {n}\n    ")) {
            harness.log().info(logged, 1);

            assertThat(harness.theAction().metadata()).containsExactly(entry("n", 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"done {}", "Done  {}", "Done {} now", "Done", "Done {n}", "Done 1"})
    void otherText_doesNotMatch(String logged) {
        try (Logback harness = message("Done {n}")) {
            harness.log().info(logged, 1);

            assertThat(harness.actions()).isEmpty();
        }
    }

    static Stream<Arguments> escapes() {
        return Stream.of(
                Arguments.of("a \\u003A- b {n}", "a :- b {}"),
                Arguments.of("open \\u007B {n}", "open { {}"),
                Arguments.of("close \\u007D {n}", "close } {}"),
                Arguments.of("\\u0024\\u007Bhome\\u007D {n}", "${home} {}"),
                Arguments.of("\\u007Bx\\u007D is no name, {n} is", "{x} is no name, {} is"),
                Arguments.of("hole \\u007B\\u007D unnamed? {n}", "hole {} unnamed? {}"),
                Arguments.of("caf\\u00e9 {n}", "café {}"),
                Arguments.of("\\u0020 padded {n} \\u0020", "padded {}"),
                Arguments.of("not one: \\u12 {n}", "not one: \\u12 {}"));
    }

    /** Logback would change or end the text there (design section 3). */
    @ParameterizedTest
    @MethodSource("escapes")
    void unicodeEscape_standsForTheCharacter(String message, String logged) {
        try (Logback harness = message(message)) {
            assertThat(harness.errors()).isEmpty();

            harness.log().info(logged, logged.startsWith("hole") ? new Object[] {0, 1} : new Object[] {1});

            assertThat(harness.theAction().metadata()).containsExactly(entry("n", 1));
        }
    }

    @Test
    void escapedStar_isAStarAndNotAnyMessage() {
        try (Logback harness = message("\\u002A")) {
            harness.log().info("anything");
            harness.log().info("*");

            assertThat(harness.actions()).hasSize(1);
        }
    }

    @Test
    void escapedHole_takesNoArgument() {
        try (Logback harness = message("Set \\{} has {size} and \\\\{next}")) {
            harness.log().info("Set \\{} has {} and \\\\{}", 3, "four");

            assertThat(harness.theAction().metadata()).containsExactly(entry("size", 3), entry("next", "four"));
        }
    }

    @Test
    void fewerArgumentsThanHoles_leaveTheRestOut() {
        try (Logback harness = message("{a} {b} {c}")) {
            harness.log().info("{} {} {}", 1, 2);

            assertThat(harness.theAction().metadata()).containsExactly(entry("a", 1), entry("b", 2));
        }
    }

    @Test
    void noArguments_leaveAllOut() {
        try (Logback harness = message("{a} {b}")) {
            harness.log().info("{} {}");

            assertThat(harness.theAction().metadata()).isEmpty();
        }
    }

    @Test
    void moreArgumentsThanHoles_areIgnored() {
        try (Logback harness = message("{a}")) {
            harness.log().info("{}", 1, 2, 3);

            assertThat(harness.theAction().metadata()).containsExactly(entry("a", 1));
        }
    }

    @Test
    void nullArgument_isNull() {
        try (Logback harness = message("{a} {b}")) {
            harness.log().info("{} {}", null, 2);

            assertThat(harness.theAction().metadata()).containsExactly(entry("a", null), entry("b", 2));
        }
    }

    @Test
    void nullForTheArguments_isNone() {
        try (Logback harness = message("{a}")) {
            harness.log().info("{}", (Object[]) null);

            assertThat(harness.theAction().metadata()).isEmpty();
        }
    }

    static Stream<Arguments> typedArguments() {
        return Stream.of(
                Arguments.of(7, 7),
                Arguments.of(5_000_000_000L, 5_000_000_000L),
                Arguments.of(0.5, 0.5),
                Arguments.of(true, true),
                Arguments.of("7", "7"),
                Arguments.of('c', "c"),
                Arguments.of(DayOfWeek.MONDAY, "MONDAY"),
                Arguments.of(Instant.EPOCH, "1970-01-01T00:00:00Z"),
                Arguments.of(List.of(1, "two"), List.of(1, "two")),
                Arguments.of(Map.of("k", 1), Map.of("k", 1)),
                Arguments.of(new int[] {1, 2}, List.of(1, 2)),
                Arguments.of(new StringBuilder("text"), "text"));
    }

    @ParameterizedTest
    @MethodSource("typedArguments")
    void argument_keepsItsType(Object argument, Object expected) {
        try (Logback harness = message("Got {a} {b}")) {
            harness.log().info("Got {} {}", argument, "b");

            assertThat(harness.theAction().metadata()).containsEntry("a", expected);
        }
    }

    @Test
    void arrayAsTheLastOfSeveralArguments_isOneValue() {
        try (Logback harness = message("{a} {b}")) {
            harness.log().info("{} {}", "x", new Object[] {1, "two"});

            assertThat(harness.theAction().metadata()).containsExactly(entry("a", "x"), entry("b", List.of(1, "two")));
        }
    }

    @Test
    void arrayAsTheOnlyArgument_isTheArguments() {
        try (Logback harness = message("{a} {b}")) {
            harness.log().info("{} {}", new Object[] {1, "two"});

            assertThat(harness.theAction().metadata()).containsExactly(entry("a", 1), entry("b", "two"));
        }
    }

    @Test
    void trailingThrowable_isNoArgument() {
        try (Logback harness = Logback.rules("""
                <rule><message>{a} failed</message><actionName>Failed</actionName>
                  <field><name>error</name><value>%ex{0}</value></field></rule>
                """)) {
            harness.log().info("{} failed", "job", new IllegalStateException("why"));

            assertThat(harness.theAction().metadata()).containsEntry("a", "job").containsKey("error");
        }
    }

    /** Logback takes it for the event's exception before anything is formatted, and the log line shows {@code {}}. */
    @Test
    void trailingThrowable_isNoArgumentEvenIfAHoleWaitsForIt() {
        try (Logback harness = message("{a} failed: {why}")) {
            harness.log().info("{} failed: {}", "job", new IllegalStateException("why"));

            assertThat(harness.theAction().metadata()).containsExactly(entry("a", "job"));
        }
    }

    @Test
    void throwableBeforeTheLastArgument_isItsText() {
        try (Logback harness = message("{why} in {a}")) {
            harness.log().info("{} in {}", new IllegalStateException("it"), "job");

            assertThat(harness.theAction().metadata())
                    .containsExactly(entry("why", "java.lang.IllegalStateException: it"), entry("a", "job"));
        }
    }

    @Test
    void suppliersOfTheFluentApi_giveTheirValues() {
        try (Logback harness = message("Exported {rows} for {who}")) {
            Supplier<Object> rows = () -> 12;
            harness.log()
                    .atInfo()
                    .setMessage(() -> "Exported {} for {}")
                    .addArgument(rows)
                    .addArgument("me")
                    .log();

            assertThat(harness.theAction().metadata()).containsExactly(entry("rows", 12), entry("who", "me"));
        }
    }

    @Test
    void lambdaAsAPlainArgument_hasNothingToShow() {
        try (Logback harness = message("Got {a}")) {
            Runnable lambda = () -> {};
            harness.log().info("Got {}", lambda);

            // A class and a number that means nothing is what the log shows; for an action it is a value that was lost.
            assertThat(harness.theAction().metadata())
                    .hasEntrySatisfying(
                            "a",
                            value -> assertThat(value)
                                    .asString()
                                    .startsWith("[This value was lost: it has nothing to show: "));
        }
    }

    /** Public and with getters: it would serialise, and that is the point. */
    public static final class Customer {
        public String getName() {
            return "Ann";
        }

        public int getVisits() {
            return 3;
        }

        @Override
        public String toString() {
            return "Customer Ann";
        }
    }

    @Test
    void bean_isItsToString() {
        try (Logback harness = message("Saw {who} among {all}")) {
            harness.log().info("Saw {} among {}", new Customer(), Arrays.asList(new Customer(), null));

            assertThat(harness.theAction().metadata())
                    .containsExactly(entry("who", "Customer Ann"), entry("all", "[Customer Ann, null]"));
        }
    }

    @Test
    void bean_isWholeWhereItsFieldSaysJson() {
        try (Logback harness = Logback.rules("""
                <rule><message>Saw {who}</message><actionName>Saw</actionName>
                  <field><name>who</name><type>json</type></field></rule>
                """)) {
            harness.log().info("Saw {}", new Customer());

            assertThat(harness.theAction().metadata())
                    .containsExactly(entry("who", Map.of("name", "Ann", "visits", 3)));
        }
    }

    @Test
    void oneNameInTwoHoles_hasTheLastValueAndAWarning() {
        try (Logback harness = message("{a} then {a}")) {
            harness.log().info("{} then {}", 1, 2);

            assertThat(harness.theAction().metadata()).containsExactly(entry("a", 2));
            assertThat(harness.warnings()).singleElement().asString().contains("Rule 1 ", "two placeholders 'a'");
        }
    }

    @Test
    void nameAtAnEscapedHole_isAnErrorSinceNothingIsFilledInThere() {
        try (Logback harness = message("Set \\{size}")) {
            assertThat(harness.errors())
                    .singleElement()
                    .asString()
                    .contains("Rule 1", "<message>", "escaped placeholder", "[size]", "The rule is off");
        }
    }

    @Test
    void star_isAnyMessageWithItsKeysNamed() {
        try (Logback harness = message("*")) {
            harness.log().info("one status={}", 200);
            harness.log().info(null);
            harness.log().info("");

            // Requests overtake one another.
            assertThat(harness.actions())
                    .extracting(ReceivedAction::metadata)
                    .containsExactlyInAnyOrder(Map.of("status", 200), Map.of(), Map.of());
        }
    }

    @Test
    void aMessageThatAFormatterWrapped_isOneLine_andSoIsTheActionsName() {
        try (Logback harness = Logback.rules("""
                <rule>
                  <message>
                    Processed payment {amount}
                        for {company_id}
                  </message>
                  <actionName>Processed
                    Payment</actionName>
                </rule>
                """)) {
            harness.log().info("Processed payment {} for {}", 1, "acme");
            // A text block of the source, with line breaks of its own.
            harness.log().info("Processed payment\n  {}\r\n\tfor {}\n", 2, "acme");
            harness.log().info("Processed  payment {} for {}", 3, "acme");

            assertThat(harness.actions())
                    .extracting(action ->
                            action.actionName() + " " + action.metadata().get("amount"))
                    .containsExactlyInAnyOrder("Processed Payment 1", "Processed Payment 2");
        }
    }

    @Test
    void aLineBreakWrittenAsAnEscape_isMeant() {
        try (Logback harness = message("first\\u000Asecond")) {
            harness.log().info("first second");
            harness.log().info("first\nsecond");

            assertThat(harness.actions()).hasSize(1);
        }
    }
}
