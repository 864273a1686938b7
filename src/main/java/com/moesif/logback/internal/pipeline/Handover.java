package com.moesif.logback.internal.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an appender could not deliver before it was stopped, for the one of the same name, endpoint and application id that
 * follows it in this JVM: a reload of the configuration stops the one and then starts the other. An id that the collector
 * has refused need not be the same, since the reload may be what mends it. Thread safe.
 */
final class Handover {
    /** The remainders without an heir yet, by place. Each is bounded by its appender's memory. */
    private static final Map<String, List<Remainder>> REMAINDERS = new ConcurrentHashMap<>();

    private Handover() {}

    private record Remainder(String applicationId, boolean refused, List<Batch> batches) {
        boolean isFor(String id) {
            return refused || applicationId.equals(id);
        }
    }

    static void leave(Heir heir, List<Batch> batches) {
        Remainder left =
                new Remainder(heir.applicationId().get(), heir.refused().getAsBoolean(), List.copyOf(batches));
        REMAINDERS.compute(heir.place(), (place, older) -> {
            List<Remainder> all = older == null ? new ArrayList<>() : new ArrayList<>(older);
            all.add(left);
            return all;
        });
    }

    static List<Batch> take(Heir heir) {
        String id = heir.applicationId().get();
        List<Batch> taken = new ArrayList<>();
        REMAINDERS.computeIfPresent(heir.place(), (place, all) -> {
            List<Remainder> others = new ArrayList<>();
            for (Remainder remainder : all) {
                if (remainder.isFor(id)) {
                    taken.addAll(remainder.batches());
                } else {
                    others.add(remainder);
                }
            }
            return others.isEmpty() ? null : others;
        });
        return taken;
    }
}
