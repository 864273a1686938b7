package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Base64;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Values without an inner structure: their immutable equivalents, and the text of those. */
final class Scalars {
    /** Jackson, and so most who read JSON in Java, refuse a number of more than 1,000 characters, and its batch with it. */
    static final int MOST_DIGITS = 900;

    private static final int MOST_BITS = (int) (MOST_DIGITS * 3.32);
    /** A small decimal with a huge exponent would fill the memory when written out. */
    private static final int MOST_ZEROS = 90;

    private static final double EXACT_DOUBLE = 1L << 53;
    private static final float EXACT_FLOAT = 1 << 24;

    private static final Set<Class<?>> NUMBERS = Set.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            AtomicInteger.class,
            AtomicLong.class);

    private Scalars() {}

    /** Whether {@link #of} knows what to make of its values. */
    static boolean isScalar(Class<?> type) {
        return NUMBERS.contains(type)
                || type == Boolean.class
                || type == Character.class
                || type == UUID.class
                || CharSequence.class.isAssignableFrom(type)
                || TemporalAccessor.class.isAssignableFrom(type) && !Enum.class.isAssignableFrom(type)
                || TemporalAmount.class.isAssignableFrom(type)
                || Date.class.isAssignableFrom(type)
                || Calendar.class.isAssignableFrom(type)
                || type == AtomicBoolean.class
                || ByteBuffer.class.isAssignableFrom(type)
                || KnownTexts.has(type);
    }

    /** An immutable equivalent of a value of such a class. */
    static Object of(Object value) {
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean || value instanceof Character || value instanceof UUID) {
            return value;
        }
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        if (value instanceof TemporalAccessor || value instanceof TemporalAmount) {
            // Those of the JDK are immutable; somebody else's need not be.
            return value.getClass().getPackageName().equals("java.time") ? value : value.toString();
        }
        if (value instanceof AtomicBoolean flag) {
            return flag.get();
        }
        if (value instanceof ByteBuffer buffer) {
            return base64(buffer);
        }
        return KnownTexts.has(value.getClass()) ? KnownTexts.of(value) : timeOf(value);
    }

    private static Object number(Number number) {
        if (number instanceof AtomicInteger || number instanceof AtomicLong) {
            return number.longValue();
        }
        if (number instanceof BigDecimal decimal) {
            requireReadable(decimal.unscaledValue());
        } else if (number instanceof BigInteger whole) {
            requireReadable(whole);
        }
        return number;
    }

    private static String base64(ByteBuffer buffer) {
        // The application goes on reading where it was.
        ByteBuffer copy = buffer.duplicate();
        byte[] bytes = new byte[copy.remaining()];
        copy.get(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The moment that a {@code Date} or a {@code Calendar} stands for, with all the digits that it has; null for others. */
    static Instant timeOf(Object value) {
        if (value instanceof Date date) {
            try {
                // That of a java.sql.Timestamp has its nanoseconds.
                return date.toInstant();
            } catch (UnsupportedOperationException e) {
                return Instant.ofEpochMilli(date.getTime());
            }
        }
        return value instanceof Calendar calendar ? calendar.toInstant() : null;
    }

    /** @throws Unreadable when the number has more digits than a collector is sure to read */
    static void requireReadable(BigInteger digits) {
        if (digits.bitLength() > MOST_BITS) {
            throw new Unreadable("has more than " + MOST_DIGITS + " digits. Log it rounded, or as a text");
        }
    }

    static String text(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_ZEROS ? number.toPlainString() : number.toString();
    }

    /** As an id: 42.0 is what some libraries make of a 42, and must not become another customer. */
    static String idText(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
        }
        if (value instanceof BigDecimal number) {
            BigDecimal shortest = number.stripTrailingZeros();
            return text(shortest.scale() <= 0 ? shortest : number);
        }
        return text(value);
    }

    /** Whether it is infinite or none at all, for which JSON has no number. */
    static boolean isNoNumber(Object value) {
        return value instanceof Double fraction && !Double.isFinite(fraction)
                || value instanceof Float single && !Float.isFinite(single);
    }

    /** Whether whole numbers next to it have no value of their own in its type, so that it may stand for one of them. */
    static boolean isBeyondItsDigits(Object value) {
        return value instanceof Double fraction && Math.abs(fraction) >= EXACT_DOUBLE
                || value instanceof Float single && Math.abs(single) >= EXACT_FLOAT;
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
        return value instanceof Json || value instanceof RawText || value instanceof CaptureFailure
                ? null
                : value.toString();
    }
}
