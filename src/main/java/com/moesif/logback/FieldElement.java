package com.moesif.logback;

/** {@code <field>}: a field that the configuration adds. Filled by Joran. */
public final class FieldElement {
    private String name;
    private String value;
    private String type;

    /** Where it ends, by the same names as any field: {@code company_id}, {@code request.uri}, or a name of metadata. */
    public void setName(String name) {
        this.name = name;
    }

    String getName() {
        return name;
    }

    /** Literal text, or any pattern of Logback's: {@code %X{key}}, {@code %logger}, … */
    public void setValue(String value) {
        this.value = value;
    }

    String getValue() {
        return value;
    }

    /** {@code string} (default), {@code number}, {@code boolean} or {@code json}. */
    public void setType(String type) {
        this.type = type;
    }

    String getType() {
        return type;
    }
}
