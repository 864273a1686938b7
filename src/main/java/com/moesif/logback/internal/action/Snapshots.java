package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fixes a value at the moment the event is logged. Immutable values are kept as they are and become JSON later, on the
 * sender's thread; whatever may change is copied or serialised here, on the caller's. Never throws; a value that can't be
 * had is a {@link Lost}. Runs user code (getters, {@code toString}), so the caller must hold no lock. Thread safe.
 */
public final class Snapshots {
    private static final int SCALAR_SEARCH_DEPTH = 32;

    /** Made when it is needed: Jackson's databind takes longer to load than all else here together. */
    private volatile BeanSerializer beans;

    /** Loads what it takes to serialise a list, a map or a bean. */
    public void prepare() {
        beans();
    }

    private BeanSerializer beans() {
        BeanSerializer known = beans;
        if (known == null) {
            // Two callers may each make one; either will do, and no caller holds up another.
            known = new BeanSerializer();
            beans = known;
        }
        return known;
    }

    /** The value of a field: everything keeps its structure. */
    public Object of(Object value) {
        if (value == null) {
            return null;
        }
        // The five that nearly all fields are, before anything that needs a closer look.
        Class<?> type = value.getClass();
        if (type == String.class
                || type == Integer.class
                || type == Long.class
                || type == Double.class
                || type == Boolean.class) {
            return value;
        }
        if (isOptional(value)) {
            return of(unwrapped(value));
        }
        try {
            Object scalar = scalar(value, type);
            return scalar != null ? scalar : structure(value, type);
        } catch (Throwable t) {
            return Lost.because(type.getSimpleName(), t);
        }
    }

    /**
     * The value of a {@code {}} argument: a bean is what the log line shows, its {@code toString()}, since serialising it
     * could load a whole entity graph. Scalars, and collections and maps of them, keep their types.
     */
    public Object ofArgument(Object value) {
        if (value == null || value instanceof String || value instanceof Number) {
            return of(value);
        }
        if (isOptional(value)) {
            return ofArgument(unwrapped(value));
        }
        Class<?> type = value.getClass();
        try {
            Object scalar = scalar(value, type);
            if (scalar != null) {
                return scalar;
            }
            if (new ScalarSearch().holdsOnlyScalars(value, SCALAR_SEARCH_DEPTH)) {
                return beans().capture(value);
            }
            return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
        } catch (Throwable t) {
            return Lost.because(type.getSimpleName(), t);
        }
    }

    private Object structure(Object value, Class<?> type) {
        return JsonTrees.contain(type) ? new RawText(value.toString()) : beans().capture(value);
    }

    /** JSON text that somebody else wrote; checked before it's used. */
    public Object ofRawJson(String json) {
        return json == null ? null : new RawText(json);
    }

    /** Stands for what a value of this type could not give. */
    public static Object lost(String why, Class<?> type) {
        return new Lost(type.getSimpleName() + ": " + why);
    }

    /** The properties of a bean or the entries of a map, to stand as fields of their own. */
    public Map<String, Object> propertiesOf(Object bean) {
        try {
            return beans().properties(bean);
        } catch (Throwable t) {
            String type = bean.getClass().getSimpleName();
            return Map.of(type, Lost.because(type, t));
        }
    }

    /** An immutable equivalent of a scalar, or null when the value has an inner structure. */
    private static Object scalar(Object value, Class<?> type) {
        if (value instanceof Number number) {
            return number(number, type);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Boolean || value instanceof Character || value instanceof UUID) {
            return value;
        }
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        if (value instanceof TemporalAccessor || value instanceof TemporalAmount) {
            // Those of the JDK are immutable; somebody else's need not be.
            return type.getPackageName().equals("java.time") ? value : value.toString();
        }
        if (KnownTexts.has(value)) {
            return KnownTexts.of(value);
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant();
        }
        if (value instanceof AtomicBoolean flag) {
            return flag.get();
        }
        return null;
    }

    private static Object number(Number number, Class<?> type) {
        if (number instanceof AtomicInteger || number instanceof AtomicLong) {
            return number.longValue();
        }
        if (type == BigDecimal.class) {
            Scalars.requireReadable(((BigDecimal) number).unscaledValue());
            return number;
        }
        if (type == BigInteger.class) {
            Scalars.requireReadable((BigInteger) number);
            return number;
        }
        return type.getPackageName().equals("java.lang") ? number : null;
    }

    private static boolean isOptional(Object value) {
        return value instanceof Optional<?>
                || value instanceof OptionalInt
                || value instanceof OptionalLong
                || value instanceof OptionalDouble;
    }

    private static Object unwrapped(Object optional) {
        if (optional instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (optional instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (optional instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        return ((Optional<?>) optional).orElse(null);
    }

    /** A look through collections that ends, even where they do not: each element has two bytes of JSON at least. */
    private static final class ScalarSearch {
        private int elementsLeft = ActionEncoder.MOST_BYTES / 2;

        boolean holdsOnlyScalars(Object value, int depthLeft) {
            if (value == null) {
                return true;
            }
            if (depthLeft == 0) {
                // Its toString() may take for ever, and serialising is bounded.
                return true;
            }
            if (isOptional(value)) {
                return holdsOnlyScalars(unwrapped(value), depthLeft - 1);
            }
            if (value instanceof Map<?, ?> map) {
                return allScalar(map.keySet(), depthLeft) && allScalar(map.values(), depthLeft);
            }
            if (value instanceof Collection<?> collection) {
                return allScalar(collection, depthLeft);
            }
            if (value instanceof Object[] array) {
                return allScalar(Arrays.asList(array), depthLeft);
            }
            return value.getClass().isArray() || scalar(value, value.getClass()) != null || value instanceof Number;
        }

        private boolean allScalar(Collection<?> values, int depthLeft) {
            // Most elements share one type: each type is looked at once, unless it has elements of its own.
            Map<Class<?>, Boolean> seen = new IdentityHashMap<>();
            for (Object value : values) {
                if (--elementsLeft < 0) {
                    throw new IllegalStateException("more elements than an action has room for");
                }
                if (value != null && seen.putIfAbsent(value.getClass(), Boolean.TRUE) == null || isNested(value)) {
                    if (!holdsOnlyScalars(value, depthLeft - 1)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private static boolean isNested(Object value) {
            return value instanceof Collection<?>
                    || value instanceof Map<?, ?>
                    || value instanceof Object[]
                    || value instanceof Optional<?>;
        }
    }
}
