package com.moesif.logback.internal.statements;

/**
 * The level of a logging call. Immutable.
 *
 * @param name {@code TRACE} to {@code ERROR}; null when the call alone doesn't tell it
 * @param from what the call is given for it; null when the name of its method says the level, or nothing does
 */
record CallLevel(String name, Origin from) {
    static final CallLevel UNKNOWN = new CallLevel(null, null);

    static CallLevel named(String name) {
        return new CallLevel(name, null);
    }

    static CallLevel of(Origin from) {
        return new CallLevel(LogCalls.level(from), from);
    }
}
