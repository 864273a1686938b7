package com.moesif.logback.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code <rule>}: which existing log lines are actions, and what of them becomes fields. All conditions given must hold;
 * the first rule that matches takes the event. Filled by Joran.
 */
public final class RuleElement {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<FieldElement> fields = new ArrayList<>();

    /** What statuses call the rule; optional. */
    public void setName(String name) {
        texts.put("name", name);
    }

    public String getName() {
        return texts.get("name");
    }

    /** The logger itself or one below it in the hierarchy. Default: any. */
    public void setLogger(String logger) {
        texts.put("logger", logger);
    }

    public String getLogger() {
        return texts.get("logger");
    }

    /** The least level. Default: any. */
    public void setLevel(String level) {
        texts.put("level", level);
    }

    public String getLevel() {
        return texts.get("level");
    }

    /** The name of a marker of the event, or of one that a marker of it refers to. Default: any. */
    public void setMarker(String marker) {
        texts.put("marker", marker);
    }

    public String getMarker() {
        return texts.get("marker");
    }

    /**
     * The message template as it stands in the source, each <code>{}</code> optionally named: <code>{amount}</code>.
     * {@code *} stands for any message; {@code \\uXXXX} for a character that Logback would change.
     */
    public void setMessage(String message) {
        texts.put("message", message);
    }

    public String getMessage() {
        return texts.get("message");
    }

    /** A regular expression that is looked for in the formatted message; its named groups become fields. */
    public void setRegex(String regex) {
        texts.put("regex", regex);
    }

    public String getRegex() {
        return texts.get("regex");
    }

    /** The name of the action, for events that don't carry one. Default: the raw message. */
    public void setActionName(String actionName) {
        texts.put("actionName", actionName);
    }

    public String getActionName() {
        return texts.get("actionName");
    }

    /** At least so often an event matches, as long as the service logs at all; else it is warned of. Default: nothing expected. */
    public void setExpectEvery(String expectEvery) {
        texts.put("expectEvery", expectEvery);
    }

    public String getExpectEvery() {
        return texts.get("expectEvery");
    }

    /** Adds a field, or, without a value, gives a captured one another type. */
    public void addField(FieldElement field) {
        fields.add(Objects.requireNonNullElseGet(field, FieldElement::new));
    }

    public List<FieldElement> getFields() {
        return fields;
    }

    /** As given, by the name of the element. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
