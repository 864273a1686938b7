package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Writes a {@code <rule>} for a statement, ready to paste. What the code doesn't say becomes a comment in the XML, never a
 * guess.
 */
public final class RuleDraft {
    private static final int MOST_NAMES = 3;
    private static final String CUSTOMER = "company_id";
    private static final Set<String> BELOW_INFO = Set.of("TRACE", "DEBUG");

    /** Which a check would take for a placeholder of another kind. */
    private static final Pattern FORMAT_SPECIFIER = Pattern.compile("%[\\d.$,-]*[sdfn]");

    private static final String ANYTHING = ".*?";
    /** As a whole message it stands for any; written as an escape it doesn't. */
    private static final String STAR = "*";

    private final Statement statement;
    private final List<String> names;
    private final Unprintable unprintable;
    private final List<String> comments = new ArrayList<>();
    private final List<String> typed = new ArrayList<>();

    private RuleDraft(Statement statement, List<String> names, IntPredicate harmful) {
        this.statement = statement;
        this.unprintable = new Unprintable(harmful);
        this.names = new ArrayList<>(names);
        for (int i = 0; i < names.size(); i++) {
            if (isTakenOut(i)) {
                this.names.set(i, null);
            }
        }
    }

    /** Logback takes a throwable at the end of the arguments for the stack trace. */
    private boolean isTakenOut(int placeholder) {
        return statement.isLastArgument(placeholder)
                && statement.message().placeholders().get(placeholder).mayBeThrowable();
    }

    /**
     * For a statement that was reworded.
     *
     * @param names of the placeholders, as the rule had them before; null for one without
     * @param harmful which characters no terminal may be shown
     * @return the {@code <message>} or {@code <regex>} that takes it
     */
    public static String condition(Statement statement, List<String> names, IntPredicate harmful) {
        boolean fits = names.size() == statement.message().placeholders().size();
        RuleDraft draft = new RuleDraft(
                statement, fits ? names : FieldNames.of(statement.message().placeholders()), harmful);
        if (!fits) {
            draft.renameTheActionsOwn();
        }
        return draft.conditionElement();
    }

    /** @param harmful which characters no terminal may be shown */
    public static RuleDraft of(Statement statement, IntPredicate harmful) {
        RuleDraft draft =
                new RuleDraft(statement, FieldNames.of(statement.message().placeholders()), harmful);
        if (draft.loggerName() == null && !draft.isTemplate()) {
            draft.rename(
                    CUSTOMER,
                    "company",
                    "when the rule has its <logger>, name 'company' company_id: without one, any line that is like this could"
                            + " bill another company");
        }
        draft.renameTheActionsOwn();
        return draft;
    }

    private void renameTheActionsOwn() {
        rename(
                "transaction_id",
                "transaction",
                "an action with the transaction_id of another is dropped: if 'transaction' is the payment's own and no caller"
                        + " chooses it, name it transaction_id");
        rename(
                "action_name",
                "action",
                "action_name would go before <actionName>: if 'action' is to name the actions, name it action_name and leave"
                        + " out <actionName>");
    }

    /** A name with a meaning that a person has to decide on becomes one without. */
    private void rename(String name, String other, String why) {
        int at = names.indexOf(name);
        if (at >= 0) {
            names.set(at, names.contains(other) ? other + "_" + (at + 1) : other);
            comments.add(why.replace("'" + other + "'", "'" + names.get(at) + "'"));
        }
    }

    /** Whether a rule for the other, which comes first, takes all events that this one would get. */
    public boolean isHiddenBehind(RuleDraft earlier) {
        boolean sameText = isTemplate() && earlier.isTemplate()
                // At its ends a rule's message has no white space.
                ? condition().strip().equals(earlier.condition().strip())
                : condition().equals(earlier.condition());
        boolean reaches = earlier.loggerName() == null
                || loggerName() != null && LoggerName.isBelow(loggerName(), earlier.loggerName());
        return sameText && reaches && !condition().isEmpty();
    }

