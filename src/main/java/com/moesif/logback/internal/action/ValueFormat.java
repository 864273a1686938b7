package com.moesif.logback.internal.action;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** {@code @JsonFormat}: a pattern for times, and whether numbers are texts or constants numbers. Immutable. */
final class ValueFormat {
    private static final ValueFormat NONE = new ValueFormat("ANY", null);
    private static final String ANNOTATION = "JsonFormat";
    private static final String DEFAULT = "##default";

    private final String shape;
    /** Null without a pattern. */
    private final DateTimeFormatter times;

    private ValueFormat(String shape, DateTimeFormatter times) {
        this.shape = shape;
        this.times = times;
    }

    static ValueFormat of(JacksonAnnotations annotations) {
        return annotations.has(ANNOTATION)
                ? new ValueFormat(annotations.constant(ANNOTATION, "shape", "ANY"), times(annotations))
                : NONE;
    }

    private static DateTimeFormatter times(JacksonAnnotations annotations) {
        String pattern = annotations.text(ANNOTATION, "pattern");
        if (pattern == null) {
            return null;
        }
        String locale = annotations.text(ANNOTATION, "locale");
        String zone = annotations.text(ANNOTATION, "timezone");
        try {
            return DateTimeFormatter.ofPattern(
                            pattern,
                            locale == null || locale.equals(DEFAULT)
                                    ? Locale.getDefault()
                                    : Locale.forLanguageTag(locale))
                    .withZone(zone == null || zone.equals(DEFAULT) ? null : ZoneId.of(zone));
        } catch (IllegalArgumentException | DateTimeException e) {
            // Without its pattern a time is still a time.
            return null;
        }
    }

    /** What is to be written in place of the value; the value itself where nothing is said of its kind. */
    Object apply(Object value) {
        if (this == NONE || value == null) {
            return value;
        }
        boolean number = shape.startsWith("NUMBER");
        if (value instanceof Enum<?> constant) {
            return number ? (Object) constant.ordinal() : value;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return shape.equals("STRING") ? value.toString() : value;
        }
        Object time = value instanceof TemporalAccessor ? value : Scalars.timeOf(value);
        if (!(time instanceof TemporalAccessor temporal)) {
            return value;
        }
        if (number && time instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        return times == null ? value : text(temporal, value);
    }

    private Object text(TemporalAccessor time, Object value) {
        try {
            DateTimeFormatter formatter =
                    time instanceof Instant && times.getZone() == null ? times.withZone(ZoneOffset.UTC) : times;
            return formatter.format(time);
        } catch (DateTimeException e) {
            return value;
        }
    }
}
