package com.moesif.logback.internal.statements;

import java.util.Set;

/**
 * What a statement puts into a placeholder. Immutable.
 *
 * @param name what the code calls it: a variable, a field, a getter, a record's component; null when it has no name
 * @param type its static type in Java's notation, {@code int} or {@code java.util.List}; of a boxed value the primitive's
 * @param constant the text, when it is a constant; else null
 * @param mayBeNull whether its type is none of the primitive ones, nor the value a constant
 */
public record Argument(String name, String type, String constant, boolean mayBeNull) {
    private static final Set<String> NUMBERS = Set.of(
            "byte",
            "short",
            "int",
            "long",
            "float",
            "double",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.lang.Number",
            "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong");

    /** Whether its values are numbers whatever happens. */
    public boolean isNumber() {
        return NUMBERS.contains(type);
    }

    /** Whether its values are numbers that Java writes with digits, or as NaN and the like. */
    boolean isWrittenAsNumber() {
        return isNumber() && !type.equals("java.lang.Number");
    }

    /** Whether its values may be NaN or infinite. */
    boolean isFloating() {
        return type.equals("float") || type.equals("double");
    }

    /** By the name of its type: others may end so, too. */
    boolean mayBeThrowable() {
        return type.matches(".*(Exception|Error|Throwable)");
    }

    /** By a name that no other type has. */
    public boolean isThrowable() {
        return type.matches(".*(Exception|Throwable)|java\\..*Error");
    }

    /** Whether its values are {@code true} or {@code false}. */
    public boolean isBoolean() {
        return type.equals("boolean");
    }

    /** Whether the static type says nothing of what the value is at run time. */
    public boolean isOpen() {
        return type.equals("java.lang.Object")
                || type.equals("java.lang.Comparable")
                || type.equals("java.io.Serializable")
                || type.endsWith(".Supplier")
                || type.endsWith(".Function0");
    }
}
