package com.moesif.logback.internal.joran;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables of a text, as Logback finds them: what is between the braces may have braces of its own. */
final class Variables {
    private static final String BEGIN = "${";
    private static final String ANY = ".*";

    private Variables() {}

    static boolean areIn(String raw) {
        return next(raw, 0) >= 0;
    }

    /**
     * What a text may be once its variables are put in. Joran trims only then: beside a variable that is empty, at either end, the
     * blanks are gone too.
     */
    static Pattern substituted(String raw) {
        List<String> between = between(raw);
        int first = 0;
        int last = between.size() - 1;
        while (first < last && between.get(first).isBlank()) {
            first++;
        }
        while (last > first && between.get(last).isBlank()) {
            last--;
        }
        boolean begins = first > 0;
        boolean ends = last < between.size() - 1;
        if (begins) {
            between.set(first, between.get(first).stripLeading());
        }
        if (ends) {
            between.set(last, between.get(last).stripTrailing());
        }
        String expected =
                between.subList(first, last + 1).stream().map(Pattern::quote).collect(Collectors.joining(ANY));
        return Pattern.compile((begins ? ANY : "") + expected + (ends ? ANY : ""), Pattern.DOTALL);
    }

    /** What stands before, between and behind the variables, which are one fewer. */
    private static List<String> between(String raw) {
        List<String> texts = new ArrayList<>();
        int from = 0;
        for (int at = next(raw, 0); at >= 0; at = next(raw, from)) {
            texts.add(raw.substring(from, at));
            from = end(raw, at);
        }
        texts.add(raw.substring(from));
        return texts;
    }

    /** Where the next one begins; -1 when there is none. */
    static int next(String raw, int from) {
        for (int at = raw.indexOf(BEGIN, from); at >= 0; at = raw.indexOf(BEGIN, at + 1)) {
            int end = end(raw, at);
            int name = at + BEGIN.length();
            // Without a name it is none.
            if (end > name + 1 && !raw.startsWith(":-", name)) {
                return at;
            }
        }
        return -1;
    }

    /** Behind the brace that closes the one at this place; -1 when none does. */
    static int end(String raw, int at) {
        int depth = 0;
        for (int i = at + 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '{') {
                depth++;
            } else if (raw.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
