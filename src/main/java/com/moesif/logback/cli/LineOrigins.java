package com.moesif.logback.cli;

import com.moesif.logback.internal.action.ParsedJson;
import com.moesif.logback.internal.statements.Message;
import com.moesif.logback.internal.statements.Statement;
import com.moesif.logback.internal.statements.Statements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the logging statement that has written a line of a log: the one whose text the line ends with. Immutable. */
final class LineOrigins {
    /** With less text than that a message is like too many lines. */
    private static final int LEAST_TEXT = 6;

    private static final List<String> MESSAGE_KEYS = List.of("formattedMessage", "message", "short_message");

    private final List<Candidate> candidates = new ArrayList<>();

    /**
     * A statement whose lines can be told.
     *
     * @param texts its pieces of text in their order, with a placeholder between each two of them
     * @param endsWithHole whether anything may follow the last one
     * @param length how many characters of text it has
     */
    private record Candidate(Statement statement, List<String> texts, boolean endsWithHole, int length) {
        static Candidate of(Statement statement) {
            List<String> texts = new ArrayList<>();
            boolean endsWithHole = true;
            for (Message.Part part : statement.message().parts()) {
                if (part.text() == null) {
                    endsWithHole = true;
                } else if (endsWithHole) {
                    texts.add(part.text());
                    endsWithHole = false;
                } else {
                    texts.add(texts.remove(texts.size() - 1) + part.text());
                }
            }
            return new Candidate(
                    statement,
                    texts,
                    endsWithHole,
                    texts.stream().mapToInt(String::length).sum());
        }

        /** Each text at its first place is enough: no regular expression, which on a long line would try all places of each. */
        boolean hasWritten(String line) {
            int inOrder = endsWithHole ? texts.size() : texts.size() - 1;
            int at = 0;
            for (String text : texts.subList(0, inOrder)) {
                int found = line.indexOf(text, at);
                if (found < 0) {
                    return false;
                }
                at = found + text.length();
            }
            if (endsWithHole) {
                return true;
            }
            String last = texts.get(inOrder).stripTrailing();
            String said = line.stripTrailing();
            return said.endsWith(last) && said.length() - last.length() >= at;
        }

        boolean isOfLogger(String line) {
            return statement.logger().names().stream()
                    .anyMatch(name -> line.contains(name.substring(name.lastIndexOf('.') + 1)));
        }
    }

    LineOrigins(List<Path> classes) {
        for (Statement statement : Statements.of(classes).all()) {
            Candidate candidate = Candidate.of(statement);
            if (candidate.length >= LEAST_TEXT) {
                candidates.add(candidate);
            }
        }
    }

    /** Place, level and message of the statement; empty when none is like the line. */
    Optional<String> of(String line) {
        String said = message(line);
        return candidates.stream()
                .filter(candidate -> candidate.hasWritten(said))
                .max(Comparator.<Candidate, Boolean>comparing(candidate -> candidate.isOfLogger(line))
                        .thenComparingInt(Candidate::length))
                .map(Candidate::statement)
                .map(statement ->
                        statement.at() + " " + Objects.requireNonNullElse(statement.level(), "(level unknown)") + " "
                                + statement.message().shown());
    }

    /** Of a line of JSON what its message says; of any other all of it. */
    private static String message(String line) {
        if (line.stripLeading().startsWith("{")) {
            try {
                Map<String, Object> json = ParsedJson.object(line);
                Stream<Object> given = MESSAGE_KEYS.stream().map(json::get).filter(String.class::isInstance);
                return given.map(String.class::cast).findFirst().orElse(line);
            } catch (IllegalArgumentException e) {
                // Then it is taken as it is.
            }
        }
        return line;
    }
}
