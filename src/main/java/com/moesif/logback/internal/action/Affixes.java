package com.moesif.logback.internal.action;

/** What stands around the names of unwrapped properties. */
record Affixes(String prefix, String suffix) {
    static final Affixes NONE = new Affixes("", "");

    String around(String name) {
        return prefix.isEmpty() && suffix.isEmpty() ? name : prefix + name + suffix;
    }

    /** Those within these. */
    Affixes with(String innerPrefix, String innerSuffix) {
        return new Affixes(prefix + innerPrefix, innerSuffix + suffix);
    }
}
