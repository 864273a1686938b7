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
import java.util.regex.Pattern;
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
     * @param longest its longest piece of text, which each of its lines has
     * @param text how many characters of text it has
     */
    private record Candidate(Statement statement, Pattern end, String longest, int text) {
        boolean hasWritten(String line) {
            return line.contains(longest) && end.matcher(line).find();
        }

        boolean isOfLogger(String line) {
            String name = statement.logger().name();
            return name != null && line.contains(name.substring(name.lastIndexOf('.') + 1));
        }
    }

    LineOrigins(List<Path> classes) {
        for (Statement statement : Statements.of(classes).all()) {
            List<Message.Part> parts = statement.message().parts();
            List<String> texts = parts.stream()
                    .map(Message.Part::text)
                    .filter(Objects::nonNull)
                    .toList();
            int text = texts.stream().mapToInt(String::length).sum();
            if (text >= LEAST_TEXT) {
                StringBuilder end = new StringBuilder();
                parts.forEach(part -> end.append(part.text() == null ? ".*" : Pattern.quote(part.text())));
                candidates.add(new Candidate(
                        statement,
                        Pattern.compile(end.append("\\s*$").toString(), Pattern.DOTALL),
                        texts.stream()
                                .max(Comparator.comparingInt(String::length))
                                .orElseThrow(),
                        text));
            }
        }
    }

    /** Place, level and message of the statement; empty when none is like the line. */
    Optional<String> of(String line) {
        String said = message(line);
        return candidates.stream()
                .filter(candidate -> candidate.hasWritten(said))
                .max(Comparator.<Candidate, Boolean>comparing(candidate -> candidate.isOfLogger(line))
                        .thenComparingInt(Candidate::text))
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
