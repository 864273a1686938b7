package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The text of captured values. */
final class Scalars {
    private Scalars() {}

    /** The value as text, ISO 8601 for what is a time; null when it's a list or an object. */
    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof ZonedDateTime time) {
            // Its own text ends in "[Europe/Paris]", which is not ISO 8601.
            OffsetDateTime offset = time.toOffsetDateTime();
            return offset.toString();
        }
        if (value instanceof Json json) {
            return json.isContainer() ? null : unquoted(json.text());
        }
        return value instanceof RawText || value instanceof Lost ? null : value.toString();
    }

    private static String unquoted(String json) {
        if (!json.startsWith("\"")) {
            return json;
        }
        String inner = json.substring(1, json.length() - 1);
        return inner.indexOf('\\') < 0 ? inner : null;
    }
}
