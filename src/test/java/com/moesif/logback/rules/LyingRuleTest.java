package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.WarnStatus;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Statuses;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.runtime.ShortLife;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that can't mean what it says is told of, with its name and a remedy, and takes no other rule with it. */
@Timeout(60)
class LyingRuleTest {
    private static final String SOUND =
            "<rule><name>Sound</name><message>sound</message><actionName>Sound</actionName></rule>";

    private static void assertOnlySoundRuleWorks(Logback harness) {
        harness.log().info("sound");
        harness.log().info("anything else");
        assertThat(harness.names()).containsExactly("Sound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rule/>",
                "<rule><message></message></rule>",
                "<rule><message>   </message><regex> </regex></rule>",
            })
    void emptyRule_isAnErrorAndNoCatchAll(String rule) {
        try (Logback harness = Logback.rules(rule + SOUND)) {
            assertThat(harness.errors())
                    .containsExactly("Rule 1: it has neither <message> nor <regex>; <message>*</message> stands for any"
                            + " message. The rule is off.");
            assertOnlySoundRuleWorks(harness);
        }
    }

    @Test
    void ruleWithOtherConditionsOnly_isAnErrorToo() {
        try (Logback harness = Logback.rules("""
                <rule><name>Wide</name><logger>com.acme</logger><level>info</level><marker>M</marker></rule>
                """ + SOUND)) {
            assertThat(harness.errors()).singleElement().asString().startsWith("Rule 'Wide': it has neither <message>");
            assertOnlySoundRuleWorks(harness);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mesage, message",
        "Massage, message",
        "regexp, regex",
        "loger, logger",
        "levle, level",
        "action-name, actionName",
        "action_name, actionName",
        "fields, field"
    })
    void misspeltElement_switchesItsRuleOffAndNoOther(String misspelt, String meant) {
        String odd = "<rule><name>Odd</name><message>*</message><" + misspelt + ">x</" + misspelt + "></rule>";
        try (Logback harness = Logback.rules(odd + SOUND)) {
            assertThat(harness.errors())
                    .containsExactly("Rule 'Odd': <" + misspelt + "> is no element of <rule>; <" + meant
                            + "> may be meant. The rule is off.");
            assertOnlySoundRuleWorks(harness);
        }
    }

    @Test
    void misspeltElementOfTheLastRule_isNotChargedToTheFirst() {
        try (Logback harness = Logback.rules(SOUND + "<rule><message>odd</message><levl>info</levl></rule>")) {
            assertThat(harness.errors())
                    .containsExactly(
                            "Rule 2 (odd): <levl> is no element of <rule>; <level> may be meant. The rule is off.");
            assertOnlySoundRuleWorks(harness);
        }
    }

    @Test
    void misspeltElementOfARulesField_switchesTheRuleOff() {
        try (Logback harness = Logback.rules("""
                <rule><name>Odd</name><message>*</message>
                  <field><name>x</name><vlaue>y</vlaue></field></rule>
                """ + SOUND)) {
            assertThat(harness.errors())
                    .singleElement()
                    .asString()
                    .contains(
                            "Rule 'Odd': ",
                            "<vlaue> is no element of <field>; <value> may be meant.",
                            "The rule is off.");
            assertOnlySoundRuleWorks(harness);
        }
    }

    @Test
    void misspeltElementWithElementsOfItsOwn_isToldOnce() {
        try (Logback harness = Logback.rules("""
                <rule><name>Odd</name><message>*</message>
                  <feild><name>x</name><value>y</value></feild></rule>
                """ + SOUND)) {
            assertThat(harness.errors())
                    .containsExactly(
                            "Rule 'Odd': <feild> is no element of <rule>; <field> may be meant. The rule is off.");
            assertOnlySoundRuleWorks(harness);
        }
    }

    /** Without its level, its match or its mismatch a filter lets every event pass. */
    @ParameterizedTest
    @CsvSource({"ThresholdFilter, levle, level", "LevelFilter, onmissmatch, onMismatch"})
    void misspeltElementOfAFilter_isAnError(String filter, String misspelt, String meant) {
        try (Logback harness = Logback.rules("<filter class='ch.qos.logback.classic.filter." + filter + "'><" + misspelt
                + ">DENY</" + misspelt + "></filter>" + SOUND)) {
            assertThat(harness.errors())
                    .containsExactly("<" + misspelt + "> is no element of <filter>; <" + meant + "> may be meant.");
            assertOnlySoundRuleWorks(harness);
        }
    }

