package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.LiveFiles;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.testing.RuleTester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An action without a field that is required is not shipped: it would be wrong money. */
@Timeout(60)
class RequiredFieldTest {
    private static final String COMPANY = "<field><name>company_id</name><required>true</required></field>";

    @TempDir
    private Path temp;

    private static String rule(String... fields) {
        return "<rule><name>Payments</name><message>paid {amount} {currency} for {company_id}</message>"
                + "<actionName>Paid</actionName>" + String.join("", fields) + "</rule>";
    }

    private static String required(String name, String... more) {
        return "<field><name>" + name + "</name>" + String.join("", more) + "<required>true</required></field>";
    }

    private String spool(String durability) {
        return "<spool><directory>" + temp.resolve("spool") + "</directory><durability>" + durability
                + "</durability></spool>";
    }

    private List<String> letters() throws IOException {
        return Files.readAllLines(LiveFiles.below(temp, "dead.jsonl").get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "write", "fsync"})
    void withoutIt_isADeadLetter_countedOnce_andWarnedOf(String durability) throws IOException {
        String amount = required("amount", "<type>number</type>");
        try (Logback logback = Logback.with(rule(amount), spool(durability))) {
            logback.log().info("paid {} {} for {}", "9,99", "EUR", "c-1");
            logback.log().info("paid {} {} for {}", null, "EUR", "c-2");
            logback.log().info("paid {} {} for {}", 24.6, "EUR", "c-3");

            assertThat(logback.theAction().companyId()).isEqualTo("c-3");
            assertThat(logback.theAction().metadata()).contains(entry("amount", 24.6));
            assertThat(logback.counts().dead()).containsEntry(DeadReason.INCOMPLETE, 2L);
            assertThat(logback.counts().droppedInAll()).isZero();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isOne();
            assertThat(logback.counts().balance()).isTrue();
            assertThat(letters())
                    .hasSize(2)
                    .allMatch(letter -> letter.contains("\"reason\":\"incomplete\",\"status\":0,"))
                    .allMatch(letter -> letter.contains("\"lacking\":[\"number metadata.amount\"]"))
                    // What was given is there for whoever mends it.
                    .anyMatch(letter -> letter.contains("\"amount\":\"9,99\"") && letter.contains("c-1"));
            logback.stop();
            assertThat(logback.warnings())
                    .anyMatch(
                            warning -> warning.contains("An action of rule 'Payments' is not sent, since it lacks what"
                                    + " is <required>: amount. It is kept as a dead letter"))
                    .filteredOn(warning -> warning.contains("is not sent"))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void withoutASpool_itIsDropped_countedAndWarnedOf() {
        try (Logback logback = Logback.with(rule(required("amount", "<type>number</type>")))) {
            logback.log().info("paid {} {} for {}", "a lot", "EUR", "c-1");

            // Whether it was dropped before the flush began or while it waited.
            logback.appender().flush(Duration.ofSeconds(10));
            assertThat(logback.counts().dropped()).containsEntry(DropReason.INCOMPLETE, 1L);
            assertThat(logback.counts().balance()).isTrue();
            logback.stop();
            assertThat(logback.collector.actions()).isEmpty();
            assertThat(logback.warnings())
                    .anyMatch(
                            warning -> warning.contains("lacks what is <required>: amount. It is dropped, since without"
                                    + " a <spool> there are no dead letters."));
        }
    }

    @Test
    void ofTheAppender_holdsForEachAction() throws IOException {
        try (Logback logback = Logback.with(COMPANY, spool("async"))) {
            logback.log().atInfo().addKeyValue("action_name", "Anonymous").log("x");
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "Whose")
                    .addKeyValue("companyId", "c-1")
                    .log("x");

            assertThat(logback.theAction().actionName()).isEqualTo("Whose");
            assertThat(letters())
                    .singleElement()
                    .asString()
                    .contains("\"lacking\":[\"string company_id\"]", "Anonymous");
            // It is not sent, so nobody is told that it can't be billed.
            assertThat(logback.counts().oddities().get(Oddity.WITHOUT_COMPANY)).isZero();
        }
    }

    /** Invoice 17 of two customers: nobody can tell yet that they are two, so no id may say that they are one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invoice 17                           | ",
                "a3765025-46ec-45dd-bc83-b136c8d1d257 | <scopeTransactionId>true</scopeTransactionId>",
            })
    void withoutItsCompany_aGivenIdIsNobodys_soThatEachActionIsALetterOfItsOwn(String id, String scope)
            throws IOException {
        try (Logback logback = Logback.with(COMPANY, spool("async"), scope == null ? "" : scope)) {
            for (int amount = 1; amount <= 2; amount++) {
                logback.log()
                        .atInfo()
                        .addKeyValue("action_name", "Invoiced")
                        .addKeyValue("transaction_id", id)
                        .addKeyValue("amount", amount)
                        .log("x");
            }

            assertThat(logback.actions()).isEmpty();
            assertThat(logback.counts().dead()).containsEntry(DeadReason.INCOMPLETE, 2L);
            assertThat(letters())
                    .hasSize(2)
                    .anyMatch(letter -> letter.contains("\"amount\":1"))
                    .anyMatch(letter -> letter.contains("\"amount\":2"))
                    .extracting(letter -> letter.substring(0, 44))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutItsCompany_aUuidIsStillWhatItSays() throws IOException {
        String id = "a3765025-46ec-45dd-bc83-b136c8d1d257";
        try (Logback logback = Logback.with(COMPANY, spool("async"))) {
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "Invoiced")
                    .addKeyValue("transaction_id", id)
                    .log("x");

            assertThat(logback.actions()).isEmpty();
            assertThat(letters()).singleElement().asString().contains("\"transaction_id\":\"" + id + "\"");
        }
    }

    @Test
    void whatAppenderAndRuleBothWant_isSaidOnce_asTheStricterHasIt() throws IOException {
        String ofAppender = required("amount") + COMPANY;
        String ofRule = required("amount", "<type>number</type>") + required("metadata.amount") + required("companyId");
        try (Logback logback = Logback.with(ofAppender, rule(ofRule), spool("async"))) {
            logback.log().info("paid {} {} for {}", null, "EUR", null);

            assertThat(logback.actions()).isEmpty();
            assertThat(letters())
                    .singleElement()
                    .asString()
                    .contains("\"lacking\":[\"number metadata.amount\",\"string company_id\"]");
            logback.stop();
            assertThat(logback.warnings()).anyMatch(warning -> warning.contains("<required>: amount, company_id. It"));
        }
    }

    /** A type without a value converts nothing here; the action without its amount is wrong money all the same. */
    @Test
    void ofTheAppender_withATypeButNoValue_isAnError_andRequiredAllTheSame() throws IOException {
        try (Logback logback = Logback.with(required("amount", "<type>number</type>"), spool("async"))) {
            assertThat(logback.errors())
                    .singleElement()
                    .asString()
                    .contains("<field> 'amount' has no <value>", "It is required all the same.");
            for (Object amount : new Object[] {24.6, "24.6", null}) {
                logback.log()
                        .atInfo()
                        .addKeyValue("action_name", "Paid")
                        .addKeyValue("company_id", "c-1")
                        .addKeyValue("amount", amount)
                        .log("x");
            }

            assertThat(logback.theAction().metadata()).contains(entry("amount", 24.6));
            assertThat(letters())
                    .hasSize(2)
                    .allMatch(letter -> letter.contains("\"lacking\":[\"number metadata.amount\"]"))
                    .anyMatch(letter -> letter.contains("\"amount\":\"24.6\""));
        }
    }

    @Test
    void aTimeThatIsNone_isToldTruly() throws IOException {
        try (Logback logback = Logback.with(required("request.time"), spool("async"))) {
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "Paid")
                    .addKeyValue("company_id", "c-1")
                    .addKeyValue("request.time", "next week")
                    .log("x");

            assertThat(logback.actions()).isEmpty();
            assertThat(letters()).singleElement().asString().contains("\"request\":{}");
            logback.stop();
            assertThat(logback.warnings())
                    .anyMatch(warning ->
                            warning.contains("The event's own time stands in its place, unless it is <required>"));
        }
    }

