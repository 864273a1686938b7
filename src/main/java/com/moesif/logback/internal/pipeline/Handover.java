package com.moesif.logback.internal.pipeline;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an appender could not deliver before it was stopped, for the one of the same name, endpoint and application id that
 * follows it in this JVM: a reload of the configuration stops the one and then starts the other. Thread safe.
 */
final class Handover {
    /** The remainders without an heir yet. Each is bounded by its appender's memory, and there is one for each key. */
    private static final Map<String, List<Batch>> REMAINDERS = new ConcurrentHashMap<>();

    private Handover() {}

    static void leave(String key, List<Batch> batches) {
        REMAINDERS.merge(key, batches, (older, newer) -> {
            List<Batch> both = new java.util.ArrayList<>(older);
            both.addAll(newer);
            return both;
        });
    }

    static List<Batch> take(String key) {
        List<Batch> left = REMAINDERS.remove(key);
        return left == null ? List.of() : left;
    }
}
