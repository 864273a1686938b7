package com.moesif.logback.testing;

import com.moesif.logback.internal.mapping.Rule;
import com.moesif.logback.internal.statements.Message;
import com.moesif.logback.internal.statements.Statement;

/** Holds single statements against what a rule says of the message and of the marker. */
final class StatementFit {
    private final Rule rule;
    /** Of its regular expression; null without one. */
    private final SampleMatches matches;

    StatementFit(Rule rule) {
        this.rule = rule;
        this.matches = rule.regex() == null ? null : new SampleMatches(rule.regex());
    }

    /** Whether it has the rule's marker; null when that can't be told. */
    Boolean isMarked(Statement statement) {
        String marker = rule.where().marker();
        if (marker == null || statement.markers().contains(marker)) {
            return true;
        }
        return statement.markers().contains(null) ? null : Boolean.FALSE;
    }

    /** Whether its message is the rule's; null when that can't be told. */
    Boolean saysIt(Statement statement) {
        Message message = statement.message();
        Boolean text = hasItsTemplate(statement);
        if (!Boolean.TRUE.equals(text)) {
            return text;
        }
        if (matches == null) {
            return true;
        }
        return message.form() == Message.Form.DYNAMIC ? null : matches.finds(message);
    }

    /** Whether its template is the rule's, where that has one; null when that can't be told. */
    Boolean hasItsTemplate(Statement statement) {
        Message message = statement.message();
        if (!hasText()) {
            return true;
        }
        if (message.form() == Message.Form.DYNAMIC
                || PutTogether.mayBe(rule.message().raw(), statement)) {
            return null;
        }
        return message.form() == Message.Form.TEMPLATE
                && (message.template() == null
                        ? shown(message).equals(rule.message().raw())
                        : rule.message().is(message.template().strip()));
    }

    /** Whether the rule has a text of its own, and no star for any. */
    boolean hasText() {
        return rule.message() != null && !rule.message().isAny();
    }

    /** With <code>{}</code> for each placeholder. */
    static String shown(Message message) {
        StringBuilder text = new StringBuilder();
        message.parts().forEach(part -> text.append(part.placeholder() == null ? part.text() : "{}"));
        return text.toString().strip();
    }

    /** A bridge has filled in the arguments, so the template never arrives. */
    boolean isFormattedBefore(Statement statement) {
        return hasText()
                && !statement.api().keepsTemplates()
                && !statement.message().placeholders().isEmpty();
    }

    /** From 0 to 1, by the words that they share. */
    double likeness(Statement statement) {
        return Words.shared(ownText(), shown(statement.message()));
    }

    /** What the rule says, as far as it is text. */
    String ownText() {
        return hasText()
                ? rule.message().raw()
                : rule.regex() == null ? "" : literal(rule.regex().text());
    }

    /** What stands in a regular expression as it stands in the text. */
    private static String literal(String regex) {
        return regex.replaceAll("^\\(\\?s\\)", "")
                // As a drafted rule has it around what may be null.
                .replaceAll("\\(\\?: *null *\\|(\\(\\?<[^>]*>[^()]*(?:\\([^()]*\\)[^()]*)*\\))\\)", "$1")
                .replaceAll("\\(\\?<[^>]*>[^()]*(?:\\([^()]*\\)[^()]*)*\\)", "{}")
                .replaceAll("\\\\[dwsDWS][+*?]*", "{}")
                .replaceAll("[\\\\^$]", "");
    }
}
