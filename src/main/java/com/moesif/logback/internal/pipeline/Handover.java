package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an appender could not deliver before it was stopped, for the one of the same name, endpoint and application id that
 * follows it in this JVM: a reload of the configuration stops the one and then starts the other. An id that the collector
 * has refused need not be the same in the same logging context, since the reload may be what mends it; another context is
 * another application. Thread safe.
 */
final class Handover {
    /** The remainders without an heir yet, by place. Each is bounded by its appender's memory. */
    private static final Map<String, List<Remainder>> REMAINDERS = new ConcurrentHashMap<>();

    private Handover() {}

    private record Remainder(String applicationId, boolean refused, int context, List<Batch> batches) {
        boolean isFor(Tenant heir, String id) {
            return applicationId.equals(id) || heir.takeOver() || refused && context == heir.context();
        }
    }

    private static String place(String name, String endpoint) {
        return name + '\0' + endpoint;
    }

    static void leave(Tenant tenant, List<Batch> batches) {
        Remainder left = new Remainder(
                tenant.applicationId().get(), tenant.refused().getAsBoolean(), tenant.context(), List.copyOf(batches));
        REMAINDERS.compute(place(tenant.name(), tenant.endpoint()), (place, older) -> {
            List<Remainder> all = older == null ? new ArrayList<>() : new ArrayList<>(older);
            all.add(left);
            return all;
        });
    }

    static List<Batch> take(Tenant tenant) {
        List<Batch> taken = new ArrayList<>();
        // First what is older: it waited for an address.
        take(place(tenant.name(), Tenant.UNDECIDED), tenant, taken);
        take(place(tenant.name(), tenant.endpoint()), tenant, taken);
        return taken;
    }

    private static void take(String place, Tenant heir, List<Batch> taken) {
        String id = heir.applicationId().get();
        REMAINDERS.computeIfPresent(place, (key, all) -> {
            List<Remainder> others = new ArrayList<>();
            for (Remainder remainder : all) {
                if (remainder.isFor(heir, id)) {
                    taken.addAll(remainder.batches());
                } else {
                    others.add(remainder);
                }
            }
            return others.isEmpty() ? null : others;
        });
    }
}
