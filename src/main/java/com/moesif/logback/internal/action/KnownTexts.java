package com.moesif.logback.internal.action;

import java.io.File;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Values with an inner life that everybody knows by their text: the same text on their own and within a list or bean. */
final class KnownTexts {
    /** The module java.sql need not be there, so its classes are known by name. */
    private static final List<String> SQL_LOCAL_TIMES = List.of("java.sql.Date", "java.sql.Time");

    private KnownTexts() {}

    static boolean has(Object value) {
        return value instanceof URI
                || value instanceof URL
                || value instanceof Path
                || value instanceof File
                || value instanceof InetAddress
                || value instanceof Class<?>
                || value instanceof Locale
                || value instanceof Currency
                || value instanceof Charset
                || value instanceof TimeZone
                || value instanceof ZoneId
                || value instanceof Throwable
                || value instanceof Thread
                || isLocalTime(value);
    }

    /** A day or a time of day without a zone, though a {@code java.util.Date} by class. */
    private static boolean isLocalTime(Object value) {
        return value instanceof java.util.Date
                && SQL_LOCAL_TIMES.contains(value.getClass().getName());
    }

    static String of(Object value) {
        if (value instanceof InetAddress address) {
            return address.getHostAddress();
        }
        if (value instanceof Class<?> type) {
            return type.getName();
        }
        if (value instanceof Locale locale) {
            return locale.toLanguageTag();
        }
        return value instanceof TimeZone zone ? zone.getID() : value.toString();
    }

    /** For where Jackson has an idea of its own: {@code file:///…} for a path, a host name for an address, a number for a month. */
    static JacksonModule asModule() {
        SimpleModule module = new SimpleModule("known texts");
        for (Class<?> type :
                List.of(Path.class, InetAddress.class, Throwable.class, Thread.class, Month.class, Year.class)) {
            module.addSerializer(type, new AsText<>());
        }
        for (String name : SQL_LOCAL_TIMES) {
            try {
                module.addSerializer(Class.forName(name), new AsText<>());
            } catch (ClassNotFoundException e) {
                // Then no value is one.
            }
        }
        return module;
    }

    private static final class AsText<T> extends StdSerializer<T> {
        AsText() {
            super(Object.class);
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(of(value));
        }
    }
}
