package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.regex.Pattern;

/**
 * {@code request.time}: ISO 8601 in UTC with milliseconds and {@code Z}. Formats one second's digits once, since most
 * events share it with their neighbours. One thread at a time.
 */
final class EventTime {
    private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final Pattern NUMBER = Pattern.compile("\\d{1,40}(?:\\.\\d{1,20})?");
    /** Days, hours, minutes or seconds as digits: 20261130, 2026113012, and so on. */
    private static final Pattern WRITTEN_DATE = Pattern.compile(
            "(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:(?:[01]\\d|2[0-4])(?:[0-5]\\d){0,2})?");

    private static final String CENTURY_OF_SECONDS = "19";
    private static final int DIGITS_OF_SECONDS = 10;
    private static final long YEAR_MILLIS = 366L * 24 * 3_600_000;
    /** A clock that stands before is not set. */
    private static final long CLOCK_IS_SET =
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private static final String OWN_TIME = ". The event's own time stands in its place, unless it is <required>";
    private static final int LENGTH = "2024-03-01T04:45:42.914Z".length();
    private static final int MILLIS_AT = LENGTH - 4;
    private static final int DATE_LENGTH = "2024-03-01".length();

    private final byte[] ascii = new byte[LENGTH];
    private long second = Long.MIN_VALUE;

    /** The time as ASCII, valid until the next call; always {@code 24} bytes. */
    byte[] format(long epochMillis) {
        long clamped = Math.max(FIRST, Math.min(LAST, epochMillis));
        long newSecond = Math.floorDiv(clamped, 1000L);
        if (newSecond != second) {
            second = newSecond;
            write(LocalDateTime.ofEpochSecond(newSecond, 0, ZoneOffset.UTC));
        }
        digits(MILLIS_AT, 3, (int) Math.floorMod(clamped, 1000L));
        return ascii;
    }

    private void write(LocalDateTime time) {
        digits(0, 4, time.getYear());
        ascii[4] = '-';
        digits(5, 2, time.getMonthValue());
        ascii[7] = '-';
        digits(8, 2, time.getDayOfMonth());
        ascii[10] = 'T';
        digits(11, 2, time.getHour());
        ascii[13] = ':';
        digits(14, 2, time.getMinute());
        ascii[16] = ':';
        digits(17, 2, time.getSecond());
        ascii[19] = '.';
        ascii[LENGTH - 1] = 'Z';
    }

    private void digits(int at, int count, int number) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            ascii[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Epoch milliseconds of what a user gave as {@code request.time}: a temporal, ISO text (without zone: UTC), or a number of
     * seconds, milliseconds, microseconds or nanoseconds since 1970, whichever of them gives a year from 2001 to 2099.
     *
     * @throws IllegalArgumentException when it's none of these
     */
    static long parse(Object value) {
        return parse(value, ZoneOffset.UTC);
    }

    /**
     * The same.
     *
     * @param zone of what names none itself
     * @throws IllegalArgumentException when it's no time
     */
    static long parse(Object value, ZoneId zone) {
        try {
            long millis = millisOf(value, zone);
            if (millis >= FIRST && millis <= LAST) {
                return millis;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Said below, for all that are no times.
        }
        throw new IllegalArgumentException(
                "is neither a time, nor ISO 8601 text, nor a number of milliseconds or seconds" + " since 1970"
                        + (value instanceof String ? TextShape.of(value) : "")
                        + OWN_TIME);
    }

    /**
     * The same of when an event happened. A number counts only if it gives no other century than the one it was logged in: the
     * digits of a date, or 0 for none, would be a moment of 1970 or of the years to come.
     *
     * @param whenLogged in epoch milliseconds
     * @throws IllegalArgumentException when it is no time, or can't be the event's
     */
    static long ofEvent(Object value, long whenLogged) {
        long millis = parse(value);
        boolean tooLate = whenLogged >= CLOCK_IS_SET && millis > whenLogged + YEAR_MILLIS;
        if ((millis < EpochUnit.FIRST_MILLIS || tooLate) && isNumber(value)) {
            throw new IllegalArgumentException(
                    "is a number, but as seconds, milliseconds, microseconds or nanoseconds since"
                            + " 1970 it is " + (tooLate ? "more than a year ahead" : "before 9 September 2001")
                            + ". If its digits are a date, give its <field> <type>time</type> and a <format>, such as yyyyMMdd"
                            + OWN_TIME);
        }
        return millis;
    }

    /** Whether it counts from 1970 on, and is not written as a time. */
    static boolean isNumber(Object value) {
        return value instanceof Number
                || value instanceof String text && NUMBER.matcher(text.strip()).matches();
    }

    private static long millisOf(Object value, ZoneId zone) {
        if (value instanceof Number number) {
            return millisOf(number);
        }
        if (value instanceof TemporalAccessor time) {
            return millisOf(time, zone);
        }
        if (value instanceof String text) {
            return millisOf(text.strip(), zone);
        }
        throw new DateTimeException("no time");
    }

    private static long millisOf(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            return whole(number.longValue());
        }
        if (number instanceof BigInteger whole) {
            return whole(whole.longValueExact());
        }
        if (number instanceof BigDecimal decimal) {
            return millisOf(decimal);
        }
        if (number instanceof Double fraction && Double.isFinite(fraction)) {
            return millisOf(new BigDecimal(fraction.toString()));
        }
        throw new DateTimeException("no time");
    }

    /** Seconds with a fraction, as many languages have them; of anything else a fraction is no time. */
    private static long millisOf(BigDecimal number) {
        if (Math.abs((long) number.scale()) > Scalars.MOST_DIGITS) {
            throw new ArithmeticException("no time");
        }
        return EpochUnit.isSeconds(number) && number.stripTrailingZeros().scale() > 0
                ? number.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact()
                : whole(number.longValueExact());
    }

    /** Of what may be a date as well, nobody can tell. */
    private static long whole(long number) {
        String digits = Long.toString(number);
        if (WRITTEN_DATE.matcher(digits).matches()
                && !(digits.length() == DIGITS_OF_SECONDS && digits.startsWith(CENTURY_OF_SECONDS))) {
            throw new IllegalArgumentException(
                    "is a number whose digits are a date, and no count of seconds or milliseconds since 1970. Give its <field>"
                            + " <type>time</type> and a <format> with its digits, such as yyyyMMddHHmm" + OWN_TIME);
        }
        return EpochUnit.millis(number);
    }

    private static long millisOf(TemporalAccessor time, ZoneId zone) {
        if (time instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (time instanceof ZonedDateTime zoned) {
            return zoned.toInstant().toEpochMilli();
        }
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant().toEpochMilli();
        }
        if (time instanceof LocalDateTime local) {
            return local.atZone(zone).toInstant().toEpochMilli();
        }
        LocalDate date = time.query(TemporalQueries.localDate());
        if (date == null || time.query(TemporalQueries.localTime()) != null) {
            throw new DateTimeException("no time");
        }
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static long millisOf(String text, ZoneId zone) {
        if (NUMBER.matcher(text).matches()) {
            return millisOf(new BigDecimal(text));
        }
        return millisOf(
                text.length() == DATE_LENGTH
                        ? DateTimeFormatter.ISO_LOCAL_DATE.parse(text, LocalDate::from)
                        : DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from),
                zone);
    }
}
