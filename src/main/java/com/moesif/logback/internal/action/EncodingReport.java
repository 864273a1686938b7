package com.moesif.logback.internal.action;

/**
 * Hears of what did not go smoothly while an action was encoded. Names of actions are told as they may be shown, without what
 * the masks hide. Called by the encoder's thread.
 */
public interface EncodingReport {
    /**
     * A field or a part of it was left out, or a text saying why stands in its place.
     *
     * @param rule the label of the rule that took the event, or null
     * @param why words that go on after "it", with a remedy as the next sentence where one is known
     */
    void fieldLost(String rule, String field, String why);

    /** The same of a field that is shipped, but hardly in the form that its user had in mind. */
    void fieldDoubtful(String rule, String field, String why);

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
