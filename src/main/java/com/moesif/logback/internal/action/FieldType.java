package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.util.Locale;

/** What a configured field's text is turned into. */
public enum FieldType {
    STRING,
    NUMBER,
    BOOLEAN,
    JSON;

    /**
     * Converts text; a value that already has another type is left as it is, except that {@link #STRING} makes text of it.
     *
     * @throws IllegalArgumentException when the text is no such thing; the message says what was expected
     */
    Object convert(Object value) {
        if (value == null) {
            return null;
        }
        if (this == STRING) {
            return value instanceof String ? value : Scalars.text(value);
        }
        if (!(value instanceof String text)) {
            return value;
        }
        return switch (this) {
            case NUMBER -> number(text.strip());
            case BOOLEAN -> bool(text.strip());
            default -> new RawText(text);
        };
    }

    private static Object number(String text) {
        try {
            if (text.length() <= Scalars.MOST_DIGITS) {
                BigDecimal number = new BigDecimal(text);
                // An exponent of a billion is a small text but a number that fills the memory of whoever adds it up.
                if (Math.abs((long) number.scale()) <= Scalars.MOST_DIGITS) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            // Said below, for all that are no numbers.
        }
        throw new IllegalArgumentException("is not a number");
    }

    private static Object bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }
}
