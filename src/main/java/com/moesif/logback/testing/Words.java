package com.moesif.logback.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How alike two messages are, for finding the rule that was meant. Pure. */
final class Words {
    /** The rest of a message tells no more than its beginning, and comparing costs the product of the lengths. */
    private static final int MOST = 100;

    /** Even messages of the same words aren't the same message. */
    private static final double MOST_ALIKE = 0.99;

    private Words() {}

    /** From 0 to just under 1: the part of their words that they share, in the same order. */
    static double shared(String a, String b) {
        String[] left = words(a);
        String[] right = words(b);
        int[] row = new int[right.length + 1];
        for (String word : left) {
            int diagonal = 0;
            for (int j = 1; j <= right.length; j++) {
                int above = row[j];
                row[j] = word.equals(right[j - 1]) ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return MOST_ALIKE * row[right.length] / Math.max(1, Math.max(left.length, right.length));
    }

    /** How many words of letters it has. */
    static long count(String text) {
        return Arrays.stream(text.split("\\P{L}+"))
                .filter(word -> word.length() > 1)
                .count();
    }

    /** By hand: a regular expression was most of what a long log took, and splits also what is not compared. */
    private static String[] words(String text) {
        String line = text.strip();
        List<String> words = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= line.length() && words.size() < MOST; i++) {
            if (i == line.length() || isBlank(line.charAt(i))) {
                if (i > begin || line.isEmpty()) {
                    words.add(line.substring(begin, i));
                }
                begin = i + 1;
            }
        }
        return words.toArray(String[]::new);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
