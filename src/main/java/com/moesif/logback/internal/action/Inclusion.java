package com.moesif.logback.internal.action;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** {@code @JsonInclude}: which values a property is left out for. */
enum Inclusion {
    ALWAYS,
    NON_NULL,
    NON_ABSENT,
    NON_EMPTY,
    NON_DEFAULT;

    private static final String ANNOTATION = "JsonInclude";

    static Inclusion of(JacksonAnnotations annotations, Inclusion otherwise) {
        String name = annotations.constant(ANNOTATION, "value", "USE_DEFAULTS");
        for (Inclusion each : values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return otherwise;
    }

    /**
     * What a value must not be equal to, or it is left out: an object of the application's own class, which Jackson asks, too. Null
     * where none is named.
     */
    static Object filter(JacksonAnnotations annotations, JacksonAnnotations ofBean) {
        JacksonAnnotations from =
                annotations.constant(ANNOTATION, "value", "USE_DEFAULTS").equals("USE_DEFAULTS") ? ofBean : annotations;
        if (!from.constant(ANNOTATION, "value", "").equals("CUSTOM")
                || !(from.attribute(ANNOTATION, "valueFilter") instanceof Class<?> type)
                || type == Void.class) {
            return null;
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.trySetAccessible();
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            return new EqualToAll();
        }
    }

    /** In place of a filter that can't be asked: then Jackson shows nothing either. */
    private static final class EqualToAll {
        @Override
        public boolean equals(Object other) {
            return true;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    boolean excludes(Object value) {
        return switch (this) {
            case ALWAYS -> false;
            case NON_NULL -> value == null;
            case NON_ABSENT -> isAbsent(value);
            case NON_EMPTY -> isAbsent(value) || isEmpty(value);
            case NON_DEFAULT -> isAbsent(value) || isEmpty(value) || isZero(value);
        };
    }

    private static boolean isAbsent(Object value) {
        return value == null
                || value instanceof Optional<?> optional && optional.isEmpty()
                || value instanceof OptionalInt number && number.isEmpty()
                || value instanceof OptionalLong whole && whole.isEmpty()
                || value instanceof OptionalDouble decimal && decimal.isEmpty()
                || value instanceof AtomicReference<?> reference && reference.get() == null;
    }

    private static boolean isEmpty(Object value) {
        return value instanceof CharSequence text && text.length() == 0
                || value instanceof Collection<?> collection && collection.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value.getClass().isArray() && Array.getLength(value) == 0;
    }

    private static boolean isZero(Object value) {
        return Boolean.FALSE.equals(value)
                || value instanceof Character c && c == 0
                || value instanceof Number number
                        && number.getClass().getPackageName().equals("java.lang")
                        && number.doubleValue() == 0;
    }
}
