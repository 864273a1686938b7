package com.moesif.logback.testing;

import com.moesif.logback.internal.action.Conversion;
import com.moesif.logback.internal.action.FieldType;
import com.moesif.logback.internal.mapping.Rule;
import com.moesif.logback.internal.statements.Argument;
import com.moesif.logback.internal.statements.FieldNames;
import com.moesif.logback.internal.statements.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Compares what a statement gives to the placeholders of a {@code <message>}, or to the groups of a {@code <regex>}, with what the
 * rule makes of it.
 */
final class PlaceholderChecks {
    private static final Set<String> TEXTS = Set.of("java.lang.String", "java.lang.CharSequence", "char");

    private final Rule rule;

    PlaceholderChecks(Rule rule) {
        this.rule = rule;
    }

    /** One sentence for each thing that can't be meant. */
    List<String> problems(List<Statement> taken) {
        Set<String> problems = new LinkedHashSet<>();
        if (rule.message() != null && !rule.message().isAny()) {
            taken.forEach(statement -> look(statement, problems));
        }
        if (rule.regex() != null) {
            taken.forEach(statement -> lookAtGroups(statement, problems));
        }
        return new ArrayList<>(problems);
    }

    /** A group that takes a list, say, never becomes a number, whatever the list has. */
    private void lookAtGroups(Statement statement, Set<String> problems) {
        List<String> names = rule.regex().names();
        SampleMatches matches = new SampleMatches(rule.regex());
        for (int i = 0; i < names.size(); i++) {
            Conversion given = rule.actionTemplate().types().of(names.get(i));
            if (given != null && (given.type() == FieldType.NUMBER || given.type() == FieldType.BOOLEAN)) {
                List<String> values = matches.values(statement.message(), i);
                if (!values.isEmpty() && values.stream().noneMatch(value -> becomes(given, value))) {
                    problems.add("its field '" + names.get(i) + "' is to be a "
                            + given.type().name().toLowerCase(Locale.ROOT) + ", but " + statement.at() + " gives it "
                            + given(statement, matches.examples(), values) + ".");
                }
            }
        }
    }

    private static boolean becomes(Conversion type, String value) {
        try {
            type.convert(value);
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /** The type of the placeholder that the group takes, or what it took. */
    private static String given(Statement statement, List<List<String>> examples, List<String> values) {
        return statement.message().placeholders().stream()
                .filter(placeholder -> SampleTexts.mayGive(placeholder, examples, values))
                .findFirst()
                .map(placeholder -> "a " + placeholder.type())
                .orElse("'" + values.get(0) + "'");
    }

    private void look(Statement statement, Set<String> problems) {
        String[] names = rule.message().names();
        List<Argument> placeholders = statement.message().placeholders();
        for (int i = 0; i < names.length; i++) {
            if (names[i] == null) {
                continue;
            }
            if (i >= placeholders.size()) {
                problems.add("its placeholder {" + names[i] + "} gets no argument at " + statement.at() + ".");
                continue;
            }
            if (statement.isLastArgument(i) && placeholders.get(i).isThrowable()) {
                problems.add("its placeholder {" + names[i] + "} gets no argument at " + statement.at()
                        + ": Logback takes a throwable at the end of the arguments for the stack trace.");
                continue;
            }
            Conversion given = rule.actionTemplate().types().of(names[i]);
            FieldType type = given == null ? null : given.type();
            Argument argument = placeholders.get(i);
            if (type == FieldType.NUMBER && !mayBeNumber(argument)
                    || type == FieldType.BOOLEAN && !mayBeBoolean(argument)) {
                problems.add(
                        "its field '" + names[i] + "' is to be a " + type.name().toLowerCase(Locale.ROOT) + ", but "
                                + statement.at() + " gives it a " + argument.type() + ".");
            }
            // What the code calls so, too, is a list of sizes say, and not taken for one.
            if (type == null
                    && FieldNames.namesAnAmount(names[i])
                    && !mayBeNumber(argument)
                    && !isCalled(names[i], argument)) {
                problems.add("its placeholder {" + names[i] + "} looks like an amount, but " + statement.at()
                        + " gives it a " + argument.type() + ".");
            }
            swapped(names, i, placeholders, statement, problems);
        }
    }

    private static boolean mayBeNumber(Argument argument) {
        if (argument.constant() != null && TEXTS.contains(argument.type())) {
            return argument.constant().matches("[-+]?[\\d.,]+(?:[eE][-+]?\\d+)?");
        }
        return argument.isNumber() || argument.isOpen() || TEXTS.contains(argument.type());
    }

    private static boolean mayBeBoolean(Argument argument) {
        return argument.isBoolean() || argument.isOpen() || TEXTS.contains(argument.type());
    }

    /** Each of two placeholders gets what the code calls by the other's name. */
    private static void swapped(
            String[] names, int at, List<Argument> placeholders, Statement statement, Set<String> problems) {
        for (int other = at + 1; other < Math.min(names.length, placeholders.size()); other++) {
            boolean crossed = isCalled(names[at], placeholders.get(other)) && !isCalled(names[at], placeholders.get(at))
                    || isCalled(names[other], placeholders.get(at)) && !isCalled(names[other], placeholders.get(other));
            if (crossed) {
                problems.add("at " + statement.at() + " its placeholder {" + names[at] + "} gets "
                        + called(placeholders.get(at)) + ", and {" + names[other] + "} gets "
                        + called(placeholders.get(other)) + ": they look exchanged.");
            }
        }
    }

    private static boolean isCalled(String name, Argument argument) {
        return name != null && argument.name() != null && plain(name).equals(plain(argument.name()));
    }

    private static String plain(String name) {
        return name.replaceAll("[_.-]", "").toLowerCase(Locale.ROOT);
    }

    private static String called(Argument argument) {
        return argument.name() == null ? "a " + argument.type() : "'" + argument.name() + "'";
    }
}
