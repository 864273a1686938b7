package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.runtime.ShortLife;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** A log line that was changed in the source, so that its rule no longer takes it, is told of at its first event. */
@Timeout(120)
class NearMissTest {
    private static final String RULE = """
            <rule><name>Payments</name><logger>com.acme.pay</logger><level>INFO</level>
              <message>Processed payment {amount} {currency} for {company_id} in {seconds} s</message>
              <actionName>Processed Payment</actionName></rule>
            """;

    private final Rig rig = Rig.direct(RULE);

    private List<String> told() {
        // What was raised before this is said before it.
        rig.log(1).awaitAllDelivered();
        return rig.warnings().stream()
                .filter(text -> text.contains("much like it"))
                .toList();
    }

    private Logger logger(String name) {
        return rig.context.getLogger(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Handled payment {} {} for {} in {} s | Handled payment {amount} {currency} for {company_id} in {seconds} s",
                "Payment of {} {} for {} processed in {} s | Payment of {amount} {currency} for {company_id} processed",
                "Processed payment {} {} for {} | Processed payment {amount} {currency} for {company_id}<",
                "processed payment: {} {}, customer {}, in {} s | processed payment: {amount} {currency}, customer",
            })
    void rewordedLine_isToldOfAtOnceAndOnce_withTheMessageThatTheRuleNeeds(String template, String remedy) {
        try (rig) {
            for (int i = 0; i < 50; i++) {
                logger("com.acme.pay.Service").info(template, 24.6, "USD", "12345", 66.3);
            }

            assertThat(told())
                    .singleElement()
                    .asString()
                    .contains(
                            "rule 'Payments'", "'com.acme.pay.Service'", "\"" + template + "\"", "<message>" + remedy);
        }
    }

    /** Few words, of which one has got another ending; and a value that was glued between all of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subscriptions renewed",
                "Subscription renewal",
                "Subscriptions renewal",
                "Subscription 4711 was renewed by 67890 today",
                "Subscription 4711 of company 12345 was renewed by 67890 at last today"
            })
    void shortMessages_areToldOfToo(String changed) {
        try (rig;
                Rig other = Rig.direct("<rule><name>Renewals</name><message>"
                        + (changed.endsWith("today") ? "Subscription was renewed" : "Subscription renewed")
                        + "</message><actionName>Renewed</actionName></rule>")) {
            other.context.getLogger("com.acme.Accounts").info(changed);

            other.awaitWarning(", or a <regex> where the code puts values into the text by itself");
        }
    }

    @ParameterizedTest
    @CsvSource({"3, seconds", "1, company_id", "0, amount"})
    void holeWithoutAnArgument_isToldOfOnce(int arguments, String placeholder) {
        // One without a name would have made no field.
        String rule = RULE.replace("{currency}", "{}").replace("Payments", "Unfilled" + arguments);
        // Its name is its own, since what a rule of that name has matched in this JVM is remembered.
        try (rig;
                Rig other = Rig.direct(rule)) {
            other.context.getMDCAdapter().put("company_id", "12345");
            Logger service = other.context.getLogger("com.acme.pay.Service");
            String template = "Processed payment {} {} for {} in {} s";
            for (int i = 0; i < 3; i++) {
                if (arguments == 0) {
                    service.info(template);
                } else {
                    service.info(
                            template,
                            List.of(24.6, "USD", "12345").subList(0, arguments).toArray());
                }
            }
            await().atMost(Rig.AMPLE).until(() -> other.counts().delivered() == 3);

            assertThat(other.warnings())
                    .singleElement()
                    .asString()
                    .contains(
                            "rule 'Unfilled" + arguments + "' has no argument for its {" + placeholder + "}",
                            "more placeholders than arguments, or its last argument is a throwable, which Logback takes for the"
                                    + " stack trace");
        }
    }

    @Test
    void aLongText_isCutAtACharacter_andTheRuleIsNotShownInPieces() {
        try (rig) {
            logger("com.acme.pay.Service").info("Handled payment {} {} for {} in {} s" + " 😀".repeat(100), 1, 2, 3, 4);

            assertThat(told())
                    .singleElement()
                    .asString()
                    .hasSizeLessThan(800)
                    .contains("😀 …\"", "the rule needs the complete text of the event as its <message>");
        }
    }

    @Test
    void sameLineOfALowerLevel_isNoMiss_butToldOfWhenTheRuleStaysSilent() {
        // Its name is its own: what a rule of that name has matched in this JVM is remembered.
        try (rig;
                Rig silent = Rig.direct(RULE.replace("Payments", "Below"))) {
            silent.context.getLogger("com.acme.pay").setLevel(ch.qos.logback.classic.Level.DEBUG);
            silent.context
                    .getLogger("com.acme.pay.Service")
                    .debug("Processed payment {} {} for {} in {} s", 24.6, "USD", "12345", 66.3);
            silent.log(1).awaitAllDelivered();
            assertThat(silent.warnings()).isEmpty();

            ShortLife.is(Duration.ZERO);
            silent.context.stop();
            silent.awaitWarning("No event ever matched rule 'Below'. Its message has come with the level DEBUG, below"
                    + " its <level>.");
        } finally {
            ShortLife.is(Duration.ofMinutes(1));
        }
    }

    @Test
    void sameLineOfAnotherClass_isToldOf() {
        // Its name is its own, as above.
        try (rig;
                Rig other = Rig.direct(RULE.replace("Payments", "Elsewhere"))) {
            other.context
                    .getLogger("com.acme.billing.Service")
                    .info("Processed payment {} {} for {} in {} s", 1, 2, 3, 4);
            other.awaitWarning("its <logger> is com.acme.pay. If that is the line that was meant, the rule needs"
                    + " <logger>com.acme.billing.Service</logger>");
        }
    }

    @Test
    void whatAMaskHides_isNotShown() {
        try (rig;
                Rig other = Rig.direct(
                        "<mask><pattern>\\d{16}</pattern></mask><rule><name>Charges</name><logger>com.acme</logger>"
                                + "<message>Charged the card of {company_id} for the plan</message></rule>")) {
            other.context
                    .getLogger("com.acme.Pay")
                    .info("Charged the card " + 4111111111111111L + " of acme for the plan");

            other.awaitWarning("the event's is \"Charged the card **** of acme for the plan\"");
            assertThat(other.warnings()).noneMatch(text -> text.contains("4111"));
        }
    }

    /** A text that is glued together has no template; another text, level or marker is another line. */
    @Test
    void sameTextOfAnotherClass_isToldOf_alsoByARegex() {
        try (rig;
                Rig other = Rig.direct("<rule><name>Exports</name><logger>com.acme.jobs</logger><level>INFO</level>"
                        + "<regex>^(?:Job )?exported (?&lt;rows&gt;\\d+) rows for (?&lt;company_id&gt;\\w+)$</regex>"
                        + "<actionName>Exported</actionName>"
                        + "<field><name>rows</name><type>number</type></field></rule>")) {
            Logger moved = other.context.getLogger("com.acme.batch.Export");
            moved.info("exported no rows for {}", "acme");
            other.context.getLogger("com.acme.batch").setLevel(ch.qos.logback.classic.Level.DEBUG);
            moved.debug("exported " + 16 + " rows for acme");
            other.log(1).awaitAllDelivered();
            assertThat(other.warnings()).isEmpty();

            for (int i = 0; i < 3; i++) {
                moved.info("exported " + i + " rows for acme");
            }
            moved.info("exported {} rows for {}", 17, "acme");

            other.awaitWarning("rule 'Exports' yet, and logger 'com.acme.batch.Export' logs what is much like it: its"
                    + " <logger> is com.acme.jobs. If that is the line that was meant, the rule needs"
                    + " <logger>com.acme.batch.Export</logger>");
            assertThat(other.warnings()).hasSize(1);
        }
    }

