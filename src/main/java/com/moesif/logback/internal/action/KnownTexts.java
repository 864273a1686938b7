package com.moesif.logback.internal.action;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Values with an inner life that everybody knows by their text. */
final class KnownTexts {
    private static final List<Class<?>> TYPES = List.of(
            URI.class,
            URL.class,
            Path.class,
            File.class,
            InetAddress.class,
            InetSocketAddress.class,
            Class.class,
            Locale.class,
            Currency.class,
            Charset.class,
            TimeZone.class,
            ZoneId.class,
            Throwable.class,
            Thread.class);

    private static final String SQL_DATE = "java.sql.Date";

    /**
     * A day or a time of day without a zone, though a {@code java.util.Date} by class. By name, as the module java.sql need
     * not be there.
     */
    private static final List<String> SQL_LOCAL_TIMES = List.of(SQL_DATE, "java.sql.Time");

    private KnownTexts() {}

    static boolean has(Class<?> type) {
        for (Class<?> each : TYPES) {
            if (each.isAssignableFrom(type)) {
                return true;
            }
        }
        return SQL_LOCAL_TIMES.contains(type.getName());
    }

    /** A text, or the day that a {@code java.sql.Date} is. */
    static Object of(Object value) {
        if (value.getClass().getName().equals(SQL_DATE)) {
            try {
                return day((Date) value);
            } catch (DateTimeException e) {
                // A 29 February of the Julian calendar, which then is a text.
            }
        }
        if (value instanceof InetAddress address) {
            return address.getHostAddress();
        }
        if (value instanceof InetSocketAddress socket) {
            // Never getHostName(), which may ask a name server.
            return (socket.isUnresolved()
                            ? socket.getHostString()
                            : socket.getAddress().getHostAddress()) + ":" + socket.getPort();
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        if (value instanceof Locale locale) {
            return locale.toLanguageTag();
        }
        return value instanceof TimeZone zone ? zone.getID() : value.toString();
    }

    /** As the value itself converts it; its text has room for four digits of the year only. */
    @SuppressWarnings("deprecation") // What is not deprecated is in the module java.sql.
    private static LocalDate day(Date date) {
        return LocalDate.of(date.getYear() + 1900, date.getMonth() + 1, date.getDate());
    }
}
