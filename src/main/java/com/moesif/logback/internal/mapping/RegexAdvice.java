package com.moesif.logback.internal.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The {@code <regex>} that finds what a {@code <message>} prints, as it has to stand in a {@code logback.xml}. Pure. */
public final class RegexAdvice {
    private static final String META = "\\.[]()*+?^|";

    private RegexAdvice() {}

    /** From the first character to the last, or a part of another text would do; its groups are named as the placeholders are. */
    public static String regexFor(MessageTemplate template) {
        List<String> between = FilledTemplate.textBetweenHoles(template);
        String[] names = template.names();
        Set<String> given = new HashSet<>();
        // A value may have line feeds.
        StringBuilder regex = new StringBuilder("(?s)^");
        for (int i = 0; i < between.size(); i++) {
            literal(between.get(i), regex);
            if (i < names.length) {
                String placeholder = i == names.length - 1 ? ".*" : ".*?";
                regex.append(
                        names[i] != null && given.add(names[i])
                                // Nobody is called null: that is how a value is printed that isn't there.
                                ? "(?:null|(?&lt;" + names[i] + "&gt;" + placeholder + "))"
                                : placeholder);
            }
        }
        return regex.append('$').toString();
    }

    /** Logback changes some characters of a text, and XML others. */
    private static void literal(String text, StringBuilder regex) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (META.indexOf(c) >= 0) {
                regex.append('\\').append(c);
            } else if (c == '{' || c == '}' || c == '$' || c < ' ' || c == '-' && i > 0 && text.charAt(i - 1) == ':') {
                regex.append(String.format("\\x%02X", (int) c));
            } else {
                regex.append(
                        switch (c) {
                            case '<' -> "&lt;";
                            case '>' -> "&gt;";
                            case '&' -> "&amp;";
                            default -> String.valueOf(c);
                        });
            }
        }
    }
}
