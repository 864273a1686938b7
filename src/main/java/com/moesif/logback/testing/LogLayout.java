package com.moesif.logback.testing;

import ch.qos.logback.classic.Level;
import com.moesif.logback.internal.action.StepLimitedText;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines that a pattern of Logback's has written: level, logger and message of each, as far as it has them. Immutable. */
final class LogLayout {
    /** A conversion word with its width and its option, a group's begin or end, an escaped character, or blanks. */
    private static final Pattern TOKEN = Pattern.compile(
            "%[-.\\d]*([A-Za-z]+)?(\\()|%[-.\\d]*([A-Za-z]+)(?:\\{[^}]*\\})*|(\\))(?:\\{[^}]*\\})*|\\\\(.)|(\\s+)",
            Pattern.DOTALL);

    private static final Set<String> LEVEL = Set.of("p", "le", "level");
    private static final Set<String> LOGGER = Set.of("c", "lo", "logger");
    private static final Set<String> MESSAGE = Set.of("m", "msg", "message");
    /** They leave something in each line, with level and logger; any other may leave nothing. */
    private static final Set<String> NEVER_EMPTY =
            Set.of("d", "date", "t", "thread", "r", "relative", "C", "class", "F", "file", "L", "line", "M", "method");

    private static final String ANYTHING = ".*?";

    private final String pattern;
    private final Pattern lines;
    private final boolean hasLevel;
    private final boolean hasLogger;

    private LogLayout(String pattern, Pattern lines, boolean hasLevel, boolean hasLogger) {
        this.pattern = pattern;
        this.lines = lines;
        this.hasLevel = hasLevel;
        this.hasLogger = hasLogger;
    }

    /** @throws IllegalArgumentException when a line of this pattern doesn't say enough */
    static LogLayout of(String pattern) {
        StringBuilder regex = new StringBuilder();
        Matcher token = TOKEN.matcher(pattern.strip());
        int end = 0;
        boolean mayBeEmpty = true;
        while (token.find()) {
            regex.append(Pattern.quote(pattern.strip().substring(end, token.start())));
            mayBeEmpty = mayBeEmpty(token, mayBeEmpty && end == token.start());
            regex.append(expression(token, mayBeEmpty));
            end = token.end();
        }
        regex.append(Pattern.quote(pattern.strip().substring(end)));
        try {
            Pattern lines = Pattern.compile(regex.append(" *").toString(), Pattern.DOTALL);
            // There is no other way to ask for the names before Java 20.
            boolean hasLevel = regex.indexOf("(?<level>") >= 0;
            boolean hasLogger = regex.indexOf("(?<logger>") >= 0;
            if (regex.indexOf("(?<message>") >= 0) {
                return new LogLayout(pattern, lines, hasLevel, hasLogger);
            }
        } catch (IllegalArgumentException e) {
            // One of them is there twice.
        }
        throw new IllegalArgumentException("a --pattern has %msg once, and %level and %logger at most once");
    }

    /** Whether there may be nothing in a line between the last blank, or its begin, and the end of this token. */
    private static boolean mayBeEmpty(Matcher token, boolean before) {
        String word = token.group(3);
        if (word == null) {
            return before && token.group(5) == null;
        }
        return !LEVEL.contains(word) && !LOGGER.contains(word) && !NEVER_EMPTY.contains(word);
    }

    private static String expression(Matcher token, boolean mayBeEmpty) {
        if (token.group(2) != null || token.group(4) != null) {
            // Colours and padding around a group: what is in it counts.
            return " *";
        }
        if (token.group(5) != null) {
            return Pattern.quote(token.group(5));
        }
        if (token.group(6) != null) {
            // A line may have lost those at its end and at its begin, and a converter those behind it.
            return mayBeEmpty ? "\\s*" : "(?:\\s+|$)";
        }
        String word = token.group(3);
        if (LEVEL.contains(word)) {
            return " *(?<level>TRACE|DEBUG|INFO|WARN|ERROR) *";
        }
        if (LOGGER.contains(word)) {
            return " *(?<logger>[^\\s\\]:]+) *";
        }
        return MESSAGE.contains(word) ? "(?<message>.*)" : word.equals("n") ? "" : ANYTHING;
    }

    boolean isOf(String other) {
        return pattern.equals(other);
    }

    /** Empty when the line is none of its. */
    Optional<LogLine> read(String line) {
        Matcher read = lines.matcher(StepLimitedText.of(line));
        try {
            return read.matches()
                    ? Optional.of(LogLine.of(
                            // Without one it is none that a rule or a logger could hold back.
                            hasLevel ? Level.valueOf(read.group("level")) : Level.ERROR,
                            hasLogger ? read.group("logger") : null,
                            read.group("message").stripTrailing()))
                    : Optional.empty();
        } catch (StepLimitedText.Exhausted e) {
            // A line of its own is found at once; each conversion word may be anything, so another one is tried for
            // ever.
            return Optional.empty();
        }
    }
}