    @Test
    void aLaterSourceThatHasIt_isEnough_andAnEarlierOneIsNoSubstituteForWhatDidNotConvert() {
        String fallback = "<field><name>amount</name><value>0</value><type>number</type></field>";
        try (Logback logback = Logback.with(fallback, rule(required("amount", "<type>number</type>")))) {
            logback.log().info("paid {} {} for {}", "much", "EUR", "c-1");
            logback.appender().flush(Duration.ofSeconds(10));
            assertThat(logback.counts().dropped()).containsEntry(DropReason.INCOMPLETE, 1L);
            assertThat(logback.collector.actions()).isEmpty();
        }
        String tenant = "<field><name>company_id</name><value>%X{tenant:-}</value><required>true</required></field>";
        try (Logback logback =
                Logback.with("<rule><message>paid {}</message><actionName>Paid</actionName>" + tenant + "</rule>")) {
            logback.mdc.put("tenant", "c-9");
            logback.log().info("paid {}", 3);
            assertThat(logback.theAction().companyId()).isEqualTo("c-9");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request.time   | <type>time</type> | [\"time request.time\"]",
                "request.time   |                   | [\"string request.time\"]",
                "transaction_id |                   | [\"string transaction_id\"]",
                "order.größe    |                   | [\"string metadata.order.gr\\u00F6\\u00DFe\"]",
            })
    void eachKindOfName_canBeRequired(String name, String type, String lacking) throws IOException {
        try (Logback logback = Logback.with(rule(required(name, type == null ? "" : type)), spool("async"))) {
            logback.log().info("paid {} {} for {}", 1, "EUR", "c-1");

            assertThat(logback.actions()).isEmpty();
            assertThat(letters()).singleElement().asString().contains("\"lacking\":" + lacking);
            if (name.equals("request.time")) {
                assertThat(letters().get(0)).contains("\"request\":{}");
            }
        }
    }

    @Test
    void anAlias_leadsToTheSamePlace_andFalseIsNothing() {
        String alias = "<alias><from>tenant</from><to>company_id</to></alias>";
        String rule = "<rule><message>paid by {tenant}</message><actionName>Paid</actionName>" + required("tenant")
                + "<field><name>other</name><type>number</type><required>false</required></field></rule>";
        try (Logback logback = Logback.with(alias, rule)) {
            logback.log().info("paid by {}", "c-4");
            assertThat(logback.theAction())
                    .extracting(ReceivedAction::companyId)
                    .isEqualTo("c-4");
        }
    }

    @Test
    void aMaskedValue_isThere() {
        try (Logback logback = Logback.with(
                "<mask><pattern>\\d{4}</pattern></mask>",
                "<rule><message>paid by {card}</message><actionName>Paid</actionName>" + required("card")
                        + "</rule>")) {
            logback.log().info("paid by {}", "4111");
            assertThat(logback.theAction().metadata()).contains(entry("card", "****"));
        }
    }

    @Test
    void whatIsExcludedAndRequired_isTold_andShipped() {
        try (Logback logback = Logback.with("<exclude>currency</exclude>", rule(required("currency")))) {
            logback.log().info("paid {} {} for {}", 1, "EUR", "c-1");

            assertThat(logback.theAction().metadata()).doesNotContainKey("currency");
            assertThat(logback.warnings())
                    .anyMatch(warning ->
                            warning.contains("<field> 'currency' is <required>, but an <exclude> leaves it"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<name>amount</name><required>maybe</required>     | has <required> 'maybe', but it has to be true, yes, on or 1",
                "<name>action_name</name><required>true</required> | each action has a name: give the rule an <actionName>",
            })
    void whatIsNoRequirement_isAnError(String field, String words) {
        try (Logback logback = Logback.with(rule("<field>" + field + "</field>"))) {
            assertThat(logback.errors()).singleElement().asString().contains(words, "The rule is off");
        }
    }

    @Test
    void aMisspeltOne_isToldAtStart() {
        try (Logback logback = Logback.with(rule(required("amuont")))) {
            assertThat(logback.warnings()).anyMatch(warning -> warning.contains("was 'amount' meant?"));
        }
    }

    @Test
    void ruleTester_showsNoAction_andSaysWhatItLacks() throws IOException {
        Path xml = Files.writeString(
                temp.resolve("logback.xml"),
                "<configuration><appender name='M' class='com.moesif.logback.MoesifAppender'>"
                        + "<applicationId>x</applicationId>" + rule(required("amount", "<type>number</type>"))
                        + "</appender><root level='INFO'><appender-ref ref='M'/></root></configuration>");
        try (RuleTester tester = RuleTester.of(xml)) {
            tester.logger("com.acme").info("paid {} {} for {}", "n/a", "EUR", "c-1");

            assertThat(tester.actions()).isEmpty();
            assertThat(tester.problems())
                    .anyMatch(problem -> problem.contains("is not sent, since it lacks what is <required>: amount."));
            assertThat(tester.replay("INFO com.acme - paid n/a EUR for c-1"))
                    .contains("it lacks a field that is <required>");
        }
    }
}
