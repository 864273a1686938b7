package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.moesif.logback.internal.statements.Compiled;
import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Rules held against code as it is compiled, and against the same code after somebody has changed it. */
class RuleCoverageTest {
    private static final String SOURCE = """
            package com.acme;
            import org.slf4j.*;
            class Payments {
                private static final Logger log = LoggerFactory.getLogger(Payments.class);
                void paid(double amount, String currency, String companyId) {
                    log.info("Processed payment {} {} for {}", amount, currency, companyId);
                }
                void exported(int rows, String companyId) {
                    log.info("exported " + rows + " rows for customer " + companyId);
                }
            }
            """;
    private static final String PAID = """
            <rule><name>Paid</name><logger>com.acme</logger>
              <message>Processed payment {amount} {currency} for {company_id}</message><actionName>Paid</actionName>
              <field><name>amount</name><type>number</type></field></rule>
            """;
    private static final String EXPORTED = """
            <rule><name>Exported</name><logger>com.acme.Payments</logger>
              <regex>^exported (?&lt;rows&gt;\\d+) rows for customer (?&lt;company_id&gt;\\S+)$</regex>
              <actionName>Exported</actionName><field><name>rows</name><type>number</type></field></rule>
            """;

    @TempDir
    private Path directory;

    @Test
    void rulesOfTheCode_match_andSayWhere() throws Exception {
        RuleCoverage coverage = coverage(SOURCE, PAID + EXPORTED);

        assertThat(coverage.unmatched()).isEmpty();
        assertThat(coverage.unseen()).isEmpty();
        assertThat(coverage.problems()).isEmpty();
        assertThat(coverage.rules())
                .extracting(RuleVerdict::places)
                .containsExactly(List.of("Payments.java:6"), List.of("Payments.java:9"));
    }

