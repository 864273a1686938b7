package com.moesif.logback.internal.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a rule's {@code <message>}: a message template as it stands in the source, its placeholders optionally named.
 * Immutable.
 */
public final class MessageTemplate {
    /** A named placeholder, or a character written as {@code \\uXXXX} because Logback would change it. */
    private static final Pattern SPECIAL = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)}|\\\\u([0-9A-Fa-f]{4})");

    private static final String ANY = "*";

    private final String given;
    private final String raw;
    private final String[] names;
    private final boolean any;
    private final boolean wrapped;

    private MessageTemplate(String given, String raw, String[] names, boolean any, boolean wrapped) {
        this.given = given;
        this.raw = raw;
        this.names = names;
        this.any = any;
        this.wrapped = wrapped;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when a name stands where SLF4J fills nothing in; the message says so
     */
    public static MessageTemplate parse(String text) {
        String given = text.strip();
        String stripped = folded(given);
        StringBuilder raw = new StringBuilder();
        Map<Integer, String> namesByPosition = new HashMap<>();
        Matcher special = SPECIAL.matcher(stripped);
        while (special.find()) {
            if (special.group(1) != null) {
                special.appendReplacement(raw, "");
                namesByPosition.put(raw.length(), special.group(1));
                raw.append("{}");
            } else {
                special.appendReplacement(raw, "");
                raw.append((char) Integer.parseInt(special.group(2), 16));
            }
        }
        special.appendTail(raw);
        // Once more: white space at either end may have been written as escapes, and the event's has none.
        return new MessageTemplate(
                given,
                raw.toString().strip(),
                namesOf(raw.toString(), namesByPosition),
                stripped.equals(ANY),
                !stripped.equals(given));
    }

    /** One blank in place of each line break and the white space around it: a formatter wrapped the text, or it is a text block. */
    public static String folded(String text) {
        return Unwrapped.of(text, Integer.MAX_VALUE);
    }

    /** Whether it was written over several lines: then line breaks of an event's message count as blanks, too. */
    boolean isWrapped() {
        return wrapped;
    }

    /** Whether an event has this template. */
    public boolean is(String message) {
        return raw.equals(message) || wrapped && raw.equals(Unwrapped.of(message, raw.length()));
    }

    private static String[] namesOf(String raw, Map<Integer, String> namesByPosition) {
        List<String> names = new ArrayList<>();
        String[] byKey = ArgumentNames.read(raw);
        for (int placeholder = Placeholders.next(raw, 0);
                placeholder >= 0;
                placeholder = Placeholders.next(raw, placeholder + 2)) {
            String name = namesByPosition.remove(placeholder);
            names.add(name == null && byKey.length > 0 ? byKey[names.size()] : name);
        }
        if (!namesByPosition.isEmpty()) {
            throw new IllegalArgumentException(
                    "names an escaped placeholder, which SLF4J does not fill: " + namesByPosition.values());
        }
        return names.toArray(String[]::new);
    }

    /** Whether it stands for any message; a star written as an escape doesn't. */
    public boolean isAny() {
        return any;
    }

    /** As the event's raw message must be, outer white space and line breaks aside. */
    public String raw() {
        return raw;
    }

    /** As it was written, escapes and all: what is escaped is meant as it stands. */
    public String given() {
        return given;
    }

    /** The same with the names of its placeholders in place. */
    public String shown() {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        int number = 0;
        for (int placeholder = Placeholders.next(raw, 0);
                placeholder >= 0;
                placeholder = Placeholders.next(raw, placeholder + 2)) {
            String name = number < names.length ? names[number] : null;
            number++;
            shown.append(raw, from, placeholder + 1).append(name == null ? "" : name);
            from = placeholder + 1;
        }
        return shown.append(raw.substring(from)).toString();
    }

    /**
     * What the placeholders of another template are to be called, which this one may have become.
     *
     * @param called what the code calls the arguments of the other; null for one without a name
     * @return a name for each, or null
     */
    public String[] namesFor(String other, List<String> called) {
        return PlaceholderNames.carriedOver(raw, names, other, called);
    }

    /**
     * What a person has to add to a {@code <message>} with those names, in words; empty when it is complete.
     *
     * @param carried what {@link #namesFor} gave
     */
    public String toAdd(List<String> carried) {
        List<String> missing = fieldNames().stream()
                .filter(name -> !carried.contains(name))
                .map(name -> "{" + name + "}")
                .toList();
        return missing.isEmpty() || !carried.contains(null)
                ? ""
                : " with " + String.join(" and ", missing) + " in the place of their {}, which the text doesn't tell";
    }

    /** A name for each placeholder, or null for one without. */
    public String[] names() {
        return names;
    }

    /** Whether the raw message would make a poor name of an action. */
    public boolean hasHoles() {
        return names.length > 0;
    }

    /** The names in it, for whoever wants to show or check them. */
    public List<String> fieldNames() {
        List<String> given = new ArrayList<>();
        for (String name : names) {
            if (name != null) {
                given.add(name);
            }
        }
        return given;
    }
}
