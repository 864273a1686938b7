package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.moesif.logback.internal.statements.Compiled;
import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleVerdict;
import com.moesif.logback.testing.RuleVerdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first rule that matches takes an event: one behind it whose statements it all takes gets none. */
class HiddenRulesTest {
    private static final String SOURCE = """
            package com.acme;
            import org.slf4j.*;
            class Payments {
                private static final Logger log = LoggerFactory.getLogger(Payments.class);
                void paid(double amount, String companyId) {
                    log.info("Processed payment {} for {}", amount, companyId);
                }
                void refunded(double amount, String companyId) {
                    log.warn("Refunded payment {} for {}", amount, companyId);
                }
                void started() {
                    log.info("Started to take payments");
                }
            }
            """;
    private static final String PAID = "<message>Processed payment {amount} for {company_id}</message>";
    private static final String REFUNDED = "<message>Refunded payment {amount} for {company_id}</message>";
    private static final String STARTED = "<message>Started to take payments</message>";
    private static final String BY_REGEX =
            "<regex>payment (?&lt;amount&gt;[\\d.]+) for (?&lt;company_id&gt;\\S+)</regex>";

    @TempDir
    private Path directory;

    @Test
    void ruleWhoseStatementsAnEarlierOneTakes_isNeverReached_andNamesIt() throws Exception {
        RuleCoverage coverage =
                coverage(SOURCE, rule("All", "<logger>com.acme</logger><message>*</message>"), rule("Paid", PAID));

        assertThat(coverage.unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.outcome()).isEqualTo(Outcome.NEVER_REACHED))
                .satisfies(rule -> assertThat(rule.places()).containsExactly("Payments.java:6"))
                .satisfies(
                        rule -> assertThat(rule.explanation())
                                .isEqualTo(
                                        "The first rule that matches takes an event, and rule 'All' comes before this one and"
                                                + " takes all of these statements. Put this rule before it, or narrow that one."));
        assertThat(coverage.unmatched().get(0).toString())
                .startsWith("rule 'Paid': never reached (Payments.java:6)\n  The first rule");
    }

    @Test
    void severalEarlierRules_takeAllTogether_andEachIsNamed() throws Exception {
        RuleCoverage coverage = coverage(
                SOURCE,
                rule("Paid", PAID),
                rule("Refunded", REFUNDED),
                rule("Late", "<logger>com.acme.Payments</logger>" + BY_REGEX));

        assertThat(coverage.unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.outcome()).isEqualTo(Outcome.NEVER_REACHED))
                .satisfies(rule -> assertThat(rule.explanation())
                        .contains("rule 'Paid' and rule 'Refunded' come before this one and take all"));
    }

    @Test
    void textWithoutPlaceholders_isTakenByAnEarlierRegexThatFindsIt() throws Exception {
        assertThat(outcomes(SOURCE, rule("Words", "<regex>take pay</regex>"), rule("Started", STARTED)))
                .containsExactly(Outcome.MATCHES, Outcome.NEVER_REACHED);
    }

    /** As a rule that was to be replaced by the other, and was left in front of it. */
    @Test
    void messageRuleBehindARegexThatFindsItsLineWithAnyValues_isNeverReached() throws Exception {
        for (String earlier : List.of(
                "^Processed payment (?&lt;amount&gt;.*) for (?&lt;company_id&gt;.*)$",
                "(?s)^Processed payment (?&lt;amount&gt;.*?) for (?:null|(?&lt;company_id&gt;.*?))$",
                "^Processed payment (?&lt;amount&gt;-?[\\d.E-]+|NaN|-?Infinity) for (?&lt;company_id&gt;.*)",
                "Processed (?&lt;what&gt;\\w+)",
                "^Pro")) {
            RuleCoverage coverage = coverage(SOURCE, rule("Old", "<regex>" + earlier + "</regex>"), rule("Paid", PAID));

            assertThat(coverage.rules())
                    .as(earlier)
                    .extracting(RuleVerdict::outcome)
                    .containsExactly(Outcome.MATCHES, Outcome.NEVER_REACHED);
            assertThat(coverage.unmatched().get(0).explanation())
                    .contains("rule 'Old' comes before this one and takes all of these statements");
        }
    }

    /** There are values for which the later rule gets its events, and it must not be called dead. */
    @Test
    void messageRuleBehindARegexThatMissesSomeValues_matches() throws Exception {
        for (String earlier : List.of(
                "^Processed payment (?&lt;amount&gt;[\\d.]+) for (?&lt;company_id&gt;.*)$",
                "^Processed payment (?&lt;amount&gt;.*) for (?&lt;company_id&gt;.+)$",
                "^Processed payment (?&lt;amount&gt;.*) for (?&lt;company_id&gt;\\S*)$",
                "^Processed payment (?&lt;amount&gt;.*) for (?&lt;company_id&gt;[^,]*)$",
                "^Processed payment (?&lt;amount&gt;.*) for (?&lt;company_id&gt;.{0,100})$",
                "^Processed payment (?&lt;amount&gt;.*) for (?!test)(?&lt;company_id&gt;.*)$",
                "^Processed payment (?&lt;amount&gt;.*) for (?&lt;company_id&gt;.*)(?&lt;!test)$",
                "^Processed payment (?&lt;amount&gt;.*) for \\k&lt;amount&gt;.*")) {
            assertThat(outcomes(SOURCE, rule("Some", "<regex>" + earlier + "</regex>"), rule("Paid", PAID))
                            .get(1))
                    .as(earlier)
                    .isEqualTo(Outcome.MATCHES);
        }
    }

    @Test
    void sameRegexBefore_takesWhatTheLaterOneMatches() throws Exception {
        assertThat(outcomes(SOURCE, rule("First", BY_REGEX), rule("Second", "<logger>com.acme</logger>" + BY_REGEX)))
                .containsExactly(Outcome.MATCHES, Outcome.NEVER_REACHED);
    }

    @Test
    void theLevelOfTheStatement_decidesWhetherAnEarlierRuleTakesIt() throws Exception {
        String warnings = rule("Warnings", "<level>WARN</level><message>*</message>");

        assertThat(outcomes(SOURCE, warnings, rule("Refunded", REFUNDED), rule("Paid", PAID)))
                .containsExactly(Outcome.MATCHES, Outcome.NEVER_REACHED, Outcome.MATCHES);
    }

    /** What is taken is no place of the later rule, and nothing that is wrong with it is its fault. */
    @Test
    void ruleThatKeepsSomeStatements_matchesThoseAlone() throws Exception {
        RuleCoverage coverage =
                coverage(SOURCE, rule("Paid", PAID), rule("Rest", "<logger>com.acme</logger><message>*</message>"));

        assertThat(coverage.rules())
                .extracting(RuleVerdict::outcome, RuleVerdict::places)
                .containsExactly(
                        tuple(Outcome.MATCHES, List.of("Payments.java:6")),
                        tuple(Outcome.MATCHES, List.of("Payments.java:9", "Payments.java:12")));
    }

    /** Each of them may let the event through to the later one. */
    @Test
    void earlierRuleThatMayNotTakeTheEvent_hidesNothing() throws Exception {
        for (String earlier : List.of(
                "<logger>com.acme.other</logger><message>*</message>",
                "<level>ERROR</level><message>*</message>",
                "<marker>AUDIT</marker>" + PAID,
                "<regex>payment (?&lt;amount&gt;[\\d.]+) for (?&lt;company_id&gt;acme|12345)</regex>",
                PAID.replace("{amount}", "of {amount}"),
                PAID + BY_REGEX)) {
            assertThat(outcomes(SOURCE, rule("Earlier", earlier), rule("Paid", PAID))
                            .get(1))
                    .as(earlier)
                    .isEqualTo(Outcome.MATCHES);
        }
    }

    @Test
    void ruleOfAnotherAppender_hidesNothing() throws Exception {
        Path xml = Files.writeString(
                directory.resolve("two.xml"), """
                <configuration>
                <appender name='A' class='com.moesif.logback.MoesifAppender'>%s</appender>
                <appender name='B' class='com.moesif.logback.MoesifAppender'>%s</appender>
                <root level='INFO'><appender-ref ref='A'/><appender-ref ref='B'/></root></configuration>
                """.formatted(rule("All", "<message>*</message>"), rule("Paid", PAID)));

        assertThat(RuleCoverage.of(xml, new Compiled(directory).with("-g").classes(SOURCE))
                        .unmatched())
                .isEmpty();
    }

    /** It may still get events of what the code doesn't tell, so that it is not called dead. */
    @Test
    void ruleThatMayGetEventsOfAnotherStatement_cannotBeSeen() throws Exception {
        String narrow = rule("Narrow", "<logger>com.acme.Payments</logger>" + PAID);
        String made = "class Other { private static final Logger log = LoggerFactory.getLogger(\"com.acme.Other\");\n"
                + " void say(java.util.Properties texts) { log.info(texts.getProperty(\"a\")); } }";
        String given = "class Other { public void say(Logger log, Object o) {\n log.info(String.valueOf(o)); } }";
        String open = "class Other { private static final Logger log = LoggerFactory.getLogger(Other.class);\n"
                + "void say(String text) {\n log.info(\"Sum: {}\", text); } }";

        assertThat(outcomes(SOURCE + made, narrow, rule("Wide", PAID)))
                .containsExactly(Outcome.MATCHES, Outcome.CANNOT_BE_SEEN);
        assertThat(outcomes(SOURCE + given, narrow, rule("Wide", "<logger>com.acme</logger>" + PAID)))
                .containsExactly(Outcome.MATCHES, Outcome.CANNOT_BE_SEEN);
        assertThat(outcomes(
                        SOURCE + open,
                        narrow,
                        rule("Refunded", REFUNDED),
                        rule("Wide", "<logger>com.acme</logger>" + BY_REGEX)))
                .containsExactly(Outcome.MATCHES, Outcome.MATCHES, Outcome.CANNOT_BE_SEEN);
    }

    /** The samples of a text are few, so that another line of the same template may be the rule's. */
    @Test
    void ruleWithATemplateAndARegex_cannotBeSeen_whereAnotherLineHasThatTemplate() throws Exception {
        String again = "class Again { private static final Logger log = LoggerFactory.getLogger(Again.class);\n"
                + "void paid(int amount, String kind) {\n"
                + "log.info(\"Processed payment {} for {}\", amount, kind); } }";
        String both = PAID + "<regex>^Processed payment [\\d]+[.][\\d]+ for acme</regex>";

        assertThat(outcomes(
                        SOURCE + again,
                        rule("Narrow", "<logger>com.acme.Payments</logger>" + PAID),
                        rule("Both", both)))
                .containsExactly(Outcome.MATCHES, Outcome.CANNOT_BE_SEEN);
    }

    /** What was made at run time is the earlier rule's as well. */
    @Test
    void earlierRuleThatTakesWhatCannotBeSeen_hidesTheLaterOne() throws Exception {
        String made = "class Other { private static final Logger log = LoggerFactory.getLogger(\"com.acme.Other\");\n"
                + " void say(java.util.Properties texts) { log.info(texts.getProperty(\"a\")); } }";

        assertThat(outcomes(SOURCE + made, rule("All", "<message>*</message>"), rule("Paid", PAID)))
                .containsExactly(Outcome.MATCHES, Outcome.NEVER_REACHED);
    }

    /** A logger that subclasses name, or callers hand in, may have another name than the earlier rule's. */
    @Test
    void loggerThatMayHaveAnotherName_isNotTakenForCertain() throws Exception {
        String open = """
                package com.acme;
                import org.slf4j.*;
                public class Payments {
                    protected final Logger log = LoggerFactory.getLogger(getClass());
                    public void paid(double amount, String companyId) {
                        log.info("Processed payment {} for {}", amount, companyId);
                    }
                }
                """;

        assertThat(outcomes(open, rule("Narrow", "<logger>com.acme.Payments</logger>" + PAID), rule("Wide", PAID)))
                .containsExactly(Outcome.MATCHES, Outcome.MATCHES);
    }

    private List<Outcome> outcomes(String source, String... rules) throws IOException {
        return coverage(source, rules).rules().stream()
                .map(RuleVerdict::outcome)
                .toList();
    }

    private RuleCoverage coverage(String source, String... rules) throws IOException {
        Path here = Files.createTempDirectory(directory, "case");
        Path xml = Files.writeString(here.resolve("logback.xml"), """
                <configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>
                %s
                </appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>
                """.formatted(String.join("\n", rules)));
        return RuleCoverage.of(xml, new Compiled(here).with("-g").classes(source));
    }

    private static String rule(String name, String conditions) {
        return "<rule><name>" + name + "</name>" + conditions + "<actionName>" + name + "</actionName></rule>";
    }
}
