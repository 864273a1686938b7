package com.moesif.logback.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code <rule>}: makes actions of existing log lines, and fields of their parts. An event matches when all conditions hold
 * that the rule has; the first rule that matches takes the event. Joran fills it.
 */
public final class RuleElement {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<FieldElement> fields = new ArrayList<>();

    /** The name that statuses give to the rule; optional. */
    public void setName(String name) {
        texts.put("name", name);
    }

    public String getName() {
        return texts.get("name");
    }

    /** The name of a logger: events of it and of the loggers below it match. Default: any. */
    public void setLogger(String logger) {
        texts.put("logger", logger);
    }

    public String getLogger() {
        return texts.get("logger");
    }

    /** The lowest level that matches. Default: any. */
    public void setLevel(String level) {
        texts.put("level", level);
    }

    public String getLevel() {
        return texts.get("level");
    }

    /** The name of a marker that the event has to carry, by itself or within another marker. Default: any. */
    public void setMarker(String marker) {
        texts.put("marker", marker);
    }

    public String getMarker() {
        return texts.get("marker");
    }

    /**
     * The message template as it stands in the source. Each <code>{}</code> may get a name, as in <code>{amount}</code>.
     * {@code *} stands for any message; {@code \\uXXXX} stands for a character that Logback would change.
     */
    public void setMessage(String message) {
        texts.put("message", message);
    }

    public String getMessage() {
        return texts.get("message");
    }

    /** A regular expression that is searched for in the formatted message; its named groups become fields. */
    public void setRegex(String regex) {
        texts.put("regex", regex);
    }

    public String getRegex() {
        return texts.get("regex");
    }

    /** The name of the action, for events that don't name it themselves. Default: the message as it stands in the source. */
    public void setActionName(String actionName) {
        texts.put("actionName", actionName);
    }

    public String getActionName() {
        return texts.get("actionName");
    }

    /**
     * A duration such as {@code 1 h}: when no event has matched for so long, although the appender got others, a status warns of
     * it. Default: none.
     */
    public void setExpectEvery(String expectEvery) {
        texts.put("expectEvery", expectEvery);
    }

    public String getExpectEvery() {
        return texts.get("expectEvery");
    }

    /** Adds a field; one without a value gives another type to a field that the rule captures. */
    public void addField(FieldElement field) {
        fields.add(Objects.requireNonNullElseGet(field, FieldElement::new));
    }

    public List<FieldElement> getFields() {
        return fields;
    }

    /** The texts as they were given, by the names of their elements. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
