package com.moesif.logback.testing;

import com.moesif.logback.internal.statements.Argument;
import com.moesif.logback.internal.statements.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts as a statement may log them, each placeholder filled with values of its type as they are found in logs: for trying a regular
 * expression on a statement that nobody runs.
 */
final class SampleTexts {
    /** So many combinations of each placeholder's samples; beyond that all placeholders get theirs from the same column. */
    private static final int MOST_COMBINED = 2_000;

    /** Of the likeliest combinations with examples, where there are more than those. */
    private static final int MOST_OF_EXAMPLES = 500;

    private static final List<String> TEXTS = List.of(
            "acme", "12345", "a-1", "24.6", "GET", "/v1/cart", "https://a.example/b?c=d", "two words", "true", "");
    private static final List<String> WHOLE = List.of("7", "12345", "-3");
    private static final List<String> FRACTIONS = List.of("24.6", "0.84", "7");
    private static final List<String> LISTS = List.of("[]", "[7]", "[acme, a-1]", "[24.6, 0.84]");
    private static final List<String> MAPS = List.of("{}", "{acme=7}", "{a=24.6, b=GET}");
    /** As SLF4J writes it in a placeholder, and as Java does behind a {@code +}. */
    private static final List<String> ARRAYS =
            List.of("[]", "[7]", "[acme, a-1]", "[24.6, 0.84]", "[I@1b6d3586", "[Ljava.lang.String;@4554617c");

    private static final Pattern LIST = Pattern.compile("java\\.util\\.\\w*(?:List|Set|Collection|Queue|Deque)");
    private static final Pattern MAP = Pattern.compile("java\\.util\\.(?:concurrent\\.)?\\w*Map");
    private static final List<String> FLAGS = List.of("true", "false");

    private SampleTexts() {}

    /** @param examples of texts that the expression may have been written for, of each of its groups */
    static Stream<String> of(Message message, List<List<String>> examples) {
        List<List<String>> usual = message.placeholders().stream()
                .map(placeholder -> samples(placeholder))
                .toList();
        List<List<String>> all = withExamples(message.placeholders(), examples);
        if (combinations(all) <= MOST_COMBINED) {
            return rows(all).map(row -> text(message, row));
        }
        // An example may be wrong, so what is usual is tried in any case.
        Stream<List<String>> rest = combinations(usual) <= MOST_COMBINED
                ? rows(usual)
                : Stream.iterate(0, column -> column < TEXTS.size(), column -> column + 1)
                        .map(column -> uniform(usual, column));
        return Stream.concat(rows(all).limit(MOST_OF_EXAMPLES), rest).map(row -> text(message, row));
    }

    /** Of each placeholder what may stand in it, the likeliest first. */
    private static List<List<String>> withExamples(List<Argument> placeholders, List<List<String>> examples) {
        boolean isAligned = placeholders.size() == examples.size();
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < placeholders.size(); i++) {
            all.add(samples(placeholders.get(i), examples, isAligned ? examples.get(i) : List.of()));
        }
        return all;
    }

    private static long combinations(List<List<String>> samples) {
        return samples.stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(MOST_COMBINED + 1L, a * b));
    }

    /** All combinations. What comes first in each placeholder is the likeliest: all of those, then all but one, and so on. */
    private static Stream<List<String>> rows(List<List<String>> samples) {
        int most = samples.stream().mapToInt(of -> of.size() - 1).sum();
        return Stream.iterate(0, rank -> rank <= most, rank -> rank + 1).flatMap(rank -> {
            List<List<String>> rows = new ArrayList<>();
            addRows(samples, rank, most, new ArrayList<>(), rows);
            return rows.stream();
        });
    }

    /**
     * All rows whose samples' places have this sum.
     *
     * @param most of the sum that the placeholders can have that are not in the row yet
     */
    private static void addRows(
            List<List<String>> samples, int rank, int most, List<String> row, List<List<String>> rows) {
        if (rank > most || rows.size() >= MOST_COMBINED) {
            return;
        }
        if (row.size() == samples.size()) {
            rows.add(List.copyOf(row));
            return;
        }
        List<String> next = samples.get(row.size());
        for (int i = 0; i <= Math.min(rank, next.size() - 1); i++) {
            row.add(next.get(i));
            addRows(samples, rank - i, most - (next.size() - 1), row, rows);
            row.remove(row.size() - 1);
        }
    }

    /** Whether the placeholder may be what gave the group its values. */
    static boolean mayGive(Argument placeholder, List<List<String>> examples, List<String> values) {
        return placeholder.constant() == null
                && samples(placeholder, examples, List.of()).containsAll(values);
    }

    private static List<String> samples(Argument placeholder, List<List<String>> examples, List<String> likely) {
        List<String> usual = samples(placeholder);
        boolean isWhole = usual == WHOLE;
        if (!isWhole && usual != FRACTIONS && usual != TEXTS) {
            return usual;
        }
        Set<String> all = new LinkedHashSet<>();
        Stream.concat(likely.stream(), byTurns(examples))
                .filter(text -> usual == TEXTS || text.matches(isWhole ? "-?\\d+" : "-?\\d+(?:\\.\\d+)?"))
                .forEach(all::add);
        all.addAll(usual);
        return List.copyOf(all);
    }

    /** The first of each group, then the second of each, so that none has to wait behind another's alternatives. */
    private static Stream<String> byTurns(List<List<String>> examples) {
        int most = examples.stream().mapToInt(List::size).max().orElse(0);
        return Stream.iterate(0, i -> i < most, i -> i + 1)
                .flatMap(i -> examples.stream().filter(of -> of.size() > i).map(of -> of.get(i)));
    }

    private static List<String> uniform(List<List<String>> samples, int column) {
        return samples.stream().map(of -> of.get(column % of.size())).toList();
    }

    private static List<String> samples(Argument placeholder) {
        if (placeholder.constant() != null) {
            return List.of(placeholder.constant());
        }
        if (placeholder.isBoolean()) {
            return FLAGS;
        }
        if (placeholder.type().endsWith("[]")) {
            return ARRAYS;
        }
        if (LIST.matcher(placeholder.type()).matches()) {
            return LISTS;
        }
        if (MAP.matcher(placeholder.type()).matches()) {
            return MAPS;
        }
        if (!placeholder.isNumber()) {
            return TEXTS;
        }
        return switch (placeholder.type()) {
            case "byte", "short", "int", "long", "java.math.BigInteger" -> WHOLE;
            default -> FRACTIONS;
        };
    }

    /** @param values of the placeholders, in their order */
    static String text(Message message, List<String> values) {
        StringBuilder text = new StringBuilder();
        int filled = 0;
        for (Message.Part part : message.parts()) {
            text.append(part.placeholder() == null ? part.text() : values.get(filled++));
        }
        return text.toString();
    }
}
