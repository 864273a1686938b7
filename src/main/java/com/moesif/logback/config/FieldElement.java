package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <field>}: a field that the configuration adds, or one that a rule captures and this gives a type. Joran fills it. */
public final class FieldElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Where the value goes: {@code company_id}, {@code request.uri}, or any other name, which goes to the metadata. */
    public void setName(String name) {
        texts.put("name", name);
    }

    public String getName() {
        return texts.get("name");
    }

    /** The value: literal text, or any pattern of Logback's, such as {@code %X{key}} or {@code %logger}. */
    public void setValue(String value) {
        texts.put("value", value);
    }

    public String getValue() {
        return texts.get("value");
    }

    /**
     * The type of the value: {@code string} (default), {@code number}, {@code boolean}, {@code json}, {@code time}, {@code
     * duration} or {@code size}.
     */
    public void setType(String type) {
        texts.put("type", type);
    }

    public String getType() {
        return texts.get("type");
    }

    /** How a text writes its number or time: a pattern of {@link java.text.DecimalFormat} or {@link java.time.format.DateTimeFormatter}. */
    public void setFormat(String format) {
        texts.put("format", format);
    }

    public String getFormat() {
        return texts.get("format");
    }

    /** The language in whose way the number or time is written, as a tag such as {@code de} or {@code en-US}. Default: none. */
    public void setLocale(String locale) {
        texts.put("locale", locale);
    }

    public String getLocale() {
        return texts.get("locale");
    }

    /** The zone of a time that has none itself: {@code Europe/Berlin}, {@code +01:00}. Default: UTC. */
    public void setZone(String zone) {
        texts.put("zone", zone);
    }

    public String getZone() {
        return texts.get("zone");
    }

    /** The unit in which a duration or a size is counted. Default: {@code s} for durations, {@code B} for sizes. */
    public void setUnit(String unit) {
        texts.put("unit", unit);
    }

    public String getUnit() {
        return texts.get("unit");
    }

    /** A number by which the value is multiplied: {@code 0.01}, for example, where the log line has cents. Default: none. */
    public void setScale(String scale) {
        texts.put("scale", scale);
    }

    public String getScale() {
        return texts.get("scale");
    }

    /**
     * {@code true}: an action without this field is not sent. It becomes a dead letter, or it is dropped and counted where there
     * is no spool. Default {@code false}.
     */
    public void setRequired(String required) {
        texts.put("required", required);
    }

    public String getRequired() {
        return texts.get("required");
    }

    /** The texts as they were given, by the names of their elements. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
