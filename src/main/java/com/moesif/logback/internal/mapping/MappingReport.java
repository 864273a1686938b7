package com.moesif.logback.internal.mapping;

/** Hears of what does not go smoothly while events are matched and captured. Called on the logging thread. */
public interface MappingReport {
    /** The text of an event as it may be shown in what is told here: without what the masks hide. */
    default String shown(String text) {
        return text;
    }

    /** A rule's regex came to no end on an event. */
    default void regexGivenUp(Rule rule) {}

    /**
     * A marker has so many behind it that not all were looked at, and those that were do not make the event an action.
     *
     * @param limits words that go on after "behind"
     */
    default void tooManyMarkers(String limits) {}

    /** The templates of a logger vary at run time, as this one does; told once of each such logger. */
    default void templatesVary(String logger, String template) {}

    /** An event that no rule took is much like what this one waits for, but for this; told once of each message. */
    default void nearMiss(Rule rule, String logger, String difference) {}

    /** An event of a rule has no argument for this placeholder of its message; told once of each rule. */
    default void unfilled(Rule rule, String placeholder) {}

    /** A rule's logger logged text that the rule's template would have printed; told once of each such rule. */
    default void cameFormatted(Rule rule, String logger) {}
}