    @Test
    void elementUnlikeAny_isToldWithoutAGuess() {
        try (Logback harness = Logback.rules("<rule><message>*</message><whatever>x</whatever></rule>" + SOUND)) {
            assertThat(harness.errors())
                    .containsExactly("Rule 1 (*): <whatever> is no element of <rule>. The rule is off.");
        }
    }

    @Test
    void misspeltElement_isChargedToItsAppenderAndNoOther() {
        String odd = "<rule><name>Odd</name><message>*</message><levl>x</levl></rule>";
        try (Logback harness = Logback.configuration("<configuration>" + Logback.rulesAppender("FIRST", odd)
                + Logback.rulesAppender("MOESIF", SOUND)
                + "<logger name='x'><appender-ref ref='FIRST'/></logger>"
                + "<root><appender-ref ref='MOESIF'/></root></configuration>")) {
            assertThat(harness.errors()).hasSize(1);
            assertOnlySoundRuleWorks(harness);
        }
    }

    /** Both within one millisecond, which is what a warm JVM makes of two small appenders. */
    @Test
    void misspeltElementReadJustBefore_isNotChargedToTheNextAppender() {
        LoggerContext context = new LoggerContext();
        RuleElement rule = new RuleElement();
        context.getStatusManager()
                .add(new WarnStatus(
                        "Ignoring unknown property [levl] in [com.moesif.logback.config.RuleElement]", new Object()));

        MoesifAppender next = new MoesifAppender();
        next.setContext(context);
        next.addRule(rule);
        next.setEnabled("false");
        next.start();

        assertThat(new Statuses(context).errors()).noneMatch(error -> error.contains("levl"));
    }

    private static String rule(String name, String conditions) {
        return "<rule><name>" + name + "</name>" + conditions + "<actionName>" + name + "</actionName></rule>";
    }

