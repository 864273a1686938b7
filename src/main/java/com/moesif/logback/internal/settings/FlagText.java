package com.moesif.logback.internal.settings;

import java.util.Locale;

/** Yes or no as people write it in YAML and in variables of the environment. */
final class FlagText {
    static final String ACCEPTED = "true, yes, on or 1, or false, no, off or 0";

    private FlagText() {}

    /** @throws IllegalArgumentException when the text is neither */
    static boolean parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException(ACCEPTED);
        };
    }
}
