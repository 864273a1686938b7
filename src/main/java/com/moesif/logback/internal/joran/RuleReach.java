package com.moesif.logback.internal.joran;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.moesif.logback.internal.mapping.Rule;
import java.util.ArrayList;
import java.util.List;

/** Which rules can never get an event, as loggers, levels and attachments stand once the configuration is complete. */
final class RuleReach {
    private RuleReach() {}

    /**
     * A sentence for each such rule, naming the remedy.
     *
     * @param levelsFollow whether somebody sets the levels of loggers only after this
     */
    static List<String> outOfReach(
            List<Rule> rules, LoggerContext context, Appender<ILoggingEvent> appender, boolean levelsFollow) {
        List<String> sentences = new ArrayList<>();
        for (Rule rule : rules) {
            String logger = rule.where().logger() == null
                    ? Logger.ROOT_LOGGER_NAME
                    : rule.where().logger();
            String label = rule.actionTemplate().label();
            if (!reaches(logger, context, appender)) {
                sentences.add("No event can reach " + label + ": this appender is attached neither to logger '" + logger
                        + "' nor above or below it. Attach it with <appender-ref>.");
                continue;
            }
            if (levelsFollow) {
                continue;
            }
            Level wanted = rule.where().level();
            Level allowed = context.getLogger(logger).getEffectiveLevel();
            if (allowed == Level.OFF && !anyBelow(logger, context)) {
                sentences.add("No event can reach " + label + ": logger '" + logger + "' is off.");
            } else if (wanted != null && !wanted.isGreaterOrEqual(allowed) && !anyBelow(logger, context)) {
                sentences.add("Logger '" + logger + "' lets through only " + allowed + " and above, but " + label
                        + " asks for " + wanted + ". Lower the logger's level, or raise the rule's.");
            }
        }
        return sentences;
    }

    private static boolean reaches(String logger, LoggerContext context, Appender<ILoggingEvent> appender) {
        if (!Attachments.onPath(logger, context, appender).isEmpty()) {
            return true;
        }
        return context.getLoggerList().stream()
                .anyMatch(other -> isBelow(other.getName(), logger) && Attachments.isAttached(other, appender));
    }

    /** A logger below with a level of its own may let through what this one doesn't. */
    private static boolean anyBelow(String logger, LoggerContext context) {
        return context.getLoggerList().stream()
                .anyMatch(other -> isBelow(other.getName(), logger) && other.getLevel() != null);
    }

    private static boolean isBelow(String name, String logger) {
        return logger.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME)
                ? !name.equals(Logger.ROOT_LOGGER_NAME)
                : name.startsWith(logger + ".") || name.startsWith(logger + "$");
    }
}
