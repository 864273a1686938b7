package com.moesif.logback;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code <rule>}: which existing log lines are actions, and what of them becomes fields. All conditions given must hold;
 * the first rule that matches takes the event. Filled by Joran.
 */
public final class RuleElement {
    private String name;
    private String logger;
    private String level;
    private String marker;
    private String message;
    private String regex;
    private String actionName;
    private final List<FieldElement> fields = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    /** What statuses call the rule; optional. */
    public void setName(String name) {
        this.name = name;
    }

    String getName() {
        return name;
    }

    /** The logger itself or one below it in the hierarchy. Default: any. */
    public void setLogger(String logger) {
        this.logger = logger;
    }

    String getLogger() {
        return logger;
    }

    /** The least level. Default: any. */
    public void setLevel(String level) {
        this.level = level;
    }

    String getLevel() {
        return level;
    }

    /** The name of a marker of the event, or of one that a marker of it refers to. Default: any. */
    public void setMarker(String marker) {
        this.marker = marker;
    }

    String getMarker() {
        return marker;
    }

    /**
     * The message template as it stands in the source, each <code>{}</code> optionally named: <code>{amount}</code>.
     * {@code *} stands for any message; {@code \\uXXXX} for a character that Logback would change.
     */
    public void setMessage(String message) {
        this.message = message;
    }

    String getMessage() {
        return message;
    }

    /** A regular expression that is looked for in the formatted message; its named groups become fields. */
    public void setRegex(String regex) {
        this.regex = regex;
    }

    String getRegex() {
        return regex;
    }

    /** The name of the action, for events that don't carry one. Default: the raw message. */
    public void setActionName(String actionName) {
        this.actionName = actionName;
    }

    String getActionName() {
        return actionName;
    }

    /** Adds a field, or, without a value, gives a captured one another type. */
    public void addField(FieldElement field) {
        fields.add(field);
    }

    List<FieldElement> getFields() {
        return fields;
    }

    /** Elements within this one that Joran did not know, each as a sentence. */
    List<String> getUnknown() {
        return unknown;
    }
}
