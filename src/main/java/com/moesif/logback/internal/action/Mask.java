package com.moesif.logback.internal.action;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides what matches in string values.
 *
 * @param pattern what to hide
 * @param replacement what stands in its place, literally
 */
public record Mask(Pattern pattern, String replacement) {
    /** What means itself, whatever is in it: quoted text, a character class, or an escape that asks for no place. */
    private static final Pattern PLAIN =
            Pattern.compile("\\\\Q.*?(?:\\\\E|\\z)|\\\\[^AGZz]|\\[(?:\\^?])?(?:[^\\]\\\\]++|\\\\.)*+]", Pattern.DOTALL);

    private static final Pattern ANCHOR = Pattern.compile("[$^]|\\\\[AGZz]");

    /** Whether it looks at where a value begins or ends: within a longer text it may not find what it is to hide. */
    public boolean isAnchored() {
        return ANCHOR.matcher(PLAIN.matcher(pattern.pattern()).replaceAll("")).find();
    }

    /** The text as all of them leave it, one after the other. */
    public static String applyAll(List<Mask> masks, String text) {
        String shown = text;
        for (Mask mask : masks) {
            shown = mask.apply(shown);
        }
        return shown;
    }

    /** The text with each match replaced; all of it is replaced when the pattern can't be brought to an end. */
    public String apply(String text) {
        try {
            return pattern.matcher(StepLimitedText.of(text))
                    .replaceAll(java.util.regex.Matcher.quoteReplacement(replacement));
        } catch (StepLimitedText.Exhausted | StackOverflowError e) {
            // Showing too little is the safe side: the pattern was meant to hide something.
            return replacement;
        }
    }
}
