package com.moesif.logback.testing;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.moesif.logback.internal.mapping.LinePattern;
import com.moesif.logback.internal.mapping.MessageTemplate;
import com.moesif.logback.internal.mapping.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Marker;

/** A rule's conditions in words, and how far an event that it doesn't take is from them. Pure. */
final class Conditions {
    private static final int SHOWN = 200;

    private Conditions() {}

    /** One line for each, in the order in which {@link #miss} looks at them. */
    static List<String> of(Rule rule) {
        List<String> words = new ArrayList<>();
        Rule.Where where = rule.where();
        if (where.logger() != null) {
            words.add("logger   " + where.logger() + " or below");
        }
        if (where.level() != null) {
            words.add("level    " + where.level() + " or above");
        }
        if (where.marker() != null) {
            words.add("marker   " + where.marker());
        }
        if (rule.message() != null) {
            words.add("message  "
                    + (rule.message().isAny() ? "any" : rule.message().shown()));
        }
        if (rule.regex() != null) {
            words.add("regex    " + rule.regex().text());
        }
        return words;
    }

    /**
     * A rule that did not take an event.
     *
     * @param reason its first condition that failed
     * @param nearness from 0 to 1: the part of its conditions that hold, a message counting by the words it shares
     */
    record Miss(Rule rule, String reason, double nearness) {}

    /** How the event misses the rule; null when it doesn't. */
    static Miss miss(Rule rule, ILoggingEvent event) {
        Tally tally = new Tally();
        Rule.Where where = rule.where();
        String logger = event.getLoggerName();
        if (where.logger() != null) {
            tally.add(
                    where.admitsLogger(logger),
                    () -> "its <logger> is " + where.logger() + ", the event is of " + logger);
        }
        if (where.level() != null) {
            tally.add(
                    where.admitsLevel(event.getLevel()),
                    () -> "its <level> is " + where.level() + ", the event has " + event.getLevel());
        }
        if (where.marker() != null) {
            tally.add(
                    where.admitsMarker(event),
                    () -> "its <marker> is " + where.marker() + ", the event carries " + markersOf(event));
        }
        if (rule.message() != null) {
            message(rule.message(), event, tally);
        }
        if (rule.regex() != null) {
            regex(rule.regex(), event.getFormattedMessage(), tally);
        }
        return tally.reason == null ? null : new Miss(rule, tally.reason, tally.held / tally.count);
    }

    private static void message(MessageTemplate template, ILoggingEvent event, Tally tally) {
        String message = event.getMessage() == null ? "" : event.getMessage().strip();
        if (template.isAny() || template.is(message)) {
            tally.add(1, () -> "");
        } else {
            tally.add(
                    Words.shared(template.raw(), message),
                    () -> "its <message> is \"" + shown(template.shown()) + "\", the event's is \"" + shown(message)
                            + "\"");
        }
    }

    private static void regex(LinePattern regex, String line, Tally tally) {
        String[] groups = line == null ? null : regex.find(line);
        if (groups == LinePattern.GIVEN_UP) {
            tally.add(false, () -> "its <regex> comes to no end on this message, or the message is too long for it");
        } else {
            tally.add(
                    groups != null,
                    () -> "its <regex> \"" + shown(regex.text()) + "\" isn't found in \"" + shown(line) + "\"");
        }
    }

    private static String markersOf(ILoggingEvent event) {
        List<Marker> markers = event.getMarkerList();
        return markers == null || markers.isEmpty()
                ? "none"
                : markers.stream().map(Marker::getName).collect(Collectors.joining(", "));
    }

    private static String shown(String text) {
        return text == null || text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static final class Tally {
        private double held;
        private int count;
        private String reason;

        private void add(boolean holds, Supplier<String> otherwise) {
            add(holds ? 1 : 0, otherwise);
        }

        private void add(double holds, Supplier<String> otherwise) {
            held += holds;
            count++;
            if (holds < 1 && reason == null) {
                reason = otherwise.get();
            }
        }
    }
}
