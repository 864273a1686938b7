package com.moesif.logback.internal.action;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The {@link Shape} of each class: the one place that decides what becomes of what. Of an appender's own, since it holds
 * classes of the application, which must go when the appender goes. Any thread.
 */
final class Shapes {
    /** Proxies and the like may be as many as there are values. */
    static final int MOST_KNOWN = 2_000;

    private static final Shape SCALAR = new Shape.Scalar();
    private static final Shape FOREIGN_NUMBER = new Shape.ForeignNumber();
    private static final Shape JSON_TREE = new Shape.JsonTree();
    private static final Shape PRIMITIVES = new Shape.PrimitiveArray();
    private static final Shape ARRAY = new Shape.Elements(Shape::elements);
    private static final Shape ITERABLE = new Shape.Elements(value -> ((Iterable<?>) value).iterator());
    private static final Shape MAP =
            new Shape.Entries(value -> ((Map<?, ?>) value).entrySet().iterator(), HiddenNames.NONE);
    private static final Shape ENTRY = new Shape.Entries(
            value -> List.<Map.Entry<?, ?>>of((Map.Entry<?, ?>) value).iterator(), HiddenNames.NONE);
    private static final Shape REFERENCE = new Shape.Wrapper(value -> ((AtomicReference<?>) value).get());
    private static final Shape OPTIONAL = new Shape.Wrapper(Shapes::unwrapped);

    private static final String NOTHING_TO_SHOW =
            " has neither properties nor a toString of its own. Give it one of them, or log what matters of it";

    private final Map<Class<?>, Shape> known = new ConcurrentHashMap<>();
    private final Map<Class<?>, Shape> seen = new ConcurrentHashMap<>();
    private final Map<Class<?>, Shape> beans = new ConcurrentHashMap<>();
    private final EntryNames names = new EntryNames(this);

    /** What the entries of maps are called. */
    EntryNames names() {
        return names;
    }

    Shape of(Class<?> type) {
        Shape shape = known.get(type);
        if (shape == null) {
            shape = known(known, type, find(type));
        }
        return shape;
    }

    /** That of a value which an annotation has seen as this class, whatever it is. */
    Shape seenAs(Class<?> type) {
        Shape shape = seen.get(type);
        return shape == null ? known(seen, type, narrowed(type)) : shape;
    }

    private Shape narrowed(Class<?> type) {
        Shape shape = isOfBeans(type) || type == Enum.class ? BeanIntrospection.seenAs(type) : of(type);
        return shape instanceof Shape.OwnText ? BeanIntrospection.seenAs(type) : shape;
    }

    /** That of a container or a constant whose properties an annotation asks for. */
    Shape byProperties(Class<?> type) {
        Shape shape = beans.get(type);
        if (shape != null) {
            return shape;
        }
        return known(
                beans,
                type,
                isOfJdk(type) ? BeanIntrospection.seenAs(type) : BeanIntrospection.of(type, new Supertypes(type)));
    }

    private static Shape known(Map<Class<?>, Shape> known, Class<?> type, Shape shape) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(type, shape);
        return shape;
    }

    /** Whether no value of the class is a container or a scalar by its class alone. */
    static boolean isOfBeans(Class<?> type) {
        if (type.isArray() || Enum.class.isAssignableFrom(type) || ofJdk(type) != null) {
            return false;
        }
        Supertypes types = new Supertypes(type);
        try {
            return !JsonTrees.contain(types) && ofContainer(type, types) == null;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private Shape find(Class<?> type) {
        if (type.isArray()) {
            return type.getComponentType().isPrimitive() ? PRIMITIVES : ARRAY;
        }
        Supertypes types = new Supertypes(type);
        try {
            Shape shape = ofJdk(type);
            return shape != null ? shape : ofLibrary(type, types);
        } catch (LinkageError e) {
            throw CaptureFailure.unreadable(type, e);
        } catch (ReflectiveOperationException e) {
            throw new Unreadable("is of a version of its library that is not understood: " + CaptureFailure.nameOf(type)
                    + ". Log what matters of it");
        }
    }

    private static Shape ofJdk(Class<?> type) {
        if (Scalars.isScalar(type)) {
            return SCALAR;
        }
        if (AtomicReference.class.isAssignableFrom(type)) {
            return REFERENCE;
        }
        if (type == Optional.class
                || type == OptionalInt.class
                || type == OptionalLong.class
                || type == OptionalDouble.class) {
            return OPTIONAL;
        }
        return Number.class.isAssignableFrom(type) ? FOREIGN_NUMBER : null;
    }

    private Shape ofLibrary(Class<?> type, Supertypes types) throws ReflectiveOperationException {
        if (JsonTrees.contain(types)) {
            return JSON_TREE;
        }
        PersistentLaziness laziness = PersistentLaziness.of(types);
        if (laziness != null) {
            return new Shape.Lazy(laziness, ofContainer(type, types));
        }
        if (OnceOnly.is(type, types)) {
            return text(
                    type,
                    "would be used up or changed by being read: " + CaptureFailure.nameOf(type)
                            + ". Log what matters of it");
        }
        if (Enum.class.isAssignableFrom(type)) {
            return Constants.shape(type);
        }
        Shape container = ofContainer(type, types);
        if (container != null && !BeanIntrospection.says(type, "JsonValue")) {
            return BeanIntrospection.ofContainer(container, type, types);
        }
        return isOfJdk(type)
                ? text(type, "has nothing to show: " + CaptureFailure.nameOf(type) + NOTHING_TO_SHOW)
                : bean(type, types);
    }

    private static Shape ofContainer(Class<?> type, Supertypes types) throws ReflectiveOperationException {
        if (Map.class.isAssignableFrom(type)) {
            return MAP;
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return ENTRY;
        }
        return Iterable.class.isAssignableFrom(type) ? ITERABLE : ScalaContainers.shape(types);
    }

    private Shape bean(Class<?> type, Supertypes types) {
        Shape bean = BeanIntrospection.of(type, types);
        if (!(bean instanceof BeanShape properties)) {
            return bean;
        }
        if (properties.isEmpty()) {
            return text(type, "has nothing to show: " + CaptureFailure.nameOf(type) + NOTHING_TO_SHOW);
        }
        if (properties.saysOnlyWhetherItHolds() && hasOwnText(type)) {
            return new Shape.OwnText(
                    true,
                    "is shown as its text: all that can be read of " + CaptureFailure.nameOf(type) + " is "
                            + properties.firstGetter() + " and the like. Log what it holds as a list or a map",
                    true);
        }
        return bean;
    }

    static Shape text(Class<?> type, String otherwise) {
        return new Shape.OwnText(hasOwnText(type), otherwise, false);
    }

    static boolean hasOwnText(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Those that stand nowhere above have an inner life that is nobody's business. */
    static boolean isOfJdk(Class<?> type) {
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk.")) && !Proxy.isProxyClass(type);
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
}
