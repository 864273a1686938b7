package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.Reserved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order in which the entries of an application's map become fields, the later of one place winning. A map's own order may
 * change with each start, as that of {@code Map.of}, and must not decide who is billed. Immutable.
 */
final class EntryOrder {
    /** Pairs of names. Beyond, to sort is cheaper than to find out whether that is needed. */
    private static final int MOST_COMPARED = 4_096;

    private final Naming naming;

    EntryOrder(Naming naming) {
        this.naming = naming;
    }

    /** The map's own unless two of its names have one place; that is asked on the logging thread, without making names of them. */
    Iterable<? extends Map.Entry<?, ?>> of(Map<?, ?> map) {
        if (!meet(map)) {
            return map.entrySet();
        }
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        entries.sort(Comparator.<Map.Entry<?, ?>>comparingInt(entry -> naming.rank(nameOf(entry.getKey())))
                .thenComparing(entry -> nameOf(entry.getKey()))
                .reversed());
        return entries;
    }

    /** A key that has none has no place either. */
    private static String nameOf(Object key) {
        try {
            return String.valueOf(key);
        } catch (Throwable t) {
            return "";
        }
    }

    /** Names that are their places' own can't meet: each of the others is compared with all. */
    private boolean meet(Map<?, ?> map) {
        int compared = 0;
        for (Object key : map.keySet()) {
            if (key instanceof String name && isNotItsPlacesOwn(name)) {
                compared += map.size();
                if (compared > MOST_COMPARED || meetsAnother(name, map)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNotItsPlacesOwn(String name) {
        if (naming.hasAlias(name) || name.startsWith(Naming.METADATA_PREFIX)) {
            return true;
        }
        Reserved place = naming.reservedPlace(name);
        return place != null && !place.wireName().equals(name);
    }

    private boolean meetsAnother(String name, Map<?, ?> map) {
        Reserved place = naming.reservedPlace(name);
        String renamed = naming.afterAlias(name);
        int from = Naming.keyFrom(renamed);
        int length = renamed.length() - from;
        for (Object key : map.keySet()) {
            if (key instanceof String other && !other.equals(name)) {
                Reserved otherPlace = naming.reservedPlace(other);
                if (place != null || otherPlace != null) {
                    if (place == otherPlace) {
                        return true;
                    }
                    continue;
                }
                String otherRenamed = naming.afterAlias(other);
                int otherFrom = Naming.keyFrom(otherRenamed);
                if (otherRenamed.length() - otherFrom == length
                        && renamed.regionMatches(from, otherRenamed, otherFrom, length)) {
                    return true;
                }
            }
        }
        return false;
    }
}
