package com.moesif.logback.mutation;

import java.util.List;

/**
 * A change of the code that no fast test notices. The text of its line stands for it, and not the line's number, which any change above
 * it moves.
 */
record Survivor(String type, String method, String mutator, String source) implements Comparable<Survivor> {
    /** Of a class's methods that the compiler makes of lambdas, the number says nothing. */
    Survivor {
        method = method.replaceFirst("^lambda\\$(.+)\\$\\d+$", "$1");
        source = source.strip();
    }

    static Survivor named(List<String> columns) {
        return new Survivor(columns.get(0), columns.get(1), columns.get(2), columns.get(3));
    }

    /** The package below {@code internal}. */
    static String roomOf(String type) {
        String[] parts = type.split("\\.");
        return parts[parts.length - 2];
    }

    @Override
    public int compareTo(Survivor other) {
        return toString().compareTo(other.toString());
    }

    /** As it is written in the list of its room, without the reason. */
    @Override
    public String toString() {
        return String.join("\t", type, method, mutator, source);
    }
}
