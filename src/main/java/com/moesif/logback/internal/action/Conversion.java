package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * How a configured or captured field's value becomes one of its type. Owned by the encoder's thread, since a {@link NumberPattern}
 * is nobody else's to share.
 */
public final class Conversion {
    /** Leaves what it gets as text, numbers and the like, as its type says. */
    public static final Conversion STRING = new Conversion(FieldType.STRING, null, null, null, null, null);

    /** Digits and decimals: no unit is so small or large. */
    private static final int MOST_OF_SCALE = 30;

    private final FieldType type;
    private final NumberPattern numbers;
    private final TimePattern times;
    private final ZoneId zone;
    private final Unit unit;
    private final BigDecimal scale;

    private Conversion(
            FieldType type, NumberPattern numbers, TimePattern times, ZoneId zone, Unit unit, BigDecimal scale) {
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
        if (scale != null && (scale.precision() > MOST_OF_SCALE || Math.abs((long) scale.scale()) > MOST_OF_SCALE)) {
            throw new IllegalArgumentException(
                    "has the <scale> '" + scale + "', but it has to be a number such as 0.01");
        }
        if (format != null
                && zone != null
                && !zone.normalized().equals(ZoneOffset.UTC)
                && TimeLetters.quotesZone(format)) {
            throw new IllegalArgumentException("has the <format> '" + format
                    + "', in which 'Z' is a mere letter, so that the <zone> counts: write X for it, without quotes");
        }
        Locale spoken = locale == null ? Locale.ROOT : locale;
        NumberPattern numbers = null;
        TimePattern times = null;
        if (format != null && type == FieldType.NUMBER) {
            numbers = new NumberPattern(format, spoken);
        } else if (format != null) {
            times = new TimePattern(format, spoken);
        }
        return new Conversion(type, numbers, times, zone, measures ? Unit.named(type, unit) : null, scale);
    }

    public FieldType type() {
        return type;
    }

    /** Whether it only has to be a number, in the way that Java writes one. */
    boolean isPlainNumber() {
        return type == FieldType.NUMBER && numbers == null && scale == null;
    }

    /** Whether it only has to be a time, in any way that needs no format. */
    boolean isPlainTime() {
        return type == FieldType.TIME && times == null;
    }

    /** @throws IllegalArgumentException when the value is no such thing; the message says what was expected and what to do */
    public Object convert(Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case NUMBER ->
                scaled(
                        numbers == null || value instanceof Number
                                ? type.convert(value)
                                : numbers.parse(FieldType.text(value).strip()));
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
        if (scale == null || Scalars.isNoNumber(value)) {
            return value;
        }
        BigDecimal number = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        if (Math.abs((long) number.scale()) > Scalars.MOST_DIGITS) {
            throw new IllegalArgumentException("has more than " + Scalars.MOST_DIGITS
                    + " digits or decimals, zeros included. Log it rounded, or give its <field> no <scale>");
        }
        BigDecimal product = number.multiply(scale).stripTrailingZeros();
        return product.scale() < 0 ? product.setScale(0) : product;
    }

    /** ISO 8601, in UTC. */
    private Object time(Object value) {
        try {
            return Instant.ofEpochMilli(EventTime.parse(
                            times == null ? value : written(value), zone == null ? ZoneOffset.UTC : zone))
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

    /** What the format makes of a text, and of a whole number, which may be 20261201; what is a time by itself needs none. */
    private Object written(Object value) {
        if (value instanceof String text) {
            return times.parse(text.strip());
        }
        if (!isWhole(value)) {
            return value;
        }
        try {
            return times.parse(value.toString());
        } catch (DateTimeException e) {
            // Any other number would be a moment of 1970, which nobody means who gave a format.
            if (EpochUnit.isPlausible((Number) value) && !times.writesDigits(value.toString())) {
                return value;
            }
            throw e;
        }
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof Short
                || value instanceof Byte;
    }
}
