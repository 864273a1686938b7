package com.moesif.logback.internal.mapping;

import static com.moesif.logback.internal.mapping.RuleIndexTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.util.OptionHelper;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Which event is told of as the one that a rule waits for, and how many are looked at for it. */
class NearMissesTest {
    private static final Rule.Where ANY = new Rule.Where(null, null, null);
    private static final Rule.Where ACME = new Rule.Where("com.acme", null, null);
    /** Of 64 milliseconds, the one whose events are looked at however many there are. */
    private static final long SAMPLED = 64L * 1_000_000_000;

    private final LoggerContext context = new LoggerContext();
    private final List<String> told = new ArrayList<>();

    private NearMisses near(Rule... rules) {
        return new NearMisses(List.of(rules), new MappingReport() {
            @Override
            public void nearMiss(Rule rule, String logger, String difference) {
                told.add(rule.tally().name() + " of " + logger + ": " + difference);
            }
        });
    }

    private LoggingEvent event(String logger, Level level, String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent("", context.getLogger(logger), level, message, null, arguments.clone());
        event.setTimeStamp(SAMPLED + 1);
        return event;
    }

    private LoggingEvent event(String message) {
        return event("com.acme.Pay", Level.INFO, message);
    }

    private static LoggingEvent sampled(LoggingEvent event) {
        event.setTimeStamp(SAMPLED);
        return event;
    }

