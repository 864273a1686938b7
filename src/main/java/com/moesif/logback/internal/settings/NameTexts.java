package com.moesif.logback.internal.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The elements that are one name each: {@code <mdcKey>} and {@code <exclude>}. Pure. */
final class NameTexts {
    /** What people put between names, though each of it may stand in one. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    private static final Pattern SIGN_BETWEEN = Pattern.compile("[,;]");

    private static final String ANY = "*";

    private static final Pattern STARS = Pattern.compile("\\*+");

    private NameTexts() {}

    static List<String> mdcKeys(List<String> given, Faults faults) {
        List<String> keys = new ArrayList<>();
        for (String text : given) {
            String key = stripped(text);
            if (key.isEmpty()) {
                faults.add("<mdcKey> is empty, but has to be a name. It is ignored.");
            } else if (key.contains(ANY) && !key.equals(ANY)) {
                faults.add("<mdcKey> is '" + key + "', but * stands alone: <mdcKey>*</mdcKey> takes all keys. Write"
                        + " one <mdcKey> for each key. It is ignored.");
            } else {
                keys.add(key);
            }
        }
        return keys;
    }

    /**
     * The text as it stands, and each of its pieces: which of them was meant can't be told, and whatever is hidden too much shows
     * nothing. An empty one would show what was to be hidden.
     */
    static List<String> excludes(List<String> given, Faults faults) {
        Set<String> names = new LinkedHashSet<>();
        for (String text : given) {
            String name = stripped(text);
            if (name.isEmpty()) {
                faults.exposes("<exclude> is empty, but has to be a name.");
            } else {
                names.add(name);
                pieces(name).forEach(names::add);
            }
        }
        return List.copyOf(names);
    }

    /** Of those that look like several names. */
    static List<String> severalExcludes(List<String> given) {
        return given.stream()
                .map(NameTexts::stripped)
                .filter(name -> BETWEEN.matcher(name).find())
                .map(name -> "<exclude> is '" + name
                        + "', but has to be one name each. That name is left out, and so is each of its"
                        + " pieces. For several names write " + each("exclude", name) + "; for one name write * in the"
                        + " place of a comma, a semicolon or a blank.")
                .toList();
    }

    /** Of those that leave out who is billed along with all else. */
    static List<String> excludesOfAll(List<String> given) {
        return given.stream()
                .map(NameTexts::stripped)
                .filter(text ->
                        pieces(text).anyMatch(piece -> STARS.matcher(piece).matches()))
                .map(text ->
                        "<exclude> is '" + text + "', which leaves out every field, company_id among them: no action"
                                + " can be billed. Name the fields to leave out.")
                .toList();
    }

    /** A blank says nothing: keys with one are not rare. */
    static List<String> severalMdcKeys(List<String> given) {
        return given.stream()
                .map(NameTexts::stripped)
                .filter(key -> SIGN_BETWEEN.matcher(key).find() && !key.contains(ANY))
                .map(key -> "<mdcKey> is '" + key + "', and is taken for the name of one key. For several keys write "
                        + each("mdcKey", key) + ".")
                .toList();
    }

    /** Of those that hide nothing as they are spelt, most likely. */
    static List<String> misspeltExcludes(List<String> given) {
        List<String> sentences = new ArrayList<>();
        for (String text : given) {
            if (text != null && !text.contains(ANY)) {
                RuleSense.misspelt(text.strip())
                        .ifPresent(meant -> sentences.add("<exclude> '" + text.strip()
                                + "' leaves out a name of metadata; was '" + meant + "' meant?"));
            }
        }
        return sentences;
    }

    private static String stripped(String text) {
        return text == null ? "" : text.strip();
    }

    private static Stream<String> pieces(String text) {
        return BETWEEN.splitAsStream(text).filter(piece -> !piece.isEmpty());
    }

    private static String each(String element, String text) {
        return pieces(text)
                .map(piece -> "<" + element + ">" + piece + "</" + element + ">")
                .collect(Collectors.joining());
    }
}
