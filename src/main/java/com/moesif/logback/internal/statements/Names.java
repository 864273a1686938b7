package com.moesif.logback.internal.statements;

import com.moesif.logback.internal.statements.LoggerName.Others;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The texts that a value of the code may be. Immutable.
 *
 * @param known those that are told
 * @param areAll whether there are no others
 * @param others who may give it others
 * @param below the class, of whose subclasses none was read; else null
 * @param wrapped whether a factory of the application has made the logger
 */
record Names(Set<String> known, boolean areAll, Others others, String below, boolean wrapped) {
    static final Names UNKNOWN = new Names(Set.of(), false, Others.NOBODY, null, false);
    /** Of what is never there, a field that is null say. */
    static final Names NONE = new Names(Set.of(), true, Others.NOBODY, null, false);

    /** More of them are no names. */
    private static final int MOST = 500;

    static Names of(String name) {
        return new Names(Set.of(name), true, Others.NOBODY, null, false);
    }

    /** Of the classes that were read. */
    static Names ofClasses(Set<String> classes) {
        return new Names(classes, true, Others.SUBCLASSES, null, false);
    }

    static Names below(String type) {
        return new Names(Set.of(), false, Others.SUBCLASSES, type, false);
    }

    /** Puts together what one or another is: in one set, since there may be thousands. One use. */
    static final class Sum {
        private final Set<String> known = new TreeSet<>();
        private boolean areAll = true;
        private Others others = Others.NOBODY;
        private String below;
        private boolean wrapped;
        private boolean isEmpty = true;

        void add(Names names) {
            isEmpty = false;
            known.addAll(names.known);
            areAll &= names.areAll;
            others = others.or(names.others);
            below = below == null ? names.below : below;
            wrapped |= names.wrapped;
        }

        boolean areTooMany() {
            return known.size() > MOST;
        }

        /** Unknown when there is none, or when they are too many to be told. */
        Names names() {
            return isEmpty || areTooMany() ? UNKNOWN : new Names(known, areAll, others, below, wrapped);
        }
    }

    /** What this one is with the other behind it. */
    Names and(Names other) {
        if ((long) known.size() * other.known.size() > MOST) {
            return UNKNOWN;
        }
        Set<String> both = new TreeSet<>();
        known.forEach(first -> other.known.forEach(second -> both.add(first + second)));
        // Of a method that calls itself with more behind the name nothing is told here, and there is no end of them.
        boolean areBothThere = !known.isEmpty() && !other.known.isEmpty();
        return new Names(
                both, areBothThere && areAll && other.areAll, others.or(other.others), null, wrapped || other.wrapped);
    }

    Names each(UnaryOperator<String> change) {
        Set<String> changed = new TreeSet<>();
        known.forEach(name -> changed.add(change.apply(name)));
        boolean same = below != null && change.apply(below).equals(below);
        return new Names(changed, areAll, others, same ? below : null, wrapped);
    }

    Names byAFactoryOfTheApplication() {
        return new Names(known, areAll, others, below, true);
    }

    Names givenBy(Others callers) {
        return new Names(known, areAll, others.or(callers), below, wrapped);
    }

    /** Whether nothing is told. */
    boolean isUnknown() {
        return known.isEmpty() && below == null;
    }
}
