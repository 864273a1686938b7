package com.moesif.logback.internal.action;

import java.util.Locale;

/** {@code @JsonNaming}: what Jackson's own strategies make of a property's name. */
enum NamingStrategy {
    AS_IT_IS(""),
    SNAKE("SnakeCaseStrategy"),
    UPPER_SNAKE("UpperSnakeCaseStrategy"),
    KEBAB("KebabCaseStrategy"),
    LOWER_DOT("LowerDotCaseStrategy"),
    LOWER("LowerCaseStrategy"),
    UPPER_CAMEL("UpperCamelCaseStrategy");

    private final String className;

    NamingStrategy(String className) {
        this.className = className;
    }

    static NamingStrategy of(JacksonAnnotations annotations) {
        if (annotations.attribute("JsonNaming", "value") instanceof Class<?> strategy) {
            for (NamingStrategy each : values()) {
                if (each.className.equals(strategy.getSimpleName())) {
                    return each;
                }
            }
        }
        return AS_IT_IS;
    }

    String apply(String name) {
        return switch (this) {
            case AS_IT_IS -> name;
            case SNAKE -> separated(name, '_');
            case UPPER_SNAKE -> separated(name, '_').toUpperCase(Locale.ROOT);
            case KEBAB -> separated(name, '-');
            case LOWER_DOT -> separated(name, '.');
            case LOWER -> name.toLowerCase(Locale.ROOT);
            case UPPER_CAMEL -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    }

    /** A run of capitals is one word: {@code theURL} is {@code the_url}. */
    private static String separated(String name, char separator) {
        StringBuilder words = new StringBuilder();
        boolean inCapitals = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean capital = Character.isUpperCase(c);
            if (capital && !inCapitals && words.length() > 0 && words.charAt(words.length() - 1) != separator) {
                words.append(separator);
            }
            words.append(c == '_' ? separator : Character.toLowerCase(c));
            inCapitals = capital;
        }
        return words.toString();
    }
}
