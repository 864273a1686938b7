package com.moesif.logback.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Ids of actions as people type them: other programs show the same ones in capitals. */
final class TypedIds {
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private TypedIds() {}

    /** Whether it is one, as the collector takes it. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Each once, in small letters.
     *
     * @throws Command.Misuse when one can't be an id, such as the beginning of one
     */
    static Set<String> of(List<String> typed) throws Command.Misuse {
        List<String> others = typed.stream().filter(word -> !isId(word.strip())).toList();
        if (!others.isEmpty()) {
            throw new Command.Misuse(
                    "an id has 36 characters, as in the list of dead letters, not: " + String.join(", ", others) + ".");
        }
        Set<String> ids = new LinkedHashSet<>();
        typed.forEach(word -> ids.add(word.strip().toLowerCase(Locale.ROOT)));
        return ids;
    }
}
