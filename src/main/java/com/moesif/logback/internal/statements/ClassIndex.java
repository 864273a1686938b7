package com.moesif.logback.internal.statements;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All classes that were read; of two with one name the first, as on a class path. One thread. */
final class ClassIndex {
    /** Farther up no logger is inherited from. */
    private static final int HIGHEST = 50;

    private final Map<String, ClassFacts> byName = new LinkedHashMap<>();

    /** A later one of the same place is the newer version in a multi-release jar. */
    void add(ClassFacts facts) {
        byName.merge(facts.name(), facts, (first, second) -> first.place().equals(second.place()) ? second : first);
    }

    Iterable<ClassFacts> all() {
        return byName.values();
    }

    /** The class that sets this field: the given one, or one that it extends. */
    Optional<ClassFacts> withField(String owner, String field) {
        ClassFacts at = byName.get(owner);
        for (int i = 0; at != null && i < HIGHEST; i++) {
            if (at.fields().containsKey(field)) {
                return Optional.of(at);
            }
            at = at.superName() == null ? null : byName.get(at.superName());
        }
        return Optional.empty();
    }

    /** The class whose method that is, if what it gives back can be told. */
    Optional<ClassFacts> withResult(Origin.Target method) {
        String key = method.name() + method.descriptor();
        ClassFacts at = byName.get(method.owner());
        for (int i = 0; at != null && i < HIGHEST; i++) {
            if (at.results().containsKey(key)) {
                return Optional.of(at);
            }
            at = at.superName() == null ? null : byName.get(at.superName());
        }
        return Optional.empty();
    }

    int size() {
        return byName.size();
    }
}
