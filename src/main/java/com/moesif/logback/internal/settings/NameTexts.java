package com.moesif.logback.internal.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The elements that are one name each: {@code <mdcKey>} and {@code <exclude>}. Pure. */
final class NameTexts {
    /** What people put between names. Other signs may stand in one. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    private static final String ANY = "*";

    private NameTexts() {}

    static List<String> mdcKeys(List<String> given, Faults faults) {
        return read("mdcKey", given, sentence -> faults.add(sentence + " It is ignored."));
    }

    /** A wrong one would show what was to be hidden. */
    static List<String> excludes(List<String> given, Faults faults) {
        return read("exclude", given, faults::exposes);
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

    private static List<String> read(String element, List<String> given, Consumer<String> errors) {
        List<String> names = new ArrayList<>();
        for (String text : given) {
            String name = text == null ? "" : text.strip();
            if (name.isEmpty()) {
                errors.accept("<" + element + "> is empty, but has to be a name.");
            } else if (BETWEEN.matcher(name).find()) {
                errors.accept(severalSentence(element, name));
            } else if (element.equals("mdcKey") && name.contains(ANY) && !name.equals(ANY)) {
                errors.accept("<mdcKey> is '" + name + "', but * stands alone: <mdcKey>*</mdcKey> takes all keys. Write"
                        + " one <mdcKey> for each key.");
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static String severalSentence(String element, String text) {
        String each = Arrays.stream(BETWEEN.split(text))
                .filter(name -> !name.isEmpty())
                .map(name -> "<" + element + ">" + name + "</" + element + ">")
                .collect(Collectors.joining());
        String other = element.equals("exclude")
                ? "write * for a comma or a blank that is part of a name"
                : "an <alias> takes a key with a comma or a blank in its name";
        return "<" + element + "> is '" + text + "', but has to be one name each: write " + each + "; " + other + ".";
    }
}
