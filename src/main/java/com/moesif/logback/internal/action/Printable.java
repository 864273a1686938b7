package com.moesif.logback.internal.action;

import java.util.regex.Pattern;

/**
 * Text as a terminal or a log file may show it. What an application logs may hold an escape sequence for the terminal, a line
 * break that fakes a line, or a character that turns the direction of what follows. Pure.
 */
public final class Printable {
    private static final char REPLACEMENT = '\uFFFD';
    private static final char ESCAPE = '\u001B';

    /** A control sequence of a terminal (ECMA-48, 5.4): colours, as consoles are logged with, and what grep marks with. */
    private static final Pattern COLOUR = Pattern.compile(ESCAPE + "\\[[0-?]*[ -/]*[@-~]");

    private Printable() {}

    /** One line, with U+FFFD for each character that is no text; the same text when there is none. */
    public static String line(String text) {
        int first = firstHarmful(text);
        if (first < 0) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length()).append(text, 0, first);
        text.codePoints()
                .skip(text.codePointCount(0, first))
                .forEach(c -> line.appendCodePoint(isHarmful(c) ? REPLACEMENT : c));
        return line.toString();
    }

    /** The same JSON with an escape for each such character, all of which stand in its strings. */
    public static String json(String json) {
        int first = firstHarmful(json);
        if (first < 0) {
            return json;
        }
        StringBuilder line = new StringBuilder(json.length() + 16).append(json, 0, first);
        json.codePoints().skip(json.codePointCount(0, first)).forEach(c -> {
            if (isHarmful(c)) {
                for (char unit : Character.toChars(c)) {
                    line.append(String.format("\\u%04X", (int) unit));
                }
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    /** The same without the sequences that colour it; the same text when there is none. */
    public static String withoutColours(String text) {
        return text.indexOf(ESCAPE) < 0 ? text : COLOUR.matcher(text).replaceAll("");
    }

    private static int firstHarmful(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (isHarmful(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return -1;
    }

    /** Control characters but the tabulator, C1 among them, those that set the direction of text, and line ends of any kind. */
    public static boolean isHarmful(int c) {
        return c != '\t'
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }
}
