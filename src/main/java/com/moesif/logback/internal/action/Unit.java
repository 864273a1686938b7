package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What durations and sizes are counted in, as people write them; of sizes in powers of 1024. */
enum Unit {
    NANOSECONDS(FieldType.DURATION, "0.000000001", "ns", "nanos", "nanoseconds"),
    MICROSECONDS(FieldType.DURATION, "0.000001", "us", "\u00B5s", "\u03BCs", "micros", "microseconds"),
    MILLISECONDS(FieldType.DURATION, "0.001", "ms", "millis", "milliseconds"),
    SECONDS(FieldType.DURATION, "1", "s", "sec", "secs", "second", "seconds"),
    MINUTES(FieldType.DURATION, "60", "min", "m", "mins", "minute", "minutes"),
    HOURS(FieldType.DURATION, "3600", "h", "hour", "hours"),
    DAYS(FieldType.DURATION, "86400", "d", "day", "days"),
    BYTES(FieldType.SIZE, "1", "b", "byte", "bytes"),
    KILOBYTES(FieldType.SIZE, "1024", "kb", "k", "kib"),
    MEGABYTES(FieldType.SIZE, "1048576", "mb", "m", "mib"),
    GIGABYTES(FieldType.SIZE, "1073741824", "gb", "g", "gib"),
    TERABYTES(FieldType.SIZE, "1099511627776", "tb", "t", "tib");

    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,30}(?:\\.\\d{1,30})?)\\s*([a-z\u00B5\u03BC]*)");

    private final FieldType type;
    private final BigDecimal factor;
    private final List<String> names;

    Unit(FieldType type, String factor, String... names) {
        this.type = type;
        this.factor = new BigDecimal(factor);
        this.names = List.of(names);
    }

    /** @throws IllegalArgumentException when there is none of the name */
    static Unit named(FieldType type, String name) {
        if (name == null) {
            return type == FieldType.DURATION ? SECONDS : BYTES;
        }
        Unit unit = find(type, name.toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new IllegalArgumentException("has the <unit> '" + name + "', but it has to be one of "
                    + Arrays.stream(values())
                            .filter(each -> each.type == type)
                            .map(each -> each.names.get(0))
                            .collect(Collectors.joining(", ")));
        }
        return unit;
    }

    private static Unit find(FieldType type, String name) {
        for (Unit unit : values()) {
            if (unit.type == type && unit.names.contains(name)) {
                return unit;
            }
        }
        return null;
    }

    /**
     * How many of this unit a text means; a bare number counts in it already.
     *
     * @throws IllegalArgumentException when it means none
     */
    BigDecimal count(String text) {
        if (type == FieldType.DURATION && text.matches("[-+]?[Pp].*")) {
            try {
                Duration iso = Duration.parse(text);
                return in(BigDecimal.valueOf(iso.getSeconds()).add(BigDecimal.valueOf(iso.getNano(), 9)));
            } catch (DateTimeParseException e) {
                throw wrong(text);
            }
        }
        Matcher part = PART.matcher(text.toLowerCase(Locale.ROOT));
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        // Not find(), which would look for a part behind each of a million blanks.
        while (part.region(end, part.regionEnd()).lookingAt()) {
            boolean bare = part.group(2).isEmpty();
            Unit unit = bare && end == 0 && part.end() == text.length() ? this : find(type, part.group(2));
            if (unit == null) {
                throw wrong(text);
            }
            sum = sum.add(new BigDecimal(part.group(1)).multiply(unit.factor));
            end = part.end();
            if (end == text.length()) {
                return in(sum);
            }
        }
        throw wrong(text);
    }

    private BigDecimal in(BigDecimal all) {
        // Sixteen digits of a third, but all of what has more.
        MathContext digits = new MathContext(Math.max(MathContext.DECIMAL64.getPrecision(), all.precision()));
        BigDecimal count = all.divide(factor, digits).stripTrailingZeros();
        return count.scale() < 0 ? count.setScale(0) : count;
    }

    private IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                type == FieldType.DURATION
                        ? "is not a duration" + TextShape.of(text) + ". Log it like 1.5 s, 66 ms or PT1.5S"
                        : "is not a size" + TextShape.of(text) + ". Log it like 3 KB or 1.5 MB");
    }
}
