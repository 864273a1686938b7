package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.Reserved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of arguments, taken from the raw message: {@code key={}} names its argument {@code key}, a bare {@code {}} names
 * none. Placeholders are found as SLF4J's own formatting finds them. A message may have been put together of text that came from
 * outside, so what it names has less to say than what the program names. Any thread.
 */
final class ArgumentNames {
    /** In text of these scripts there is no blank before a key. */
    private static final String WITHOUT_BLANKS =
            "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u30FC\\uFF70\\p{IsHangul}\\p{IsThai}";

    /** A key is never the end of a longer word: two words may end alike, or in a name that has a place of its own. */
    private static final Pattern KEY = Pattern.compile(
            "(?<![\\p{L}\\p{Nd}_&&[^" + WITHOUT_BLANKS + "]])(?<!\\p{L}(?=_))([A-Za-z_][A-Za-z0-9_.-]*)=$");

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

    ByKey of(String message, String logger) {
        if (message == null) {
            return NOTHING;
        }
        ByKey known = cache.get(message);
        if (known != null) {
            return known;
        }
        ByKey names = sorted(read(message));
        if (message.length() <= LONGEST_CACHED && cache.size() < MOST_CACHED && cache.put(message, names) == null) {
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
        List<String> names = new ArrayList<>();
        boolean any = false;
        for (int placeholder = Placeholders.next(message, 0);
                placeholder >= 0;
                placeholder = Placeholders.next(message, placeholder + 2)) {
            String name = keyBefore(message, placeholder);
            any |= name != null;
            names.add(name);
        }
        return any ? names.toArray(String[]::new) : NONE;
    }

    private static String keyBefore(String message, int placeholder) {
        if (placeholder < 2 || message.charAt(placeholder - 1) != '=') {
            return null;
        }
        Matcher key = KEY.matcher(message)
                .region(Math.max(0, placeholder - LONGEST_KEY), placeholder)
                .useTransparentBounds(true);
        return key.find() ? key.group(1) : null;
    }
}
