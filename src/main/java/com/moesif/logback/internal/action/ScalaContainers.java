package com.moesif.logback.internal.action;

import java.lang.reflect.Method;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Scala's collections, maps and options, none of which is one of Java's. Known by their names. */
final class ScalaContainers {
    private static final String PACKAGE = "scala.collection.";
    /** Made when they are read, and some without an end; their texts read nothing. */
    private static final List<String> UNMADE =
            List.of(PACKAGE + "View", PACKAGE + "immutable.LazyList", PACKAGE + "immutable.Stream");

    private ScalaContainers() {}

    /** Null for a class that is none of them. */
    static Shape shape(Supertypes types) throws ReflectiveOperationException {
        Class<?> option = types.named("scala.Option");
        if (option != null) {
            Method isEmpty = option.getMethod("isEmpty");
            Method get = option.getMethod("get");
            return new Shape.Wrapper(value -> (Boolean) isEmpty.invoke(value) ? null : get.invoke(value));
        }
        Class<?> iterable = types.named(PACKAGE + "Iterable");
        if (iterable == null || UNMADE.stream().anyMatch(name -> types.named(name) != null)) {
            return null;
        }
        Method iterator = iterable.getMethod("iterator");
        if (types.named(PACKAGE + "Map") == null) {
            return new Shape.Elements(value -> new JavaIterator(iterator.invoke(value)));
        }
        return new Shape.Entries(
                value -> new EntryIterator(new JavaIterator(iterator.invoke(value))), HiddenNames.NONE);
    }

    private static final class JavaIterator implements Iterator<Object> {
        private final Object iterator;
        private final Method hasNext;
        private final Method next;

        JavaIterator(Object iterator) throws ReflectiveOperationException {
            Class<?> type = new Supertypes(iterator.getClass()).named(PACKAGE + "Iterator");
            this.iterator = iterator;
            this.hasNext = type.getMethod("hasNext");
            this.next = type.getMethod("next");
        }

        @Override
        public boolean hasNext() {
            return (Boolean) Property.call(hasNext, iterator);
        }

        @Override
        public Object next() {
            return Property.call(next, iterator);
        }
    }

    private static final class EntryIterator implements Iterator<Map.Entry<?, ?>> {
        private final JavaIterator tuples;

        EntryIterator(JavaIterator tuples) {
            this.tuples = tuples;
        }

        @Override
        public boolean hasNext() {
            return tuples.hasNext();
        }

        @Override
        public Map.Entry<?, ?> next() {
            Object tuple = tuples.next();
            try {
                Class<?> type = tuple.getClass();
                return new SimpleImmutableEntry<>(
                        Property.call(type.getMethod("_1"), tuple), Property.call(type.getMethod("_2"), tuple));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
