package com.moesif.logback.internal.action;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the fields that a rule captures are turned into, by the place where they end: whatever a field is called in a log line
 * or in the MDC, it has the type of its place. Immutable.
 */
public final class FieldTypes {
    /** Each value keeps the type it has. */
    public static final FieldTypes NONE = new FieldTypes(Map.of(), Naming.PLAIN);

    private final Naming naming;
    private final List<String> names;
    private final Map<String, Conversion> byPlace = new HashMap<>();
    /** Every name of a field that is JSON: asked for on the caller's thread, where no place is looked for. */
    private final Set<String> namesOfJson = new HashSet<>();

    /** @param given by the names that the user gave; of two names for one place the last counts */
    public FieldTypes(Map<String, Conversion> given, Naming naming) {
        this.naming = naming;
        this.names = List.copyOf(given.keySet());
        given.forEach((name, type) -> byPlace.put(naming.place(name).fullName, type));
        for (String name : names) {
            if (of(name).type() == FieldType.JSON) {
                namesOfJson.addAll(naming.namesOf(naming.place(name)));
            }
        }
    }

    /** The names that the user gave. */
    public List<String> names() {
        return names;
    }

    /** What a field of this name is turned into; null when it keeps the type it has. */
    public Conversion of(String name) {
        return of(naming.place(name));
    }

    Conversion of(Name place) {
        return byPlace.isEmpty() ? null : byPlace.get(place.fullName);
    }

    /** Whether a bean given for this field is to be serialised instead of being shown as its {@code toString()}. */
    public boolean wantsJson(String name) {
        return !namesOfJson.isEmpty() && namesOfJson.contains(name);
    }
}
