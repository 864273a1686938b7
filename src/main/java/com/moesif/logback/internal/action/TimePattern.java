package com.moesif.logback.internal.action;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Times as a {@code <format>} and its {@code <locale>} have them. What has hours, but not all that it takes to know the time of day,
 * is no time, and no midnight either; nor is a day that its month does not have the month's last. Immutable.
 */
final class TimePattern {
    /** In the afternoon, and different in all its parts. */
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 11, 25, 14, 5, 6, 0, ZoneOffset.UTC);

    private static final int END_OF_DAY = 24;
    /** Of a year with fewer digits, which a single y or u reads, the century is missing. */
    private static final int FIRST_YEAR = 1000;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final DateTimeFormatter times;

    /** @throws IllegalArgumentException when no time can be read with it; the message says what would do */
    TimePattern(String pattern, Locale locale) {
        // Whether am and the names of months have capitals depends on the version of the locale's data.
        times = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(locale);
        TimeLetters.check(pattern);
        if (!readsWhatItWrites(pattern)) {
            throw new IllegalArgumentException("has the <format> '" + pattern
                    + "', with which no time can be read: it has to be a pattern of DateTimeFormatter that has a date,"
                    + " and HH for the hour, such as dd.MM.yyyy HH:mm");
        }
    }

    private boolean readsWhatItWrites(String pattern) {
        TemporalAccessor sample;
        try {
            sample = times.parse(SAMPLE.format(times));
        } catch (DateTimeException e) {
            // Of optional parts no text may have all.
            return pattern.indexOf('[') >= 0;
        }
        boolean lacksPart = lacksPartOfTime(sample);
        if (lacksPart && sample.isSupported(ChronoField.HOUR_OF_AMPM)) {
            throw new IllegalArgumentException("has the <format> '" + pattern
                    + "', but hh is the hour of half a day: write HH for the hour, or add a");
        }
        // Another language's formats have a percent sign before each letter.
        return !lacksPart && sample.query(TemporalQueries.localDate()) != null && pattern.indexOf('%') < 0;
    }

    /** Something of a time of day that makes none. */
    private static boolean lacksPartOfTime(TemporalAccessor parsed) {
        if (parsed.query(TemporalQueries.localTime()) != null) {
            return false;
        }
        for (ChronoField field : ChronoField.values()) {
            if (field.isTimeBased() && parsed.isSupported(field)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A day, a local time, or a time with its zone, as far as the text says.
     *
     * @throws DateTimeException when it is no such time
     */
    Temporal parse(String text) {
        TemporalAccessor parsed = times.parse(text);
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null || date.getYear() < FIRST_YEAR || lacksPartOfTime(parsed) || isMoved(text, date)) {
            throw new DateTimeException("no time");
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId zone = parsed.query(TemporalQueries.zone());
        if (time == null) {
            return zone == null ? date : date.atStartOfDay(zone);
        }
        return zone == null ? LocalDateTime.of(date, time) : ZonedDateTime.from(parsed);
    }

    /** Whether a number of as many digits is meant as a date and not as a count, even if there is no such date. */
    boolean writesDigits(String number) {
        String sample = SAMPLE.format(times);
        return sample.length() == number.length() && DIGITS.matcher(sample).matches();
    }

    /** Whether the text has a day that its month doesn't have: the formatter takes the last one in its place. */
    private boolean isMoved(String text, LocalDate date) {
        TemporalAccessor written = times.parseUnresolved(text, new ParsePosition(0));
        if (!written.isSupported(ChronoField.DAY_OF_MONTH)) {
            return false;
        }
        boolean endsDay =
                written.isSupported(ChronoField.HOUR_OF_DAY) && written.getLong(ChronoField.HOUR_OF_DAY) == END_OF_DAY;
        int day = (endsDay ? date.minusDays(1) : date).getDayOfMonth();
        return written.getLong(ChronoField.DAY_OF_MONTH) != day;
    }
}
