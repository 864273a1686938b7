package com.moesif.logback.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.internal.mapping.FilledTemplate;
import com.moesif.logback.internal.mapping.Rule;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries lines of a log file on rules. A line has lost its template, so a rule with a {@code <message>} is tried on the
 * event that would have printed the line: the rule's template, its placeholders filled with what stands there. Any thread.
 */
final class LineTrial {
    private final List<Rule> rules;
    private final Map<Rule, FilledTemplate> templates = new IdentityHashMap<>();

    /** @param rules in their order */
    LineTrial(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        for (Rule rule : rules) {
            if (rule.hasTemplate()) {
                templates.put(rule, new FilledTemplate(rule.message()));
            }
        }
    }

    /**
     * What the line may have been.
     *
     * @param event of the first rule that takes it; where none does, with the text as its raw message
     * @param ambiguous whether the values of its placeholders could have been read out of the text in another way
     * @param nearest the rule that came nearest, where none took it; null without rules
     */
    record Outcome(LoggingEvent event, boolean ambiguous, Conditions.Miss nearest) {}

    /** Tries it on each rule. */
    Outcome of(LogLine line, Logger logger) {
        LoggingEvent plain = line.event(logger, line.message(), null);
        String text = line.message().strip();
        Conditions.Miss nearest = null;
        for (Rule rule : rules) {
            FilledTemplate template = templates.get(rule);
            String[] values = template == null ? null : template.values(text);
            Logger from = logger.getLoggerContext().getLogger(logger(line, logger, rule));
            LoggingEvent event = values != null
                    ? line.event(from, rule.message().raw(), values)
                    : from == logger ? plain : line.event(from, line.message(), null);
            Conditions.Miss miss = Conditions.miss(rule, event);
            if (miss == null) {
                return new Outcome(event, values != null && template.isAmbiguous(text), null);
            }
            if (nearest == null || miss.nearness() > nearest.nearness()) {
                nearest = miss;
            }
        }
        return new Outcome(plain, false, nearest);
    }

    /** A log may have no more of the logger than the beginnings of its parts; without any, it is the rule's. */
    private static String logger(LogLine line, Logger logger, Rule rule) {
        String ofRule = rule.where().logger();
        if (line.logger() == null) {
            return ofRule == null ? logger.getName() : ofRule;
        }
        return ShortLogger.expanded(logger.getName(), ofRule);
    }
}
