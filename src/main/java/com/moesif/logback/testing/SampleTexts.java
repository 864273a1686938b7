package com.moesif.logback.testing;

import com.moesif.logback.internal.statements.Argument;
import com.moesif.logback.internal.statements.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Texts as a statement may log them, each placeholder filled with values of its type as they are found in logs: for trying a regular
 * expression on a statement that nobody runs.
 */
final class SampleTexts {
    /** So many combinations of each placeholder's samples; beyond that all placeholders get theirs from the same column. */
    private static final int MOST_COMBINED = 2_000;

    private static final List<String> TEXTS = List.of(
            "acme", "12345", "a-1", "24.6", "GET", "/v1/cart", "https://a.example/b?c=d", "two words", "true", "");
    private static final List<String> WHOLE = List.of("7", "12345", "-3");
    private static final List<String> FRACTIONS = List.of("24.6", "0.84", "7");
    private static final List<String> FLAGS = List.of("true", "false");

    private SampleTexts() {}

    static Stream<String> of(Message message) {
        List<Argument> placeholders = message.placeholders();
        long combinations = 1;
        for (Argument placeholder : placeholders) {
            combinations = Math.min(
                    MOST_COMBINED + 1L, combinations * samples(placeholder).size());
        }
        if (combinations > MOST_COMBINED) {
            return Stream.iterate(0, column -> column < TEXTS.size(), column -> column + 1)
                    .map(column -> text(message, uniform(placeholders, column)));
        }
        List<List<String>> rows = List.of(List.of());
        for (Argument placeholder : placeholders) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> row : rows) {
                for (String sample : samples(placeholder)) {
                    List<String> next = new ArrayList<>(row);
                    next.add(sample);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows.stream().map(row -> text(message, row));
    }

    private static List<String> uniform(List<Argument> placeholders, int column) {
        return placeholders.stream()
                .map(placeholder ->
                        samples(placeholder).get(column % samples(placeholder).size()))
                .toList();
    }

    private static List<String> samples(Argument placeholder) {
        if (placeholder.constant() != null) {
            return List.of(placeholder.constant());
        }
        if (placeholder.isBoolean()) {
            return FLAGS;
        }
        if (!placeholder.isNumber()) {
            return TEXTS;
        }
        return switch (placeholder.type()) {
            case "byte", "short", "int", "long", "java.math.BigInteger" -> WHOLE;
            default -> FRACTIONS;
        };
    }

    private static String text(Message message, List<String> values) {
        StringBuilder text = new StringBuilder();
        int hole = 0;
        for (Message.Part part : message.parts()) {
            text.append(part.hole() == null ? part.text() : values.get(hole++));
        }
        return text.toString();
    }
}
