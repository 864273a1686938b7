package com.moesif.logback.internal.ledger;

/** Why an action became a dead letter: kept in a file, but never sent again by itself. */
public enum DeadReason {
    /** The collector refused it alone, and accepted others after it. */
    REFUSED("refused"),
    /** It is larger than the collector takes. */
    TOO_LARGE("tooLarge"),
    /** It is older than {@code maxAge}, and the collector would refuse it. */
    EXPIRED("expired"),
    /** It lacks a field that is required. */
    INCOMPLETE("incomplete");

    private final String label;

    DeadReason(String label) {
        this.label = label;
    }

    /** As it stands in dead letters, statuses and metrics. */
    public String label() {
        return label;
    }
}
