package com.moesif.logback.collector;

import java.util.StringJoiner;

/** Actions as lines of text that a terminal may show. */
final class Line {
    private static final int MAX_VALUE_LENGTH = 80;
    private static final int MAX_LINE_LENGTH = 1000;

    private Line() {}

    static String of(ReceivedAction action) {
        StringJoiner line = new StringJoiner("  ");
        String time = action.requestTime();
        line.add(time == null ? "(no time)" : time);
        line.add(shortened(action.actionName(), MAX_VALUE_LENGTH));
        add(line, "company", action.companyId());
        add(line, "user", action.userId());
        String metadata = metadata(action);
        if (!metadata.isEmpty()) {
            line.add(metadata);
        }
        if (action.camelCase()) {
            line.add("(camelCase names)");
        }
        return printable(shortened(line.toString(), MAX_LINE_LENGTH));
    }

    static String metadata(ReceivedAction action) {
        StringJoiner metadata = new StringJoiner(" ");
        action.metadataAsJson().forEach((name, value) -> metadata.add(name + "=" + shortenedJson(value)));
        return metadata.toString();
    }

    /** What arrives may hold an escape sequence for the terminal, or a line break that fakes a line. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(isHarmful(c) ? '\uFFFD' : c));
        return safe.toString();
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void add(StringJoiner line, String what, String id) {
        if (id != null) {
            line.add(what + " " + shortened(id, MAX_VALUE_LENGTH));
        }
    }

    /** One value, as it arrived but for its length: 99.00 stays 99.00. */
    static String shortenedJson(String value) {
        String end = value.length() <= MAX_VALUE_LENGTH || value.charAt(0) != '"' ? "" : "\"";
        return shortened(value, MAX_VALUE_LENGTH) + end;
    }

    static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
