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

    private static String place(String name, String endpoint) {
        return name + '\0' + endpoint;
    }

    static void leave(Tenant tenant, List<Batch> batches) {
        Remainder left =
                new Remainder(tenant.applicationId().get(), tenant.refused().getAsBoolean(), List.copyOf(batches));
        REMAINDERS.compute(place(tenant.name(), tenant.endpoint()), (place, older) -> {
            List<Remainder> all = older == null ? new ArrayList<>() : new ArrayList<>(older);
            all.add(left);
            return all;
        });
    }

    static List<Batch> take(Tenant tenant) {
        List<Batch> taken = new ArrayList<>();
        // First what is older: it waited for an address.
        take(place(tenant.name(), Tenant.UNDECIDED), tenant.applicationId().get(), taken);
        take(place(tenant.name(), tenant.endpoint()), tenant.applicationId().get(), taken);
        return taken;
    }

    private static void take(String place, String id, List<Batch> taken) {
        REMAINDERS.computeIfPresent(place, (key, all) -> {
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
    }
}