    private enum Tenant {
        ACME;

        static final AtomicInteger ASKED = new AtomicInteger();

        @Override
        public String toString() {
            ASKED.incrementAndGet();
            return "acme";
        }
    }

    /** The look is outside what keeps a {@code toString} that logs from coming here again. */
    @Test
    void lineOfAnotherClass_isLookedForWithoutTheArgumentsOwnCode() {
        AtomicInteger asked = new AtomicInteger();
        try (rig;
                Rig other = Rig.direct("<rule><name>Imports</name><logger>com.acme.jobs</logger>"
                        + "<regex>^imported rows for (?&lt;company_id&gt;\\w+)$</regex>"
                        + "<actionName>Imported</actionName></rule>")) {
            Logger moved = other.context.getLogger("com.acme.batch.Import");
            moved.info("imported rows for {}", new Object() {
                @Override
                public String toString() {
                    moved.info("imported rows for {}", this);
                    return "acme" + asked.incrementAndGet();
                }
            });
            moved.info("imported rows for ".concat("{}"), Tenant.ACME);
            other.log(1).awaitAllDelivered();
            assertThat(asked).hasValue(0);
            assertThat(Tenant.ASKED).hasValue(0);
            assertThat(other.warnings()).isEmpty();

            moved.info("imported rows for ".concat("{}"), "acme");

            other.awaitWarning("needs <logger>com.acme.batch.Import</logger>");
        }
    }

    /** Else who is billed would be what was paid. */
    @Test
    void holesThatHaveChangedPlaces_keepTheirNames_byTheWordsBeforeThem() {
        try (rig) {
            logger("com.acme.pay.Service").info("Processed payment in {} s for {}: {} {}", 66.3, "12345", 24.6, "USD");

            assertThat(told())
                    .singleElement()
                    .asString()
                    .contains("<message>Processed payment in {seconds} s for {company_id}: {amount} {currency}<");
        }
    }

