package com.moesif.logback.testing;

import java.util.List;

/**
 * What the application's code shows about one rule. Immutable.
 *
 * @param rule the rule as statuses name it: {@code rule 'Payments'}
 * @param places where the statements are that the rule takes, such as {@code Payments.java:15}; with {@link Outcome#BELOW_LEVEL}
 *     where those are that it would take at another level, and with {@link Outcome#NEVER_REACHED} where those are that earlier
 *     rules take
 * @param explanation sentences for people: why, and what would be right
 * @param problems what is wrong with the statements that it takes: a placeholder that gets no argument, or a type that can't be
 *     converted
 */
public record RuleVerdict(
        String rule, Outcome outcome, List<String> places, String explanation, List<String> problems) {

    /** Whether some statement of the application makes events that the rule takes. */
    public enum Outcome {
        /** At least one statement does. */
        MATCHES("matches"),
        /** A statement would, but its level is below the rule's, or below the level of its logger. */
        BELOW_LEVEL("matches only below its level"),
        /** No statement does. */
        NEVER("never: no statement"),
        /** A statement that may be the one makes its message, or gets its logger or its marker, at run time. */
        CANNOT_BE_SEEN("cannot be seen"),
        /** Statements do, but earlier rules of the appender take all of their events. */
        NEVER_REACHED("never reached");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** The outcome in words. */
        public String label() {
            return label;
        }
    }

    /** All of it in words, for the message of a test that fails. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(rule).append(": ").append(outcome.label());
        if (!places.isEmpty()) {
            text.append(" (").append(String.join(", ", places)).append(')');
        }
        if (!explanation.isEmpty()) {
            text.append("\n  ").append(explanation.replace("\n", "\n  "));
        }
        problems.forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }
}
