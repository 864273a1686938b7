package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules with a {@code <regex>}: what it is looked for in, what its groups become, and what it may cost. */
@Timeout(60)
class RegexRuleTest {
    /** Short enough for any stack, and what the pattern below needs 2 to the power of 40 steps for. */
    private static final String HOSTILE_LINE = "a".repeat(40) + "!";

    /** The reference keeps the JDK from remembering where it has been, which saves it from simpler ones. */
    private static final String ENDLESS = "^(a+)+\\1$";

    private static Logback regex(String regex) {
        return Logback.rules("<rule><regex><![CDATA[" + regex + "]]></regex><actionName>Matched</actionName></rule>");
    }

    @Test
    void namedGroups_becomeFieldsOfText() {
        try (Logback harness = regex("^exported (?<rows>\\d+) rows for customer (?<company_id>\\S+)$")) {
            harness.log().info("exported " + 12 + " rows for customer " + "acme");

            ReceivedAction action = harness.theAction();
            assertThat(action.actionName()).isEqualTo("Matched");
            assertThat(action.companyId()).isEqualTo("acme");
            assertThat(action.metadata()).containsExactly(entry("rows", "12"));
        }
    }

    @Test
    void group_mayBeWrittenWithAnEntity() {
        try (Logback harness =
                Logback.rules("<rule><regex>rows=(?&lt;rows&gt;\\d+)</regex><actionName>Matched</actionName></rule>")) {
            harness.log().info("rows=12");

            assertThat(harness.theAction().metadata()).containsExactly(entry("rows", "12"));
        }
    }

    @Test
    void regex_isLookedForInTheFormattedMessage() {
        try (Logback harness = regex("took (?<ms>\\d+) ms")) {
            harness.log().info("All of it took {} ms, {}", 7, "at last");

            assertThat(harness.theAction().metadata()).containsExactly(entry("ms", "7"));
        }
    }

