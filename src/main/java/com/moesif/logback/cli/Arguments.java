package com.moesif.logback.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was typed after the name of a command: words, flags, and options with a value each. Immutable. */
final class Arguments {
    private final List<String> words = new ArrayList<>();
    private final Set<String> flags = new HashSet<>();
    private final Map<String, String> values = new HashMap<>();

    private Arguments() {}

    /**
     * @param flags that may stand there
     * @param options that may stand there, with a value behind each
     */
    static Arguments of(List<String> given, Set<String> flags, Set<String> options) throws Command.Misuse {
        Arguments arguments = new Arguments();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            if (flags.contains(word)) {
                arguments.flags.add(word);
            } else if (options.contains(word)) {
                if (i + 1 == given.size()) {
                    throw new Command.Misuse(word + " needs a value behind it.");
                }
                i++;
                arguments.values.put(word, given.get(i));
            } else if (word.startsWith("--")) {
                throw new Command.Misuse("it has no option " + word + ".");
            } else {
                arguments.words.add(word);
            }
        }
        return arguments;
    }

    /** What was typed in place of what is taken, for people. */
    static String shown(List<String> typed) {
        return typed.isEmpty() ? "nothing" : String.join(" ", typed);
    }

    List<String> words() {
        return words;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    /** All flags and options that were given. */
    Set<String> names() {
        Set<String> names = new HashSet<>(flags);
        names.addAll(values.keySet());
        return names;
    }
}
