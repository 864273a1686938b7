package com.moesif.logback.internal.mapping;

import java.util.Arrays;
import java.util.Locale;

/**
 * A message template, to be compared with others: the letters of the words that both have, in the same order; of a word with another
 * ending those of its stem. Immutable.
 */
final class Likeness {
    /** From here on one may be the other, reworded. */
    static final double LEAST = 0.5;

    private static final int MOST_WORDS = 50;
    private static final int HOLES_MORE_OR_LESS = 1;
    /** Less would be found in many a text. */
    private static final int ENOUGH_WORDS = 3;
    /** By which factor a text may be that has all words. */
    private static final int MOST_LONGER = 3;
    /** Words that share less at their beginning are two. */
    private static final int LEAST_STEM = 4;

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
                row[j] = Math.max(Math.max(above, row[j - 1]), diagonal + shared(word, other.words[j - 1]));
                diagonal = above;
            }
        }
        int shared = row[row.length - 1];
        int most = Math.max(letters, other.letters);
        if (shared == letters && words.length >= ENOUGH_WORDS && letters * MOST_LONGER >= other.letters) {
            // All that the rule says, and a value that was put between.
            return Math.max(LEAST, (double) shared / most);
        }
        return most == 0 ? 0 : (double) shared / most;
    }

    /** The letters of two words that are the same, or begin so and differ at their end, as "order" and "orders". */
    private static int shared(String word, String other) {
        int shorter = Math.min(word.length(), other.length());
        int longer = Math.max(word.length(), other.length());
        if (shorter * 3 < longer * 2) {
            return 0;
        }
        int same = 0;
        while (same < shorter && word.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same == longer || same >= LEAST_STEM && same * 3 >= longer * 2 ? same : 0;
    }

    private static int placeholders(String template) {
        int count = 0;
        for (int placeholder = Placeholders.next(template, 0);
                placeholder >= 0;
                placeholder = Placeholders.next(template, placeholder + 2)) {
            count++;
        }
        return count;
    }

    /** Without placeholders, punctuation and case. */
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
