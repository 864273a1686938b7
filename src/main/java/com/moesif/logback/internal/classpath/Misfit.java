package com.moesif.logback.internal.classpath;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something in a library, or in the Java run-time, that is needed and isn't there.
 *
 * @param what the JVM's own words, the same however often it is met
 * @param remedy sentences without the last full stop
 */
public record Misfit(String what, String remedy) {
    /** All that the JVM keeps of what a class's initializer threw, for those who come to that class later. */
    private static final Pattern KEPT =
            Pattern.compile("Exception ([\\w.$]+)(: .*?)?( \\[in thread .*])?", Pattern.DOTALL);

    /** No chain of causes is that long, but one that goes in a circle. */
    private static final int MOST_CAUSES = 100;

    /** @return empty when no LinkageError is behind it */
    static Optional<String> origin(Throwable failure) {
        String origin = null;
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof ExceptionInInitializerError initializer) {
                // Whatever is behind it, it is a class that can't be used.
                origin = ofInitializer(initializer);
            } else if (cause instanceof LinkageError) {
                origin = words(cause.getClass().getName(), cause.getMessage());
            }
        }
        return Optional.ofNullable(origin);
    }

    private static String ofInitializer(ExceptionInInitializerError failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher kept = KEPT.matcher(message);
        if (kept.matches()) {
            return words(
                    kept.group(1), kept.group(2) == null ? null : kept.group(2).substring(2));
        }
        Throwable thrown = failure.getCause();
        return thrown == null
                ? words(failure.getClass().getName(), failure.getMessage())
                : words(thrown.getClass().getName(), thrown.getMessage());
    }

    private static String words(String className, String message) {
        String kind = className.substring(className.lastIndexOf('.') + 1);
        return message == null ? kind : kind + ": " + message;
    }
}
