package com.moesif.logback.internal.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Durations as people write them. Logback's own {@code Duration} isn't used: it reads {@code 5s} as 5 milliseconds and
 * says nothing.
 */
final class DurationText {
    static final String ACCEPTED =
            "a duration such as 500 ms, 5s, 2 minutes, 29 d 23 h or PT5S (a bare number means milliseconds)";

    private static final Pattern AMOUNT_AND_UNIT =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?|\\.\\d{1,9})\\s*([a-z]*)\\s*");

    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

    /** Up to here people write seconds: {@code 90 s}, and not {@code 1 min 30 s}. */
    private static final Duration LONGEST_IN_SECONDS = Duration.ofSeconds(100);

    private DurationText() {}

    /** @throws IllegalArgumentException when the text is no duration */
    static Duration parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("p")) {
            return iso(plain);
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher matcher = AMOUNT_AND_UNIT.matcher(plain);
        int end = 0;
        while (end < plain.length() || end == 0) {
            // One amount may do without a unit; of several each has one, or 1 2 would be 3 milliseconds.
            if (!matcher.find(end)
                    || matcher.start() != end
                    || end > 0 && matcher.group(2).isEmpty()) {
                throw new IllegalArgumentException(ACCEPTED);
            }
            nanos = nanos.add(
                    new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanosPer(matcher.group(2)))));
            end = matcher.end();
        }
        return exactly(nanos);
    }

    private static Duration exactly(BigDecimal nanos) {
        BigDecimal[] seconds = nanos.divideAndRemainder(NANOS_PER_SECOND);
        try {
            return Duration.ofSeconds(seconds[0].longValueExact(), seconds[1].longValue());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(ACCEPTED, e);
        }
    }

    private static Duration iso(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new IllegalArgumentException(ACCEPTED);
    }

    private static long nanosPer(String unit) {
        return switch (unit) {
            case "", "ms", "milli", "millis", "millisecond", "milliseconds" -> 1_000_000L;
            case "s", "sec", "secs", "second", "seconds", "seconde", "secondes" -> 1_000_000_000L;
            case "min", "mins", "minute", "minutes" -> 60_000_000_000L;
            case "h", "hour", "hours" -> 3_600_000_000_000L;
            case "d", "day", "days" -> 86_400_000_000_000L;
            default -> throw new IllegalArgumentException(ACCEPTED);
        };
    }

    /** Exact to the millisecond, as it can be read again: {@code 90 s}, {@code 1500 ms}, {@code 29 d 23 h}. */
    static String show(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + " ms";
        }
        if (duration.compareTo(LONGEST_IN_SECONDS) <= 0) {
            return millis / 1000 + " s";
        }
        return Stream.of(
                        part(duration.toDays(), "d"),
                        part(duration.toHoursPart(), "h"),
                        part(duration.toMinutesPart(), "min"),
                        part(duration.toSecondsPart(), "s"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + " " + unit;
    }
}
