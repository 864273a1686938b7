package com.moesif.logback.internal.mapping;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.Snapshots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * Decides which events are actions, and captures those: the whole of what a logging thread pays before the ring. Takes no
 * lock. Any thread.
 */
public final class EventMapper {
    private static final String[] NONE = {};

    private final Naming naming;
    private final EntryOrder order;
    private final LogstashFields logstash = LogstashFields.find();
    private final ActionMarkers markers;
    private final FieldPatterns patterns;
    private final RuleIndex rules;
    private final FormattedLines formattedLines;
    private final NearMisses nearMisses;
    private final ArgumentNames argumentNames;
    private final MappingReport report;
    private final Snapshots snapshots = new Snapshots();

    /**
     * @param actionMarker the name of the marker that makes an event an action
     * @param patterns those of the appender's fields that need formatting
     * @param rules in their order
     */
    public EventMapper(
            Naming naming, String actionMarker, FieldPatterns patterns, List<Rule> rules, MappingReport report) {
        this.naming = naming;
        this.order = new EntryOrder(naming);
        this.report = report;
        this.markers =
                new ActionMarkers(actionMarker, naming, logstash, () -> report.tooManyMarkers(MarkerWalk.ASKED_LIMITS));
        this.patterns = patterns;
        this.rules = new RuleIndex(rules, report::regexGivenUp);
        this.formattedLines = new FormattedLines(rules, report);
        this.nearMisses = new NearMisses(rules, report);
        this.argumentNames = new ArgumentNames(naming, new VaryingTemplates(report));
    }

    /** Something to warn of once: logstash-logback-encoder is there but can't be read. */
    public Optional<String> problem() {
        return logstash.problem();
    }

    /** Gets ready for values that are no scalars, which the first caller to have one would otherwise wait for. */
    public void prepare() {
        snapshots.prepare();
    }

    /**
     * Whether the event is an action, as far as that can be said without running code of the application. Called for every
     * event of every logger, so it has to cost next to nothing.
     *
     * @return null when it's none; {@link Rule.Match#UNDECIDED} when {@link #decide} has to be asked
     */
    public Rule.Match match(ILoggingEvent event) {
        Rule.Match match = rules.quick(event);
        if (match != null) {
            return match;
        }
        return isMarked(event) ? Rule.Match.UNRULED : null;
    }

    /** Looks at an event that is no action: it may be what a rule waits for, reworded or formatted. */
    public void passedBy(ILoggingEvent event) {
        formattedLines.look(event);
        nearMisses.look(event);
    }

    /** Whether the event is an action; formats its message if need be. Null when it's none. */
    public Rule.Match decide(ILoggingEvent event) {
        Rule.Match match = rules.thorough(event);
        if (match != null) {
            return match;
        }
        return isMarked(event) ? Rule.Match.UNRULED : null;
    }

