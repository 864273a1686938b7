package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.util.Locale;

/** What a configured or captured field's value is turned into. */
public enum FieldType {
    STRING,
    NUMBER,
    BOOLEAN,
    JSON,
    TIME,
    DURATION,
    SIZE;

    private static final String REMEDY = " give its <field> no <type>";

    /**
     * Converts a value that isn't what it has to be yet, by way of its text; JSON is made of text only, since everything
     * else has its structure already.
     *
     * @throws IllegalArgumentException when the value is no such thing; the message says what was expected and what to do
     */
    Object convert(Object value) {
        if (value == null) {
            return null;
        }
        return switch (this) {
            case STRING, TIME, DURATION, SIZE -> text(value);
            case NUMBER -> value instanceof Number ? value : number(text(value).strip());
            case BOOLEAN -> value instanceof Boolean ? value : bool(text(value).strip());
            case JSON -> value instanceof String text ? json(text) : value;
        };
    }

    static String text(Object value) {
        String text = Scalars.text(value);
        if (text != null) {
            return text;
        }
        // A list or an object.
        return value instanceof Json json ? json.text() : ((RawText) value).text();
    }

    private static Object json(String text) {
        Object parsed = RawJson.parse(new RawText(text));
        if (parsed instanceof CaptureFailure) {
            throw new IllegalArgumentException("is not valid JSON" + TextShape.of(text) + ". Mend it, or" + REMEDY);
        }
        return parsed;
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
        String remedy = TextShape.remedy(text);
        throw new IllegalArgumentException("is not a number" + TextShape.of(text) + ". "
                + (remedy == null ? "Log it like 12408.5, without separators or a unit" : remedy) + ", or" + REMEDY);
    }

    private static Object bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default ->
                throw new IllegalArgumentException(
                        "is neither true nor false" + TextShape.of(text) + ". Log one of the two, or" + REMEDY);
        };
    }
}
