package com.moesif.logback.internal.action;

import java.util.HashMap;
import java.util.Map;

/**
 * The names met so far. Names are few in a sane application, but nothing stops one from making them up, so the cache
 * starts afresh when it has grown large. Owned by the encoder's thread.
 */
final class Names {
    private static final int MOST_CHARS = 1_000_000;
    private static final int CHARS_PER_ENTRY = 100;

    private final Naming naming;
    private final Map<String, Name> fields = new HashMap<>();
    private final Map<String, MdcPlace> mdcKeys = new HashMap<>();
    private final Map<String, Name> places = new HashMap<>();
    private int chars;

    Names(Naming naming) {
        this.naming = naming;
    }

    /** To be called between two actions only: within one, the same name must stay the same object. */
    void trim() {
        if (chars > MOST_CHARS) {
            fields.clear();
            mdcKeys.clear();
            places.clear();
            chars = 0;
        }
    }

    Name field(String name) {
        Name place = fields.get(name);
        if (place == null) {
            place = unify(naming.place(name));
            fields.put(name, place);
            chars += name.length() + CHARS_PER_ENTRY;
        }
        return place;
    }

    MdcPlace mdc(String key) {
        MdcPlace place = mdcKeys.get(key);
        if (place == null) {
            Name name = naming.placeOfMdcKey(key);
            int rank = name == null ? 0 : naming.rank(key);
            // An alias says where the key's value is to go, and an exclude of this key that it goes nowhere.
            // An <mdcKey> only adds it to the metadata.
            place = naming.hasAlias(key) || naming.excludesExactly(key)
                    ? new MdcPlace(key, name == null ? null : unify(name), rank, null)
                    : MdcPlace.of(key, name == null ? null : unify(name), rank);
            mdcKeys.put(key, place);
            chars += key.length() + CHARS_PER_ENTRY;
        }
        return place;
    }

    /** {@code companyId} and {@code company_id}, {@code x} and {@code metadata.x} are one field of the action. */
    private Name unify(Name place) {
        if (place.excluded) {
            // Of two names for one place the exclude may mean only one.
            return place;
        }
        Name known = places.putIfAbsent(place.fullName, place);
        return known == null ? place : known;
    }
}
