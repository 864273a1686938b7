package com.moesif.logback.internal.classpath;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of a library: its numbers decide, what comes after them is for people. */
record Version(String text, int major, int minor, int patch) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?.*");

    /** Null when there is none in the text. */
    static Version of(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.matches()
                ? new Version(text, number(numbers.group(1)), number(numbers.group(2)), number(numbers.group(3)))
                : null;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    boolean isBefore(Version other) {
        if (major != other.major) {
            return major < other.major;
        }
        return minor == other.minor ? patch < other.patch : minor < other.minor;
    }

    @Override
    public String toString() {
        return text;
    }
}
