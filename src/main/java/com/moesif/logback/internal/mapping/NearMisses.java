package com.moesif.logback.internal.mapping;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Notices an event that is much like what a rule waits for, when no rule has taken it: the log line was reworded, most likely, or
 * has got another level or class. A message template is looked at once; by its identity, so that the rest costs next to
 * nothing. Any thread: a lost race looks once more.
 */
final class NearMisses {
    private static final int SLOTS = 2_048;
    /** Longer texts are no templates. */
    private static final int LONGEST = 500;
    /** Text that is glued together is new each time: of such, only these, and then those of one millisecond in 64. */
    private static final int ALL_OF = 5_000;

    private static final int MILLIS_MASK = 63;
    private static final int MOST_TOLD = 100;
    /** Of a text, in a warning. */
    private static final int MOST_SHOWN = 200;

    private final Rule[] all;
    private final Rule[] templates;
    /** Of the rule at the same place. */
    private final Likeness[] likenesses;

    private final MovedLines moved;
    private final MappingReport report;
    private final String[] seen = new String[SLOTS];
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private int looked;

    NearMisses(List<Rule> rules, MappingReport report) {
        this.all = rules.toArray(Rule[]::new);
        this.templates = rules.stream().filter(Rule::hasTemplate).toArray(Rule[]::new);
        this.likenesses = Stream.of(templates)
                .map(rule -> new Likeness(rule.message().raw()))
                .toArray(Likeness[]::new);
        this.moved = new MovedLines(rules, report);
        this.report = report;
    }

    /** Looks at an event that no rule takes. */
    void look(ILoggingEvent event) {
        if (all.length == 0) {
            return;
        }
        boolean sampled = (event.getTimeStamp() & MILLIS_MASK) == 0;
        if (sampled) {
            count(event.getLoggerName());
        }
        String message = event.getMessage();
        boolean watching = templates.length > 0 || !moved.isEmpty();
        if (message == null || !watching || message.length() > LONGEST) {
            return;
        }
        int hash = message.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        // Two places for each: templates that would take turns at one would be compared again and again.
        int other = slot ^ 1;
        if (seen[slot] != message && seen[other] != message && (sampled || looked < ALL_OF)) {
            looked++;
            seen[seen[slot] == null ? slot : other] = message;
            compare(event, message.strip());
            moved.look(event, message);
        }
    }

    private void count(String logger) {
        for (Rule rule : all) {
            // Callers flat out would otherwise all count for each of a hundred rules.
            if (!rule.hasMatched()
                    && !rule.tally().hasPassedMany()
                    && rule.where().admitsLogger(logger)) {
                rule.tally().passed(MILLIS_MASK + 1);
            }
        }
    }

    private void compare(ILoggingEvent event, String message) {
        Rule nearest = null;
        double most = Likeness.LEAST;
        Likeness own = null;
        for (int i = 0; i < templates.length; i++) {
            Rule rule = templates[i];
            // One that matches has its line.
            if (!rule.hasMatched()
                    && (rule.where().admitsLogger(event.getLoggerName())
                            || rule.message().is(message))) {
                // Many rules may wait on the same logging thread: the message is taken apart once for all.
                own = own == null ? new Likeness(message) : own;
                double likeness = likenesses[i].to(own);
                if (likeness >= most) {
                    nearest = rule;
                    most = likeness;
                }
            }
        }
        if (nearest == null) {
            return;
        }
        if (isBelowLevel(nearest, event, message)) {
            nearest.tally().suspect("Its message has come with the level " + event.getLevel() + ", below its <level>.");
        } else if (told.size() < MOST_TOLD && told.add(message)) {
            report.nearMiss(nearest, event.getLoggerName(), difference(nearest, event, message));
        }
    }

    /** A line that is logged with several levels is no miss of a rule that asks for one of them. */
    private static boolean isBelowLevel(Rule rule, ILoggingEvent event, String message) {
        Rule.Where where = rule.where();
        return rule.message().is(message)
                && where.admitsLogger(event.getLoggerName())
                && !where.admitsLevel(event.getLevel());
    }

    private String difference(Rule rule, ILoggingEvent event, String message) {
        Rule.Where where = rule.where();
        if (rule.message().is(message)) {
            return where.admitsLogger(event.getLoggerName())
                    ? "the event doesn't have what else the rule asks for"
                    : MovedLines.difference(rule, event.getLoggerName());
        }
        // Before it is cut: of half a secret a mask knows nothing.
        String shown = report.shown(message);
        String both = "its <message> is \"" + cut(rule.message().shown()) + "\", the event's is \"" + cut(shown) + "\"";
        if (!shown.equals(message)) {
            return both
                    + ", of which a <mask> hides a part. Where the code puts values into the text by itself, the rule"
                    + " needs a <regex>";
        }
        String[] names = rule.message().namesFor(message, List.of());
        String needed = MessageAdvice.messageFor(message, names);
        return both + ". If that is the line that was meant, the rule needs "
                + (needed.length() <= MOST_SHOWN
                        ? "<message>" + needed + "</message>" + rule.message().toAdd(Arrays.asList(names))
                        : "the complete text of the event as its <message>, with the names of its placeholders")
                + ", or a <regex> where the code puts values into the text by itself";
    }

    /** Never in the middle of a character. */
    private static String cut(String text) {
        if (text.length() <= MOST_SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST_SHOWN - 1)) ? MOST_SHOWN - 1 : MOST_SHOWN;
        return text.substring(0, end) + "…";
    }
}
