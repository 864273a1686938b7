package com.moesif.logback.internal.mapping;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the first rule that takes an event: one look-up by the raw message, however many message rules there are, and one
 * by the logger for the others. Any thread.
 */
final class RuleIndex {
    private static final Entry[] NONE = {};
    /** Loggers are few; a service that makes them up must not make us grow. */
    private static final int MOST_LOGGERS = 10_000;

    private final Consumer<Rule> givenUp;
    private final Map<String, Entry[]> byTemplate = new HashMap<>();
    /** Whether a template has line breaks: only then do an event's cost anything. */
    private final boolean wrapped;
    /** Characters of a template: no message that has more on one line is one. */
    private final int longest;

    /** Names for which a rule waits. */
    private final Set<String> markers;

    private final Entry[] others;
    private final Map<String, Entry[]> othersByLogger = new ConcurrentHashMap<>();

    /** A rule and its place in the order. */
    private record Entry(int order, Rule rule) {}

    /** @param givenUp told of a rule whose regex came to no end on an event */
    RuleIndex(List<Rule> rules, Consumer<Rule> givenUp) {
        this.givenUp = givenUp;
        Map<String, List<Entry>> templates = new HashMap<>();
        List<Entry> rest = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Entry entry = new Entry(i, rules.get(i));
            if (entry.rule.hasTemplate()) {
                templates
                        .computeIfAbsent(entry.rule.message().raw(), raw -> new ArrayList<>())
                        .add(entry);
            } else {
                rest.add(entry);
            }
        }
        wrapped = rules.stream()
                .anyMatch(rule -> rule.hasTemplate() && rule.message().isWrapped());
        markers = rules.stream()
                .map(rule -> rule.where().marker())
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        longest = templates.keySet().stream().mapToInt(String::length).max().orElse(0);
        templates.forEach((raw, entries) -> byTemplate.put(raw, entries.toArray(NONE)));
        others = rest.toArray(NONE);
    }

    boolean isEmpty() {
        return byTemplate.isEmpty() && others.length == 0;
    }

    /**
     * Decides as far as that is possible without running code of the application.
     *
     * @return the rule's match; null when no rule takes it; {@link Rule.Match#UNDECIDED} when a regex has to be tried
     */
    Rule.Match quick(ILoggingEvent event) {
        return first(event, false);
    }

    /** Decides; formats the message if need be. */
    Rule.Match thorough(ILoggingEvent event) {
        return first(event, true);
    }

    private Rule.Match first(ILoggingEvent event, boolean format) {
        Entry[] exact = byTemplate.isEmpty() ? NONE : exact(event.getMessage());
        Entry[] rest = others.length == 0 ? NONE : othersOf(event.getLoggerName());
        int e = 0;
        int r = 0;
        // Of all rules, found at once for the first that asks.
        Set<String> behind = null;
        while (e < exact.length || r < rest.length) {
            boolean takeExact = r == rest.length || e < exact.length && exact[e].order < rest[r].order;
            Rule rule = takeExact ? exact[e++].rule : rest[r++].rule;
            if (rule.admitsButForMarker(event)) {
                String marker = rule.where().marker();
                if (marker != null && !ActionMarkers.anyItselfNamed(marker, event.getMarkerList())) {
                    behind = behind == null ? ActionMarkers.namesBehind(event.getMarkerList(), markers) : behind;
                    if (!behind.contains(marker)) {
                        continue;
                    }
                }
                if (rule.needsFormatting() && !format) {
                    return Rule.Match.UNDECIDED;
                }
                Rule.Match match = rule.match(event, givenUp);
                if (match != null) {
                    if (e < exact.length) {
                        markTakenFrom(exact, e, rule, event);
                    }
                    return match;
                }
            }
        }
        return null;
    }

    /**
     * Of the rules whose message the event has, and that come behind the one that takes it: whether that takes all of theirs is never
     * known before. Costs nothing once they have matched, or it is known of them.
     */
    private static void markTakenFrom(Entry[] exact, int from, Rule taker, ILoggingEvent event) {
        for (int i = from; i < exact.length; i++) {
            Rule rule = exact[i].rule;
            if (!rule.hasMatched()
                    && !rule.tally().hasPassedMany()
                    && rule.regex() == null
                    && rule.where().marker() == null
                    && rule.admitsButForMarker(event)) {
                rule.markTakenFrom(taker);
            }
        }
    }

    private Entry[] exact(String message) {
        if (message == null || message.isEmpty()) {
            return NONE;
        }
        boolean padded = Character.isWhitespace(message.charAt(0))
                || Character.isWhitespace(message.charAt(message.length() - 1));
        Entry[] entries = byTemplate.get(padded ? message.strip() : message);
        if (entries == null && wrapped && message.indexOf('\n') >= 0) {
            entries = byTemplate.get(Unwrapped.of(message.strip(), longest));
        }
        return entries == null ? NONE : entries;
    }

    private Entry[] othersOf(String logger) {
        if (logger == null) {
            return others;
        }
        Entry[] known = othersByLogger.get(logger);
        if (known != null) {
            return known;
        }
        List<Entry> admitted = new ArrayList<>();
        for (Entry entry : others) {
            if (entry.rule.where().admitsLogger(logger)) {
                admitted.add(entry);
            }
        }
        Entry[] entries = admitted.toArray(NONE);
        if (othersByLogger.size() < MOST_LOGGERS) {
            othersByLogger.put(logger, entries);
        }
        return entries;
    }
}
