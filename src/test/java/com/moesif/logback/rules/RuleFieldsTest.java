package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code <field>}s of a rule: where their values come from, what types they have, and whom they override. */
@Timeout(60)
class RuleFieldsTest {
    private static final String NO_NUMBER =
            "is not a number, but %s. Log it like 12408.5, without separators or a unit, or give its <field> no <type>";
    private static final String NO_BOOLEAN =
            "is neither true nor false, but %s. Log one of the two, or give its <field> no <type>";
    private static final String NO_JSON = "is not valid JSON, but %s. Mend it, or give its <field> no <type>";

    private static String shaped(String words, String shape) {
        return words.formatted("has the shape '" + shape + "'");
    }

    private static Logback any(String fields) {
        return Logback.rules(
                "<rule><name>Any</name><message>*</message><actionName>Matched</actionName>" + fields + "</rule>");
    }

    private static String field(String name, String value) {
        return "<field><name>" + name + "</name><value><![CDATA[" + value + "]]></value></field>";
    }

    private static String field(String name, String type, String value) {
        return "<field><name>" + name + "</name><type>" + type + "</type>"
                + (value == null ? "" : "<value><![CDATA[" + value + "]]></value>") + "</field>";
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("plain text", "plain text"),
                Arguments.of("  kept as Joran hands it over", "kept as Joran hands it over"),
                Arguments.of("%X{tenant}", "acme"),
                Arguments.of("%X{tenant:-none}", "acme"),
                Arguments.of("%X{nobody:-none}", "none"),
                Arguments.of("%mdc{tenant}", "acme"),
                Arguments.of("t-%X{tenant}-%X{nobody:-none}", "t-acme-none"),
                Arguments.of("%logger", "com.acme.Billing"),
                Arguments.of("%logger{0}", "Billing"),
                Arguments.of("%level", "WARN"),
                Arguments.of("%-6level|", "WARN  |"),
                Arguments.of("%msg", "paid 5"),
                Arguments.of("%message!", "paid 5!"),
                Arguments.of("%kvp", "plan=\"gold\" seats=\"5\""),
                Arguments.of("%kvp{NONE}", "plan=gold seats=5"),
                Arguments.of("%ex{0}", "java.lang.IllegalStateException: why"),
                Arguments.of("%replace(%msg){'\\d', '#'}", "paid #"),
                Arguments.of("%marker", "AUDIT"),
                Arguments.of("100 \\% sure", "100 % sure"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isLiteralTextOrAnyPattern(String value, String expected) {
        try (Logback harness = any(field("got", value))) {
            assertThat(harness.errors()).isEmpty();
            log(harness);

            assertThat(harness.theAction().metadata().get("got")).asString().startsWith(expected);
            assertThat(((String) harness.theAction().metadata().get("got"))
                            .strip()
                            .lines())
                    .first()
                    .isEqualTo(expected.strip());
        }
    }

    @Test
    void shortException_isItsFirstLines() {
        try (Logback harness = any(field("error", "%ex{short}"))) {
            log(harness);

            assertThat((String) harness.theAction().metadata().get("error"))
                    .startsWith("java.lang.IllegalStateException: why")
                    .hasLineCount(2);
        }
    }

    private static void log(Logback harness) {
        harness.mdc.put("tenant", "acme");
        harness.log()
                .atWarn()
                .addMarker(org.slf4j.MarkerFactory.getMarker("AUDIT"))
                .addKeyValue("plan", "gold")
                .addKeyValue("seats", 5)
                .setCause(new IllegalStateException("why"))
                .log("paid {}", 5);
        harness.mdc.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%X{nobody}", "%X{nobody:-}", "%ex", "%ex{short}", "%kvp", "%marker"})
    void patternThatGivesNothing_leavesTheFieldOut(String value) {
        try (Logback harness = any(field("got", value))) {
            harness.log().info("plain");

            assertThat(harness.theAction().metadata()).isEmpty();
            assertThat(harness.errors()).isEmpty();
            assertThat(harness.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    @Test
    void noStackTrace_isAddedWhereNoneWasAskedFor() {
        try (Logback harness = any(field("got", "%level of %logger"))) {
            harness.log().warn("failed", new IllegalStateException("why"));

            assertThat(harness.theAction().metadata()).containsExactly(entry("got", "WARN of com.acme.Billing"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%nosuchword", "100%", "%X{open"})
    void patternThatIsNone_isAnErrorAndTheRuleIsOff(String value) {
        try (Logback harness = any(field("got", value))) {
            assertThat(harness.errors())
                    .containsExactly("Rule 'Any': <field> 'got' has the <value> '" + value
                            + "', which is no pattern of Logback's. The rule is off.");
        }
    }

    static Stream<Arguments> conversions() {
        return Stream.of(
                Arguments.of("number", "12", 12),
                Arguments.of("number", " -0.5 ", -0.5),
                Arguments.of("NUMBER", "1e3", 1000),
                Arguments.of("boolean", "true", true),
                Arguments.of("Boolean", " FALSE ", false),
                Arguments.of(
                        "json", "[1,{\"a\":null}]", Arrays.asList(1, java.util.Collections.singletonMap("a", null))),
                Arguments.of("json", "7", 7),
                Arguments.of("string", "007", "007"));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void type_convertsTheText(String type, String text, Object expected) {
        try (Logback harness = any(field("got", type, "%X{raw}"))) {
            harness.mdc.put("raw", text);
            harness.log().info("now");
            harness.mdc.clear();

            assertThat(harness.theAction().metadata().get("got")).isEqualTo(expected);
        }
    }

    static Stream<Arguments> retypings() {
        return Stream.of(
                Arguments.of("number", "12", 12),
                Arguments.of("number", 12L, 12),
                Arguments.of("number", new StringBuilder("1.5"), 1.5),
                Arguments.of("number", '7', 7),
                Arguments.of("string", 12, "12"),
                Arguments.of("string", true, "true"),
                Arguments.of("string", List.of(1, "a\"b"), "[1,\"a\\\"b\"]"),
                Arguments.of("boolean", "TRUE", true),
                Arguments.of("boolean", false, false),
                Arguments.of("json", "{\"a\":1}", Map.of("a", 1)),
                Arguments.of("json", 5, 5),
                Arguments.of("json", List.of(1), List.of(1)));
    }

    @ParameterizedTest
    @MethodSource("retypings")
    void fieldWithoutValue_retypesWhatWasCaptured(String type, Object argument, Object expected) {
        try (Logback harness = Logback.rules("<rule><message>Got {it}</message><actionName>Got</actionName>"
                + field("it", type, null) + "</rule>")) {
            harness.log().info("Got {}", argument);

            assertThat(harness.theAction().metadata()).containsExactly(entry("it", expected));
        }
    }

    @Test
    void group_isRetyped() {
        try (Logback harness = Logback.rules("<rule><regex><![CDATA[(?<n>\\d+)/(?<ok>\\w+)]]></regex>"
                + "<actionName>Got</actionName>" + field("n", "number", null) + field("ok", "boolean", null)
                + "</rule>")) {
            harness.log().info("x 7/true");

            assertThat(harness.theAction().metadata()).containsExactly(entry("n", 7), entry("ok", true));
        }
    }

    static Stream<Arguments> unconvertible() {
        return Stream.of(
                Arguments.of(
                        "number",
                        "12,408",
                        "is not a number, but has the shape '99,999'. Add <format>#,##0.##</format><locale>en</locale> to its"
                                + " <field>, or give its <field> no <type>"),
                Arguments.of("number", "", NO_NUMBER.formatted("empty")),
                Arguments.of("number", "1e999999999", shaped(NO_NUMBER, "9a999999999")),
                Arguments.of("number", true, shaped(NO_NUMBER, "aaaa")),
                Arguments.of("number", List.of(1), shaped(NO_NUMBER, "[9]")),
                Arguments.of("number", Duration.ofSeconds(5), shaped(NO_NUMBER, "AA9A")),
                Arguments.of("boolean", "yes", shaped(NO_BOOLEAN, "aaa")),
                Arguments.of("boolean", 1, shaped(NO_BOOLEAN, "9")),
                Arguments.of("json", "{\"a\":", shaped(NO_JSON, "{\"a\":")),
                Arguments.of("json", "1 2", shaped(NO_JSON, "9 9")),
                Arguments.of("json", "", NO_JSON.formatted("empty")));
    }

    @ParameterizedTest
    @MethodSource("unconvertible")
    void valueThatDoesNotConvert_isLeftOutCountedAndTold(String type, Object argument, String why) {
        try (Logback harness = Logback.rules("<rule><name>Mine</name><message>Got {it} {b}</message>"
                + "<actionName>Got</actionName>" + field("it", type, null) + "</rule>")) {
            harness.log().info("Got {} {}", argument, "b");

            assertThat(harness.theAction().metadata()).containsExactly(entry("b", "b"));
            assertThat(harness.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(1);
            assertThat(harness.warningsAfterStop())
                    .containsExactly("Field 'it' of an action of rule 'Mine' was lost: it " + why + ".");
        }
    }

    @Test
    void configuredValueThatDoesNotConvert_isToldToo() {
        try (Logback harness = any(field("seats", "number", "%X{seats:-many}"))) {
            harness.log().info("now");

            assertThat(harness.theAction().metadata()).isEmpty();
            assertThat(harness.warningsAfterStop())
                    .containsExactly(
                            "Field 'seats' of an action of rule 'Any' was lost: it " + shaped(NO_NUMBER, "aaaa") + ".");
        }
    }

    /** Its repeats come with their number in {@link Notices#QUIET}, or when the appender stops. */
    @Test
    void manyValuesThatDoNotConvert_areOneWarningAndTheirNumberAtTheEnd() {
        try (Logback harness = any(field("n", "number", "%msg"))) {
            harness.log().info("first");
            harness.actions();
            for (int i = 0; i < 99; i++) {
                harness.log().info("next");
            }
            harness.actions();

            assertThat(harness.warnings())
                    .containsExactly(
                            "Field 'n' of an action of rule 'Any' was lost: it " + shaped(NO_NUMBER, "aaaaa") + ".");
            assertThat(harness.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(100);
            assertThat(harness.warningsAfterStop()).last().asString().contains("(99 times, 100 in all since ");
        }
    }

    @Test
    void rulesField_overridesEveryOtherSource() {
        try (Logback harness = Logback.rules("""
                <mdcKey>x</mdcKey>
                <field><name>x</name><value>appender</value></field>
                <rule><message>Got {x}</message><actionName>Got</actionName>
                  <field><name>x</name><value>rule</value></field>
                  <field><name>company_id</name><value>rule's</value></field></rule>
                """)) {
            harness.mdc.put("x", "mdc");
            harness.mdc.put("company_id", "mdc's");
            harness.log()
                    .atInfo()
                    .addMarker(Actions.fields(Map.of("x", "marker", "company_id", "marker's")))
                    .addKeyValue("x", "pair")
                    .addKeyValue("company_id", "pair's")
                    .log("Got {}", "argument");
            harness.mdc.clear();

            ReceivedAction action = harness.theAction();
            assertThat(action.metadata()).containsExactly(entry("x", "rule"));
            assertThat(action.companyId()).isEqualTo("rule's");
        }
    }

    @Test
    void rulesFieldWithNothingToGive_leavesTheOtherSourceStanding() {
        try (Logback harness = Logback.rules("<rule><message>Got {x}</message><actionName>Got</actionName>"
                + field("x", "%X{nobody}") + "</rule>")) {
            harness.log().info("Got {}", "argument");

            assertThat(harness.theAction().metadata()).containsExactly(entry("x", "argument"));
        }
    }

    @Test
    void capturedValue_overridesKeyValuePairMarkerAndMdc() {
        try (Logback harness = Logback.rules(
                "<mdcKey>x</mdcKey><rule><message>Got {x}</message><actionName>Got</actionName></rule>")) {
            harness.mdc.put("x", "mdc");
            harness.log()
                    .atInfo()
                    .addMarker(Actions.field("x", "marker"))
                    .addKeyValue("x", "pair")
                    .log("Got {}", "argument");
            harness.mdc.clear();

            assertThat(harness.theAction().metadata()).containsExactly(entry("x", "argument"));
        }
    }

    @Test
    void actionNameOfTheEvent_winsOverTheRules() {
        try (Logback harness = any("")) {
            harness.log().atInfo().addKeyValue("action_name", "By pair").log("a");
            harness.log().info(Actions.action("By marker"), "b");
            harness.log().info("c");

            assertThat(harness.names()).containsExactlyInAnyOrder("By pair", "By marker", "Matched");
        }
    }

    @Test
    void actionName_mayBeCapturedOrAField() {
        try (Logback harness = Logback.rules("""
                <rule><message>Did {action_name}</message></rule>
                <rule><regex><![CDATA[^Ran (?<actionName>\\w+)]]></regex></rule>
                <rule><message>*</message><field><name>action_name</name><value>At %level</value></field></rule>
                """)) {
            assertThat(harness.warnings()).isEmpty();
            harness.log().info("Did {}", "This");
            harness.log().info("Ran That");
            harness.log().info("else");

            assertThat(harness.names()).containsExactlyInAnyOrder("This", "That", "At INFO");
        }
    }

    @Test
    void ruleWithoutActionName_isNamedByTheRawMessage() {
        try (Logback harness = Logback.rules("<rule><message>Signed {who} in</message></rule>")) {
            harness.log().info("Signed {} in", "Ann");

            assertThat(harness.names()).containsExactly("Signed {} in");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<name>x</name><value></value>, Rule 'Any': <field> 'x' has neither <value> nor <type>. The rule is off.",
        "<name>x</name>, Rule 'Any': <field> 'x' has neither <value> nor <type>. The rule is off.",
        "<value>x</value>, 'Rule ''Any'': A <field> has no <name>: say where its value goes, for example to company_id or amount."
                + " The rule is off.'",
        "<name>x</name><type>int</type>, 'Rule ''Any'': <field> ''x'' has the <type> ''int'', but it has to be string,"
                + " number, boolean, json, time, duration or size. The rule is off.'"
    })
    void wrongField_isAnErrorAndTheRuleIsOff(String field, String error) {
        try (Logback harness = any("<field>" + field + "</field>")) {
            assertThat(harness.errors()).containsExactly(error);
            harness.log().info("now");

            assertThat(harness.actions()).isEmpty();
        }
    }

    /** One that gives nothing leaves the field to the other: there is nothing to warn of. */
    @ParameterizedTest
    @ValueSource(strings = {"%X{tenant}", "%X{tenant:-}", "%mdc{tenant}"})
    void valuesOfOneName_areAChain(String later) {
        String chain = "<field><name>who</name><value>%X{customer}</value></field>" + "<field><name>who</name><value>"
                + later + "</value></field>";
        for (String elements :
                List.of(chain, "<rule><message>m</message><actionName>A</actionName>" + chain + "</rule>")) {
            for (String key : List.of("customer", "tenant")) {
                try (Logback logback = Logback.with(elements)) {
                    logback.mdc.put(key, "acme");
                    logback.action().log("m");

                    assertThat(logback.theAction().metadata()).containsEntry("who", "acme");
                    assertThat(logback.warnings()).noneMatch(warning -> warning.contains("given twice"));
                }
            }
        }
    }
}
