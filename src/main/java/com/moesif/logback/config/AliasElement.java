package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <alias>}: fields named {@code from} are treated as if named {@code to}. Filled by Joran. */
public final class AliasElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** The name that log lines or the MDC use. */
    public void setFrom(String from) {
        texts.put("from", from);
    }

    public String getFrom() {
        return texts.get("from");
    }

    /** The name it stands for, {@code company_id} say. */
    public void setTo(String to) {
        texts.put("to", to);
    }

    public String getTo() {
        return texts.get("to");
    }

    /** As given, by the name of the element. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
