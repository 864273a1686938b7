package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <field>}: a field that the configuration adds. Filled by Joran. */
public final class FieldElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Where it ends, by the same names as any field: {@code company_id}, {@code request.uri}, or a name of metadata. */
    public void setName(String name) {
        texts.put("name", name);
    }

    public String getName() {
        return texts.get("name");
    }

    /** Literal text, or any pattern of Logback's: {@code %X{key}}, {@code %logger}, … */
    public void setValue(String value) {
        texts.put("value", value);
    }

    public String getValue() {
        return texts.get("value");
    }

    /** {@code string} (default), {@code number}, {@code boolean}, {@code json}, {@code time}, {@code duration} or {@code size}. */
    public void setType(String type) {
        texts.put("type", type);
    }

    public String getType() {
        return texts.get("type");
    }

    /** How a number or time is written: a pattern of {@link java.text.DecimalFormat} or {@link java.time.format.DateTimeFormatter}. */
    public void setFormat(String format) {
        texts.put("format", format);
    }

    public String getFormat() {
        return texts.get("format");
    }

    /** In whose way it is written, as a language tag: {@code de}, {@code en-US}. Default: nobody's. */
    public void setLocale(String locale) {
        texts.put("locale", locale);
    }

    public String getLocale() {
        return texts.get("locale");
    }

    /** Of a time that says none itself: {@code Europe/Berlin}, {@code +01:00}. Default: UTC. */
    public void setZone(String zone) {
        texts.put("zone", zone);
    }

    public String getZone() {
        return texts.get("zone");
    }

    /** What a duration or size is counted in. Default: {@code s}, {@code B}. */
    public void setUnit(String unit) {
        texts.put("unit", unit);
    }

    public String getUnit() {
        return texts.get("unit");
    }

    /** What a number is multiplied by: {@code 0.01} for cents. */
    public void setScale(String scale) {
        texts.put("scale", scale);
    }

    public String getScale() {
        return texts.get("scale");
    }

    /** {@code true}: an action without it is not shipped but set aside, or dropped and counted where there is no spool. */
    public void setRequired(String required) {
        texts.put("required", required);
    }

    public String getRequired() {
        return texts.get("required");
    }

    /** As given, by the name of the element. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