    /** Who is billed must not be told by the order of what the code has no name for. */
    @Test
    void aRewordedMessage_isProposedWithoutTheNamesWhosePlacesNothingTells() throws Exception {
        String reworded = SOURCE.replace(
                "log.info(\"Processed payment {} {} for {}\", amount, currency, companyId)",
                "log.info(\"Processed the payment of {} by {} in {}\", amount, companyId + 1, currency)");

        assertThat(coverage(reworded, PAID.replace("{amount}", "{}").replace("{currency}", "{money}"))
                        .unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation())
                        .endsWith(
                                "Meant is perhaps: <message>Processed the payment of {} by {} in {}</message> with {money}"
                                        + " and {company_id} in the place of their {}, which the text doesn't tell"));
    }

    /** A rule for a text that only an override is given can't match. */
    @Test
    void textThatAnOverrideIsGiven_isNoMatch() throws Exception {
        RuleCoverage coverage =
                coverage("""
                package com.acme;
                import org.slf4j.*;
                class Payments {
                    private static final Logger log = LoggerFactory.getLogger(Payments.class);
                    void say(String text) { log.info(text); }
                }
                class Wraps extends Payments {
                    @Override void say(String text) { super.say("wrapped " + text); }
                    void go() { say("Processed a payment"); }
                }
                """, PAID.replaceAll("(?s)<message>.*</message>", "<message>Processed a payment</message>"));

        assertThat(coverage.rules())
                .singleElement()
                .extracting(RuleVerdict::outcome)
                .isNotEqualTo(RuleVerdict.Outcome.MATCHES);
    }

    @Test
    void rewordedStatement_isShownBesideTheRule_withTheRuleAsItWouldHaveToBe() throws Exception {
        RuleCoverage coverage = coverage(
                SOURCE.replace("Processed payment {} {} for {}", "Payment of {} {} processed for {}")
                        .replace("rows for customer", "lines for customer"),
                PAID + EXPORTED);

        assertThat(coverage.unmatched()).hasSize(2).allMatch(rule -> rule.outcome() == RuleVerdict.Outcome.NEVER);
        assertThat(coverage.unmatched().get(0).toString())
                .contains("Nearest is Payments.java:6")
                .contains("the rule has  Processed payment {amount} {currency} for {company_id}")
                .contains("the code has  Payment of {amount} {currency} processed for {companyId}")
                .contains("<message>Payment of {amount} {currency} processed for {company_id}</message>");
        assertThat(coverage.unmatched().get(1).toString())
                .contains("Nearest is Payments.java:9")
                .contains("^exported (?&lt;rows&gt;");
    }

    @Test
    void deletedStatement_otherLevel_andOtherLogger_areFound() throws Exception {
        assertThat(coverage(SOURCE.replace("log.info(\"Processed", "System.out.printf(\"Processed"), PAID)
                        .unmatched())
                .extracting(RuleVerdict::outcome)
                .containsExactly(RuleVerdict.Outcome.NEVER);
        assertThat(coverage(SOURCE.replace("log.info(\"Processed", "log.debug(\"Processed"), PAID)
                        .unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.outcome()).isEqualTo(RuleVerdict.Outcome.BELOW_LEVEL))
                .satisfies(rule -> assertThat(rule.explanation())
                        .isEqualTo("It is logged at DEBUG, and its logger lets through INFO and above."));
        assertThat(coverage(SOURCE.replace("getLogger(Payments.class)", "getLogger(\"org.other\")"), PAID)
                        .unmatched())
                .extracting(RuleVerdict::explanation)
                .containsExactly("Its text is at Payments.java:6, of another logger:\n  the rule has  com.acme\n"
                        + "  the code has  org.other\nMeant is perhaps: <logger>org.other</logger>");
    }

    @Test
    void levelThatAFilterOfTheAppenderRefuses_isFound() throws Exception {
        String threshold = "<filter class=\"ch.qos.logback.classic.filter.ThresholdFilter\"><level>%s</level></filter>";

        assertThat(coverage(SOURCE, threshold.formatted("INFO") + PAID).unmatched())
                .isEmpty();
        assertThat(coverage(SOURCE, threshold.formatted("WARN") + PAID).unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.outcome()).isEqualTo(RuleVerdict.Outcome.BELOW_LEVEL))
                .satisfies(rule -> assertThat(rule.explanation())
                        .isEqualTo("It is logged at INFO, and a <filter> of the appender refuses that level."));
    }

    /** Whoever is billed keeps his name, whatever has become of the order. */
    @Test
    void statementWhoseHolesHaveChangedPlaces_isAnsweredWithTheirNamesInTheirNewPlaces() throws Exception {
        assertThat(coverage(
                                SOURCE.replace(
                                        "\"Processed payment {} {} for {}\", amount, currency, companyId",
                                        "\"Processed for {} a payment {} {}\", companyId, currency, amount"),
                                PAID)
                        .unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation())
                        .endsWith("<message>Processed for {company_id} a payment {currency} {amount}</message>"));
    }

    /** By a message and by a regex; a line of one word is said of many things. */
    @Test
    void statementThatHasMovedToAnotherClass_isFound() throws Exception {
        String moved = SOURCE.replace("class Payments", "class Billing").replace("Payments.class", "Billing.class");

        assertThat(coverage(moved, PAID.replace("com.acme<", "com.acme.Payments<") + EXPORTED)
                        .unmatched())
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.explanation())
                        .contains("Its text is at Billing.java:", "<logger>com.acme.Billing</logger>"));
        assertThat(coverage(
                                moved.replace("Processed payment {} {} for {}", "{} {} {}"),
                                "<rule><logger>com.acme.Payments</logger><message>{a} {b} {c}</message></rule>")
                        .unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation()).startsWith("No statement of a logger"));
    }

    /** Of a logger that is named after the object's class, or that is given, the classes that were read tell. */
    @Test
    void statementOfABaseClassOrAHelper_isOfTheLoggersThatTheCodeTells() throws Exception {
        String source = """
                package com.acme;
                import org.slf4j.*;
                class Jobs {
                    static abstract class Job {
                        private final Logger log = LoggerFactory.getLogger(getClass());
                        void paid(double amount, String currency, String companyId) {
                            log.info("Processed payment {} {} for {}", amount, currency, companyId);
                        }
                    }
                    static final class Nightly extends Job {}
                    static final class Hourly extends Job {}
                    private static final Logger AUDIT = LoggerFactory.getLogger("audit");
                    static void exported(Logger log, int rows, String companyId) {
                        log.info("exported " + rows + " rows for customer " + companyId);
                    }
                    void all() { exported(AUDIT, 7, "acme"); }
                }
                """;
        String nightly = PAID.replace("com.acme<", "com.acme.Jobs.Nightly<").replace("Jobs.", "Jobs$");
        String audit = EXPORTED.replace("com.acme.Payments", "audit");

        assertThat(coverage(source, nightly + audit).rules())
                .extracting(RuleVerdict::outcome)
                .containsOnly(RuleVerdict.Outcome.MATCHES);
        assertThat(coverage(source, nightly.replace("Nightly", "Weekly") + EXPORTED)
                        .unmatched())
                .hasSize(2)
                .satisfiesExactly(
                        paid -> assertThat(paid.explanation()).contains("<logger>com.acme.Jobs$Hourly</logger>"),
                        exported -> assertThat(exported.explanation()).contains("<logger>audit</logger>"));
    }

    @Test
    void statementWhoseLoggerTheCodeDoesNotTell_isUndecided_unlessTheRuleTakesAny() throws Exception {
        String source = SOURCE.replace(
                        "private static final Logger log = LoggerFactory.getLogger(Payments.class);", "Logger log;")
                .replace("class Payments {", "class Payments { Payments(Logger log) { this.log = log; }");

        RuleCoverage coverage = coverage(source, PAID + EXPORTED);

        assertThat(coverage.unmatched()).isEmpty();
        assertThat(coverage.unseen())
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.explanation())
                        .isEqualTo("These statements have its text, but the code doesn't tell the name of their logger."
                                + " Try the rule on a log: check --log."));
        assertThat(coverage(source, PAID.replace("<logger>com.acme</logger>", ""))
                        .rules())
                .extracting(RuleVerdict::outcome)
                .containsExactly(RuleVerdict.Outcome.MATCHES);
    }

    /** A list of sizes is no amount that went wrong where the code calls it so, too. */
    @Test
    void holeThatIsCalledWhatTheCodeCallsIt_isNoFault() throws Exception {
        String sizes =
                SOURCE.replace("double amount", "java.util.List<Double> sizes").replace(", amount,", ", sizes,");
        String rule = "<rule><message>Processed payment {sizes} {currency} for {company_id}</message>"
                + "<actionName>Paid</actionName></rule>";

        assertThat(coverage(sizes, rule).problems()).isEmpty();
        assertThat(coverage(sizes, rule.replace("{sizes}", "{amount}")).problems())
                .singleElement()
                .asString()
                .contains("{amount} looks like an amount");
    }

    /** A subclass that wasn't read may be the rule's: the library is given, the application isn't. */
    @Test
    void loggerOfAClassThatWasNotRead_isUndecided() throws Exception {
        String library = SOURCE.replace("package com.acme", "package org.library")
                .replace(
                        "private static final Logger log = LoggerFactory.getLogger(Payments.class);",
                        "private final Logger log = LoggerFactory.getLogger(getClass());");

        assertThat(coverage(library, PAID.replace("com.acme<", "com.acme.OurPayments<"))
                        .unseen())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation())
                        .contains("no class of the rule's is among them", "give that jar, too"));
        assertThat(coverage(library, PAID.replace("com.acme<", "org.library.Paying<"))
                        .unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation()).contains("<logger>org.library.Payments</logger>"));
    }

    /** A package may be in several modules: that one of its classes was read says nothing of the others. */
    @Test
    void loggerOfASubclassInAnotherModule_isUndecided() throws Exception {
        String jobs = """
                package com.acme.jobs;
                import org.slf4j.*;
                public abstract class AbstractJob {
                    private final Logger log = LoggerFactory.getLogger(getClass());
                    void paid(double amount, String currency, String companyId) {
                        log.info("Processed payment {} {} for {}", amount, currency, companyId);
                    }
                }
                class ImportJob extends AbstractJob {}
                class ExportJobs {}
                """;
        String export = PAID.replace("com.acme<", "com.acme.jobs.ExportJob<");

        assertThat(coverage(jobs, export).unseen()).hasSize(1);
        assertThat(coverage(jobs, export.replace("ExportJob", "ExportJobs")).unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation()).contains("<logger>com.acme.jobs.ImportJob</logger>"));
    }

    /** The one call in the code isn't the only one: a container calls constructors, too. */
    @Test
    void loggerThatAConstructorIsGiven_isUndecided() throws Exception {
        String injected = SOURCE.replace(
                        "private static final Logger log = LoggerFactory.getLogger(Payments.class);",
                        "final Logger log;")
                .replace(
                        "class Payments {",
                        "class Payments { Payments(Logger log) { this.log = log; }"
                                + " static Payments test() { return new Payments(LoggerFactory.getLogger(\"test\")); }");

        RuleCoverage coverage = coverage(injected, PAID + EXPORTED);

        assertThat(coverage.unmatched()).isEmpty();
        assertThat(coverage.unseen()).hasSize(2);
    }

    /** The same text elsewhere doesn't show that the rule has lost its own. */
    @Test
    void statementOfAnotherClass_doesNotOutweighOneThatCannotBeSeen() throws Exception {
        String both = """
                package com.acme;
                import org.slf4j.*;
                class Payments {
                    private static final Logger log = LoggerFactory.getLogger(Payments.class);
                    private static final Logger other = LoggerFactory.getLogger("org.other");
                    void paid(String line, double amount, String currency, String companyId) {
                        log.info(line);
                        other.info("Processed payment {} {} for {}", amount, currency, companyId);
                    }
                }
                """;

        RuleCoverage coverage = coverage(both, PAID);

        assertThat(coverage.unmatched()).isEmpty();
        assertThat(coverage.unseen())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation())
                        .contains("at run time", "check --log", "<logger>org.other</logger>"));
    }

    @Test
    void holes_areHeldAgainstArguments() throws Exception {
        assertThat(coverage(SOURCE.replace("amount, currency, companyId)", "currency, amount, companyId)"), PAID)
                        .problems())
                .singleElement()
                .asString()
                .contains("{amount} gets 'currency'")
                .contains("they look exchanged");
        assertThat(coverage(SOURCE.replace(", amount, currency, companyId)", ", amount, currency)"), PAID)
                        .problems())
                .singleElement()
                .asString()
                .contains("{company_id} gets no argument");
        assertThat(coverage(SOURCE.replace("double amount", "java.util.List<Double> amount"), PAID)
                        .problems())
                .singleElement()
                .asString()
                .contains("'amount' is to be a number")
                .contains("java.util.List");
    }

    /** Whatever the list has, it is no number, and no digits stand where it begins. */
    @Test
    void groupsOfARegex_areHeldAgainstArguments() throws Exception {
        String open = EXPORTED.replace("\\d+", ".*?");
        assertThat(open).contains("(?&lt;rows&gt;.*?)");

        assertThat(coverage(SOURCE, open).problems()).isEmpty();
        for (String type : List.of("java.util.List<Double>", "double[]", "java.util.Map<String, String>", "boolean")) {
            assertThat(coverage(SOURCE.replace("int rows", type + " rows"), open)
                            .problems())
                    .singleElement()
                    .asString()
                    .contains("'rows' is to be a number", "gives it a " + type.replaceAll("<.*", ""));
            assertThat(coverage(SOURCE.replace("int rows", type + " rows"), EXPORTED)
                            .unmatched())
                    .hasSize(1);
        }
        assertThat(coverage(SOURCE.replace("int rows", "String rows"), open).problems())
                .isEmpty();
    }

    /** A text may be anything, what the expression was written for among it. */
    @Test
    void regexForTextsOfAForm_findsItsStatement() throws Exception {
        String source = """
                package com.acme;
                import org.slf4j.*;
                class Orders {
                    private static final Logger log = LoggerFactory.getLogger(Orders.class);
                    void all(String order, String state, java.time.LocalDate day, String mail, Object id, String currency) {
                        log.info("order " + order + " of " + day + " is " + state + " for " + mail + " (" + id + ") in " + currency);
                    }
                }
                """;
        String rule = "<rule><regex>%s</regex><actionName>A</actionName></rule>";

        for (String regex : List.of(
                "^order (?&lt;order>ORD-\\d+) of",
                "of (?&lt;day>\\d{4}-\\d{2}-\\d{2}) is",
                "is (?&lt;state>succeeded|refunded) for",
                "for (?&lt;mail>[\\w.]+@[\\w.]+) \\(",
                // Logback would cut the text at :- before the rule has it.
                "\\((?&lt;id>[0-9a-f]{8}-[0-9a-f]{4}(?:\\x2D[0-9a-f]{4}){2}-[0-9a-f]{12})\\)",
                "in (?&lt;currency>\\p{Lu}{3})$",
                "^order (?&lt;order>ORD-\\d+) of (?&lt;day>\\d{4}-\\d{2}-\\d{2}) is (?&lt;state>paid|open) for (?&lt;mail>[^@ ]+@\\S+)"
                        + " \\((?&lt;id>[^)]*)\\) in (?&lt;currency>EUR|USD)$")) {
            assertThat(coverage(source, rule.formatted(regex)).rules())
                    .as(regex)
                    .singleElement()
                    .satisfies(verdict -> assertThat(verdict.places()).containsExactly("Orders.java:6"));
            assertThat(coverage(
                                    source.replace("\" of \"", "\" at \"")
                                            .replace("\"order", "\"the order")
                                            .replace("\" is \"", "\" has \"")
                                            .replace("\" (\"", "\" [\"")
                                            .replace("\") in \"", "\") with \""),
                                    rule.formatted(regex))
                            .unmatched())
                    .as(regex)
                    .hasSize(1);
        }
    }

    /** One of two lines that are alike may change while the other goes on. */
    @Test
    void statementThatIsLikeOneThatMatches_andThatNoRuleTakes_isToldOf_andIsNoFault() throws Exception {
        String two = SOURCE.replace("void exported(", """
                void again(double amount, String currency, String companyId) {
                        log.info("Processed payment {} {} for {}", amount, currency, companyId);
                    }
                    void exported(""");
        String second = "}\n    void exported";
        int at = two.indexOf("log.info(\"Processed", two.indexOf("void again"));
        String reworded =
                two.substring(0, at) + two.substring(at).replaceFirst("Processed payment", "Processed the payment");
        String lowered = two.substring(0, at) + two.substring(at).replaceFirst("log.info", "log.debug");
        String moved = two.substring(0, at)
                + two.substring(at).replaceFirst("log.info", "LoggerFactory.getLogger(\"x\").info");
        assertThat(two).contains(second);

        assertThat(coverage(two, PAID).nearMisses()).isEmpty();
        assertThat(coverage(two, PAID).rules().get(0).places()).hasSize(2);
        assertThat(coverage(reworded, PAID).nearMisses())
                .containsExactly(
                        "rule 'Paid' matches a statement, and no rule takes one that is like it: Payments.java:9 says nearly its"
                                + " text: Processed the payment {amount} {currency} for {companyId}");
        assertThat(coverage(lowered, PAID).nearMisses())
                .singleElement()
                .asString()
                .endsWith("Payments.java:9 has the same text, at DEBUG, which doesn't get through.");
        assertThat(coverage(moved, PAID).nearMisses())
                .singleElement()
                .asString()
                .endsWith("Payments.java:9 has the same text, of the logger x.");
        for (String changed : List.of(reworded, lowered, moved)) {
            assertThat(coverage(changed, PAID).unmatched()).isEmpty();
            assertThat(coverage(changed, PAID).problems()).isEmpty();
        }
        assertThat(coverage(
                                reworded,
                                PAID
                                        + PAID.replace("Processed", "Processed the")
                                                .replace("<name>Paid", "<name>The"))
                        .nearMisses())
                .isEmpty();
    }

    /** A subclass elsewhere may have the rule's name, so it is undecided; but a new name is what it is most often. */
    @Test
    void publicClassThatWasRenamed_isUndecided_andToldWithItsNewName() throws Exception {
        String renamed = SOURCE.replace("Payments", "Billing")
                .replace("class Billing", "public class Billing")
                .replace(
                        "private static final Logger log = LoggerFactory.getLogger(Billing.class);",
                        "private final Logger log = LoggerFactory.getLogger(getClass());");

        assertThat(coverage(renamed, PAID.replace("com.acme<", "com.acme.Payments<"))
                        .unseen())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation())
                        .contains("Its text is at Billing.java:6.", "the rule has  com.acme.Payments")
                        .contains("the code has  com.acme.Billing")
                        .contains("<logger>com.acme.Billing</logger>", "give that jar, too"));
    }

    /** Reworded, removed, and as it was: of a message that a method is given. */
    @Test
    void messageThatAMethodIsGiven_isFoundAtItsCallers() throws Exception {
        String said = SOURCE.replace("log.info(\"Processed", "say(\"Processed")
                .replace("void paid(", "private void say(String text, Object... a) { log.info(text, a); }\nvoid paid(");

        assertThat(coverage(said, PAID).rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.places()).containsExactly("Payments.java:7"));
        assertThat(coverage(said.replace("Processed payment", "Took payment"), PAID)
                        .unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation()).contains("Nearest is Payments.java:7"));
        assertThat(coverage(
                                said.replace("private void say", "public void say")
                                        .replace("class Payments", "public class Payments")
                                        .replace(
                                                "say(\"Processed payment {} {} for {}\",",
                                                "say(\"nothing like that\","),
                                PAID)
                        .unseen())
                .hasSize(1);
    }

    @Test
    void messageMadeAtRunTime_cannotBeSeen_andIsNoFault() throws Exception {
        RuleCoverage coverage =
                coverage(SOURCE.replace("\"Processed payment {} {} for {}\"", "System.getProperty(\"m\")"), PAID);

        assertThat(coverage.unmatched()).isEmpty();
        assertThat(coverage.unseen())
                .singleElement()
                .satisfies(rule -> assertThat(rule.places()).containsExactly("Payments.java:6"));
    }

    @Test
    void templateOfABridgedApi_isAnsweredWithARegex() throws Exception {
        String jul = SOURCE.replace(
                "log.info(\"Processed payment {} {} for {}\", amount, currency, companyId)",
                "java.util.logging.Logger.getLogger(\"com.acme.X\").log(java.util.logging.Level.INFO,"
                        + " \"Processed payment {0} {1} for {2}\", new Object[] {amount, currency, companyId})");

        assertThat(coverage(jul, PAID).unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation())
                        .contains("java.util.logging hands its events on formatted")
                        .contains("<regex>(?s)^Processed payment (?&lt;amount&gt;"));
    }

    /** As discover writes it, for values that may be null. */
    @Test
    void regexOfARewordedText_isAnsweredWithTheNearestStatement() throws Exception {
        String drafted = "<rule><regex>(?s)^exported (?:null|(?&lt;rows&gt;-?\\d+(?:\\.\\d+)?(?:E[+-]?\\d+)?)) of"
                + " (?:null|(?&lt;company_id&gt;.*?)), (?: *null *|(?&lt;mail&gt;.*?))$</regex><actionName>A</actionName></rule>";
        String reworded = SOURCE.replace(
                "log.info(\"exported \" + rows + \" rows for customer \" + companyId)",
                "log.info(\"\" + rows + \" of \" + companyId + \", \" + companyId)");

        assertThat(coverage(reworded, drafted).unmatched())
                .singleElement()
                .satisfies(rule -> assertThat(rule.explanation()).contains("Nearest is Payments.java:9"));
    }

    @Test
    void templateThatVariesAtRunTime_isToldOf() throws Exception {
        String open = SOURCE.replace(
                "log.info(\"Processed payment {} {} for {}\", amount, currency, companyId)",
                "log.info(\"request by \" + currency + \" cost amount={}\", amount)");

        assertThat(coverage(SOURCE, PAID).gluedTemplates()).isEmpty();
        assertThat(coverage(open, PAID).gluedTemplates())
                .singleElement()
                .asString()
                .startsWith("Payments.java:6 puts text into a template that has arguments");
    }

    @Test
    void regexWithoutGroups_findsItsStatement() throws Exception {
        String rule =
                "<rule><logger>com.acme</logger><regex>^exported \\d+ rows</regex><actionName>E</actionName></rule>";

        assertThat(coverage(SOURCE, rule).rules())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.places()).containsExactly("Payments.java:9"));
    }

    @Test
    void messageOverSeveralLines_findsItsStatement() throws Exception {
        String rule = "<rule><message>Processed payment {} {}\n  for {}</message><actionName>P</actionName></rule>";

        assertThat(coverage(SOURCE, rule).unmatched()).isEmpty();
    }

    /** Of a supplier's value the code tells the type of what it gives. */
    @Test
    void supplierOfANumber_isNoFault() throws Exception {
        String supplied = SOURCE.replace(
                "log.info(\"Processed payment {} {} for {}\", amount, currency, companyId)",
                "log.atInfo().addArgument(() -> amount).addArgument(currency).addArgument(companyId)"
                        + ".log(\"Processed payment {} {} for {}\")");

        assertThat(coverage(supplied, PAID).problems()).isEmpty();
    }

    @Test
    void markerRule_findsItsStatement() throws Exception {
        String marked = SOURCE.replace(
                        "private static final Logger",
                        "private static final Marker AUDIT = MarkerFactory.getMarker(\"AUDIT\");\nprivate static final Logger")
                .replace("log.info(\"Processed", "log.info(AUDIT, \"Processed");
        String rule = "<rule><marker>AUDIT</marker><message>*</message><actionName>A</actionName></rule>";

        assertThat(coverage(marked, rule).rules())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.places()).containsExactly("Payments.java:7"));
        assertThat(coverage(SOURCE, rule).unmatched()).hasSize(1);
    }

    /** A marker that is made at run time may be the rule's: the text is right, and nothing is to be mended. */
    @Test
    void markerThatIsMadeAtRunTime_cannotBeSeen() throws Exception {
        String given = SOURCE.replace("void paid(", "void paid(Marker marker, ")
                .replace("log.info(\"Processed", "log.info(marker, \"Processed");
        assertThat(given).contains("Marker marker, ").contains("log.info(marker, ");

        assertThat(coverage(given, PAID.replace("<message>", "<marker>AUDIT</marker><message>"))
                        .rules())
                .extracting(RuleVerdict::outcome)
                .containsExactly(RuleVerdict.Outcome.CANNOT_BE_SEEN);
    }

    /** A method that takes too much to follow hides its own values, and nothing else of its class. */
    @Test
    void methodThatIsNotFollowed_hidesItsOwnStatementsAlone() throws Exception {
        String jumps = "if (amount > 1) { amount--; }\n".repeat(150);
        Path classes = new Compiled(directory)
                .with("-g")
                .classes(SOURCE.replace("log.info(\"Processed", jumps + "log.info(\"Processed")
                                .replace("void exported(", "void say(String text) { log.info(text); }\nvoid exported(")
                        + "class Caller { void go(Payments by, int amount) {" + jumps
                        + "by.say(\"Processed at last\"); } }");
        withManyVariables(classes.resolve("com/acme/Payments.class"), "paid");
        withManyVariables(classes.resolve("com/acme/Caller.class"), "go");
        String last = PAID.replace("Processed payment {amount} {currency} for {company_id}", "Processed at last")
                .replace("<name>Paid</name>", "<name>Last</name>")
                .replace("<field><name>amount</name><type>number</type></field>", "");

        RuleCoverage coverage = RuleCoverage.of(xml(PAID + EXPORTED + last), classes);

        assertThat(coverage.rules())
                .extracting(RuleVerdict::outcome)
                .containsExactly(
                        RuleVerdict.Outcome.CANNOT_BE_SEEN,
                        RuleVerdict.Outcome.MATCHES,
                        RuleVerdict.Outcome.CANNOT_BE_SEEN);
        assertThat(coverage.problems())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains("com.acme.Payments.paid can't be followed"),
                        problem -> assertThat(problem).contains("com.acme.Caller.go can't be followed"));
    }

    /** So many that a value of each at each jump is more than is kept. */
    private static void withManyVariables(Path file, String method) throws IOException {
        ClassNode node = new ClassNode();
        new ClassReader(Files.readAllBytes(file)).accept(node, 0);
        node.methods.stream().filter(each -> each.name.equals(method)).forEach(each -> each.maxLocals = 65_000);
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        Files.write(file, writer.toByteArray());
    }

    /** What the code puts together may be the rule's, and nothing is to be mended; what can't become it is another text. */
    @Test
    void templateThatIsPutTogether_cannotBeSeen_whereItMayBeTheRules() throws Exception {
        for (String template : List.of(
                "prefix + \" payment {} {} for {}\"",
                "\"Processed \" + prefix + \" {} {} for {}\" + companyId",
                "String.format(\"%s payment {} {} for {}\", prefix)")) {
            String open = SOURCE.replace("\"Processed payment {} {} for {}\"", template)
                    .replace("void paid(", "void paid(String prefix, ");

            assertThat(coverage(open, PAID).rules())
                    .as(template)
                    .extracting(RuleVerdict::outcome, RuleVerdict::places)
                    .containsExactly(tuple(RuleVerdict.Outcome.CANNOT_BE_SEEN, List.of("Payments.java:6")));
        }
        for (String message : List.of(
                "prefix + \" payment {} for {}\", amount, companyId",
                "\"Took \" + prefix + \" {} {} for {}\", amount, currency, companyId",
                "\"Processed payment \" + amount + \" \" + currency + \" for \" + companyId")) {
            String other = SOURCE.replace("\"Processed payment {} {} for {}\", amount, currency, companyId", message)
                    .replace("void paid(", "void paid(String prefix, ");

            assertThat(coverage(other, PAID).rules())
                    .as(message)
                    .extracting(RuleVerdict::outcome)
                    .containsExactly(RuleVerdict.Outcome.NEVER);
        }
    }

    private RuleCoverage coverage(String source, String rules) throws IOException {
        Path here = Files.createTempDirectory(directory, "case");
        return RuleCoverage.of(xml(rules), new Compiled(here).with("-g").classes(source));
    }

    private Path xml(String rules) throws IOException {
        return Files.writeString(directory.resolve("logback.xml"), """
                <configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>
                %s
                </appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>
                """.formatted(rules));
    }
}
