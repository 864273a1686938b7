package com.moesif.logback.internal.mapping;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.moesif.logback.internal.action.ActionTemplate;
import com.moesif.logback.internal.ledger.RuleTally;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One {@code <rule>}: the conditions, all of which must hold, and the recipe for the action. Immutable but for
 * what it counts.
 */
public final class Rule {
    private final Where where;
    private final MessageTemplate message;
    private final LinePattern regex;
    private final ActionTemplate actionTemplate;
    private final FieldPatterns patterns;
    private final Match match;
    private final RuleTally tally;
    /** Set by any thread, only ever to true: a lost race sets it again. */
    private boolean formatted;
    /** The same. */
    private boolean unfilled;
    /** The same. */
    private boolean takenFrom;

    /**
     * Which events are looked at.
     *
     * @param logger its name; null for any
     * @param level the least; null for any
     * @param marker a name; null for any
     */
    public record Where(String logger, Level level, String marker) {
        /** Whether events of this logger are looked at. */
        public boolean admitsLogger(String name) {
            if (logger == null || logger.equalsIgnoreCase(org.slf4j.Logger.ROOT_LOGGER_NAME) || logger.equals(name)) {
                return true;
            }
            // Below it in the hierarchy, not just beginning with the same letters; nested classes are below too.
            return name != null
                    && name.length() > logger.length()
                    && name.startsWith(logger)
                    && (name.charAt(logger.length()) == '.' || name.charAt(logger.length()) == '$');
        }

        boolean isAtLeastAsWideAs(Where other) {
            boolean anyLogger = logger == null || logger.equalsIgnoreCase(org.slf4j.Logger.ROOT_LOGGER_NAME);
            return (anyLogger || other.logger != null && admitsLogger(other.logger))
                    && (level == null || admitsLevel(other.level))
                    && (marker == null || marker.equals(other.marker));
        }

        public boolean admitsLevel(Level eventLevel) {
            return level == null || eventLevel != null && eventLevel.isGreaterOrEqual(level);
        }

        public boolean admitsMarker(ILoggingEvent event) {
            return marker == null || ActionMarkers.anyNamed(marker, event.getMarkerList());
        }
    }

    /**
     * @param message null when there's only a regex
     * @param regex null when there's only a message
     * @param patterns those of the recipe's fields that need formatting
     */
    public Rule(
            Where where,
            MessageTemplate message,
            LinePattern regex,
            ActionTemplate actionTemplate,
            FieldPatterns patterns,
            RuleTally tally) {
        this.where = where;
        this.message = message;
        this.regex = regex;
        this.actionTemplate = actionTemplate;
        this.patterns = patterns;
        this.tally = tally;
        this.match = new Match(this, null);
    }

    /** Whether it is found by its message, so that other messages never come to it. */
    public boolean hasTemplate() {
        return message != null && !message.isAny();
    }

    /** Whether the event satisfies everything that can be checked without running code of the application. */
    boolean admits(ILoggingEvent event) {
        return admitsButForMarker(event) && where.admitsMarker(event);
    }

    /** The same, whatever the event's markers are. */
    boolean admitsButForMarker(ILoggingEvent event) {
        return where.admitsLevel(event.getLevel()) && where.admitsLogger(event.getLoggerName());
    }

    boolean needsFormatting() {
        return regex != null;
    }

    /**
     * The match of an admitted event whose message fits; null when the regex isn't found.
     *
     * @param givenUp told when that could not be found out
     */
    Match match(ILoggingEvent event, Consumer<Rule> givenUp) {
        if (regex == null) {
            return match;
        }
        String line = event.getFormattedMessage();
        String[] groups = line == null ? null : regex.find(line);
        if (groups == LinePattern.GIVEN_UP) {
            givenUp.accept(this);
            return null;
        }
        return groups == null ? null : new Match(this, groups);
    }

    /** Says that text came formatted which its template would have printed. */
    void markFormatted() {
        formatted = true;
    }

    /** Says that an event had fewer arguments than its message has placeholders; false when that was said before. */
    boolean markUnfilled() {
        boolean first = !unfilled;
        unfilled = true;
        return first;
    }

    /** Says that an event of its own was taken by a rule that stands before it. */
    void markTakenFrom(Rule taker) {
        tally.passed(1);
        if (!takenFrom) {
            takenFrom = true;
            tally.suspect("Its message has come, but " + taker.tally.label()
                    + " stands before it and took it: put this rule first, or narrow that one.");
        }
    }

    /** Whether it was for that, and can never match. */
    public boolean hasComeFormatted() {
        return formatted;
    }

    /** Whether it has ever taken an event, here or in an earlier life. */
    public boolean hasMatched() {
        return tally.isKnown();
    }

    /** What it has done. */
    public RuleTally tally() {
        return tally;
    }

    public Where where() {
        return where;
    }

    public MessageTemplate message() {
        return message;
    }

    public LinePattern regex() {
        return regex;
    }

    public ActionTemplate actionTemplate() {
        return actionTemplate;
    }

    /** The names of the fields whose values stand in the log line: of placeholders and of groups. */
    public Stream<String> fieldsOfLine() {
        return Stream.concat(
                message == null ? Stream.empty() : message.fieldNames().stream(),
                regex == null ? Stream.empty() : regex.names().stream());
    }

    FieldPatterns patterns() {
        return patterns;
    }

    /** Whether the other rule, when it comes later, can never match. */
    public boolean hidesAllOf(Rule later) {
        boolean message =
                !hasTemplate() || later.hasTemplate() && this.message.raw().equals(later.message.raw());
        boolean regex = this.regex == null || this.regex.toString().equals(String.valueOf(later.regex));
        return message && regex && where.isAtLeastAsWideAs(later.where);
    }

    /**
     * How an event was recognised. Compared by identity.
     *
     * @param rule which took it; null when none did
     * @param groups the texts of the regex's groups; null without a regex
     */
    public record Match(Rule rule, String[] groups) {
        /** An action, but by no rule. */
        static final Match UNRULED = new Match(null, null);
        /** Nobody knows before the message is formatted. */
        public static final Match UNDECIDED = new Match(null, null);

        ActionTemplate actionTemplate() {
            return rule == null ? ActionTemplate.NONE : rule.actionTemplate;
        }
    }
}
