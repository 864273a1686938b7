package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <alias>}: a field with the name {@code from} is treated as if it had the name {@code to}. Joran fills it. */
public final class AliasElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** The name that log lines or the MDC use. */
    public void setFrom(String from) {
        texts.put("from", from);
    }

    public String getFrom() {
        return texts.get("from");
    }

    /** The name that such a field gets: {@code company_id}, for example. */
    public void setTo(String to) {
        texts.put("to", to);
    }

    public String getTo() {
        return texts.get("to");
    }

    /** The texts as they were given, by the names of their elements. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