    /** The appender may be the only one that hears of that logger: nothing else shows the number. */
    @Test
    void whatAMaskHides_isHiddenBeforeTheTextIsCut() {
        NearMisses near = new NearMisses(
                List.of(rule("charged", ANY, "Charged the card of {company_id} for the plan", null)),
                new MappingReport() {
                    @Override
                    public String shown(String text) {
                        return text.replaceAll("\\d{16}", "****");
                    }

                    @Override
                    public void nearMiss(Rule rule, String logger, String difference) {
                        told.add(difference);
                    }
                });

        near.look(event("Charged the card 4111111111111111 of acme for the plan"));

        assertThat(told)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("the event's is \"Charged the card **** of acme for the plan\"")
                        .contains("the rule needs a <regex>")
                        .doesNotContain("4111"));
    }

    @Test
    void ofSeveralRules_theOneThatIsMostAlikeIsTold() {
        NearMisses near = near(
                rule("paid", ANY, "order {x} was paid in cash", null),
                rule("sent", ANY, "order {x} was sent by truck", null),
                rule("cancelled", ANY, "order {x} was cancelled", null));

        near.look(event("orders {} were sent by ship"));

        assertThat(told).singleElement().asString().startsWith("sent of com.acme.Pay: its <message> is");
    }

    /** "order" of "order" and "paidx": ten letters, of which five are the same. */
    @ParameterizedTest
    @CsvSource({"order soldy, 1", "order soldyz, 0"})
    void aMessage_isToldOfFromHalfOfTheLettersOn(String message, int times) {
        near(rule("r", ANY, "order paidx", null)).look(event(message));

        assertThat(told).hasSize(times);
    }

    @Test
    void theSentence_hasWhatTheRuleHas_whatTheEventHas_andWhatTheRuleNeeds() {
        near(rule("r", ANY, "paid {amount} to {company_id}", null)).look(event(" paid {} now to {} \n"));

        assertThat(told)
                .containsExactly("r of com.acme.Pay: its <message> is \"paid {amount} to {company_id}\", the event's is"
                        + " \"paid {} now to {}\". If that is the line that was meant, the rule needs"
                        + " <message>paid {amount} now to {company_id}</message>, or a <regex> where the code"
                        + " puts values into the text by itself");
    }

    /** By their order, the amount would be billed as the company. */
    @Test
    void namesWhosePlaceCantBeTold_areLeftToAPerson() {
        near(rule("r", ANY, "charged {} cents to customer {company_id} on plan {plan} by {user_id}", null))
                .look(event("charged amount {} cents to account {} on plan {} of {}"));

        assertThat(told)
                .singleElement()
                .asString()
                .endsWith("the rule needs <message>charged amount {} cents to account {} on plan {plan} of {}</message>"
                        + " with {company_id} and {user_id} in the place of their {}, which the text doesn't tell, or a"
                        + " <regex> where the code puts values into the text by itself");
    }

    /** It is copied into a {@code logback.xml}: XML and Logback change characters, and a rule reads others as placeholders. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "paid {} to {} & co",
                "<paid> {} to {}",
                "{} paid to {}",
                "paid {} to {x} {}",
                "${paid} {} to {}:-",
                "paid :- {} to -{}",
                "paid {}-{} to",
                "paid {} to\n{}",
                "paid \\{} {} to \\\\{}",
                "paid \\u0041 {} to {}",
            })
    void theMessageThatTheRuleNeeds_isWrittenAsItHasToStand(String message) throws Exception {
        near(rule("r", ANY, "paid {amount} to {company_id}", null)).look(event(message));

        assertThat(told).hasSize(1);
        String needed = told.get(0).replaceAll("(?s).*the rule needs (<message>.*</message>).*", "$1");
        String text = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(needed)))
                .getDocumentElement()
                .getTextContent();
        assertThat(OptionHelper.substVars(text, context)).isEqualTo(text);
        assertThat(MessageTemplate.parse(text).raw()).isEqualTo(message);
        assertThat(MessageTemplate.parse(text).fieldNames()).containsExactly("amount", "company_id");
    }

    /** A status is no place for a whole document, and half a character is none. */
    @ParameterizedTest
    @CsvSource({"200, 0", "201, 1", "300, 100"})
    void aTextOfMoreThan200Characters_isCut(int length, int cut) {
        String message = "order was paid ".concat("x".repeat(length - 15));
        String other = "order was sent ".concat("x".repeat(length - 15));

        near(rule("r", ANY, message, null)).look(event(other));

        String end = cut > 0 ? "…\"" : "\"";
        assertThat(told)
                .singleElement()
                .asString()
                .contains(
                        "its <message> is \"" + message.substring(0, length - cut) + end,
                        "the event's is \"" + other.substring(0, length - cut) + end,
                        cut > 0 ? "needs the complete text of the event" : "needs <message>" + other + "</message>");
    }

    @Test
    void aTextIsCutBeforeACharacterOfTwoHalves() {
        String end = "😀".repeat(10);
        near(rule("r", ANY, "order was paid", null))
                .look(event("order was sent ".concat(" ".repeat(184)).concat(end)));

        assertThat(told).singleElement().asString().contains(" …\"").doesNotContain("\uD83D…");
    }

    @Test
    void aRuleThatHasMatched_orWatchesAnotherLogger_orHasNoTemplate_waitsForNothing() {
        Rule matched = rule("matched", ANY, "order {x} was paid", null);
        matched.tally().matched(1);
        NearMisses near = near(
                matched,
                rule("other", new Rule.Where("org.other", null, null), "order {x} was paid", null),
                rule("any", ANY, "*", null),
                rule("regex", ANY, null, "order \\d+ was paid"));

        near.look(event("orders {} were paid"));
        near.look(event(null));

        assertThat(told).isEmpty();
    }

    @Test
    void theSameLine_isToldOfByWhatItLacks() {
        near(rule("logger", new Rule.Where("org.other", Level.INFO, null), "order {x} was paid", null))
                .look(event("com.acme.Pay", Level.DEBUG, "order {} was paid", 1));
        near(rule("marker", new Rule.Where("com.acme", Level.INFO, "M"), "order {x} was sent", null))
                .look(event("com.acme.Pay", Level.INFO, " order {} was sent", 1));

        assertThat(told)
                .containsExactly(
                        "logger of com.acme.Pay: its <logger> is org.other. If that is the line that was meant, the rule"
                                + " needs <logger>com.acme.Pay</logger>",
                        "marker of com.acme.Pay: the event doesn't have what else the rule asks for");
    }

    @Test
    void theSameLineOfALowerLevel_isNoMiss_butMayBeWhyTheRuleStaysSilent() {
        Rule rule = rule("r", new Rule.Where("com.acme", Level.INFO, null), "order {x} was paid", null);
        NearMisses near = near(rule);

        near.look(event("com.acme.Pay", Level.DEBUG, "order {} was paid", 1));

        assertThat(told).isEmpty();
        assertThat(rule.tally().question()).isEqualTo("Its message has come with the level DEBUG, below its <level>.");
        near.look(event("com.acme.Pay", Level.DEBUG, "orders {} were paid", 1));
        assertThat(told).hasSize(1);
    }

    /** Each in a text of its own: a message that is glued together is new each time. */
    @Test
    void aMessage_isToldOfOnce_andAHundredAtMost() {
        NearMisses near = near(rule("r", ANY, "order {x} was paid", null));
        for (int i = 0; i < 150; i++) {
            near.look(event("orders {} were paid ".concat(String.valueOf(i / 3))));
        }
        assertThat(told).hasSize(50);

        for (int i = 0; i < 150; i++) {
            near.look(event("order {} was not paid ".concat(String.valueOf(i))));
        }
        assertThat(told).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({"500, 1", "501, 0"})
    void aTextOfMoreThan500Characters_isNoTemplate(int length, int times) {
        String message = "orders {} were paid";

        near(rule("r", ANY, "order {x} was paid", null))
                .look(event(message.concat(" ".repeat(length - message.length()))));

        assertThat(told).hasSize(times);
    }

    /** A service that glues its messages together would otherwise pay for a comparison with each. */
    @Test
    void ofTextsThatAreNewEachTime_5000AreLookedAt_andThenThoseOfOneMillisecondIn64() {
        NearMisses near = near(rule("r", ANY, "order {x} was paid", null));
        for (int i = 1; i < 5_000; i++) {
            near.look(event("something " + i));
        }
        near.look(event("orders {} were paid"));
        assertThat(told).hasSize(1);

        near.look(event("order {} was all paid"));
        assertThat(told).hasSize(1);
        near.look(sampled(event("order {} was paid now")));
        assertThat(told).hasSize(2);
    }

    /** Three statements, two of which have one hash. */
    @Test
    void aTemplate_usesUpOneLookHoweverOftenItIsLogged() {
        NearMisses near = near(rule("r", ANY, "order {x} was paid", null));
        LoggingEvent one = event("Aa was done");
        LoggingEvent two = event("BB was done");
        LoggingEvent three = event("something else");
        for (int i = 0; i < 4_000; i++) {
            near.look(one);
            near.look(two);
            near.look(three);
        }
        near.look(event("orders {} were paid"));

        assertThat(told).hasSize(1);
        assertThat("Aa was done".hashCode()).isEqualTo("BB was done".hashCode());
    }

    /** A thousand, of which one in 64 milliseconds stands for all. */
    @Test
    void eventsThatPassARuleBy_areCountedForThoseThatWatchTheirLogger() {
        Rule silent = rule("silent", ACME, "order {x} was paid", null);
        Rule regex = rule("regex", ACME, null, "order \\d+");
        Rule other = rule("other", new Rule.Where("org.other", null, null), "order {x} was paid", null);
        Rule matched = rule("matched", ACME, "order {x} was sent", null);
        matched.tally().matched(1);
        NearMisses near = near(silent, regex, other, matched);
        for (int i = 0; i < 5_000; i++) {
            near.look(event("something"));
        }
        for (int i = 0; i < 15; i++) {
            near.look(sampled(event("something")));
        }
        assertThat(silent.tally().hasPassedMany()).isFalse();

        near.look(sampled(event("something")));

        assertThat(silent.tally().hasPassedMany()).isTrue();
        assertThat(regex.tally().hasPassedMany()).isTrue();
        assertThat(other.tally().hasPassedMany()).isFalse();
        assertThat(matched.tally().hasPassedMany()).isFalse();
    }

    @Test
    void withoutRules_nothingIsLookedAt() {
        near().look(sampled(event("anything")));

        assertThat(told).isEmpty();
    }

    private static final Rule.Where JOBS = new Rule.Where("com.acme.jobs", null, null);

    /** The name in a rule's regex is no text of the line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "exported (?<n>\\d+) rows~exported 5 rows~1",
                "(?<n>\\d+) exports~5 exports~1",
                "(?<n>\\d+) export~5 export~0",
                "exported (?<n>\\d+) rows~exported no rows~0",
                "exported (?<n>\\d+) rows~exporting 5 rows~0",
            })
    void aLineThatHasMoved_isToldOfByItsRegex_ifEnoughTextStandsInThat(String regex, String line, int times) {
        near(rule("r", JOBS, null, regex)).look(event("com.acme.batch.Export", Level.INFO, line));

        assertThat(told).hasSize(times);
        assertThat(told)
                .allMatch(
                        ("r of com.acme.batch.Export: its <logger> is com.acme.jobs. If that is the line that was meant,"
                                        + " the rule needs <logger>com.acme.batch.Export</logger>")::equals);
    }

    @Test
    void aLineThatHasMoved_isToldOfOnceOfEachLogger_andAHundredAtMost() {
        NearMisses near = near(rule("r", JOBS, null, "exported (?<n>\\d+) rows"));
        for (int i = 0; i < 150; i++) {
            near.look(event("com.acme.batch.Export" + i / 3, Level.INFO, "exported " + i + " rows"));
        }
        assertThat(told).hasSize(50);

        for (int i = 0; i < 150; i++) {
            near.look(event("com.acme.batch.Import" + i, Level.INFO, "exported " + i + " rows"));
        }
        assertThat(told).hasSize(100);
    }

    @Test
    void aLineThatIsNotTheRules_orThatItTakesAnyway_hasNotMoved() {
        Rule matched = rule("matched", JOBS, null, "exported (?<n>\\d+) rows");
        matched.tally().matched(1);
        NearMisses near = near(
                matched,
                rule("level", new Rule.Where("com.acme.jobs", Level.WARN, null), null, "exported (?<n>\\d+) rows"),
                rule("marker", new Rule.Where("com.acme.jobs", null, "M"), null, "exported (?<n>\\d+) rows"),
                rule("own", new Rule.Where("com.acme.batch", null, null), null, "exported (?<n>\\d+) rows"),
                rule("any", ANY, null, "exported (?<n>\\d+) rows"),
                rule("endless", JOBS, null, "exported 5 rows(a+a+)+\\1c"));

        near.look(event("com.acme.batch.Export", Level.INFO, "exported 5 rows" + "a".repeat(60) + "b"));

        assertThat(told).isEmpty();
    }

    private enum Own {
        NUMBER
    }

    @SuppressWarnings("serial")
    private static final class OwnNumber extends BigDecimal {
        OwnNumber() {
            super(5);
        }

        @Override
        public String toString() {
            throw new AssertionError("not to be called");
        }
    }

    /** What the application's own code prints is not asked for: it may log. */
    @Test
    void aLineThatHasMoved_isFormattedOnlyIfTheJdkPrintsItsArguments() {
        NearMisses near = near(rule("r", JOBS, null, "exported rows by (?<n>\\S+) and (?<m>\\S+)"));
        for (Object own : List.of(new OwnNumber(), Own.NUMBER, new Object(), List.of(1))) {
            near.look(event("com.acme.batch.Own", Level.INFO, "exported rows by {} and ".concat("{}"), 1, own));
        }
        assertThat(told).isEmpty();

        int number = 0;
        for (Object jdk : new Object[] {1, 1.5, new BigDecimal(5), "x", 'c', true, null, java.time.DayOfWeek.MONDAY}) {
            near.look(event(
                    "com.acme.batch.Jdk" + number++, Level.INFO, "exported rows by {} and ".concat("{}"), jdk, 1));
        }
        assertThat(told).hasSize(8);
    }

    /** Events that another library makes may have anything. */
    @ParameterizedTest
    @ValueSource(strings = {"exported (?<n>\\d+) rows", "order {x} was paid"})
    void anEventWithoutALine_isNothing(String text) {
        NearMisses near = near(text.contains("?") ? rule("r", JOBS, null, text) : rule("r", JOBS, text, null));

        near.look(event("com.acme.batch.Export", Level.INFO, null));

        assertThat(told).isEmpty();
    }
}
