package com.moesif.logback.internal.mapping;

import java.util.Arrays;
import java.util.Locale;

/** How alike two message templates are: the letters of the words that both have, in the same order. Pure. */
final class Likeness {
    /** From here on one may be the other, reworded. */
    static final double LEAST = 0.5;

    private static final int MOST_WORDS = 50;
    private static final int HOLES_MORE_OR_LESS = 1;

    private Likeness() {}

    /** From 0 to 1. */
    static double of(String rule, String message) {
        if (Math.abs(holes(rule) - holes(message)) > HOLES_MORE_OR_LESS) {
            return 0;
        }
        String[] left = words(rule);
        String[] right = words(message);
        int[] row = new int[right.length + 1];
        for (String word : left) {
            int diagonal = 0;
            for (int j = 1; j <= right.length; j++) {
                int above = row[j];
                row[j] = word.equals(right[j - 1]) ? diagonal + word.length() : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        int most = Math.max(letters(left), letters(right));
        return most == 0 ? 0 : (double) row[right.length] / most;
    }

    private static int holes(String template) {
        int count = 0;
        for (int hole = Holes.next(template, 0); hole >= 0; hole = Holes.next(template, hole + 2)) {
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
