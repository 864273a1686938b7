package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a configured or captured field's value becomes one of its type. Owned by the encoder's thread, since a {@link DecimalFormat}
 * is nobody else's to share.
 */
public final class Conversion {
    /** Leaves what it gets as text, numbers and the like, as its type says. */
    public static final Conversion STRING = new Conversion(FieldType.STRING, null, null, null, null, null);

    /** As String.format has it. */
    private static final Pattern PERCENT = Pattern.compile("%[-+ ,(#0]*\\d*(?:\\.\\d+)?[a-zA-Z].*");

    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 11, 23, 22, 45, 56, 0, ZoneOffset.UTC);

    private final FieldType type;
    private final DecimalFormat numbers;
    private final DateTimeFormatter times;
    private final ZoneId zone;
    private final Unit unit;
    private final BigDecimal scale;

    private Conversion(
            FieldType type, DecimalFormat numbers, DateTimeFormatter times, ZoneId zone, Unit unit, BigDecimal scale) {
        this.type = type;
        this.numbers = numbers;
        this.times = times;
        this.zone = zone;
        this.unit = unit;
        this.scale = scale;
    }

    /**
     * Checks what was given.
     *
     * @param format null for none
     * @param zone of a time whose text names none; null for UTC
     * @param unit what a duration or size is counted in; null for seconds and bytes
     * @param scale what a number is multiplied by; null for nothing
     * @throws IllegalArgumentException when they don't fit; the message says which, and what would
     */
    public static Conversion of(
            FieldType type, String format, Locale locale, ZoneId zone, String unit, BigDecimal scale) {
        boolean measures = type == FieldType.DURATION || type == FieldType.SIZE;
        if (format != null && type != FieldType.NUMBER && type != FieldType.TIME) {
            throw new IllegalArgumentException("has a <format>, which only a number or a time has");
        }
        if (zone != null && type != FieldType.TIME) {
            throw new IllegalArgumentException("has a <zone>, which only a time has");
        }
        if (unit != null && !measures) {
            throw new IllegalArgumentException("has a <unit>, which only a duration or a size has");
        }
        if (scale != null && type != FieldType.NUMBER && !measures) {
            throw new IllegalArgumentException("has a <scale>, which only numbers have");
        }
        Locale spoken = locale == null ? Locale.ROOT : locale;
        DecimalFormat numbers = null;
        DateTimeFormatter times = null;
        if (format != null && type == FieldType.NUMBER) {
            requireDigits(format);
            numbers = new DecimalFormat(format, java.text.DecimalFormatSymbols.getInstance(spoken));
            numbers.setParseBigDecimal(true);
        } else if (format != null) {
            times = DateTimeFormatter.ofPattern(format, spoken);
            requireTime(format, times);
        }
        return new Conversion(type, numbers, times, zone, measures ? Unit.named(type, unit) : null, scale);
    }

    /** A DecimalFormat takes any text, and then reads no number. */
    private static void requireDigits(String format) {
        if (PERCENT.matcher(format).matches() || format.indexOf('0') < 0 && format.indexOf('#') < 0) {
            throw new IllegalArgumentException("has the <format> '" + format
                    + "', but a number's is a pattern of DecimalFormat, in which # and 0 stand for digits, such as"
                    + " #,##0.00");
        }
    }

    /** What doesn't even read what it writes, a year of weeks or half of a day say, reads nothing. */
    private static void requireTime(String format, DateTimeFormatter times) {
        try {
            TemporalAccessor read =
                    times.parseBest(SAMPLE.format(times), ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            boolean hasHour = format.replaceAll("'[^']*'", "").matches(".*[HhKk].*");
            if (format.indexOf('%') < 0 && !(hasHour && read instanceof LocalDate)) {
                return;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new IllegalArgumentException("has the <format> '" + format
                + "', with which no time can be read: it has to be a pattern of DateTimeFormatter that has a date,"
                + " and HH for the hour, such as dd.MM.yyyy HH:mm");
    }

    public FieldType type() {
        return type;
    }

    /** @throws IllegalArgumentException when the value is no such thing; the message says what was expected and what to do */
    Object convert(Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case NUMBER -> scaled(numbers == null || value instanceof Number ? type.convert(value) : number(value));
            case TIME -> time(value);
            case DURATION, SIZE ->
                scaled(
                        value instanceof Number
                                ? value
                                : unit.count(FieldType.text(value).strip()));
            default -> type.convert(value);
        };
    }

    private Object scaled(Object value) {
        if (scale == null || value instanceof Double fraction && !Double.isFinite(fraction)) {
            return value;
        }
        BigDecimal number = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        BigDecimal product = number.multiply(scale).stripTrailingZeros();
        return product.scale() < 0 ? product.setScale(0) : product;
    }

    private Object number(Object value) {
        String text = FieldType.text(value).strip();
        ParsePosition end = new ParsePosition(0);
        Number number = text.length() <= Scalars.MOST_DIGITS ? numbers.parse(text, end) : null;
        if (number instanceof BigDecimal decimal
                && end.getIndex() == text.length()
                && Math.abs((long) decimal.scale()) <= Scalars.MOST_DIGITS) {
            return decimal;
        }
        throw new IllegalArgumentException("is not a number as its <format> '" + numbers.toPattern() + "' has it"
                + TextShape.of(text) + ". Mend the <format> or its <locale>, or log the number by itself");
    }

    /** ISO 8601, in UTC. */
    private Object time(Object value) {
        try {
            Object time = value instanceof String text && times != null
                    ? times.parseBest(text.strip(), ZonedDateTime::from, LocalDateTime::from, LocalDate::from)
                    : value;
            return Instant.ofEpochMilli(EventTime.parse(time, zone == null ? ZoneOffset.UTC : zone))
                    .toString();
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a time"
                    + (times == null ? " in ISO 8601" : " as its <format> has it")
                    + TextShape.of(value)
                    + (times == null
                            ? ". Give its <field> a <format>"
                            : ". Mend the <format>, or log the time by itself"));
        }
    }
}
