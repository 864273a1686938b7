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
    private static final String METADATA_PREFIX = "metadata.";

    private final Naming naming;

    EntryOrder(Naming naming) {
        this.naming = naming;
    }

    /** The map's own unless two of its names may have one place; that is asked without making anything. */
    Iterable<? extends Map.Entry<?, ?>> of(Map<?, ?> map) {
        if (!mayMeet(map)) {
            return map.entrySet();
        }
        List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
        entries.sort(Comparator.<Map.Entry<?, ?>>comparingInt(entry -> naming.rank(String.valueOf(entry.getKey())))
                .thenComparing(entry -> String.valueOf(entry.getKey()))
                .reversed());
        return entries;
    }

    private boolean mayMeet(Map<?, ?> map) {
        int seen = 0;
        for (Object key : map.keySet()) {
            if (!(key instanceof String name)) {
                continue;
            }
            if (naming.hasAlias(name) || name.startsWith(METADATA_PREFIX)) {
                return map.size() > 1;
            }
            Reserved place = naming.reservedPlace(name);
            int bit = place == null ? 0 : 1 << place.ordinal();
            if ((seen & bit) != 0) {
                return true;
            }
            seen |= bit;
        }
        return false;
    }
}