    private boolean isMarked(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            // First: they cost the least, and none of them fails.
            for (int i = 0; i < pairs.size(); i++) {
                KeyValuePair pair = pairs.get(i);
                if (pair != null && naming.namesTheAction(pair.key)) {
                    return true;
                }
            }
        }
        Object[] arguments = event.getArgumentArray();
        List<Marker> eventMarkers = event.getMarkerList();
        try {
            if (eventMarkers != null && markers.makeAction(eventMarkers)) {
                return true;
            }
        } catch (Throwable t) {
            if (arguments != null && carryName(arguments)) {
                return true;
            }
            throw t;
        }
        return arguments != null && carryName(arguments);
    }

    private boolean carryName(Object[] arguments) {
        for (Object argument : arguments) {
            if (logstash.mentions(argument, naming)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Fixes all that the action will need of the event. Runs code of the application (getters, {@code toString}); what
     * that throws costs the field it's about.
     */
    public CapturedAction capture(ILoggingEvent event, Rule.Match match) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        CapturedAction action = begun(event, pairs == null ? 0 : pairs.size());
        List<Marker> eventMarkers = event.getMarkerList();
        Object[] arguments = event.getArgumentArray();
        String[] names = NONE;
        if (arguments != null) {
            if (isOfRule(match)) {
                names = match.rule().message().names();
            } else {
                ArgumentNames.ByKey byKey =
                        argumentNames.of(event.getMessage(), event.getLoggerName(), arguments.length);
                names = byKey.others();
                // First, so that whatever else names them overrides them.
                named(byKey.reserved(), arguments, match, action);
                action.endWeak();
            }
        } else if (isOfRule(match)) {
            tellOfHole(match.rule().message().names(), 0, match);
        }
        if (eventMarkers != null) {
            markers.read(eventMarkers, new CaptureSink(action, snapshots, order));
        }
        if (arguments != null) {
            structured(arguments, action);
        }
        if (pairs != null) {
            for (int i = 0; i < pairs.size(); i++) {
                KeyValuePair pair = pairs.get(i);
                if (pair != null) {
                    action.add(pair.key, snapshots.of(pair.value));
                }
            }
        }
        if (arguments != null) {
            named(names, arguments, match, action);
        }
        if (match.rule() != null) {
            ruled(event, match, action);
        }
        action.computed(patterns.format(event));
        return action;
    }

    private void structured(Object[] arguments, CapturedAction action) {
        if (logstash == LogstashFields.ABSENT) {
            return;
        }
        CaptureSink sink = new CaptureSink(action, snapshots, order);
        for (Object argument : arguments) {
            try {
                logstash.read(argument, sink);
            } catch (Throwable t) {
                sink.failed(argument.getClass(), t);
            }
        }
    }

    /** Whether a rule says which message it is, so that nobody else can have put text into it. */
    private static boolean isOfRule(Rule.Match match) {
        return match.rule() != null && match.rule().hasTemplate();
    }

    private void named(String[] names, Object[] arguments, Rule.Match match, CapturedAction action) {
        int count = names.length;
        if (count > arguments.length) {
            count = arguments.length;
            tellOfHole(names, count, match);
        }
        for (int i = 0; i < count; i++) {
            String name = names[i];
            if (name != null && !logstash.isStructured(arguments[i])) {
                boolean whole = match.actionTemplate().wantsJson(name);
                action.add(name, whole ? snapshots.of(arguments[i]) : snapshots.ofArgument(arguments[i]));
            }
        }
    }

    /** Of the first that has a name, and so would have made a field. */
    private void tellOfHole(String[] names, int from, Rule.Match match) {
        for (int i = from; i < names.length; i++) {
            if (names[i] != null) {
                if (isOfRule(match) && match.rule().markUnfilled()) {
                    report.unfilled(match.rule(), names[i]);
                }
                return;
            }
        }
    }

    private static void ruled(ILoggingEvent event, Rule.Match match, CapturedAction action) {
        Rule rule = match.rule();
        rule.tally().matched(event.getTimeStamp());
        String[] groups = match.groups();
        if (groups != null) {
            List<String> names = rule.regex().names();
            for (int i = 0; i < names.size(); i++) {
                if (groups[i] != null) {
                    action.add(names.get(i), groups[i]);
                }
            }
        }
        action.actionTemplate(rule.actionTemplate(), rule.patterns().format(event));
    }

    private static CapturedAction begun(ILoggingEvent event, int pairs) {
        try {
            return new CapturedAction(event.getTimeStamp(), event.getMessage(), mdcOf(event), pairs);
        } catch (Throwable t) {
            CapturedAction action = new CapturedAction(event.getTimeStamp(), event.getMessage(), Map.of(), pairs);
            if (!isForWantOfAnAdapter(t)) {
                action.add("mdc", Snapshots.lost(MDC.class, t));
            }
            return action;
        }
    }

    /** Logback's own, for a hand-made context that nobody gave an MDC adapter. */
    private static boolean isForWantOfAnAdapter(Throwable t) {
        return t instanceof NullPointerException
                && (t.getStackTrace().length == 0
                        || t.getStackTrace()[0].getClassName().equals(LoggingEvent.class.getName()));
    }

    private static Map<String, String> mdcOf(ILoggingEvent event) {
        Map<String, String> mdc = event.getMDCPropertyMap();
        if (mdc == null || mdc.isEmpty()) {
            return Map.of();
        }
        // Logback's own event holds a snapshot that nobody changes; of another's, or an adapter's own kind of map,
        // nothing is known.
        boolean known = event.getClass() == LoggingEvent.class && mdc.getClass().getClassLoader() == null;
        return known ? mdc : new HashMap<>(mdc);
    }
}
