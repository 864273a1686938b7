package com.moesif.logback.collector;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** {@code a=1&b=2}, as it stands in a query or in the body of a form. */
final class FormText {
    private final Map<String, String> values = new HashMap<>();

    /** @throws IllegalArgumentException if an escape in it is broken */
    FormText(String text) {
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    /** Empty when it isn't there. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * The least when it isn't there.
     *
     * @throws IllegalArgumentException if it is no number, or out of bounds
     */
    int number(String name, int least, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            return least;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + " must be a number from " + least + " to " + most);
        }
        return number;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
