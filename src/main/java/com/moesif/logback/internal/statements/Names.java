package com.moesif.logback.internal.statements;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The texts that a value of the code may be. Immutable.
 *
 * @param known those that are told
 * @param areAll whether there are no others
 * @param isOpen whether classes that weren't read may give it others: its subclasses, or who calls its methods
 * @param below the class, of whose subclasses none was read; else null
 * @param wrapped whether a factory of the application has made the logger
 */
record Names(Set<String> known, boolean areAll, boolean isOpen, String below, boolean wrapped) {
    static final Names UNKNOWN = new Names(Set.of(), false, false, null, false);
    /** Of what is never there, a field that is null say. */
    static final Names NONE = new Names(Set.of(), true, false, null, false);

    /** More of them are no names. */
    private static final int MOST = 2_000;

    static Names of(String name) {
        return new Names(Set.of(name), true, false, null, false);
    }

    /** Of the classes that were read. */
    static Names ofClasses(Set<String> classes) {
        return new Names(classes, true, true, null, false);
    }

    static Names below(String type) {
        return new Names(Set.of(), false, true, type, false);
    }

    /** What one or the other is. */
    Names or(Names other) {
        Set<String> both = new TreeSet<>(known);
        both.addAll(other.known);
        return new Names(
                both,
                areAll && other.areAll,
                isOpen || other.isOpen,
                below == null ? other.below : below,
                wrapped || other.wrapped);
    }

    /** What this one is with the other behind it. */
    Names and(Names other) {
        if ((long) known.size() * other.known.size() > MOST) {
            return UNKNOWN;
        }
        Set<String> both = new TreeSet<>();
        known.forEach(first -> other.known.forEach(second -> both.add(first + second)));
        return new Names(both, areAll && other.areAll, isOpen || other.isOpen, null, wrapped || other.wrapped);
    }

    Names each(UnaryOperator<String> change) {
        Set<String> changed = new TreeSet<>();
        known.forEach(name -> changed.add(change.apply(name)));
        boolean same = below != null && change.apply(below).equals(below);
        return new Names(changed, areAll, isOpen, same ? below : null, wrapped);
    }

    Names byAFactoryOfTheApplication() {
        return new Names(known, areAll, isOpen, below, true);
    }

    Names byItsCallers() {
        return new Names(known, areAll, true, below, wrapped);
    }

    /** Whether nothing is told. */
    boolean isUnknown() {
        return known.isEmpty() && below == null;
    }
}
