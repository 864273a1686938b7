package com.moesif.logback.testing;

import com.moesif.logback.internal.mapping.LinePattern;
import com.moesif.logback.internal.statements.Argument;
import com.moesif.logback.internal.statements.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tries whether a rule's regular expression finds all lines of a statement, whatever its placeholders are filled with: with values
 * that were chosen so that each makes some expression fail. What depends on more than that is not taken for certain. Not thread-safe.
 */
final class AnyValues {
    private static final int LONG = 300;
    /** What looks around or back may depend on a word that is tried nowhere. */
    private static final Pattern LOOKS_AROUND = Pattern.compile("\\(\\?<?[=!]");

    private static final List<String> FLAGS = List.of("true", "false");
    private static final List<String> WHOLE = List.of("7", "0", "-12", "9".repeat(30));
    private static final List<String> FLOATING =
            List.of("7.0", "0.0", "1.5", "-0.84", "1.0E10", "-1.0E-5", "NaN", "Infinity", "-Infinity");
    private static final List<String> NUMBERS =
            Stream.of(WHOLE, FLOATING, List.of("1E+3")).flatMap(List::stream).toList();
    /** Line breaks are left out: no rule is written for them. */
    private static final List<String> TEXTS = texts();

    private final LinePattern regex;
    private boolean hopeless;

    AnyValues(LinePattern regex) {
        this.regex = regex;
        this.hopeless = LOOKS_AROUND.matcher(regex.text()).find();
    }

    private static List<String> texts() {
        String ascii = IntStream.rangeClosed(' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return Stream.concat(
                        Stream.of("acme", "", "two words", "null", "{}", "é漢😀", ascii, "x".repeat(LONG)),
                        ascii.chars().mapToObj(Character::toString))
                .toList();
    }

    /** Whether it is certain. */
    boolean areFoundIn(Message message) {
        List<List<String>> values = message.placeholders().stream()
                .map(placeholder -> values(placeholder, message))
                .toList();
        List<String> first = values.stream().map(of -> of.get(0)).toList();
        boolean certain = message.form() != Message.Form.DYNAMIC && finds(message, first);
        // Each by itself, and all at once.
        for (int i = 0; i < values.size() && certain; i++) {
            for (int j = 1; j < values.get(i).size() && certain; j++) {
                List<String> row = new ArrayList<>(first);
                row.set(i, values.get(i).get(j));
                certain = finds(message, row);
            }
        }
        for (int j = 1; j < TEXTS.size() && certain; j++) {
            int column = j;
            certain = finds(
                    message,
                    values.stream().map(of -> of.get(column % of.size())).toList());
        }
        return certain;
    }

    private boolean finds(Message message, List<String> values) {
        if (hopeless) {
            return false;
        }
        String[] groups = regex.find(SampleTexts.text(message, values));
        // One that backtracks too much would take its time for each statement.
        hopeless = groups == LinePattern.GIVEN_UP;
        return groups != null && !hopeless;
    }

    private static List<String> values(Argument placeholder, Message message) {
        if (placeholder.constant() != null) {
            return List.of(placeholder.constant());
        }
        if (message.form() == Message.Form.FORMAT) {
            // A format may write a number in any way.
            return TEXTS;
        }
        List<String> values = ofType(placeholder);
        return placeholder.mayBeNull()
                ? Stream.concat(values.stream(), Stream.of("null")).toList()
                : values;
    }

    private static List<String> ofType(Argument placeholder) {
        if (placeholder.isBoolean()) {
            return FLAGS;
        }
        if (!placeholder.isNumber()) {
            return TEXTS;
        }
        return switch (placeholder.type()) {
            case "byte", "short", "int", "long", "java.math.BigInteger" -> WHOLE;
            case "float", "double" -> FLOATING;
            default -> NUMBERS;
        };
    }
}