    /** Without the names of its placeholders. */
    private String condition() {
        StringBuilder condition = new StringBuilder();
        for (Message.Part part : statement.message().parts()) {
            condition.append(part.placeholder() == null ? part.text() : "{}");
        }
        return condition.toString();
    }

    private String loggerName() {
        return statement.logger().common();
    }

    /** Where its statement stands. */
    public String place() {
        return statement.at();
    }

    /** The rule, with line feeds. */
    public String xml() {
        Message message = statement.message();
        if (message.form() == Message.Form.DYNAMIC) {
            return XmlComment.of(statement.at()
                            + ": the message is made at run time and can't be seen in the code; write its"
                            + " <regex> by a log.")
                    + '\n';
        }
        if (saysNothing()) {
            return XmlComment.of(statement.at()
                            + ": the message has no text of its own, so a rule for it would take others, too; write"
                            + " its <regex> by a log.")
                    + '\n';
        }
        String condition = conditionElement();
        String logger = logger();
        tellOfHoles();
        tellOfLevel();
        StringBuilder xml = new StringBuilder("<rule>\n");
        for (String comment : comments) {
            xml.append("  ").append(XmlComment.of(comment)).append('\n');
        }
        xml.append(logger).append("  ").append(condition).append('\n');
        xml.append("  <actionName>")
                .append(escaped(ActionNames.propose(message, statement.className())))
                .append("</actionName>\n");
        typed.forEach(xml::append);
        return xml.append("</rule>\n").toString();
    }

    /** A template says at least how many placeholders there are. */
    private boolean saysNothing() {
        return condition().isBlank()
                || !isTemplate()
                        && statement.message().parts().stream()
                                .allMatch(part ->
                                        part.text() == null || part.text().isBlank());
    }

    private boolean isTemplate() {
        return statement.message().form() == Message.Form.TEMPLATE
                && (statement.api().keepsTemplates()
                        || statement.message().placeholders().isEmpty());
    }

    private String conditionElement() {
        return isTemplate()
                ? "<message>" + escaped(messageText()) + "</message>"
                : "<regex>" + escaped(regex()) + "</regex>";
    }

