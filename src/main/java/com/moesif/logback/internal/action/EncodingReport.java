package com.moesif.logback.internal.action;

/** Hears of what did not go smoothly while an action was encoded. Called by the encoder's thread. */
public interface EncodingReport {
    /**
     * A field was left out, or a text saying why stands in its place.
     *
     * @param rule the label of the rule that took the event, or null
     */
    void fieldLost(String rule, String field, String why);

    /**
     * An action of this name has no {@code company_id}.
     *
     * @param rule the label of the rule that took the event, or null
     */
    void withoutCompany(String rule, String actionName);

    /** More distinct action names have been seen than is sane; told once. */
    void manyNames(int limit, String example);

    /** An action is larger than the collector takes, and was not encoded. */
    void tooLarge(String actionName, String transactionId);
}
