package com.moesif.logback.internal.action;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * Values as their {@code toString}, where Jackson's serialiser of texts is asked for, but for what it would load from a
 * database. For one value, on its thread.
 */
final class Texts {
    private final Shapes shapes;
    /** A text that is longer is not sent anyway. */
    private int partsLeft = ActionEncoder.MOST_BYTES;

    Texts(Shapes shapes) {
        this.shapes = shapes;
    }

    /** Whether a {@code toString} of the JDK's would ask something for its text that is not loaded yet. */
    boolean wouldLoad(Object value) throws Throwable {
        return wouldLoad(value, ValueWriter.MOST_LEVELS);
    }

    private boolean wouldLoad(Object value, int levelsLeft) throws Throwable {
        if (value == null) {
            return false;
        }
        if (levelsLeft == 0 || --partsLeft < 0) {
            throw CaptureFailure.tooDeep();
        }
        Shape shape = shapes.of(value.getClass());
        if (shape instanceof Shape.Lazy lazy && !lazy.laziness().isLoaded(value)) {
            return true;
        }
        if (value instanceof Map.Entry<?, ?> entry) {
            return wouldLoad(entry.getKey(), levelsLeft - 1) || wouldLoad(entry.getValue(), levelsLeft - 1);
        }
        if (shape instanceof Shape.Wrapper wrapper) {
            return wouldLoad(wrapper.inner().of(value), levelsLeft - 1);
        }
        Collection<?> parts = value instanceof Map<?, ?> map
                ? map.entrySet()
                : value instanceof Collection<?> collection ? collection : null;
        if (parts != null) {
            for (Object part : parts) {
                // A list may hold itself, and its text says so.
                if (part != value && wouldLoad(part, levelsLeft - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What becomes of the shape of a container when each part of it is its text; the same shape for what is none. */
    Shape within(Shape shape) {
        if (shape instanceof Shape.Elements elements) {
            return new Shape.Elements(value -> new Each<>(elements.iterator().of(value), this::part));
        }
        if (shape instanceof Shape.Entries entries) {
            return new Shape.Entries(value -> within(entries.iterator().of(value)), entries.own());
        }
        if (shape instanceof Shape.Wrapper wrapper) {
            return new Shape.Wrapper(value -> part(wrapper.inner().of(value)));
        }
        if (shape instanceof Shape.Lazy lazy && lazy.loaded() != null) {
            return new Shape.Lazy(lazy.laziness(), within(lazy.loaded()));
        }
        return shape instanceof Shape.Instead instead && !instead.asText() ? within(instead) : shape;
    }

    /** The same entries, each value as its text. */
    Iterator<? extends Map.Entry<?, ?>> within(Iterator<? extends Map.Entry<?, ?>> entries) {
        return new Each<Map.Entry<?, ?>, Map.Entry<?, ?>>(
                entries, entry -> new SimpleImmutableEntry<>(entry.getKey(), part(entry.getValue())));
    }

    private Shape within(Shape.Instead instead) {
        return (value, out, hidden) -> {
            Object inside = instead.of().of(value);
            if (inside == null) {
                out.value(null, hidden);
            } else {
                within(shapes.of(inside.getClass())).write(inside, out, hidden);
            }
        };
    }

    private Object part(Object value) throws Throwable {
        if (value == null
                || shapes.of(value.getClass()) instanceof Shape.Lazy lazy
                        && !lazy.laziness().isLoaded(value)) {
            // It is said to be lost in its place.
            return value;
        }
        if (wouldLoad(value)) {
            throw new Unreadable(Shape.Lazy.WHY);
        }
        return String.valueOf(value.toString());
    }

    /** Of an iterator, what the view makes of each. */
    private record Each<T, R>(Iterator<? extends T> of, View<T, R> view) implements Iterator<R> {
        @Override
        public boolean hasNext() {
            return of.hasNext();
        }

        @Override
        public R next() {
            try {
                return view.of(of.next());
            } catch (Throwable t) {
                throw Property.<RuntimeException>sneaky(t);
            }
        }
    }

    private interface View<T, R> {
        R of(T value) throws Throwable;
    }
}
