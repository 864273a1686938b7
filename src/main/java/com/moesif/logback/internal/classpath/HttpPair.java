package com.moesif.logback.internal.classpath;

import java.util.List;
import java.util.Optional;

/**
 * Which HttpCore an HttpClient can use: from one version to, but not including, another, which took away what it calls.
 *
 * @param client the first HttpClient of which this is true
 * @param before null where there is none yet
 */
record HttpPair(Version client, Version from, Version before) {
    /** The newest first. */
    private static final List<HttpPair> ALL = List.of(
            of("5.6", "5.4", null),
            of("5.4.3", "5.3.4", null),
            of("5.4", "5.3", "5.3.4"),
            of("5.2", "5.2", "5.3"),
            of("5.1", "5.1", "5.2"));

    private static HttpPair of(String client, String from, String before) {
        return new HttpPair(Version.of(client), Version.of(from), before == null ? null : Version.of(before));
    }

    static Optional<HttpPair> of(Version client) {
        return ALL.stream().filter(pair -> !client.isBefore(pair.client)).findFirst();
    }

    boolean allows(Version core) {
        return !core.isBefore(from) && (before == null || core.isBefore(before));
    }

    /** Of HttpCore. */
    String range() {
        return from + " or later" + (before == null ? "" : ", but before " + before);
    }
}
