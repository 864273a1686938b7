package com.moesif.logback.internal.mapping;

import static com.moesif.logback.internal.mapping.RuleIndexTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which text is told of as one that a rule's {@code <message>} would have printed, and how much is looked at for it. */
class FormattedLinesTest {
    private static final Rule.Where ANY = new Rule.Where(null, null, null);
    /** Of 64 milliseconds, the one whose events are looked at however many there are. */
    private static final long SAMPLED = 64L * 1_000_000_000;

    private final LoggerContext context = new LoggerContext();
    private final List<String> told = new ArrayList<>();

    private FormattedLines lines(Rule... rules) {
        return new FormattedLines(List.of(rules), new MappingReport() {
            @Override
            public void cameFormatted(Rule rule, String logger) {
                told.add(rule.tally().name() + " of " + logger);
            }
        });
    }

    private LoggingEvent event(String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("com.acme.Pay"),
                Level.INFO,
                message,
                null,
                arguments.length == 0 ? null : arguments.clone());
        event.setTimeStamp(SAMPLED + 1);
        return event;
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid 5 to acme", " paid 5 to acme\n", "\n\tpaid 5 to acme"})
    void textThatAMessageWouldHavePrinted_isToldOfOnceOfEachRule(String text) {
        Rule rule = rule("r", ANY, "paid {amount} to {company_id}", null);
        FormattedLines lines = lines(rule, rule("other", ANY, "sold {amount} to {company_id}", null));
        for (int i = 0; i < 3; i++) {
            lines.look(event(text));
        }

        assertThat(told).containsExactly("r of com.acme.Pay");
        assertThat(rule.hasComeFormatted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "paid {amount} to {company_id}~paid 5 for acme",
                "paid {amount} to {company_id}~has paid 5 to acme",
                "paid to all~paid to all",
                "*~paid 5 to acme",
                "id {n}~id 5",
            })
    void anotherText_orOneThatSaysTooLittle_isNot(String message, String text) {
        lines(rule("r", ANY, message, null)).look(event(text));

        assertThat(told).isEmpty();
    }

    @Test
    void fourLettersSayEnough() {
        lines(rule("r", ANY, "paid {n}", null)).look(event("paid 5"));

        assertThat(told).hasSize(1);
    }

    @Test
    void aRuleThatMatches_orAsksForAnotherLogger_orHasARegexOnly_isNotMeant() {
        Rule matched = rule("matched", ANY, "paid {amount} to {company_id}", null);
        matched.tally().matched(1);
        FormattedLines lines = lines(
                matched,
                rule("other", new Rule.Where("org.other", null, null), "paid {amount} to {company_id}", null),
                rule("regex", ANY, null, "paid (?<amount>\\d+) to (?<company_id>\\w+)"));
        lines.look(event("paid 5 to acme"));
        lines.look(event(null));

        assertThat(told).isEmpty();
    }

    /** Its text is a template, which has other ways to be told of. */
    @Test
    void anEventWithArguments_isNotFormatted() {
        lines(rule("r", ANY, "paid {amount} to {company_id}", null)).look(event("paid 5 to acme", 1));

        assertThat(told).isEmpty();
    }

    /** A service that logs text without end must not pay for it. */
    @Test
    void aThousandTextsAreLookedAt_andThenThoseOfOneMillisecondIn64() {
        FormattedLines lines = lines(
                rule("paid", ANY, "paid {amount}", null),
                rule("sold", ANY, "sold {amount}", null),
                rule("sent", ANY, "sent {amount}", null));
        for (int i = 1; i < 1_000; i++) {
            lines.look(event("something"));
            lines.look(event("something {}", 1));
        }
        lines.look(event("paid 5"));
        lines.look(event("sold 5"));
        assertThat(told).containsExactly("paid of com.acme.Pay");

        LoggingEvent sampled = event("sent 5");
        sampled.setTimeStamp(SAMPLED);
        lines.look(sampled);
        assertThat(told).containsExactly("paid of com.acme.Pay", "sent of com.acme.Pay");
    }
}
