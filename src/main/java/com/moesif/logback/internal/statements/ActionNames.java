package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Proposes the name of an action out of the message that tells of it. */
final class ActionNames {
    private static final int MOST_WORDS = 4;
    /** Words that say nothing at the end of a name. */
    private static final Set<String> JOINING = Set.of(
            "a", "an", "the", "of", "for", "to", "from", "in", "on", "at", "by", "with", "and", "as", "is", "id");

    /** Behind these, "in" is part of the verb. */
    private static final Set<String> WITH_IN = Set.of("signed", "logged", "checked", "opted");

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("sending", "Sent"),
            Map.entry("paying", "Paid"),
            Map.entry("running", "Run"),
            Map.entry("writing", "Written"),
            Map.entry("reading", "Read"),
            Map.entry("making", "Made"),
            Map.entry("taking", "Taken"),
            Map.entry("getting", "Got"),
            Map.entry("setting", "Set"),
            Map.entry("building", "Built"),
            Map.entry("selling", "Sold"),
            Map.entry("buying", "Bought"),
            Map.entry("finding", "Found"),
            Map.entry("beginning", "Begun"),
            Map.entry("giving", "Given"));

    private ActionNames() {}

    /** From the first words, and the verb that comes after a value; the class's name where there are no words. */
    static String propose(Message message, String className) {
        List<String> words = new ArrayList<>();
        boolean verb = false;
        boolean first = true;
        String previous = "";
        for (Message.Part part : message.parts()) {
            for (String word : part.text() == null ? new String[0] : part.text().split("[^\\p{L}\\p{N}'-]+")) {
                boolean isVerb = word.matches("\\p{L}{2,}ed");
                boolean says = word.matches("\\p{L}+")
                        && (!JOINING.contains(word.toLowerCase(Locale.ROOT)) || isPartOf(previous, word));
                previous = word;
                if (says && words.size() < MOST_WORDS && (first || isVerb && !verb)) {
                    words.add(words.isEmpty() ? past(word) : capitalised(word));
                    verb |= words.get(words.size() - 1).endsWith("ed");
                }
            }
            first = first && part.text() != null && words.isEmpty();
        }
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return words.isEmpty() ? simple.replaceAll("\\$\\d*", " ").strip() : String.join(" ", words);
    }

    private static boolean isPartOf(String verb, String word) {
        return word.equals("in") && WITH_IN.contains(verb.toLowerCase(Locale.ROOT));
    }

    /** The past of a verb that says what is being done, where the rule is plain; any other word as it is. */
    private static String past(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (IRREGULAR.containsKey(lower)) {
            return IRREGULAR.get(lower);
        }
        boolean progressive = lower.length() > 5 && lower.endsWith("ing");
        if (!progressive) {
            return capitalised(word);
        }
        String stem = lower.substring(0, lower.length() - 3);
        boolean consonantAndY = stem.endsWith("y") && "aeiou".indexOf(stem.charAt(stem.length() - 2)) < 0;
        return capitalised((consonantAndY ? stem.substring(0, stem.length() - 1) + "i" : stem) + "ed");
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
