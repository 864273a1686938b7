package com.moesif.logback.internal.mapping;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Notices text that a rule's {@code <regex>} takes, from a logger that the rule doesn't watch: the statement has moved to another
 * class, most likely. Asks for a piece of text that each match has before it formats anything, and formats only what needs no
 * code of the application. Any thread.
 */
final class MovedLines {
    /** Less is found in many a text. */
    private static final int LEAST_LITERAL = 8;

    private static final int MOST_TOLD = 100;

    private final Rule[] rules;
    /** Of the rule at the same place. */
    private final String[] literals;

    private final MappingReport report;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    MovedLines(List<Rule> all, MappingReport report) {
        this.rules = all.stream()
                .filter(rule -> !rule.hasTemplate()
                        && rule.where().logger() != null
                        && rule.regex() != null
                        && rule.regex().literal().length() >= LEAST_LITERAL)
                .toArray(Rule[]::new);
        this.literals = Stream.of(rules).map(rule -> rule.regex().literal()).toArray(String[]::new);
        this.report = report;
    }

    boolean isEmpty() {
        return rules.length == 0;
    }

    /** Looks at an event that no rule takes. */
    void look(ILoggingEvent event, String message) {
        for (int i = 0; i < rules.length; i++) {
            Rule rule = rules[i];
            String logger = event.getLoggerName();
            if (message.contains(literals[i])
                    && !rule.hasMatched()
                    && !rule.where().admitsLogger(logger)
                    && rule.where().admitsLevel(event.getLevel())
                    && rule.where().admitsMarker(event)
                    && told.size() < MOST_TOLD
                    && !told.contains(logger + ' ' + i)
                    && printsByItself(event.getArgumentArray())
                    && isFound(rule, event.getFormattedMessage())
                    && told.add(logger + ' ' + i)) {
                report.nearMiss(rule, logger, difference(rule, logger));
            }
        }
    }

    /** What is to be said of a line that has moved. */
    static String difference(Rule rule, String logger) {
        return "its <logger> is " + rule.where().logger()
                + ". If that is the line that was meant, the rule needs <logger>" + logger + "</logger>";
    }

    /**
     * Whether the event can be formatted without code of the application. That might log: nothing stops it here, since an event
     * that is no action comes outside the guard that keeps what is logged within an append from being taken.
     */
    private static boolean printsByItself(Object[] arguments) {
        if (arguments != null) {
            for (Object argument : arguments) {
                if (!printsByItself(argument)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean printsByItself(Object argument) {
        return argument == null
                || argument instanceof String
                || argument instanceof Boolean
                || argument instanceof Character
                // The JDK's: an application's numbers and enums can have a toString of their own.
                || (argument instanceof Enum<?> || argument instanceof Number)
                        && argument.getClass().getClassLoader() == null;
    }

    private static boolean isFound(Rule rule, String line) {
        String[] groups = line == null ? null : rule.regex().find(line);
        return groups != null && groups != LinePattern.GIVEN_UP;
    }
}
