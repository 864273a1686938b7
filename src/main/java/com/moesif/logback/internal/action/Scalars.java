package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The text of captured values. */
final class Scalars {
    /** Jackson, and so most who read JSON in Java, refuse a number of more than 1,000 characters, and its batch with it. */
    static final int MOST_DIGITS = 900;

    private static final int MOST_BITS = (int) (MOST_DIGITS * 3.32);
    /** A small decimal with a huge exponent would fill the memory when written out. */
    private static final int MOST_ZEROS = 90;

    private Scalars() {}

    /** @throws IllegalArgumentException when the number has more digits than a collector is sure to read */
    static void requireReadable(BigInteger digits) {
        if (digits.bitLength() > MOST_BITS) {
            throw new IllegalArgumentException("more than " + MOST_DIGITS + " digits");
        }
    }

    static String text(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_ZEROS ? number.toPlainString() : number.toString();
    }

    /** The value as text, ISO 8601 for what is a time; null when it's a list or an object. */
    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            return text(number);
        }
        if (value instanceof ZonedDateTime time) {
            // Its own text ends in "[Europe/Paris]", which is not ISO 8601.
            OffsetDateTime offset = time.toOffsetDateTime();
            return offset.toString();
        }
        if (value instanceof Json json) {
            return json.isContainer() ? null : json.text();
        }
        return value instanceof RawText || value instanceof Lost ? null : value.toString();
    }
}
