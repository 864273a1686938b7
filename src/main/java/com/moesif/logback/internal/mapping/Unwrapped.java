package com.moesif.logback.internal.mapping;

/**
 * Text that stands on several lines, as one line: a blank in place of each line break and the white space around it. A logging
 * thread does it with any text that it is given, so the time grows with the text's length, and not with the square of its
 * blanks, as that of a regular expression does. Pure.
 */
final class Unwrapped {
    private Unwrapped() {}

    /** @return null when the line would be longer than {@code longest} */
    static String of(CharSequence text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
        int from = 0;
        while (from < text.length()) {
            boolean broken = false;
            int end = from;
            while (end < text.length() && isWhite(text.charAt(end))) {
                broken |= breaksLine(text.charAt(end));
                end++;
            }
            if (end < text.length() && breaksLineOnly(text.charAt(end))) {
                broken = true;
                end = endOfWhite(text, end + 1);
            }
            if (!broken) {
                // What was white, and one character more.
                end = Math.min(end + 1, text.length());
            }
            if (line.length() + (broken ? 1 : end - from) > longest) {
                return null;
            }
            if (broken) {
                line.append(' ');
            } else {
                line.append(text, from, end);
            }
            from = end;
        }
        return line.toString();
    }

    private static int endOfWhite(CharSequence text, int from) {
        int end = from;
        while (end < text.length() && isWhite(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t' || breaksLine(c);
    }

    private static boolean breaksLine(char c) {
        return c == '\n' || c == '\r' || c == '\f' || c == '\u000B';
    }

    /** Ends a line without being white space to a regular expression. */
    private static boolean breaksLineOnly(char c) {
        return c == '\u0085' || c == '\u2028' || c == '\u2029';
    }
}
