package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.internal.action.ActionTemplate;
import com.moesif.logback.internal.action.FieldTypes;
import com.moesif.logback.internal.ledger.RuleTally;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.MarkerFactory;

/** Which rule takes an event: the first whose conditions all hold. */
class RuleIndexTest {
    private final LoggerContext context = new LoggerContext();
    private final List<String> givenUp = new ArrayList<>();

    static Rule rule(String name, Rule.Where where, String message, String regex) {
        return new Rule(
                where,
                message == null ? null : MessageTemplate.parse(message),
                regex == null ? null : LinePattern.compile(regex),
                new ActionTemplate(name, "A", List.of(), FieldTypes.NONE, List.of()),
                new FieldPatterns(),
                new RuleTally(name, name, null));
    }

    private static Rule rule(String name, String message, String regex) {
        return rule(name, new Rule.Where(null, null, null), message, regex);
    }

    private LoggingEvent event(String message, Object... arguments) {
        return new LoggingEvent("", context.getLogger("com.acme.Pay"), Level.INFO, message, null, arguments);
    }

    private RuleIndex index(Rule... rules) {
        return new RuleIndex(List.of(rules), rule -> givenUp.add(rule.tally().name()));
    }

    private static String name(Rule.Match match) {
        return match == null ? null : match.rule().tally().name();
    }

    /** Somebody else's appender may make such events. */
    @Test
    void anEventWithoutALogger_isTakenByARuleThatAsksForNone() {
        LoggingEvent event = new LoggingEvent();
        event.setMessage("sold");
        event.setLevel(Level.INFO);
        assertThat(name(index(rule("any", "*", null)).quick(event))).isEqualTo("any");
    }

    @Test
    void theFirstRuleOfSeveral_takesTheEvent() {
        RuleIndex any = index(rule("any", "*", null), rule("exact", "paid {x}", null));
        assertThat(name(any.quick(event("paid {}", 1)))).isEqualTo("any");
        RuleIndex exact = index(rule("other", "other", null), rule("exact", "paid {x}", null), rule("any", "*", null));
        assertThat(name(exact.quick(event("paid {}", 1)))).isEqualTo("exact");
        assertThat(name(exact.quick(event("sold {}", 1)))).isEqualTo("any");
        RuleIndex two = index(rule("first", "paid {x}", null), rule("second", "paid {y}", null));
        assertThat(name(two.quick(event("paid {}", 1)))).isEqualTo("first");
        assertThat(two.quick(event("sold"))).isNull();
    }

    @Test
    void aRegex_isTriedOnlyWhereFormattingIsAllowed_andInItsTurn() {
        RuleIndex index = index(rule("regex", null, "paid (?<x>\\d+)"), rule("exact", "paid {}", null));

        assertThat(index.quick(event("paid {}", 1))).isSameAs(Rule.Match.UNDECIDED);
        assertThat(name(index.thorough(event("paid {}", 1)))).isEqualTo("regex");
        assertThat(index.thorough(event("paid {}", 1)).groups()).containsExactly("1");
        assertThat(name(index.thorough(event("paid {}", "cash")))).isEqualTo("exact");
        assertThat(index.thorough(event("sold {}", 1))).isNull();
        assertThat(givenUp).isEmpty();
    }

    @Test
    void aRegexThatComesToNoEnd_isTold_andTheNextRuleAsked() {
        RuleIndex index = index(rule("slow", null, "(a+a+)+\\1c"), rule("any", "*", null));

        assertThat(name(index.thorough(event("a".repeat(60) + "b")))).isEqualTo("any");
        assertThat(givenUp).containsExactly("slow");
        assertThat(index.thorough(event(null)).rule().tally().name()).isEqualTo("any");
    }

    @ParameterizedTest
    @CsvSource({"' paid', true", "'paid ', true", "'\npaid\n', true", "paid, true", "'', false", "pai, false"})
    void whiteSpaceAroundAMessage_doesNotCount(String message, boolean taken) {
        assertThat(index(rule("r", "paid", null)).quick(event(message)) != null).isEqualTo(taken);
    }