    /** What has to ask more than the rules' templates must not hide that none of them takes the event. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rule><regex>never (?&lt;n&gt;here)</regex><actionName>Wide</actionName></rule>",
                "<filter class='ch.qos.logback.classic.filter.ThresholdFilter'><level>TRACE</level></filter>"
            })
    void rewordedLine_isToldOfBesideARegexForAllLoggersAndBehindAFilter(String beside) {
        try (rig;
                Rig other = Rig.direct(RULE + beside)) {
            other.context
                    .getLogger("com.acme.pay.Service")
                    .info("Handled payment {} {} for {} in {} s", 24.6, "USD", "12345", 66.3);

            other.awaitWarning("much like it");
        }
    }

    /** Each is new text, and none is a template: they leave the looks for those that are. */
    @Test
    void longText_usesUpNoLook() {
        try (rig) {
            String filler = "x".repeat(600);
            for (int i = 0; i < 20_000; i++) {
                logger("com.acme.pay.Service").info(filler + i);
            }
            for (int i = 0; i < 3; i++) {
                logger("com.acme.pay.Service").info("Handled payment {} {} for {} in {} s", 24.6, "USD", "12345", 66.3);
            }

            assertThat(told()).hasSize(1);
        }
    }

    @Test
    void otherLines_areNotToldOf() {
        try (rig) {
            Logger service = logger("com.acme.pay.Service");
            service.info("Connected to {} in {} s", "db", 1);
            service.info("Refused {} for {}", 1, 2);
            service.info("{} {} for {} in {} s", 1, 2, 3, 4);
            service.info("Payment");
            for (int i = 0; i < 20_000; i++) {
                service.info("Connected customer number " + i);
            }
            logger("com.acme.other").info("Handled payment {} {} for {} in {} s", 1, 2, 3, 4);

            assertThat(told()).isEmpty();
        }
    }

    @Test
    void ruleThatMatches_hasItsLine() {
        try (rig) {
            logger("com.acme.pay.Service").info("Processed payment {} {} for {} in {} s", 24.6, "USD", "12345", 66.3);
            logger("com.acme.pay.Service").info("Handled payment {} {} for {} in {} s", 24.6, "USD", "12345", 66.3);

            await().atMost(Rig.AMPLE).until(() -> rig.counts().delivered() == 1);
            assertThat(rig.warnings()).isEmpty();
        }
    }

    @Test
    void figuresOfEachRule_areThereOverJmxAndMicrometer() throws Exception {
        // Its meters have the same names.
        rig.close();
        try (Rig watched = new Rig()) {
            watched.context.setName("figures");
            watched.configure(
                    watched.collector.baseUri().toString(),
                    RULE + RULE.replace("Payments", "Payments2").replace("payment", "refund")
                            + "<rule><message>Sent {seats}</message><actionName>Sent</actionName><expectEvery>1 s</expectEvery>"
                            + "<field><name>seats</name><type>number</type></field></rule>");
            ObjectName name = new ObjectName("com.moesif.logback:type=MoesifAppender,context=figures,name=RIG");
            long before = System.currentTimeMillis();
            watched.context
                    .getLogger("com.acme.pay.Service")
                    .info("Processed payment {} {} for {} in {} s", 1, 2, 3, 4);
            watched.context.getLogger("com.acme.pay.Service").info("Sent {}", "many");
            await().atMost(Rig.AMPLE).until(() -> {
                // Others come, or nobody could say that this one is missing.
                watched.context.getLogger("com.acme").info("alive");
                return ManagementFactory.getPlatformMBeanServer().isRegistered(name)
                        && ((String[]) attribute(name, "SilentRules")).length > 0;
            });

            assertThat((String[]) attribute(name, "SilentRules")).containsExactly("Sent");
            TabularData rules = (TabularData) attribute(name, "Rules");
            assertThat(row(rules, "Payments").get("matched")).isEqualTo(1L);
            assertThat(java.time.Instant.parse((String) row(rules, "Payments").get("lastMatch"))
                            .toEpochMilli())
                    .isGreaterThanOrEqualTo(before);
            assertThat(row(rules, "Payments2").get("matched")).isEqualTo(0L);
            assertThat(row(rules, "Payments2").get("lastMatch")).isNull();
            assertThat(row(rules, "Sent").get("fieldsLost")).isEqualTo(1L);
            assertThat(row(rules, "Sent").get("silent")).isEqualTo(true);
            watched.awaitWarning("for its <expectEvery>");
            await().atMost(Rig.AMPLE).untilAsserted(() -> {
                assertThat(meter("moesif.appender.rule.matched", "Payments")).isEqualTo(1);
                assertThat(meter("moesif.appender.rule.matched", "Payments2")).isZero();
            });
            watched.context.getLogger("com.acme.pay.Service").info("Sent {}", 5);
            await().atMost(Rig.AMPLE).until(() -> ((String[]) attribute(name, "SilentRules")).length == 0);
        }
    }

    private static double meter(String name, String rule) {
        return io.micrometer.core.instrument.Metrics.globalRegistry
                .get(name)
                .tag("rule", rule)
                .functionCounter()
                .count();
    }

    private static CompositeData row(TabularData rules, String name) {
        return (CompositeData) rules.get(new Object[] {name}).get("value");
    }

    private static Object attribute(ObjectName name, String attribute) throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
    }
}