    @ParameterizedTest
    @CsvSource({
        "<message>a {x}</message>, <message>a {y}</message>",
        "<message>a {x}</message>, <message> a {} </message>",
        "<regex>a</regex>, <regex>a</regex>",
        "<message>*</message>, <message>a</message>",
        "<message>*</message>, <regex>a</regex>",
        "<logger>com</logger><message>a</message>, <logger>com.acme</logger><message>a</message>",
        "<level>info</level><message>a</message>, <level>warn</level><message>a</message>",
        "<message>a</message>, <marker>M</marker><message>a</message>",
        "<logger>ROOT</logger><message>a</message>, <message>a</message>",
        "<regex>a</regex>, <message>b</message><regex>a</regex>"
    })
    void ruleThatAnEarlierOneHides_isAWarningThatNamesBoth(String first, String second) {
        try (Logback harness = Logback.rules(rule("First", first) + rule("Second", second))) {
            assertThat(harness.errors()).isEmpty();
            assertThat(harness.warnings())
                    .containsExactly("Rule 'Second': it never gets an event, since rule 'First' comes first and takes"
                            + " them all. Remove one of them, or put this one first.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<message>a</message>, <message>b</message>",
        "<message>a</message>, <message>*</message>",
        "<regex>a</regex>, <regex>b</regex>",
        "<regex>a</regex>, <message>a</message>",
        "<logger>com.acme</logger><message>a</message>, <logger>com</logger><message>a</message>",
        "<logger>com.acme</logger><message>a</message>, <logger>com.acmeshop</logger><message>a</message>",
        "<level>warn</level><message>a</message>, <level>info</level><message>a</message>",
        "<marker>M</marker><message>a</message>, <marker>N</marker><message>a</message>",
        "<marker>M</marker><message>a</message>, <message>a</message>"
    })
    void ruleThatStillGetsEvents_isNoWarning(String first, String second) {
        try (Logback harness = Logback.rules(rule("First", first) + rule("Second", second))) {
            assertThat(harness.warnings()).isEmpty();
        }
    }

    /** The one of a web application has brackets and a slash in its name. */
    @Test
    void loggerOfTomcat_isNoWarning() {
        try (Logback harness = Logback.rules("<rule><name>Context</name><message>Closing {company_id}</message>"
                + "<logger>org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].[/]</logger></rule>")) {
            assertThat(harness.warnings()).noneMatch(text -> text.contains("the name of a class"));
        }
    }

    @Test
    void nameUsedTwice_isAWarning() {
        try (Logback harness =
                Logback.rules(rule("Same", "<message>a</message>") + rule(" Same ", "<message>b</message>"))) {
            assertThat(harness.warnings())
                    .containsExactly("Two rules are named 'Same'; give each a name of its own, or notices about them"
                            + " can't be told apart.");
        }
    }

    @Test
    void missingActionName_isAWarningWhereHolesWouldMakeAPoorName() {
        try (Logback harness = Logback.rules("""
                <rule><message>Paid {amount}</message></rule>
                <rule><regex>x</regex></rule>
                <rule><level>warn</level><message>*</message></rule>
                """)) {
            assertThat(harness.warnings())
                    .satisfiesExactly(
                            template -> assertThat(template)
                                    .isEqualTo(
                                            "Rule 1 (Paid {amount}): it has no <actionName>, so its actions are named"
                                                    + " 'Paid {}'. Give it a name that people recognise."),
                            regex -> assertThat(regex)
                                    .startsWith("Rule 2 (x): it has no <actionName>, so each action is named by the"
                                            + " message of its event"),
                            any -> assertThat(any).startsWith("Rule 3 (*): it has no <actionName>, so each action"));
        }
    }

    @Test
    void missingActionName_isFineWhereTheMessageMakesAGoodOne() {
        try (Logback harness = Logback.rules("<rule><message>User signed in</message></rule>")) {
            assertThat(harness.warnings()).isEmpty();
        }
    }

    @AfterEach
    void judgeNobodyTooSoon() {
        ShortLife.is(Duration.ofMinutes(1));
    }

    @Test
    void ruleThatNeverMatched_isNamedAtTheStop() {
        try (Logback harness = Logback.rules(rule("Used", "<message>a</message>")
                + rule("Unused", "<message>b</message>")
                + "<rule><regex>zzz</regex><actionName>Unnamed</actionName></rule>")) {
            harness.log().info("a");
            harness.log().info("something");
            harness.actions();
            assertThat(harness.warnings()).isEmpty();

            ShortLife.is(Duration.ZERO);
            assertThat(harness.warningsAfterStop())
                    .containsExactly(
                            "No event ever matched rule 'Unused'. Does its message still stand in the source as it does in"
                                    + " the rule?",
                            "No event ever matched rule 3 (Unnamed). Does its message still stand in the source as it does"
                                    + " in the rule?");
        }
    }

    /** Spring Boot starts and stops appenders twice. */
    @Test
    void ruleThatNeverMatched_isNotNamedWhereNoEventEverCame() {
        try (Logback harness = Logback.rules(rule("Unused", "<message>b</message>"))) {
            assertThat(harness.warningsAfterStop()).isEmpty();
        }
    }

    private static final String ROOT_AT_INFO = "<root level='INFO'><appender-ref ref='MOESIF'/></root>";

    @Test
    void ruleBelowTheLevelOfItsLogger_isNamedAfterTheConfiguration() {
        String rules = rule("Deep", "<logger>com.acme</logger><level>debug</level><message>a</message>")
                + rule("Any", "<level>debug</level><message>b</message>");
        try (Logback harness = Logback.rules(rules, "<logger name='com.acme' level='WARN'/>" + ROOT_AT_INFO)) {
            assertThat(harness.warnings())
                    .containsExactly(
                            "Logger 'com.acme' lets through only WARN and above, but rule 'Deep' asks for DEBUG."
                                    + " Lower the logger's level, or raise the rule's.");
        }
    }

    @Test
    void ruleWhoseLoggerIsLowered_isFine() {
        String rules = rule("Deep", "<logger>com.acme</logger><level>debug</level><message>a</message>");
        try (Logback harness = Logback.rules(rules, "<logger name='com.acme.x' level='DEBUG'/>" + ROOT_AT_INFO)) {
            assertThat(harness.warnings()).isEmpty();
        }
    }

    @Test
    void ruleOfALoggerThatIsOff_isNamed() {
        try (Logback harness = Logback.rules(
                rule("Mute", "<logger>com.acme</logger><message>a</message>"),
                "<logger name='com.acme' level='OFF'/>" + ROOT_AT_INFO)) {
            assertThat(harness.warnings()).containsExactly("No event can reach rule 'Mute': logger 'com.acme' is off.");
        }
    }

    private static final String FOR_ACME = "<logger name='com.acme'><appender-ref ref='MOESIF'/></logger>";

    @ParameterizedTest
    @ValueSource(strings = {"com.other", "com.acmeshop"})
    void ruleOfALoggerWithoutTheAppender_isNamed(String logger) {
        try (Logback harness =
                Logback.rules(rule("Lost", "<logger>" + logger + "</logger><message>a</message>"), FOR_ACME)) {
            assertThat(harness.warnings())
                    .containsExactly("No event can reach rule 'Lost': this appender is attached neither to logger '"
                            + logger + "' nor above or below it. Attach it with <appender-ref>.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "com.acme", "com.acme.shop.Cart", "ROOT"})
    void ruleOfALoggerAboveOrBelowTheAttachment_isFine(String logger) {
        try (Logback harness =
                Logback.rules(rule("Found", "<logger>" + logger + "</logger><message>a</message>"), FOR_ACME)) {
            assertThat(harness.warnings()).isEmpty();
        }
    }

    @Test
    void ruleBehindALoggerThatPassesNothingUp_isNamed() {
        try (Logback harness = Logback.rules(
                rule("Cut", "<logger>com.acme.x</logger><message>a</message>"),
                "<logger name='com.acme' additivity='false'/>" + ROOT_AT_INFO)) {
            assertThat(harness.warnings()).singleElement().asString().startsWith("No event can reach rule 'Cut'");
        }
    }

    @Test
    void appenderWithinAnotherAppender_isAttached() {
        try (Logback harness = Logback.rules(SOUND, BEHIND_ASYNC)) {
            harness.log().info("sound");
            await().until(() -> harness.counts().accepted() == 1);
            // Before the stop: Logback's own appender waits a second for ours, and ours may need more.
            assertThat(harness.actions()).hasSize(1);
            harness.context.getLogger("ROOT").getAppender("ASYNC").stop();

            assertThat(harness.warnings()).isEmpty();
        }
    }

    private static final String BEHIND_ASYNC = """
            <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
              <appender-ref ref="MOESIF"/>
            </appender>
            <root level="INFO"><appender-ref ref="ASYNC"/></root>
            """;

    @Test
    void appenderWithinAnotherThatIsAttachedTwice_takesEachEventOnce() {
        String twice = BEHIND_ASYNC + "<logger name='com.acme'><appender-ref ref='ASYNC'/></logger>";
        try (Logback harness = Logback.rules(SOUND, twice)) {
            harness.log().info("sound");
            // Logback's own appender gives up what it has when a stop of it takes a second.
            await().atMost(Rig.AMPLE).until(() -> harness.counts().oddities().get(Oddity.DUPLICATE_EVENTS) == 1);
            // Before the stop, which stops ours too: then there is nothing to flush.
            assertThat(harness.actions()).hasSize(1);
            harness.context.getLogger("ROOT").getAppender("ASYNC").stop();

            assertThat(harness.collector.actions()).hasSize(1);
            assertThat(harness.counts().oddities().get(Oddity.DUPLICATE_EVENTS)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exported \\d+ rows for (?&lt;company_id&gt;\\S+)  | matches within a longer message",
                "^exported \\d+ rows for (?&lt;company_id&gt;\\S+) | matches within a longer message",
                "exported for (?&lt;companyId&gt;\\S+)$             | matches within a longer message",
                "^exported for (?&lt;tenant&gt;\\S+)\\$            | matches within a longer message",
                "^a (?&lt;company_id&gt;\\S+)$ | matches",
                "(?m)^a (?&lt;company_id&gt;\\S+)$ | matches within a longer message",
            })
    void regexThatAnotherLinesTextCanMeet_isWarnedOfWhenItGivesTheCompany(String regex, String said) {
        String alias = "<alias><from>tenant</from><to>company_id</to></alias>";
        String logger = said.equals("matches") ? "" : "<logger>com.acme</logger>";
        try (Logback harness = Logback.rules(alias + "<rule>" + logger + "<regex>" + regex + "</regex></rule>")) {
            assertThat(harness.warnings())
                    .filteredOn(warning -> warning.contains("gives company_id"))
                    .singleElement()
                    .asString()
                    .contains(said.equals("matches") ? "any logger's messages are tried on it" : said);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^exported \\d+ rows for (?&lt;company_id&gt;\\S+)$",
                "\\Aexported for (?&lt;company_id&gt;\\S+)\\z",
                "^(a|b) for (?&lt;company_id&gt;[|\\S]+)$",
                "exported (?&lt;rows&gt;\\d+)",
            })
    void regexThatTakesWholeMessagesOnly_orNoCompany_isNotWarnedOf(String regex) {
        try (Logback harness = Logback.rules("<rule><logger>com.acme</logger><regex>" + regex + "</regex></rule>")) {
            assertThat(harness.warnings()).noneMatch(warning -> warning.contains("gives company_id"));
        }
    }
}