    private String logger() {
        LoggerName logger = statement.logger();
        List<String> names = logger.names();
        String some = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " others" : "");
        if (loggerName() != null) {
            if (names.size() > 1) {
                comments.add("it is logged by " + some);
            }
            return "  <logger>" + escaped(loggerName()) + "</logger>\n";
        }
        switch (logger.certainty()) {
            case KNOWN -> comments.add("it is logged by " + some + ". Narrow the rule down with <logger>");
            case RUNTIME_CLASS ->
                comments.add("the logger has the name of the object's class: " + logger.name()
                        + ", or one that extends it. Narrow it down with <logger>");
            default -> comments.add("the code doesn't tell the logger's name here. Narrow the rule down with <logger>");
        }
        return "";
    }

    private void tellOfLevel() {
        if (statement.level() == null) {
            comments.add("the level is decided at run time");
        } else if (BELOW_INFO.contains(statement.level())) {
            comments.add("it is logged at " + statement.level()
                    + ": the logger's level must let it through, or the rule never matches");
        }
    }

    private void tellOfHoles() {
        List<Argument> placeholders = statement.message().placeholders();
        for (int i = 0; i < placeholders.size(); i++) {
            Argument placeholder = placeholders.get(i);
            if (isTakenOut(i)) {
                comments.add("placeholder " + (i + 1) + " (" + simple(placeholder.type())
                        + ") is the last argument: if it is a throwable, Logback takes it for the stack trace, and the"
                        + " placeholder stays empty");
            } else if (names.get(i) == null) {
                comments.add("placeholder " + (i + 1) + " (" + simple(placeholder.type())
                        + ") has no name in the code: give it one, or leave it out");
            } else if (FieldNames.looksLikeCustomer(placeholder)
                    && !names.get(i).equals(CUSTOMER)
                    && !names.get(i).startsWith("company")) {
                comments.add("if '" + names.get(i) + "' is who is billed, name it company_id");
            }
        }
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private String messageText() {
        Message message = statement.message();
        StringBuilder text = new StringBuilder();
        int placeholder = 0;
        for (String piece : message.template() == null ? List.of(condition()) : Texts.betweenHoles(message)) {
            if (placeholder > 0) {
                String name = names.get(placeholder - 1);
                text.append('{').append(name == null ? "" : name).append('}');
            }
            text.append(literal(piece));
            placeholder++;
        }
        return text.toString().strip().equals(STAR) ? escape(STAR.charAt(0)) : text.toString();
    }

    /** What Logback would rewrite, or we read as a placeholder, is written as an escape. */
    private String literal(String text) {
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dash = c == '-' && i > 0 && text.charAt(i - 1) == ':';
            boolean percent = c == '%'
                    && FORMAT_SPECIFIER.matcher(text).region(i, text.length()).lookingAt();
            if (c == '{' || c == '}' || c == '$' || c == '\\' || dash || percent || unprintable.isAt(text, i)) {
                literal.append(escape(c));
            } else {
                literal.append(c);
            }
        }
        return literal.toString();
    }

    private static String escape(char c) {
        return String.format("\\u%04X", (int) c);
    }

    private String regex() {
        // A value may have line feeds.
        StringBuilder regex = new StringBuilder("(?s)^");
        int number = 0;
        for (Message.Part part : statement.message().parts()) {
            if (part.placeholder() == null) {
                regex.append(quoted(part.text()));
            } else {
                regex.append(group(part.placeholder(), names.get(number++)));
            }
        }
        return regex.append('$').toString();
    }

    private String group(Argument placeholder, String name) {
        boolean formatted = statement.message().form() == Message.Form.FORMAT;
        boolean plainNumber = placeholder.isNumber() && !formatted && keepsDigits();
        String matched = matched(placeholder, formatted || !keepsDigits());
        // The word comes first, or a group that takes any text would take it for a value. A format may fill it up with
        // blanks.
        String orNull = !placeholder.mayBeNull() ? "" : formatted ? " *null *|" : "null|";
        if (name == null) {
            // Logback would read :- as the default of a variable.
            return matched.equals(ANYTHING) ? ANYTHING : "(?:" + (orNull + matched).replaceFirst("^-", "[-]") + ")";
        }
        if (placeholder.isBoolean() || plainNumber) {
            typed.add("  <field><name>" + name + "</name><type>" + (placeholder.isBoolean() ? "boolean" : "number")
                    + "</type></field>\n");
        } else if (placeholder.isNumber()) {
            comments.add("'" + name + "' is a number that is formatted: if the text has neither grouping nor another"
                    + " locale's signs, give it <type>number</type>");
        }
        String group = "(?<" + name + ">" + matched + ")";
        return placeholder.mayBeNull() ? "(?:" + orNull + group + ")" : group;
    }

    private static String matched(Argument placeholder, boolean formatted) {
        if (formatted) {
            return ANYTHING;
        }
        if (placeholder.isBoolean()) {
            return "true|false";
        }
        return placeholder.isWrittenAsNumber()
                ? "-?\\d+(?:\\.\\d+)?(?:E[+-]?\\d+)?" + (placeholder.isFloating() ? "|NaN|-?Infinity" : "")
                : ANYTHING;
    }

    /** MessageFormat writes 1,234 for a number. */
    private boolean keepsDigits() {
        return switch (statement.api()) {
            case JUL, SYSTEM_LOGGER, JBOSS -> statement.message().form() == Message.Form.CONCATENATION;
            default -> true;
        };
    }

    private String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dash = c == '-' && i > 0 && text.charAt(i - 1) == ':';
            if (c == '{' || c == '}' || c == '$' || dash || unprintable.isAt(text, i)) {
                quoted.append(c <= '\u00FF' ? String.format("\\x%02X", (int) c) : escape(c));
            } else if ("\\^.|?*+()[]".indexOf(c) >= 0) {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c);
            }
        }
        return quoted.toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("\\R", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
