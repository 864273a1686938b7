package com.moesif.logback;

/** {@code <mask>}: hides what matches in metadata, the URI and the user agent. Filled by Joran. */
public final class MaskElement {
    private String pattern;
    private String replacement;

    /** A regular expression; each match within a string value is replaced. */
    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    String getPattern() {
        return pattern;
    }

    /** What stands in its place, literally; {@code ****} by default. */
    public void setReplacement(String replacement) {
        this.replacement = replacement;
    }

    String getReplacement() {
        return replacement;
    }
}
