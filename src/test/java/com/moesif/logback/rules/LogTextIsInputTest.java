package com.moesif.logback.rules;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.testing.RuleTester;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Marker;

/** Anybody who can put text into a log line can't choose by it whose action it is. */
class LogTextIsInputTest {
    private static final String ID = "a3765025-46ec-45dd-bc83-b136c8d1d257";
    /** What a client sends as its user agent. */
    private static final String HOSTILE = "x company_id={} user_id={}";

    private final Marker action = Actions.action("Test", Map.of("company_id", "of-marker"));

    @Test
    void reservedNameInAMessage_overridesNoKeyValuePair() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "Test")
                    .addKeyValue("company_id", "of-pair")
                    .addKeyValue("user_id", "of-pair")
                    .addArgument(12.5)
                    .addArgument("evil")
                    .log("request by " + HOSTILE + " cost amount={}");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("of-pair");
            assertThat(arrived.userId()).isEqualTo("of-pair");
        }
    }

    @Test
    void itOverridesNoMarker_andNoStructuredArgument() {
        try (Logback logback = Logback.with()) {
            logback.log().info(action, "request by " + HOSTILE + " cost {}", 12.5, "evil", kv("userId", "structured"));

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("of-marker");
            assertThat(arrived.userId()).isEqualTo("structured");
        }
    }

    @Test
    void anAliasedName_isAsReservedAsItsOwn() {
        try (Logback logback = Logback.with("<alias><from>tenant</from><to>company_id</to></alias>")) {
            logback.log().info(action, "by tenant={}", "evil");

            assertThat(logback.theAction().companyId()).isEqualTo("of-marker");
        }
    }

    @Test
    void whereNothingElseNamesIt_itStillDoes() {
        try (Logback logback = Logback.with("<mdcKey>n</mdcKey>")) {
            logback.mdc.put("company_id", "of-mdc");
            logback.log().info(Actions.action("Test"), "paid company_id={} amount={}", "c-1", 24.6);
            logback.mdc.clear();

            assertThat(logback.theAction().companyId()).isEqualTo("c-1");
            assertThat(logback.theAction().metadata()).containsOnly(entry("amount", 24.6));
        }
    }

    @Test
    void transactionId_isNeverGivenByText() {
        try (Logback logback = Logback.with("<alias><from>payment</from><to>transaction_id</to></alias>")) {
            for (int i = 0; i < 3; i++) {
                logback.log().info(action, "by x transaction_id={} payment={}", ID, ID);
            }

            List<ReceivedAction> arrived = logback.actions();
            assertThat(arrived).hasSize(3).allSatisfy(each -> {
                assertThat(each.transactionId()).isNotEqualTo(ID);
                assertThat(each.metadata()).containsEntry("transaction_id", ID).containsEntry("payment", ID);
            });
            assertThat(logback.collector.duplicates()).isZero();
        }
    }

    @Test
    void transactionId_comesFromARuleWhoseMessageNamesIt() {
        try (Logback logback = Logback.with("""
                <rule><message>paid transaction_id={} by {company_id}</message><actionName>A</actionName></rule>
                <rule><message>refunded {transaction_id} by {company_id}</message><actionName>B</actionName></rule>
                <rule><message>*</message><logger>com.acme.Billing</logger><actionName>C</actionName></rule>
                """)) {
            String other = UUID.randomUUID().toString();
            logback.log().info("paid transaction_id={} by {}", ID, "c");
            logback.log().info("refunded {} by {}", other, "c");
            logback.log().info("any transaction_id={} company_id={}", UUID.randomUUID(), "c");

            List<ReceivedAction> arrived = logback.actions();
            assertThat(arrived.get(0).transactionId()).isEqualTo(ID);
            assertThat(arrived.get(1).transactionId()).isEqualTo(other);
            assertThat(arrived.get(2).metadata()).containsKey("transaction_id");
        }
    }

    @Test
    void templatesThatVary_areWarnedOfOnce_byLogger() {
        try (Logback logback = Logback.with()) {
            for (int i = 0; i < 200; i++) {
                logback.log().info(action, "request by agent/" + i + " cost amount={}", i);
                logback.context.getLogger("com.acme.Decent").info(action, "request by agent/{} cost amount={}", i, i);
            }
            logback.actions();
            logback.stop();

            assertThat(logback.warnings().stream().filter(warning -> warning.contains("vary at run time")))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning).contains("'com.acme.Billing'", "'request by agent/"));
        }
    }

    @Test
    void manyLoggersWithAFewTemplatesEach_areNotWarnedOf() {
        try (Logback logback = Logback.with()) {
            for (int i = 0; i < 1_500; i++) {
                logback.context.getLogger("com.acme.Logger" + i / 10).info(action, "statement " + i + " amount={}", i);
            }
            for (int i = 0; i < 1_500; i++) {
                logback.context.getLogger("com.acme.Logger1").info(action, "statement 1499 amount={}", i);
            }
            logback.actions();
            logback.stop();

            assertThat(logback.warnings()).noneMatch(warning -> warning.contains("vary at run time"));
        }
    }

    @Test
    void scopedId_isOneWithinItsCompanyAndActionOnly() {
        try (Logback logback = Logback.with("<scopeTransactionId>true</scopeTransactionId>")) {
            for (String company : List.of("a", "b", "a")) {
                logback.log()
                        .atInfo()
                        .addKeyValue("action_name", "Paid")
                        .addKeyValue("company_id", company)
                        // As a client may write it.
                        .addKeyValue("transaction_id", company.equals("a") ? ID : ID.toUpperCase())
                        .log("m");
            }

            assertThat(logback.actions()).extracting(ReceivedAction::companyId).containsExactly("a", "b");
            assertThat(logback.actions())
                    .extracting(ReceivedAction::transactionId)
                    .doesNotHaveDuplicates()
                    .doesNotContain(ID);
            assertThat(logback.collector.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void check_saysWhereIdsComeFromLines(@TempDir Path directory) throws Exception {
        Path xml = directory.resolve("logback.xml");
        String configuration = """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    %s
                    <rule>
                      <name>Idempotent</name>
                      <message>paid {transaction_id} by {company_id}</message>
                      <actionName>Paid</actionName>
                    </rule>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """;
        Files.writeString(xml, configuration.formatted(""));
        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .startsWith("WARN ")
                            .contains("rule 'Idempotent'", "<scopeTransactionId>"));
        }
        Files.writeString(xml, configuration.formatted("<scopeTransactionId>true</scopeTransactionId>"));
        try (RuleTester tester = RuleTester.of(xml)) {
            assertThat(tester.problems()).isEmpty();
        }
    }
}
