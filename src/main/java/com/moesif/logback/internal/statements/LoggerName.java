package com.moesif.logback.internal.statements;

import java.util.List;

/**
 * What is known of the name of a statement's logger. Immutable.
 *
 * @param wrapped whether the application makes its loggers itself, Kafka's {@code LogContext} say: what such a logger adds to a
 *     message can't be seen
 * @param others who may give it other names than these
 * @param names several where a method is given its logger, or where the objects of several classes run it; of
 *     {@link Certainty#RUNTIME_CLASS} the class whose subclasses may name it
 */
public record LoggerName(Certainty certainty, List<String> names, Others others, boolean wrapped) {
    static final LoggerName UNKNOWN = new LoggerName(Certainty.UNKNOWN, List.of(), Others.ANYBODY, false);

    /** How it is known. */
    public enum Certainty {
        /** It is one of these names. */
        KNOWN,
        /** {@code getLogger(getClass())}, and no class was read of which there can be objects. */
        RUNTIME_CLASS,
        /** The code gets its logger from somewhere that can't be followed, or does so in some cases. */
        UNKNOWN
    }

    /** Who may give a logger other names than those that were found. Each may be more than the one before. */
    public enum Others {
        NOBODY,
        /** Subclasses that weren't read. */
        SUBCLASSES,
        /** Classes that weren't read and call a static method that is given its logger. */
        CALLERS,
        /** Who makes the object, or calls its method: a container, say, which needs no class for it. */
        ANYBODY;

        Others or(Others other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /** The first of its names; null when there is none. */
    public String name() {
        return names.isEmpty() ? null : names.get(0);
    }

    /**
     * The one name that takes all of them as a rule's {@code <logger>}: theirs, or the nearest above them.
     *
     * @return null when they have nothing in common but the beginning of a domain, or aren't all known
     */
    public String common() {
        if (certainty != Certainty.KNOWN) {
            return null;
        }
        String common = names.get(0);
        for (String name : names) {
            while (!common.isEmpty() && !isBelow(name, common)) {
                common = common.substring(0, Math.max(0, common.lastIndexOf('.')));
            }
        }
        boolean says = names.size() == 1 || common.indexOf('.') != common.lastIndexOf('.');
        return says ? common : null;
    }

    static boolean isBelow(String name, String other) {
        return name.equals(other)
                || name.length() > other.length()
                        && name.startsWith(other)
                        && ".$".indexOf(name.charAt(other.length())) >= 0
                || other.equalsIgnoreCase("ROOT");
    }

    /** Whether an event of this statement may be of a logger with this name or below it. */
    public boolean mayBeBelow(String other) {
        return certainty != Certainty.KNOWN || names.stream().anyMatch(name -> isBelow(name, other));
    }
}
