package com.moesif.logback.internal.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The names of a template's placeholders, carried over to a text that it may have become: who is billed must not get the name of
 * what was paid because two placeholders have changed places. Pure.
 */
final class PlaceholderNames {
    private PlaceholderNames() {}

    /**
     * A name for each placeholder of the other text: the one that the code has for its argument, else that of the only placeholder behind
     * the same word, and for the rest those that are left, in their order.
     *
     * @param names of the template's placeholders; null for one without
     * @param called what the code calls the other's arguments; null for one without, empty where that isn't known
     */
    static String[] carriedOver(String raw, String[] names, String other, List<String> called) {
        List<String> before = wordsBefore(raw);
        List<String> wanted = wordsBefore(other);
        String[] carried = new String[wanted.size()];
        boolean[] used = new boolean[names.length];
        for (int i = 0; i < carried.length; i++) {
            for (int j = 0; j < names.length && i < called.size(); j++) {
                if (carried[i] == null && !used[j] && isCalled(names[j], called.get(i))) {
                    carried[i] = take(names, j, used);
                }
            }
        }
        for (int i = 0; i < carried.length; i++) {
            String word = wanted.get(i);
            int at = before.indexOf(word);
            if (carried[i] == null
                    && !word.isEmpty()
                    && isOnly(before, word)
                    && isOnly(wanted, word)
                    && at >= 0
                    && !used[at]) {
                carried[i] = take(names, at, used);
            }
        }
        int next = 0;
        for (int i = 0; i < carried.length; i++) {
            while (carried[i] == null && next < names.length) {
                carried[i] = used[next] ? null : names[next];
                next++;
            }
        }
        return carried;
    }

    private static String take(String[] names, int at, boolean[] used) {
        used[at] = true;
        return names[at];
    }

    private static boolean isOnly(List<String> words, String word) {
        return words.indexOf(word) == words.lastIndexOf(word);
    }

    private static boolean isCalled(String name, String called) {
        return name != null && called != null && plain(name).equals(plain(called));
    }

    private static String plain(String name) {
        return name.replaceAll("[_.-]", "").toLowerCase(Locale.ROOT);
    }

    /** The last word in front of each placeholder; empty where another placeholder or the beginning is. */
    private static List<String> wordsBefore(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int placeholder = Placeholders.next(text, 0);
                placeholder >= 0;
                placeholder = Placeholders.next(text, placeholder + 2)) {
            words.add(lastWord(text.substring(from, placeholder)));
            from = placeholder + 2;
        }
        return words;
    }

    private static String lastWord(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .reduce("", (earlier, later) -> later);
    }
}