    @Test
    void regexAndMessage_bothHaveToMatchAndBothGiveFields() {
        try (Logback harness = Logback.rules("""
                <rule><message>Paid {amount} to {}</message><regex><![CDATA[to (?<bank>\\w+)-]]></regex>
                  <actionName>Matched</actionName></rule>
                """)) {
            harness.log().info("Paid {} to {}", 5, "cash");
            harness.log().info("Paid {} in {}", 5, "to us-1");
            harness.log().info("Paid {} to {}", 5, "us-1");

            assertThat(harness.theAction().metadata()).containsExactly(entry("amount", 5), entry("bank", "us"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "_a", "a_b", "a.b", "a-b", "size.in-mb_2", "g0"})
    void groupName_mayHaveUnderscoreDotAndDash(String name) {
        try (Logback harness = regex("(?<" + name + ">\\d+)")) {
            harness.log().info("x 1");

            assertThat(harness.theAction().metadata()).containsExactly(entry(name, "1"));
        }
    }

    @Test
    void optionalGroupThatTakesNoPart_isLeftOut() {
        try (Logback harness = regex("^done(?: in (?<ms>\\d+) ms)?(?<rest>.*)$")) {
            harness.log().info("done");

            assertThat(harness.theAction().metadata()).containsExactly(entry("rest", ""));
        }
    }

    @ParameterizedTest
    @CsvSource({"(?<q.1>['/]).*?\\k<q.1>, say 'x', say 'x/", "(?<a>\\w)(?<b-2>\\w)\\k<b-2>\\k<a>, abba, abab"})
    void backReference_mayNameAGroupOfAnySpelling(String regex, String matching, String other) {
        try (Logback harness = regex(regex)) {
            assertThat(harness.errors()).isEmpty();
            harness.log().info(other);
            harness.log().info(matching);

            assertThat(harness.actions()).hasSize(1);
        }
    }

    /** Each has one group, n; what looks like another is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "[(?<x>]+(?<n>\\d)#(?<1",
                "[](?<x>]+(?<n>\\d)#](?<1",
                "[^](?<x>]+(?<n>\\d)#abc1",
                "[a[(?<x>]b]+(?<n>\\d)#a(1",
                "\\Q(?<x>\\E(?<n>\\d)#(?<x>1",
                "\\(?<?x>?(?<n>\\d)#(x>1",
                "\\[(?<n>\\d)\\]#[1]",
                "[\\]](?<n>\\d)#]1",
                "(?<!x)(?<=y)(?<n>\\d)#y1"
            })
    void whatOnlyLooksLikeAGroup_isNone(String regex, String line) {
        try (Logback harness = regex(regex)) {
            assertThat(harness.errors()).isEmpty();
            harness.log().info("nothing");
            harness.log().info(line);

            assertThat(harness.theAction().metadata()).containsExactly(entry("n", "1"));
        }
    }

    @Test
    void escapesForWhatLogbackWouldChange_stand() {
        try (Logback harness = regex("^\\x24\\x7Bhome\\x7D (?<json>\\x7B.*\\x7D) a :\\x2D b$")) {
            harness.log().info("${home} {\"id\":1} a :- b");

            assertThat(harness.theAction().metadata()).containsExactly(entry("json", "{\"id\":1}"));
        }
    }

    /** A group that begins with a dash has {@code :-} in it, which Logback cuts the text at: a wrong regex, luckily. */
    @Test
    void countsInBraces_stand() {
        try (Logback harness = regex("(?<zip>\\d{5}(?:-\\d{4,6})?)$")) {
            assertThat(harness.errors()).singleElement().asString().contains("is no regular expression");
        }
        try (Logback harness = regex("(?<zip>\\d{5}(?:\\x2D\\d{4,6})?)$")) {
            harness.log().info("to 12345-67890");

            assertThat(harness.theAction().metadata()).containsExactly(entry("zip", "12345-67890"));
        }
    }

    /** In a thread of its own: nothing interrupts a regex, and a build that hangs says less than one that fails. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void patternThatBacktracksWithoutEnd_isGivenUpSoonAndCounted() {
        try (Logback harness = regex(ENDLESS)) {
            // Without a bound it would take longer than the test's own timeout, by many orders of magnitude.
            harness.log().info(HOSTILE_LINE);

            assertThat(harness.actions()).isEmpty();
            assertThat(harness.counts().oddities().get(Oddity.PATTERNS_GIVEN_UP))
                    .isEqualTo(1);
            assertThat(harness.warningsAfterStop())
                    .filteredOn(warning -> warning.contains("given up"))
                    .singleElement()
                    .asString()
                    .contains("<regex>", "rule 1 (Matched)", "backtrack");
        }
    }

    @Test
    void patternGivenUp_leavesTheEventToTheNextRule() {
        try (Logback harness = Logback.rules("""
                <rule><regex>%s</regex><actionName>Endless</actionName></rule>
                <rule><message>*</message><actionName>Rest</actionName></rule>
                """.formatted(ENDLESS))) {
            harness.log().info(HOSTILE_LINE);

            assertThat(harness.names()).containsExactly("Rest");
        }
    }

    @Test
    void patternThatNests_doesNotOverflowTheStackOfTheCaller() {
        try (Logback harness = regex("^(?:a|b|c)*!$")) {
            harness.log().info("abc".repeat(3_000) + "?");
            harness.log().info("abc!");

            assertThat(harness.actions()).hasSize(1);
        }
    }

    @Test
    void lineOverTheLimit_isGivenUpAndCounted() {
        try (Logback harness = regex("^x+$")) {
            harness.log().info("x".repeat(10_001));
            harness.log().info("x".repeat(10_000));

            assertThat(harness.actions()).hasSize(1);
            assertThat(harness.counts().oddities().get(Oddity.PATTERNS_GIVEN_UP))
                    .isEqualTo(1);
        }
    }

    @Test
    void honestPattern_isNotGivenUpOnALongLine() {
        try (Logback harness = regex("^.*user=(?<user>\\w+).*bytes=(?<bytes>\\d+).*$")) {
            harness.log().info("x ".repeat(4_000) + "user=ann " + "y ".repeat(900) + "bytes=7");

            assertThat(harness.theAction().metadata()).isEqualTo(Map.of("user", "ann", "bytes", "7"));
            assertThat(harness.counts().oddities().get(Oddity.PATTERNS_GIVEN_UP))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "(unclosed, is no regular expression: Unclosed group",
        "(?<a>x)(?<a>y), has two groups named 'a'",
        "*x, is no regular expression: Dangling meta character '*'",
        "(?<a>x)\\k<b>, refers to a group 'b' that does not stand before it",
        "\\k<a>(?<a>x), refers to a group 'a' that does not stand before it"
    })
    void wrongRegex_isAnErrorThatSaysWhy(String regex, String why) {
        try (Logback harness = regex(regex)) {
            assertThat(harness.errors()).containsExactly("Rule 1 (Matched): its <regex> " + why + ". The rule is off.");
        }
    }
}
