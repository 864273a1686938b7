package com.moesif.logback.testing;

import java.util.List;

/**
 * What the application's code says of one rule. Immutable.
 *
 * @param rule how statuses call it: {@code rule 'Payments'}
 * @param places of the statements that the rule takes, {@code Payments.java:15}; of {@link Outcome#BELOW_LEVEL} those that it would
 *     take at another level
 * @param explanation sentences for people: why, and what would be right
 * @param problems of the statements that it takes: a hole that gets no argument, a type that can't be converted
 */
public record RuleVerdict(
        String rule, Outcome outcome, List<String> places, String explanation, List<String> problems) {

    /** Whether some statement of the application makes events that the rule takes. */
    public enum Outcome {
        /** At least one does. */
        MATCHES("matches"),
        /** One would, but its level is below the rule's or below what its logger lets through. */
        BELOW_LEVEL("matches only below its level"),
        /** None does. */
        NEVER("never: no statement"),
        /** A statement that may be the one makes its message, or gets its logger or its marker, at run time. */
        CANNOT_BE_SEEN("cannot be seen");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /** For a test's failure: all there is to know. */
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
