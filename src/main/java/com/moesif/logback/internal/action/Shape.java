package com.moesif.logback.internal.action;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

/** What the values of one class are in JSON; the same wherever such a value stands. Immutable. */
interface Shape {
    /**
     * Writes the value as one JSON value.
     *
     * @param hidden names that whoever holds the value wants left out of it
     */
    void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable;

    /** What the value holds, keys and values alike; null when it is no container. */
    default Iterator<?> parts(Object value) throws Throwable {
        return null;
    }

    /** Whether it is a container that says by itself what it holds, without running a getter or a {@code toString}. */
    default boolean isContainer() {
        return false;
    }

    /** Whether the value is its JSON or its text also where a bean would not be read: there is no other view of it. */
    default boolean hasOneForm(Object value) throws Throwable {
        return false;
    }

    /** Of values that are no containers and have no other view than this. */
    interface OneForm extends Shape {
        @Override
        default boolean hasOneForm(Object value) {
            return true;
        }
    }

    /** Gets something out of a value. */
    interface View<T> {
        T of(Object value) throws Throwable;
    }

    /** Has an immutable equivalent, which {@link Scalars} knows. */
    record Scalar() implements OneForm {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) {
            out.scalar(Scalars.of(value));
        }
    }

    /** A number of somebody's own kind: one of JSON if its text is. */
    record ForeignNumber() implements OneForm {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) {
            out.number(value.toString());
        }
    }

    /** A constant of an enum, by the name that its annotation gives it, or its own. */
    record Constant(String[] names) implements OneForm {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) {
            out.scalar(nameOf(value));
        }

        String nameOf(Object constant) {
            return names[((Enum<?>) constant).ordinal()];
        }
    }

    /** Its {@code toString} is the JSON it stands for. */
    record JsonTree() implements OneForm {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) {
            out.tree(value.toString());
        }
    }

    /** An array of JSON. */
    record Elements(View<Iterator<?>> iterator) implements Shape {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable {
            out.array(iterator.of(value), hidden);
        }

        @Override
        public Iterator<?> parts(Object value) throws Throwable {
            return iterator.of(value);
        }

        @Override
        public boolean isContainer() {
            return true;
        }
    }

    /**
     * An object of JSON, with a name for each key.
     *
     * @param own names that the class of the map hides, of the entries only
     */
    record Entries(View<Iterator<? extends Map.Entry<?, ?>>> iterator, HiddenNames own) implements Shape {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable {
            out.object(iterator.of(value), own.and(hidden), hidden);
        }

        @Override
        public Iterator<?> parts(Object value) throws Throwable {
            Iterator<? extends Map.Entry<?, ?>> entries = iterator.of(value);
            return new Iterator<>() {
                private final Object none = this;
                private Object held = none;

                @Override
                public boolean hasNext() {
                    return held != none || entries.hasNext();
                }

                @Override
                public Object next() {
                    if (held != none) {
                        Object value = held;
                        held = none;
                        return value;
                    }
                    Map.Entry<?, ?> entry = entries.next();
                    held = entry.getValue();
                    return entry.getKey();
                }
            };
        }

        @Override
        public boolean isContainer() {
            return true;
        }
    }

    /** An array of a primitive type; of characters, it is a text, and of bytes, base 64. */
    record PrimitiveArray() implements Shape {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable {
            if (value instanceof char[] text) {
                out.scalar(new String(text));
            } else if (value instanceof byte[] bytes) {
                out.scalar(java.util.Base64.getEncoder().encodeToString(bytes));
            } else {
                out.array(elements(value), hidden);
            }
        }

        private static Iterator<?> elements(Object array) {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < Array.getLength(array);
                }

                @Override
                public Object next() {
                    return Array.get(array, next++);
                }
            };
        }

        @Override
        public boolean hasOneForm(Object value) {
            return true;
        }
    }

    /**
     * A bean whose {@code @JsonValue} stands for it, or the text of that.
     *
     * @param own names that it hides of another bean
     */
    record Instead(View<?> of, boolean asText, HiddenNames own) implements Shape {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable {
            Object inside = of.of(value);
            if (asText) {
                out.text(inside);
            } else {
                out.value(inside, own != HiddenNames.NONE && isBean(inside, out) ? own.and(hidden) : hidden);
            }
        }

        private static boolean isBean(Object value, ValueWriter out) {
            return value != null && out.shapes().of(value.getClass()) instanceof BeanShape;
        }
    }

    /** A container that is written with the text of each of its parts in its place. */
    record TextParts(Shape container) implements Shape {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable {
            new Texts(out.shapes()).within(container).write(value, out, hidden);
        }

        @Override
        public Iterator<?> parts(Object value) throws Throwable {
            return container.parts(value);
        }

        @Override
        public boolean isContainer() {
            return container.isContainer();
        }
    }

    /** Holds one other value, or none: an {@code Optional}, say. */
    record Wrapper(View<?> inner) implements Shape {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable {
            out.value(inner.of(value), hidden);
        }

        @Override
        public Iterator<?> parts(Object value) throws Throwable {
            return Collections.singletonList(inner.of(value)).iterator();
        }

        @Override
        public boolean isContainer() {
            return true;
        }
    }

    /** Its own text, and lost when it has none. */
    record OwnText(boolean has, String why, boolean doubtful) implements OneForm {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable {
            if (!has) {
                out.lost(why);
                return;
            }
            out.text(value, this);
            if (doubtful) {
                out.doubt(why);
            }
        }
    }

    /** Only the application could say what is to be seen of it: lost, but for the text that a {} shows of any bean. */
    record Withheld(boolean hasText, String why) implements Shape {
        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) {
            out.lost(why);
        }

        @Override
        public boolean hasOneForm(Object value) {
            return !hasText;
        }
    }

    /** What a JPA provider loads when it is looked at: it is not looked at before it is loaded. */
    record Lazy(PersistentLaziness laziness, Shape loaded) implements Shape {
        static final String WHY =
                "is not loaded from the database yet, and logging doesn't load it. Load it before, or log its id";

        @Override
        public void write(Object value, ValueWriter out, HiddenNames hidden) throws Throwable {
            if (!laziness.isLoaded(value)) {
                out.lost(WHY);
            } else if (loaded == null) {
                out.value(laziness.loaded(value), hidden);
            } else {
                loaded.write(value, out, hidden);
            }
        }

        @Override
        public Iterator<?> parts(Object value) throws Throwable {
            return loaded == null || !laziness.isLoaded(value) ? null : loaded.parts(value);
        }

        @Override
        public boolean isContainer() {
            return loaded != null && loaded.isContainer();
        }

        @Override
        public boolean hasOneForm(Object value) throws Throwable {
            return !laziness.isLoaded(value);
        }
    }

    static Iterator<?> elements(Object array) {
        return Arrays.asList((Object[]) array).iterator();
    }
}
