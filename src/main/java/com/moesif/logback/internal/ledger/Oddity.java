package com.moesif.logback.internal.ledger;

/** What happens to an event or an action that has its outcome all the same: each is counted, and none is part of the equation. */
public enum Oddity {
    /** A field was left out, or replaced by a text that says why. */
    FIELDS_LOST("fieldsLost"),
    /** An action has no company, so that it can't be billed. */
    WITHOUT_COMPANY("withoutCompany"),
    /** The same event came a second time, by Logback's additivity, and was left out. */
    DUPLICATE_EVENTS("duplicateEvents"),
    /** A rule's regex came to no end on a message, or was not tried on a long one. */
    PATTERNS_GIVEN_UP("patternsGivenUp"),
    /** A caller was let go by {@code commitTimeout} before its action was in its file. */
    LATE_COMMITS("lateCommits");

    private final String label;

    Oddity(String label) {
        this.label = label;
    }

    /** As it stands in statuses. */
    public String label() {
        return label;
    }
}
