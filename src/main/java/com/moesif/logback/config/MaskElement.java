package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <mask>}: hides what matches in metadata, the URI and the user agent. Filled by Joran. */
public final class MaskElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** A regular expression; each match within a string value is replaced. */
    public void setPattern(String pattern) {
        texts.put("pattern", pattern);
    }

    public String getPattern() {
        return texts.get("pattern");
    }

    /** What stands in its place, literally; {@code ****} by default. */
    public void setReplacement(String replacement) {
        texts.put("replacement", replacement);
    }

    public String getReplacement() {
        return texts.get("replacement");
    }

    /** As given, by the name of the element. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
