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

    /** {@code string} (default), {@code number}, {@code boolean} or {@code json}. */
    public void setType(String type) {
        texts.put("type", type);
    }

    public String getType() {
        return texts.get("type");
    }

    /** As given, by the name of the element. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
