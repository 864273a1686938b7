package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <mask>}: hides text in the metadata, the URI and the user agent that matches a pattern. Joran fills it. */
public final class MaskElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** A regular expression. Each match within a string value is replaced. */
    public void setPattern(String pattern) {
        texts.put("pattern", pattern);
    }

    public String getPattern() {
        return texts.get("pattern");
    }

    /** The text that replaces a match; none of its characters is special. Default {@code ****}. */
    public void setReplacement(String replacement) {
        texts.put("replacement", replacement);
    }

    public String getReplacement() {
        return texts.get("replacement");
    }

    /** The texts as they were given, by the names of their elements. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
