package com.moesif.logback.internal.action;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fixes a value at the moment the event is logged. Immutable values are kept as they are and become JSON later, on the
 * sender's thread; whatever may change is copied or serialised here, on the caller's. Never throws; a value that can't be
 * had is a {@link CaptureFailure}. Runs user code (getters, {@code toString}), so the caller must hold no lock. Any thread.
 */
public final class Snapshots {
    private static final int SCALAR_SEARCH_DEPTH = 32;

    private final Shapes shapes = new Shapes();

    /**
     * Initialises, before any event comes, what is needed first when something has failed. At the end of a stack that would fail,
     * too, and a class whose initialisation has failed is lost to the JVM for ever.
     */
    public Snapshots() {
        CaptureFailure.tooDeep();
    }

    /** Loads what it takes to serialise a list, a map or a bean. */
    public void prepare() {
        of(Map.of("prepared", new Object[] {1}));
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
        try {
            return captured(value, shapes.of(type));
        } catch (Throwable t) {
            return CaptureFailure.because(type, t);
        }
    }

    private Object captured(Object value, Shape shape) throws Throwable {
        if (shape instanceof Shape.Scalar) {
            return Scalars.of(value);
        }
        if (shape instanceof Shape.Constant constant) {
            return constant.nameOf(value);
        }
        if (shape instanceof Shape.JsonTree) {
            // Read by the sender.
            return RawText.ofTree(value.toString());
        }
        if (shape instanceof Shape.Wrapper wrapper) {
            return of(wrapper.inner().of(value));
        }
        try (ValueWriter writer = new ValueWriter(shapes)) {
            return writer.capture(value);
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
        Class<?> type = value.getClass();
        try {
            Shape shape = shapes.of(type);
            if (shape instanceof Shape.Wrapper wrapper) {
                return ofArgument(wrapper.inner().of(value));
            }
            if (shape instanceof Shape.OwnText own && own.has()) {
                // As for any bean; where a text is all that there is, a {} asks for nothing else.
                return String.valueOf(value.toString());
            }
            if (shape.hasOneForm(value) || new ScalarSearch().holdsOnlyScalars(value, SCALAR_SEARCH_DEPTH)) {
                return captured(value, shape);
            }
            return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
        } catch (Throwable t) {
            return CaptureFailure.because(type, t);
        }
    }

    /** JSON text that somebody else wrote; checked before it's used. */
    public Object ofRawJson(String json) {
        return json == null ? null : new RawText(json);
    }

    /** @param why words that go on after "it", with a remedy as the next sentence */
    public static Object lost(String why) {
        return new CaptureFailure(why);
    }

    /** Stands for a value whose reading failed. */
    public static Object lost(Class<?> type, Throwable cause) {
        return CaptureFailure.because(type, cause);
    }

    /** The properties of a bean or the entries of a map, to stand as fields of their own; each like a value given alone. */
    public Map<String, Object> propertiesOf(Object bean) {
        Map<String, Object> properties = new LinkedHashMap<>();
        try {
            Shape shape = shapes.of(bean.getClass());
            if (shape instanceof BeanShape known) {
                known.properties().forEach(property -> properties.putAll(propertyOf(bean, property)));
                properties.putAll(written(writer -> known.writeAny(bean, writer, HiddenNames.NONE)));
            } else {
                properties.putAll(RawJson.properties(captured(bean, shape)));
            }
        } catch (Throwable t) {
            properties.put(CaptureFailure.nameOf(bean.getClass()), CaptureFailure.because(bean.getClass(), t));
        }
        return properties;
    }

    private Map<String, Object> propertyOf(Object bean, Property property) {
        try {
            return written(writer -> property.write(bean, writer, Affixes.NONE));
        } catch (Throwable t) {
            return Map.of(property.name(), CaptureFailure.because(bean.getClass(), t));
        }
    }

    private interface Writing {
        void to(ValueWriter writer) throws Throwable;
    }

    private Map<String, Object> written(Writing properties) throws Throwable {
        try (ValueWriter writer = new ValueWriter(shapes)) {
            writer.startObject();
            properties.to(writer);
            writer.endObject();
            return RawJson.properties(writer.captured());
        }
    }

    /** A look through collections that ends, even where they do not: each element has two bytes of JSON at least. */
    private final class ScalarSearch {
        private int elementsLeft = ActionEncoder.MOST_BYTES / 2;

        boolean holdsOnlyScalars(Object value, int depthLeft) throws Throwable {
            if (value == null || depthLeft == 0) {
                // So deep down its toString() may take for ever, and serialising is bounded.
                return true;
            }
            Shape shape = shapes.of(value.getClass());
            if (shape.hasOneForm(value)) {
                return true;
            }
            Iterator<?> parts = shape.parts(value);
            return parts != null && allScalar(parts, depthLeft);
        }

        private boolean allScalar(Iterator<?> values, int depthLeft) throws Throwable {
            // Most elements share one type: each type is looked at once, unless it has elements of its own.
            Map<Class<?>, Boolean> seen = new IdentityHashMap<>();
            while (values.hasNext()) {
                Object value = values.next();
                if (--elementsLeft < 0) {
                    throw new Unreadable(
                            "has more elements than an action has room for. Log a part or a summary of it");
                }
                if (value != null
                        && (seen.putIfAbsent(value.getClass(), Boolean.TRUE) == null
                                || shapes.of(value.getClass()).isContainer())
                        && !holdsOnlyScalars(value, depthLeft - 1)) {
                    return false;
                }
            }
            return true;
        }
    }
}
