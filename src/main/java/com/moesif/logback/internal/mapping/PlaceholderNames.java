package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.Reserved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names of a template's placeholders, carried over to a text that it may have become: who is billed must not get the name of
 * what was paid because two placeholders have changed places. Pure.
 */
final class PlaceholderNames {
    /** What no word has. */
    private static final String BEHIND = "{}";

    private PlaceholderNames() {}

    /**
     * A name for each placeholder of the other text: the one that the code has for its argument, else that of the only placeholder behind
     * the same word. Where one placeholder is left of either text, they are one, and so are those that stand side by side in both. Of others
     * the order says nothing, and they get no name: a person has to tell which they are.
     *
     * @param names of the template's placeholders; null for one without, which may be one of the other's, too
     * @param called what the code calls the other's arguments; null for one without, empty where that isn't known
     */
    static String[] carriedOver(String raw, String[] names, String other, List<String> called) {
        List<String> before = wordsBefore(raw);
        List<String> wanted = wordsBefore(other);
        Integer[] from = new Integer[wanted.size()];
        List<Integer> left = numbers(names.length);
        for (int i = 0; i < from.length; i++) {
            for (int j = 0; j < names.length && i < called.size(); j++) {
                if (from[i] == null && left.contains(j) && isCalled(names[j], called.get(i))) {
                    from[i] = j;
                    left.remove((Integer) j);
                }
            }
        }
        for (int i = 0; i < from.length; i++) {
            String word = wanted.get(i);
            Integer at = before.indexOf(word);
            if (from[i] == null
                    && !word.replace(BEHIND, "").isEmpty()
                    && isOnly(before, word)
                    && isOnly(wanted, word)
                    && left.remove(at)) {
                from[i] = at;
            }
        }
        List<Integer> open = numbers(from.length);
        open.removeIf(i -> from[i] != null);
        boolean isOneGroup = open.size() == left.size() && areSideBySide(open, wanted) && areSideBySide(left, before);
        if (isOneGroup && (left.size() == 1 || left.stream().noneMatch(j -> hasPlaceOfItsOwn(names[j])))) {
            open.forEach(i -> from[i] = left.get(open.indexOf(i)));
        }
        return Stream.of(from).map(j -> j == null ? null : names[j]).toArray(String[]::new);
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toCollection(ArrayList::new));
    }

    /** Whether no word is between these placeholders, nor another placeholder. */
    private static boolean areSideBySide(List<Integer> placeholders, List<String> before) {
        return placeholders.stream()
                .skip(1)
                .allMatch(i -> placeholders.contains(i - 1) && before.get(i).endsWith(BEHIND));
    }

    /** Who is billed, for example. */
    private static boolean hasPlaceOfItsOwn(String name) {
        return name != null && Reserved.named(name) != null;
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

    /** The last word in front of each placeholder, marked where another placeholder stands between; empty where there is none. */
    private static List<String> wordsBefore(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int placeholder = Placeholders.next(text, 0);
                placeholder >= 0;
                placeholder = Placeholders.next(text, placeholder + 2)) {
            String word = lastWord(text.substring(from, placeholder));
            String previous = words.isEmpty() ? "" : words.get(words.size() - 1);
            words.add(word.isEmpty() && !words.isEmpty() ? previous + BEHIND : word);
            from = placeholder + 2;
        }
        return words;
    }

    private static String lastWord(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .reduce("", (earlier, later) -> later);
    }
}
