package com.moesif.logback.internal.runtime;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.mapping.LinePattern;
import com.moesif.logback.internal.mapping.MappingReport;
import com.moesif.logback.internal.mapping.RegexAdvice;
import com.moesif.logback.internal.mapping.Rule;
import java.util.function.UnaryOperator;

/**
 * Counts what did not go smoothly in matching and capturing, and says so.
 *
 * @param masks hides in the text of an event what must not be shown
 */
public record MappingNotices(Ledger ledger, Notices notices, UnaryOperator<String> masks) implements MappingReport {
    private static final int SHOWN = 100;

    @Override
    public String shown(String text) {
        return masks.apply(text);
    }

    @Override
    public void regexGivenUp(Rule rule) {
        ledger.odd(Oddity.PATTERNS_GIVEN_UP);
        notices.raise(
                "regex",
                rule.actionTemplate().label(),
                "The <regex> of " + rule.actionTemplate().label() + " was given up on a message that is longer than "
                        + LinePattern.MOST_CHARS + " characters or makes it backtrack without end. The message counts"
                        + " as not matched.");
    }

    @Override
    public void tooManyMarkers(String limits) {
        notices.raise(
                "too many markers",
                "A marker of an event refers to so many others that not all of them are looked at. If one that makes the event"
                        + " an action stands behind " + limits
                        + ", it is not found. Add the marker to the event itself.");
    }

    @Override
    public void templatesVary(String logger, String template) {
        // Before it is cut: of half a secret a mask knows nothing.
        String shown = shown(template);
        notices.raise(
                "varying",
                logger,
                "The messages of logger '" + logger + "' vary at run time, as '"
                        + shown.substring(0, Math.min(SHOWN, shown.length()))
                        + "' does: text is put into them with +. Anybody who can choose that text can name fields of the"
                        + " action by 'key={}'. Give the text as an argument: {}, or as a key-value pair.");
    }

    @Override
    public void cameFormatted(Rule rule, String logger) {
        notices.raise(
                "formatted",
                rule.actionTemplate().label(),
                whyItCannotMatch(rule) + " (Seen of logger '" + logger + "'.)");
    }

    @Override
    public void nearMiss(Rule rule, String logger, String difference) {
        notices.raise(
                "near miss",
                rule.actionTemplate().label() + ' ' + difference,
                "No event has matched " + rule.actionTemplate().label() + " yet, and logger '" + logger
                        + "' logs what is much like it: " + difference
                        + ". It may have been changed in the source, and isn't billed now.");
    }

    @Override
    public void unfilled(Rule rule, String placeholder) {
        notices.raise(
                "unfilled",
                rule.actionTemplate().label(),
                "An event of " + rule.actionTemplate().label() + " has no argument for its {" + placeholder
                        + "}, so its actions lack that field: the log statement has more placeholders than arguments, or"
                        + " its last argument is a throwable, which Logback takes for the stack trace.");
    }

    /** Of a rule whose text came formatted. */
    static String whyItCannotMatch(Rule rule) {
        return "What " + rule.actionTemplate().label()
                + " waits for comes over a bridge (log4j-to-slf4j, jul-to-slf4j, System.Logger"
                + " and the like), formatted, so that its <message> never matches: use <regex>"
                + RegexAdvice.regexFor(rule.message())
                + "</regex> in its place. What the groups take is text: a <field> with"
                + " <type>number</type> makes a number of it.";
    }
}
