package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A field is what its place in the action is, whatever it is called on the way there: by alias, with {@code metadata.}, or in
 * camelCase.
 */
@Timeout(60)
class FieldsByPlaceTest {
    private static final String ALIAS = "<alias><from>betrag</from><to>amount</to></alias>";
    private static final List<String> SPELLINGS = List.of("amount", "metadata.amount", "betrag");

    record Money(int cents) {}

    private static String rule(String action, String condition, String field) {
        return "<rule><actionName>" + action + "</actionName>" + condition + "<field>" + field + "</field></rule>";
    }

    private static String message(String text) {
        return "<message>" + text + "</message>";
    }

    @Test
    void type_isFoundByEachSpelling_howeverTheValueCame() {
        StringBuilder rules = new StringBuilder();
        for (String typed : SPELLINGS) {
            String field = "<name>" + typed + "</name><type>number</type><scale>0.01</scale>";
            for (String logged : SPELLINGS) {
                String ways = typed + " " + logged;
                rules.append(rule("hole " + ways, message("hole " + ways + " {" + logged + "}"), field))
                        .append(rule(
                                "group " + ways,
                                "<regex>^group " + ways.replace(".", "\\.") + " (?&lt;" + logged + "&gt;\\d+)$</regex>",
                                field))
                        .append(rule("pair " + ways, message("pair " + ways), field))
                        .append(rule("mdc " + ways, message("mdc " + ways), field));
            }
            rules.append(rule("fixed " + typed, message("fixed " + typed), field + "<value>2460</value>"));
        }
        try (Logback harness =
                Logback.rules(ALIAS + "<mdcKey>amount</mdcKey><mdcKey>metadata.amount</mdcKey>" + rules)) {
            assertThat(harness.errors()).isEmpty();
            for (String typed : SPELLINGS) {
                for (String logged : SPELLINGS) {
                    String ways = typed + " " + logged;
                    harness.log().info("hole " + ways + " {}", 2460);
                    harness.log().info("group " + ways + " 2460");
                    harness.log().atInfo().addKeyValue(logged, "2460").log("pair " + ways);
                    harness.mdc.put(logged, "2460");
                    harness.log().info("mdc " + ways);
                    harness.mdc.clear();
                }
                harness.log().info("fixed " + typed);
            }

            assertThat(harness.actions())
                    .hasSize(3 * (4 * 3 + 1))
                    .allSatisfy(action -> assertThat(action.metadata())
                            .as(action.actionName())
                            .hasSize(1)
                            .hasEntrySatisfying(
                                    "amount",
                                    amount -> assertThat(amount)
                                            .isInstanceOfSatisfying(
                                                    Number.class,
                                                    number -> assertThat(new BigDecimal(number.toString()))
                                                            .isEqualByComparingTo("24.60"))));
            assertThat(harness.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount", "metadata.amount", "betrag"})
    void json_isAskedForByEachSpelling(String logged) {
        try (Logback harness = Logback.rules(
                ALIAS + rule("Paid", message("paid {" + logged + "}"), "<name>amount</name><type>json</type>"))) {
            harness.log().info("paid {}", new Money(2460));

            assertThat(harness.theAction().metadata()).containsOnly(entry("amount", Map.of("cents", 2460)));
        }
    }

    @Test
    void format_isFoundBehindAnAlias() {
        try (Logback harness = Logback.rules(ALIAS
                + rule(
                        "Paid",
                        message("bezahlt {betrag}"),
                        "<name>amount</name><type>number</type><format>#,##0.00</format><locale>de</locale>"))) {
            harness.log().info("bezahlt {}", "1.234,50");

            assertThat(harness.theAction().metadata().get("amount")).isEqualTo(1234.5);
        }
    }

    @Test
    void requiredNumber_isThere_byAnotherSpellingAndFromTheMdc() {
        String required = "<name>x</name><type>number</type><required>true</required>";
        try (Logback harness = Logback.rules("<mdcKey>x</mdcKey>" + rule("Hole", message("hole {metadata.x}"), required)
                + rule("Mdc", message("mdc"), required))) {
            harness.log().info("hole {}", "5");
            harness.mdc.put("x", "12.50");
            harness.log().info("mdc");
            harness.mdc.clear();

            assertThat(harness.actions())
                    .extracting(action -> action.metadata().get("x"))
                    .containsExactlyInAnyOrder(5, 12.5);
        }
    }

    @Test
    void mdc_hasJsonAndTimesAsTheirFieldsSay() {
        try (Logback harness = Logback.rules(
                "<mdcKey>cart</mdcKey><rule><message>paid</message>"
                        + "<field><name>cart</name><type>json</type></field>"
                        + "<field><name>request.time</name><type>time</type><format>dd.MM.yyyy HH:mm</format></field></rule>")) {
            LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);
            harness.mdc.put("cart", "[1,2]");
            harness.mdc.put("request.time", day.format(DateTimeFormatter.ofPattern("dd.MM.yyyy")) + " 18:30");
            harness.log().info("paid");
            harness.mdc.clear();

            assertThat(harness.theAction().metadata()).containsOnly(entry("cart", List.of(1, 2)));
            assertThat(harness.theAction().requestTime()).isEqualTo(day + "T18:30:00.000Z");
            assertThat(harness.warnings()).isEmpty();
        }
    }

    /** What is not used need not be what the type says. */
    @Test
    void mdcThatTheEventOverrides_isNotComplainedOf() {
        try (Logback harness = Logback.rules("<mdcKey>amount</mdcKey>"
                + rule("Paid", message("paid {amount}"), "<name>amount</name><type>number</type>"))) {
            harness.mdc.put("amount", "n/a");
            harness.log().info("paid {}", 5);
            harness.mdc.clear();

            assertThat(harness.theAction().metadata()).containsOnly(entry("amount", 5));
            assertThat(harness.warnings()).isEmpty();
            assertThat(harness.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    /** The order of a map changes with what else is in it. */
    @ParameterizedTest
    @CsvSource({
        "tenant,     company_id, tenant",
        "tenant,     companyId,  tenant",
        "companyId,  company_id, company_id",
        "tenant,     mandant,    mandant",
    })
    void ofTwoMdcKeysForOnePlace_theSameOneCounts_whateverElseIsThere(String one, String other, String expected) {
        try (Logback logback = Logback.with(
                "<alias><from>mandant</from><to>company_id</to></alias>",
                "<alias><from>tenant</from><to>companyId</to></alias>")) {
            for (int extra = 0; extra <= 60; extra++) {
                logback.mdc.clear();
                for (int i = 0; i < extra; i++) {
                    logback.mdc.put("key" + i, "x");
                }
                logback.mdc.put(one, "of " + one);
                logback.mdc.put(other, "of " + other);
                logback.log().info(Actions.action("Test"), "m");
            }
            logback.mdc.clear();

            assertThat(logback.actions())
                    .hasSize(61)
                    .extracting(ReceivedAction::companyId)
                    .containsOnly("of " + expected);
            logback.stop();
            assertThat(logback.warnings())
                    .singleElement()
                    .asString()
                    .contains("company_id", "'" + one + "'", "'" + other + "'", "That of '" + expected + "' is used");
        }
    }

    @Test
    void mdcKeysThatAgreeOrAreBlank_areNotWarnedOf() {
        try (Logback logback = Logback.with("<alias><from>tenant</from><to>company_id</to></alias>")) {
            logback.mdc.put("tenant", "acme");
            logback.mdc.put("company_id", "acme");
            logback.log().info(Actions.action("Test"), "m");
            logback.mdc.put("tenant", " ");
            logback.log().info(Actions.action("Test"), "m");
            logback.mdc.clear();

            assertThat(logback.actions())
                    .hasSize(2)
                    .extracting(ReceivedAction::companyId)
                    .containsOnly("acme");
            logback.stop();
            assertThat(logback.warnings()).isEmpty();
        }
    }

    @Test
    void threeMdcKeys_areOneValueToo() {
        try (Logback logback = Logback.with(
                "<alias><from>b</from><to>company_id</to></alias>",
                "<alias><from>a</from><to>company_id</to></alias>")) {
            for (int extra = 0; extra <= 60; extra++) {
                logback.mdc.clear();
                for (int i = 0; i < extra; i++) {
                    logback.mdc.put("key" + i, "x");
                }
                logback.mdc.put("company_id", "1");
                logback.mdc.put("a", "2");
                logback.mdc.put("b", "1");
                logback.log().info(Actions.action("Test"), "m");
            }
            logback.mdc.clear();

            assertThat(logback.actions())
                    .hasSize(61)
                    .extracting(ReceivedAction::companyId)
                    .containsOnly("1");
            logback.stop();
            assertThat(logback.warnings()).singleElement().asString().contains("'b' and 'a'", "That of 'b' is used");
        }
    }

    /** A map of an application may have any order, which {@code Map.of} changes with each start. */
    @Test
    void ofTwoNamesForOnePlaceInAMapWithoutOrder_theSameOneCounts() {
        try (Logback logback = Logback.with()) {
            for (int extra = 0; extra <= 60; extra++) {
                Map<String, Object> fields = new HashMap<>();
                for (int i = 0; i < extra; i++) {
                    fields.put("key" + i, i);
                }
                fields.put("company_id", "wire");
                fields.put("companyId", "camel");
                logback.log().info(Actions.action("Test", fields), "m");
                logback.log()
                        .info(
                                Actions.action("Test"),
                                "m {}",
                                net.logstash.logback.argument.StructuredArguments.entries(fields));
            }

            assertThat(logback.actions())
                    .hasSize(122)
                    .extracting(ReceivedAction::companyId)
                    .containsOnly("wire");
        }
    }

    @Test
    void aliasForTheActionsName_needsNoOtherName() {
        try (Logback harness = Logback.rules(
                "<alias><from>companyid</from><to>company_id</to></alias>"
                        + "<alias><from>event</from><to>action_name</to></alias>"
                        + "<rule><logger>com.acme</logger><regex>^(?&lt;event&gt;\\w+) by (?&lt;companyid&gt;\\d+)$</regex></rule>")) {
            assertThat(harness.warnings()).isEmpty();
            harness.log().info("paid by 5");

            assertThat(harness.theAction().actionName()).isEqualTo("paid");
            assertThat(harness.theAction().companyId()).isEqualTo("5");
        }
    }

    /** {@code Map.of} has any order. */
    @Test
    void nameThatCodeGivesTheAction_isItsName_whateverAliasesMakeOfItsFields() {
        try (Logback logback = Logback.with("<alias><from>event</from><to>action_name</to></alias>")) {
            for (String other : List.of("event", "actionName", "action_name")) {
                logback.log().info(Actions.action("Processed Payment", Map.of(other, "checkout", "amount", 5)), "paid");
            }
            logback.log().info(Actions.fields(Map.of("event", "checkout", "action_name", "paid")), "paid");

            assertThat(logback.actions())
                    .extracting(ReceivedAction::actionName)
                    .containsExactly("Processed Payment", "Processed Payment", "Processed Payment", "checkout");
        }
    }

    @Test
    void twoHolesForOnePlace_areTold() {
        try (Logback harness = Logback.rules(
                "<rule><actionName>Paid</actionName><message>paid {amount} of {metadata.amount}</message></rule>")) {
            assertThat(harness.warnings()).singleElement().asString().contains("two placeholders");
        }
    }
}
