package com.moesif.logback.internal.statements;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All classes that were read; of two with one name the first, as on a class path. One thread at a time. */
final class ClassIndex {
    private final Map<String, ClassFacts> byName = new LinkedHashMap<>();
    /** By their parent; null until somebody asks. */
    private Map<String, List<ClassFacts>> children;

    private final Map<Origin.Target, List<ClassFacts>> implementations = new HashMap<>();

    /** A later one of the same place is the newer version in a multi-release jar. */
    void add(ClassFacts facts) {
        byName.merge(facts.name(), facts, (first, second) -> first.place().equals(second.place()) ? second : first);
        children = null;
        implementations.clear();
    }

    Collection<ClassFacts> all() {
        return byName.values();
    }

    /** Null when it wasn't read. */
    ClassFacts named(String name) {
        return byName.get(name);
    }

    /** The class that sets this field: the given one, or one that it extends. */
    Optional<ClassFacts> withField(String owner, String field) {
        ClassFacts own = byName.get(owner);
        if (own != null && own.fields().containsKey(field)) {
            return Optional.of(own);
        }
        return above(owner).stream()
                .filter(facts -> facts.fields().containsKey(field))
                .findFirst();
    }

    /** Those that set a field that they inherit from this class. */
    List<ClassFacts> settingBelow(String owner, String field) {
        return below(owner).stream()
                .filter(facts -> facts.fields().containsKey(field))
                .toList();
    }

    /** The class whose method that is, if what it gives back can be told. */
    Optional<ClassFacts> withResult(Origin.Target method) {
        ClassFacts own = byName.get(method.owner());
        if (own != null && own.results().containsKey(method.signature())) {
            return Optional.of(own);
        }
        return above(method.owner()).stream()
                .filter(facts -> facts.results().containsKey(method.signature()))
                .findFirst();
    }

    /** The classes whose methods may be meant by a call of this one. */
    List<ClassFacts> implementations(Origin.Target method) {
        return implementations.computeIfAbsent(method, this::find);
    }

    private List<ClassFacts> find(Origin.Target method) {
        // A class without loggers may override a method that gives a text, and wasn't read.
        boolean mayBeHidden = !method.isStatic()
                && !LogCalls.isInDescriptor(method.descriptor())
                && below(method.owner()).stream().anyMatch(facts -> !facts.isFollowed());
        if (mayBeHidden) {
            return List.of();
        }
        List<ClassFacts> found = new ArrayList<>();
        withResult(method).ifPresent(found::add);
        if (!method.isStatic()) {
            below(method.owner()).stream()
                    .filter(facts -> facts.results().containsKey(method.signature()))
                    .filter(facts -> found.isEmpty() || facts != found.get(0))
                    .forEach(found::add);
        }
        return found;
    }

    /** The classes of which an object of this type may be. */
    List<ClassFacts> concrete(String name) {
        return below(name).stream().filter(ClassFacts::isConcrete).toList();
    }

    /** Whether the one is the other, or extends or implements it. */
    boolean isBelow(String name, String other) {
        return name.equals(other)
                || above(name).stream().anyMatch(facts -> facts.parents().contains(other));
    }

    /** Whether it is a logger of one of the APIs, by its own name or by what it implements. */
    boolean isLogger(String name) {
        return LogCalls.isLogger(name)
                || above(name).stream()
                        .anyMatch(facts -> facts.parents().stream().anyMatch(LogCalls::isLogger));
    }

    /** The class itself, those that it extends, and then their interfaces: the nearest first. */
    List<ClassFacts> above(String name) {
        return reached(name, facts -> facts.parents().stream().map(byName::get).toList());
    }

    /** The class itself and those that extend or implement it. */
    List<ClassFacts> below(String name) {
        if (children == null) {
            children = new HashMap<>();
            for (ClassFacts facts : all()) {
                facts.parents()
                        .forEach(parent -> children.computeIfAbsent(parent, p -> new ArrayList<>())
                                .add(facts));
            }
        }
        if (!byName.containsKey(name)) {
            // An interface of a library that isn't there may have been implemented here.
            Map<String, ClassFacts> found = new LinkedHashMap<>();
            for (ClassFacts child : children.getOrDefault(name, List.of())) {
                below(child.name()).forEach(facts -> found.put(facts.name(), facts));
            }
            return new ArrayList<>(found.values());
        }
        return reached(name, facts -> children.getOrDefault(facts.name(), List.of()));
    }

    private List<ClassFacts> reached(String name, Next next) {
        Map<String, ClassFacts> found = new LinkedHashMap<>();
        Deque<ClassFacts> ahead = new ArrayDeque<>();
        ClassFacts first = byName.get(name);
        if (first != null) {
            ahead.add(first);
        }
        while (!ahead.isEmpty()) {
            ClassFacts at = ahead.remove();
            if (found.putIfAbsent(at.name(), at) == null) {
                next.of(at).stream().filter(facts -> facts != null).forEach(ahead::add);
            }
        }
        return new ArrayList<>(found.values());
    }

    /** One step. */
    private interface Next {
        List<ClassFacts> of(ClassFacts facts);
    }

    int size() {
        return byName.size();
    }
}
