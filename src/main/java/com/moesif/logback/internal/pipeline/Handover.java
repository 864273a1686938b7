package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Tenant;
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

    private static String place(Tenant tenant) {
        return tenant.name() + '\0' + tenant.endpoint();
    }

    static void leave(Tenant tenant, List<Batch> batches) {
        Remainder left =
                new Remainder(tenant.applicationId().get(), tenant.refused().getAsBoolean(), List.copyOf(batches));
        REMAINDERS.compute(place(tenant), (place, older) -> {
            List<Remainder> all = older == null ? new ArrayList<>() : new ArrayList<>(older);
            all.add(left);
            return all;
        });
    }

    static List<Batch> take(Tenant tenant) {
        String id = tenant.applicationId().get();
        List<Batch> taken = new ArrayList<>();
        REMAINDERS.computeIfPresent(place(tenant), (place, all) -> {
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
