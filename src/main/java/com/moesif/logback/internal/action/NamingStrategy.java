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
            case SNAKE -> snake(name);
            case UPPER_SNAKE -> snake(name).toUpperCase(Locale.ROOT);
            case KEBAB -> separated(name, '-');
            case LOWER_DOT -> separated(name, '.');
            case LOWER -> name.toLowerCase(Locale.ROOT);
            case UPPER_CAMEL -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    }

    /**
     * Capitals in a row and the small letters behind them are one word: {@code theURLOf} is {@code the_urlof}. An underscore at the
     * beginning is left out.
     */
    private static String snake(String name) {
        StringBuilder words = new StringBuilder();
        int from = name.startsWith("_") && name.length() > 1 ? 1 : 0;
        for (int i = from; i < name.length(); i++) {
            if (i > from && isCapital(name, i) && !isCapital(name, i - 1) && name.charAt(i - 1) != '_') {
                words.append('_');
            }
            words.append(Character.toLowerCase(name.charAt(i)));
        }
        return words.toString();
    }

    /** Capitals in a row are one word; the last of them begins the next where a small letter follows: {@code the-url-of}. */
    private static String separated(String name, char separator) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean beforeSmall = i + 1 < name.length() && !isCapital(name, i + 1);
            if (i > 0 && isCapital(name, i) && (!isCapital(name, i - 1) || beforeSmall)) {
                words.append(separator);
            }
            words.append(Character.toLowerCase(name.charAt(i)));
        }
        return words.toString();
    }

    private static boolean isCapital(String name, int index) {
        return Character.isUpperCase(name.charAt(index));
    }
}
