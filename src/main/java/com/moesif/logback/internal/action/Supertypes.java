package com.moesif.logback.internal.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A class and everything it is by class or interface, by name: how the types of libraries are recognised that need not be
 * there. Immutable.
 */
final class Supertypes {
    private final Map<String, Class<?>> byName = new LinkedHashMap<>();

    /** Nearest first: the class, its superclasses, then the interfaces of all of them. */
    Supertypes(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            byName.put(each.getName(), each);
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            interfaces(each);
        }
    }

    private void interfaces(Class<?> type) {
        for (Class<?> each : type.getInterfaces()) {
            if (byName.putIfAbsent(each.getName(), each) == null) {
                interfaces(each);
            }
        }
    }

    Iterable<Class<?>> all() {
        return byName.values();
    }

    /** The class or interface of this name, or null when the class is none. */
    Class<?> named(String name) {
        return byName.get(name);
    }

    boolean anyName(Predicate<String> test) {
        return byName.keySet().stream().anyMatch(test);
    }
}