    @Test
    void lineBreaks_areBlanksOnlyWhereTheRuleHasSome() {
        RuleIndex wrapped = index(rule("r", "paid {x}\n  now", null));
        assertThat(wrapped.quick(event("paid {} now", 1))).isNotNull();
        assertThat(wrapped.quick(event("paid {}\nnow", 1))).isNotNull();
        assertThat(wrapped.quick(event("\npaid {}\r\n\t now", 1))).isNotNull();
        assertThat(index(rule("r", "paid {x} now", null)).quick(event("paid {}\nnow", 1)))
                .isNull();
    }

    @Test
    void noRules_takeNothing() {
        assertThat(index().isEmpty()).isTrue();
        assertThat(index().quick(event("paid"))).isNull();
        assertThat(index(rule("r", "paid", null)).isEmpty()).isFalse();
        assertThat(index(rule("r", "*", null)).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        ", com.acme, true",
        "ROOT, com.acme, true",
        "root, com.acme, true",
        "com.acme, com.acme, true",
        "com.acme, com.acme.Pay, true",
        "com.acme, com.acme$Pay, true",
        "com.acme, com.acmeshop, false",
        "com.acme, com.acm, false",
        "com.acme, com, false",
        "com.acme, org.acme.Pay, false",
        "com.acme, , false",
    })
    void aLogger_takesItsOwnAndThoseBelow(String logger, String name, boolean taken) {
        assertThat(new Rule.Where(logger, null, null).admitsLogger(name)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({", INFO, true", "INFO, INFO, true", "INFO, ERROR, true", "INFO, DEBUG, false"})
    void aLevel_takesItsOwnAndThoseAbove(String level, String event, boolean taken) {
        Rule.Where where = new Rule.Where(null, level == null ? null : Level.toLevel(level), null);
        assertThat(where.admitsLevel(Level.toLevel(event))).isEqualTo(taken);
        assertThat(where.admitsLevel(null)).isEqualTo(level == null);
    }

    @Test
    @SuppressWarnings("deprecation") // there is no other way to a marker's references
    void eachCondition_hasToHold() {
        Rule rule = rule("r", new Rule.Where("com.acme", Level.INFO, "M"), "*", null);
        LoggingEvent marked = event("paid");
        marked.addMarker(MarkerFactory.getDetachedMarker("M"));
        assertThat(index(rule).quick(marked)).isNotNull();
        assertThat(index(rule).quick(event("paid"))).isNull();
        LoggingEvent other = new LoggingEvent("", context.getLogger("org.x"), Level.INFO, "paid", null, null);
        other.addMarker(MarkerFactory.getDetachedMarker("M"));
        assertThat(index(rule).quick(other)).isNull();
        LoggingEvent low = new LoggingEvent("", context.getLogger("com.acme"), Level.DEBUG, "paid", null, null);
        low.addMarker(MarkerFactory.getDetachedMarker("M"));
        assertThat(index(rule).quick(low)).isNull();
        LoggingEvent around = event("paid");
        var outer = MarkerFactory.getDetachedMarker("N");
        outer.add(MarkerFactory.getDetachedMarker("M"));
        around.addMarker(outer);
        assertThat(index(rule).quick(around)).isNotNull();
    }

    /** At the start nobody can tell what the regex will find: what it takes of the other is known when it does. */
    @Test
    void aMessageRuleBehindARegexThatTakesItsEvents_isStrangeAfterThousand_andTheCauseIsKnown() {
        Rule taker = rule("by regex", null, "^paid (?<x>.*)$");
        Rule behind = rule("exact", "paid {}", null);
        Rule other = rule("other", "sold {}", null);
        RuleIndex index = index(taker, behind, other);
        String before = behind.tally().question();
        for (int i = 0; i < 999; i++) {
            index.thorough(event("paid {}", i));
            index.thorough(event("glued paid " + i));
        }
        assertThat(behind.tally().hasPassedMany()).isFalse();
        index.thorough(event("paid {}", 1));

        assertThat(behind.tally().hasPassedMany()).isTrue();
        assertThat(behind.tally().question())
                .isEqualTo(
                        "Its message has come, but by regex stands before it and took it: put this rule first, or narrow"
                                + " that one.");
        assertThat(other.tally().question()).isEqualTo(taker.tally().question()).isEqualTo(before);
        assertThat(other.tally().hasPassedMany()).isFalse();
    }

    @Test
    void aMessageRule_isNotCalledTakenFrom_whereTheEventWasNoneOfItsOwn() {
        Rule taker = rule("by regex", null, "^paid (?<x>1|2)$");
        Rule lower = rule("level", new Rule.Where(null, Level.WARN, null), "paid {}", null);
        Rule elsewhere = rule("logger", new Rule.Where("org", null, null), "paid {}", null);
        Rule marked = rule("marker", new Rule.Where(null, null, "M"), "paid {}", null);
        Rule both = rule("regex too", ANY, "paid {}", "3");
        Rule known = rule("known", "paid {}", null);
        known.tally().markKnown();
        Rule last = rule("last", "paid {}", null);
        String before = last.tally().question();
        RuleIndex index = index(taker, lower, elsewhere, marked, both, known, last);
        index.thorough(event("paid {}", 4));
        assertThat(last.tally().question()).as("taken by 'known'").startsWith("Its message has come, but known");
        index.thorough(event("paid {}", 1));

        for (Rule rule : List.of(taker, lower, elsewhere, marked, both, known)) {
            assertThat(rule.tally().question()).as(rule.tally().name()).isEqualTo(before);
        }
    }

    private static final Rule.Where ANY = new Rule.Where(null, null, null);

    @Test
    void aRule_hidesALaterOneOnlyIfItTakesAllThatThatWould() {
        Rule.Where acme = new Rule.Where("com.acme", null, null);
        Rule.Where pay = new Rule.Where("com.acme.Pay", Level.WARN, "M");
        Rule.Where warn = new Rule.Where(null, Level.WARN, null);
        Rule.Where marked = new Rule.Where(null, null, "M");

        assertThat(hides(ANY, "a {x}", null, ANY, "a {y}", null)).isTrue();
        assertThat(hides(ANY, "*", null, pay, "a", "b")).isTrue();
        assertThat(hides(ANY, null, "a", ANY, null, "a")).isTrue();
        assertThat(hides(ANY, null, "a", ANY, "b", "a")).isTrue();
        assertThat(hides(acme, "a", null, pay, "a", null)).isTrue();
        assertThat(hides(new Rule.Where("ROOT", null, null), "a", null, ANY, "a", null))
                .isTrue();
        assertThat(hides(warn, "a", null, pay, "a", null)).isTrue();
        assertThat(hides(marked, "a", null, pay, "a", null)).isTrue();

        assertThat(hides(ANY, "a", null, ANY, "b", null)).isFalse();
        assertThat(hides(ANY, "a", null, ANY, "*", null)).isFalse();
        // The star itself, as against any message.
        assertThat(hides(ANY, "\\u002A", null, ANY, "*", null)).isFalse();
        assertThat(hides(ANY, "\\u002A", null, ANY, "\\u002a", null)).isTrue();
        assertThat(hides(ANY, "a", null, ANY, null, "a")).isFalse();
        assertThat(hides(ANY, null, "a", ANY, "a", null)).isFalse();
        assertThat(hides(ANY, null, "a", ANY, null, "b")).isFalse();
        assertThat(hides(acme, "a", null, ANY, "a", null)).isFalse();
        assertThat(hides(pay, "a", null, acme, "a", null)).isFalse();
        assertThat(hides(warn, "a", null, ANY, "a", null)).isFalse();
        assertThat(hides(marked, "a", null, warn, "a", null)).isFalse();
    }

    private static boolean hides(
            Rule.Where first, String message, String regex, Rule.Where second, String other, String otherRegex) {
        return rule("first", first, message, regex).hidesAllOf(rule("second", second, other, otherRegex));
    }

    @Test
    void whatARuleHasDone_isKnown() {
        Rule rule = rule("r", "paid {x} {}", "(?<y>.)");
        assertThat(rule.fieldsOfLine()).containsExactly("x", "y");
        assertThat(rule.hasTemplate()).isTrue();
        assertThat(rule("r", "*", null).hasTemplate()).isFalse();
        assertThat(rule("r", null, "x").hasTemplate()).isFalse();
        assertThat(rule.hasComeFormatted()).isFalse();
        rule.markFormatted();
        assertThat(rule.hasComeFormatted()).isTrue();
        assertThat(rule.markUnfilled()).isTrue();
        assertThat(rule.markUnfilled()).isFalse();
        assertThat(rule.hasMatched()).isFalse();
    }
}
