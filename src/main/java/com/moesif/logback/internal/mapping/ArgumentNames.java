package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.Reserved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of arguments, taken from the raw message: {@code key={}} names its argument {@code key}, a bare {@code {}} names
 * none. Placeholders are found as SLF4J's own formatting finds them. A message may have been put together of text that came from
 * outside, so what it names has less to say than what the program names. Any thread.
 */
final class ArgumentNames {
    private static final int LONGEST_KEY = 100;
    private static final String[] NONE = {};
    private static final ByKey NOTHING = new ByKey(NONE, NONE);
    /** Messages glued together with + are as many as there are events; those are read again each time. */
    private static final int MOST_CACHED = 1_000;

    private static final int LONGEST_CACHED = 1_000;

    private final Naming naming;
    private final VaryingTemplates varying;
    private final Map<String, ByKey> cache = new ConcurrentHashMap<>();

    /** @param varying hears of each message that was not known */
    ArgumentNames(Naming naming, VaryingTemplates varying) {
        this.naming = naming;
        this.varying = varying;
    }

    /**
     * A name for each placeholder, null for a placeholder without; empty when no placeholder has one. Not to be changed.
     *
     * @param reserved those with a place of their own in an action, which anything else that names them overrides
     */
    record ByKey(String[] reserved, String[] others) {}

    /** @param arguments how many the event has; a placeholder behind those need not have a name */
    ByKey of(String message, String logger, int arguments) {
        if (message == null) {
            return NOTHING;
        }
        if (message.length() > LONGEST_CACHED) {
            return sorted(read(message, arguments));
        }
        ByKey known = cache.get(message);
        if (known != null) {
            return known;
        }
        if (cache.size() >= MOST_CACHED) {
            return sorted(read(message, arguments));
        }
        ByKey names = sorted(read(message));
        if (cache.put(message, names) == null) {
            varying.met(logger, message);
        }
        return names;
    }

    private ByKey sorted(String[] names) {
        String[] reserved = NONE;
        String[] others = names;
        for (int i = 0; i < names.length; i++) {
            Reserved place = names[i] == null ? null : naming.reservedPlace(names[i]);
            if (place == null) {
                continue;
            }
            if (reserved == NONE) {
                reserved = new String[names.length];
                others = names.clone();
            }
            // The collector drops what has an id that it has seen: text from outside must not give one.
            reserved[i] = place == Reserved.TRANSACTION_ID ? null : names[i];
            others[i] = place == Reserved.TRANSACTION_ID ? Naming.METADATA_PREFIX + names[i] : null;
        }
        return names.length == 0 ? NOTHING : new ByKey(reserved, others);
    }

    /** A name for each placeholder, or none at all when no placeholder has one. */
    static String[] read(String message) {
        return read(message, Integer.MAX_VALUE);
    }

    /**
     * The same of the first placeholders only.
     *
     * @param most how many
     */
    private static String[] read(String message, int most) {
        List<String> names = new ArrayList<>();
        boolean any = false;
        for (int placeholder = Placeholders.next(message, 0);
                placeholder >= 0 && names.size() < most;
                placeholder = Placeholders.next(message, placeholder + 2)) {
            String name = keyBefore(message, placeholder);
            any |= name != null;
            names.add(name);
        }
        return any ? names.toArray(String[]::new) : NONE;
    }

    private static String keyBefore(String message, int placeholder) {
        int end = placeholder - 1;
        if (end < 1 || message.charAt(end) != '=') {
            return null;
        }
        int from = end;
        int least = Math.max(0, placeholder - LONGEST_KEY);
        while (from > least && isOfKey(message.charAt(from - 1))) {
            from--;
        }
        while (from < end && !beginsKey(message, from)) {
            from++;
        }
        return from < end ? message.substring(from, end) : null;
    }

    /** A key is never the end of a longer word: two words may end alike, or in a name that has a place of its own. */
    private static boolean beginsKey(String message, int at) {
        char first = message.charAt(at);
        if (first != '_' && !isLatinLetter(first)) {
            return false;
        }
        int before = at == 0 ? ' ' : message.codePointBefore(at);
        if (before == '_') {
            return false;
        }
        boolean letter = Character.isLetter(before);
        return !letter && !Character.isDigit(before) || isOfScriptWithoutBlanks(before) && !(letter && first == '_');
    }

    /** In text of these scripts there is no blank before a key. */
    private static boolean isOfScriptWithoutBlanks(int c) {
        if (c < 0x80) {
            return false;
        }
        if (c == 0x30FC || c == 0xFF70) {
            // These two belong to Hiragana and Katakana alike.
            return true;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
            default -> false;
        };
    }

    private static boolean isOfKey(char c) {
        return isLatinLetter(c) || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-';
    }

    private static boolean isLatinLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
