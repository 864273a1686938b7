package com.moesif.logback.internal.statements;

/**
 * What is known of the name of a statement's logger. Immutable.
 *
 * @param wrapped whether the application makes its loggers itself, Kafka's {@code LogContext} say: what such a logger adds to a
 *     message can't be seen
 * @param name the name; of {@link Certainty#RUNTIME_CLASS} the class whose subclasses may name it; null when unknown
 */
public record LoggerName(Certainty certainty, String name, boolean wrapped) {
    static final LoggerName UNKNOWN = new LoggerName(Certainty.UNKNOWN, null, false);

    /** How it is known. */
    public enum Certainty {
        /** It is this name. */
        KNOWN,
        /** {@code getLogger(getClass())}: the name of this class or of a class below it. */
        RUNTIME_CLASS,
        /** The code gets its logger from somewhere that can't be followed. */
        UNKNOWN
    }

    static LoggerName known(String name) {
        return new LoggerName(Certainty.KNOWN, name, false);
    }

    static LoggerName runtimeClass(String name) {
        return new LoggerName(Certainty.RUNTIME_CLASS, name, false);
    }

    LoggerName byAFactoryOfTheApplication() {
        return new LoggerName(certainty, name, true);
    }

    /** Whether an event of this statement may be of a logger with this name or below it. */
    public boolean mayBeBelow(String other) {
        return switch (certainty) {
            case KNOWN -> name.equals(other) || name.startsWith(other + ".") || other.equalsIgnoreCase("ROOT");
            default -> true;
        };
    }
}
