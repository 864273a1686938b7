package com.moesif.logback.internal.action;

import java.util.regex.Pattern;

/**
 * Hides what matches in string values.
 *
 * @param pattern what to hide
 * @param replacement what stands in its place, literally
 */
public record Mask(Pattern pattern, String replacement) {
    /** The text with each match replaced; all of it is replaced when the pattern can't be brought to an end. */
    String apply(String text) {
        try {
            return pattern.matcher(StepLimitedText.of(text))
                    .replaceAll(java.util.regex.Matcher.quoteReplacement(replacement));
        } catch (StepLimitedText.Exhausted | StackOverflowError e) {
            // Showing too little is the safe side: the pattern was meant to hide something.
            return replacement;
        }
    }
}
