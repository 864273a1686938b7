package com.moesif.logback.cli;

import com.moesif.logback.internal.statements.Argument;
import com.moesif.logback.internal.statements.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** A statement as one line of JSON, for programs. */
final class StatementJson {
    private StatementJson() {}

    static String of(int number, Statement statement) {
        return "{\"number\":" + number
                + ",\"class\":" + text(statement.className())
                + ",\"method\":" + text(statement.method())
                + ",\"line\":" + statement.line()
                + ",\"level\":" + text(statement.level())
                + ",\"logger\":" + text(statement.logger().name())
                + ",\"loggers\":" + texts(statement.logger().names())
                + ",\"loggerIs\":" + text(statement.logger().certainty().name())
                + ",\"api\":" + text(statement.api().label())
                + ",\"form\":" + text(statement.message().form().name())
                + ",\"message\":" + text(statement.message().shown())
                + ",\"arguments\":" + arguments(statement.message().placeholders())
                + ",\"keyValuePairs\":" + texts(statement.pairs())
                + "}\n";
    }

    /** What could not be read or followed, so that the statements may not be all. */
    static String ofProblem(String sentence) {
        return "{\"problem\":" + text(sentence) + "}\n";
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(StatementJson::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String arguments(List<Argument> placeholders) {
        return placeholders.stream()
                .map(placeholder ->
                        "{\"name\":" + text(placeholder.name()) + ",\"type\":" + text(placeholder.type()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String text) {
        return JsonText.quoted(text);
    }
}
