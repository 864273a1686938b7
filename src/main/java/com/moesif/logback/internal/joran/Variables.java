package com.moesif.logback.internal.joran;

import java.util.regex.Pattern;

/** The variables of a text, as Logback finds them: what is between the braces may have braces of its own. */
final class Variables {
    private static final String BEGIN = "${";

    private Variables() {}

    static boolean areIn(String raw) {
        return next(raw, 0) >= 0;
    }

    /** What a text may be once its variables are put in. */
    static Pattern substituted(String raw) {
        StringBuilder expected = new StringBuilder();
        int from = 0;
        for (int at = next(raw, 0); at >= 0; at = next(raw, from)) {
            expected.append(Pattern.quote(raw.substring(from, at))).append(".*");
            from = end(raw, at);
        }
        return Pattern.compile(
                expected.append(Pattern.quote(raw.substring(from))).toString(), Pattern.DOTALL);
    }

    /** Where the next one begins; -1 when there is none. */
    private static int next(String raw, int from) {
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
    private static int end(String raw, int at) {
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
