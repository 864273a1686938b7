package com.moesif.logback.internal.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of arguments, taken from the raw message: {@code key={}} names its argument {@code key}, a bare {@code {}} names
 * none. Holes are found as SLF4J's own formatting finds them. Thread safe.
 */
final class ArgumentNames {
    private static final Pattern KEY = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)=$");
    private static final int LONGEST_KEY = 100;
    private static final String[] NONE = {};
    /** Messages glued together with + are as many as there are events; those are read again each time. */
    private static final int MOST_CACHED = 1_000;

    private static final int LONGEST_CACHED = 1_000;

    private final Map<String, String[]> cache = new ConcurrentHashMap<>();

    /** A name for each hole, null for a hole without; empty when no hole has a name. Not to be changed. */
    String[] of(String message) {
        if (message == null) {
            return NONE;
        }
        String[] known = cache.get(message);
        if (known != null) {
            return known;
        }
        String[] names = read(message);
        if (message.length() <= LONGEST_CACHED && cache.size() < MOST_CACHED) {
            cache.put(message, names);
        }
        return names;
    }

    /** The same without a cache. */
    static String[] read(String message) {
        List<String> names = new ArrayList<>();
        boolean any = false;
        for (int hole = Holes.next(message, 0); hole >= 0; hole = Holes.next(message, hole + 2)) {
            String name = keyBefore(message, hole);
            any |= name != null;
            names.add(name);
        }
        return any ? names.toArray(String[]::new) : NONE;
    }

    private static String keyBefore(String message, int hole) {
        if (hole < 2 || message.charAt(hole - 1) != '=') {
            return null;
        }
        Matcher key = KEY.matcher(message).region(Math.max(0, hole - LONGEST_KEY), hole);
        return key.find() ? key.group(1) : null;
    }
}
