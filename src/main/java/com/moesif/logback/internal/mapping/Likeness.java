package com.moesif.logback.internal.mapping;

import java.util.Arrays;
import java.util.Locale;

/** A message template, to be held against others: the letters of the words that both have, in the same order. Immutable. */
final class Likeness {
    /** From here on one may be the other, reworded. */
    static final double LEAST = 0.5;

    private static final int MOST_WORDS = 50;
    private static final int HOLES_MORE_OR_LESS = 1;

    private final int placeholders;
    private final String[] words;
    private final int letters;

    Likeness(String template) {
        placeholders = placeholders(template);
        words = words(template);
        letters = letters(words);
    }

    /** From 0 to 1. */
    double to(Likeness other) {
        if (Math.abs(placeholders - other.placeholders) > HOLES_MORE_OR_LESS) {
            return 0;
        }
        int[] row = new int[other.words.length + 1];
        for (String word : words) {
            int diagonal = 0;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                row[j] = word.equals(other.words[j - 1]) ? diagonal + word.length() : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        int most = Math.max(letters, other.letters);
        return most == 0 ? 0 : (double) row[row.length - 1] / most;
    }

    private static int placeholders(String template) {
        int count = 0;
        for (int hole = Placeholders.next(template, 0); hole >= 0; hole = Placeholders.next(template, hole + 2)) {
            count++;
        }
        return count;
    }

    /** Without holes, punctuation and case. */
    private static String[] words(String text) {
        String[] words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        return words.length <= MOST_WORDS ? words : Arrays.copyOf(words, MOST_WORDS);
    }

    private static int letters(String[] words) {
        int letters = 0;
        for (String word : words) {
            letters += word.length();
        }
        return letters;
    }
}
