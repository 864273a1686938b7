package com.moesif.logback.internal.action;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;

/** What becomes of a container's shape when each element or value in it is to be its text. */
final class TextsWithin {
    private final Shapes shapes;

    TextsWithin(Shapes shapes) {
        this.shapes = shapes;
    }

    /** The same shape for what is no container. */
    Shape of(Shape shape) {
        if (shape instanceof Shape.Elements elements) {
            return new Shape.Elements(value -> new Each<>(elements.iterator().of(value), this::part));
        }
        if (shape instanceof Shape.Entries entries) {
            return new Shape.Entries(value -> new Each<Map.Entry<?, ?>, Map.Entry<?, ?>>(
                    entries.iterator().of(value),
                    entry -> new SimpleImmutableEntry<>(entry.getKey(), part(entry.getValue()))));
        }
        if (shape instanceof Shape.Wrapper wrapper) {
            return new Shape.Wrapper(value -> part(wrapper.inner().of(value)));
        }
        return shape instanceof Shape.Lazy lazy ? new Shape.Lazy(lazy.laziness(), of(lazy.loaded())) : shape;
    }

    /** Asked for its text, what is not loaded yet would be: it is left as it is, to be said to be lost. */
    private Object part(Object value) {
        return value != null && shapes.of(value.getClass()) instanceof Shape.Lazy ? value : text(value);
    }

    static String text(Object value) {
        return value == null ? null : String.valueOf(value.toString());
    }

    /** Of an iterator, what the function makes of each. */
    private record Each<T, R>(Iterator<? extends T> of, Function<T, R> function) implements Iterator<R> {
        @Override
        public boolean hasNext() {
            return of.hasNext();
        }

        @Override
        public R next() {
            return function.apply(of.next());
        }
    }
}
