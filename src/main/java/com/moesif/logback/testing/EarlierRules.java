package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import com.moesif.logback.internal.mapping.Rule;
import com.moesif.logback.internal.statements.LoggerName;
import com.moesif.logback.internal.statements.Message;
import com.moesif.logback.internal.statements.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of the same appender that come before one rule: the first that matches takes an event. Only what is certain counts,
 * since a good rule must not be called dead. Not thread-safe.
 */
final class EarlierRules {
    private final Rule later;
    private final List<Rule> earlier;
    private final Map<Rule, AnyValues> anyValues = new HashMap<>();

    /** @param earlier those before it, in their order */
    EarlierRules(Rule later, List<Rule> earlier) {
        this.later = later;
        this.earlier = List.copyOf(earlier);
    }

    /** The first that takes each event of the statement that the later rule would take. */
    Optional<Rule> takerOf(Statement statement) {
        return earlier.stream()
                .filter(rule -> takesLogger(rule.where(), statement.logger())
                        && takesLevel(rule.where(), statement)
                        && takesMarker(rule.where(), statement)
                        && takesTemplate(rule, statement)
                        && takesLine(rule, statement))
                .findFirst();
    }

    private boolean takesLogger(Rule.Where where, LoggerName logger) {
        String latersLogger = later.where().logger();
        boolean isKnown = logger.certainty() == LoggerName.Certainty.KNOWN
                && logger.others() == LoggerName.Others.NOBODY
                && logger.names().stream().allMatch(where::admitsLogger);
        return isKnown || where.admitsLogger(null) || latersLogger != null && where.admitsLogger(latersLogger);
    }

    private boolean takesLevel(Rule.Where where, Statement statement) {
        Level least = statement.level() == null ? later.where().level() : Level.toLevel(statement.level());
        return where.admitsLevel(least);
    }

    private boolean takesMarker(Rule.Where where, Statement statement) {
        return where.marker() == null
                || where.marker().equals(later.where().marker())
                || statement.markers().contains(where.marker());
    }

    private static boolean takesTemplate(Rule rule, Statement statement) {
        if (!rule.hasTemplate()) {
            return true;
        }
        Message message = statement.message();
        boolean arrives = statement.api().keepsTemplates() && message.template() != null;
        // Not what counts as the same after its line breaks: a rule that has them comes first then.
        return message.form() == Message.Form.TEMPLATE
                && !statement.logger().wrapped()
                && (arrives
                        ? rule.message().raw().equals(message.template().strip())
                        : isOneText(message)
                                && rule.message().raw().equals(text(message).strip()));
    }

    private boolean takesLine(Rule rule, Statement statement) {
        if (rule.regex() == null) {
            return true;
        }
        boolean isTheSame = later.regex() != null
                && rule.regex().toString().equals(later.regex().toString());
        return isTheSame
                || !statement.logger().wrapped()
                        // What isn't filled in may have lost an escape.
                        && !text(statement.message()).contains("{}")
                        && anyValues
                                .computeIfAbsent(rule, key -> new AnyValues(key.regex()))
                                .areFoundIn(statement.message());
    }

    /** Whether each of its events has the same text. What isn't filled in may have lost an escape. */
    private static boolean isOneText(Message message) {
        return message.form() != Message.Form.DYNAMIC
                && message.placeholders().isEmpty()
                && !text(message).contains("{}");
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        message.parts().stream().filter(part -> part.text() != null).forEach(part -> text.append(part.text()));
        return text.toString();
    }
}
