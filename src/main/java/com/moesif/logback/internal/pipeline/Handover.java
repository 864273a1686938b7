package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * What an appender could not deliver before it was stopped, for the one of the same name, endpoint and application id that
 * follows it in this JVM: a reload of the configuration stops the one and then starts the other. The one goes on delivering
 * until the other is there. An id that the collector has refused need not be the same in the same logging context, since the
 * reload may be what mends it; another context is another application. Any thread.
 */
final class Handover {
    /** The remainders without an heir yet, by place. Each is bounded by its appender's memory. */
    private static final Map<String, List<Remainder>> REMAINDERS = new ConcurrentHashMap<>();

    // In the order of their coming, so that a simulated run is the same each time.
    private static final Set<Party> RUNNING = new CopyOnWriteArraySet<>();
    private static final Set<Party> RETIRED = new CopyOnWriteArraySet<>();

    private Handover() {}

    /** Whoever may leave something, or inherit it. Its methods return at once. */
    interface Party {
        Tenant tenant();

        /** Somebody has left something for it. */
        void inherit();

        /** Its heir is there: it sends nothing more, and leaves what it holds. */
        void makeWay();
    }

    private record Remainder(String applicationId, boolean refused, int context, List<Batch> batches) {
        boolean isFor(Tenant heir, String id) {
            return applicationId.equals(id) || heir.takeOver() || refused && context == heir.context();
        }
    }

    private static String place(String name, String endpoint) {
        return name + '\0' + endpoint;
    }

    private static boolean isHeir(Tenant heir, Tenant leaver) {
        String left = leaver.endpoint();
        return leaver.name().equals(heir.name())
                && (left.equals(heir.endpoint()) || left.equals(Tenant.UNDECIDED))
                && remainder(leaver, List.of()).isFor(heir, heir.applicationId().get());
    }

    private static Remainder remainder(Tenant leaver, List<Batch> batches) {
        return new Remainder(
                leaver.applicationId().get(), leaver.refused().getAsBoolean(), leaver.context(), List.copyOf(batches));
    }

    /** It runs from now on, and takes what it is left: first it is known, then it looks, so that nothing is missed. */
    static void enter(Party heir) {
        RUNNING.add(heir);
        for (Party retired : RETIRED) {
            if (retired != heir && isHeir(heir.tenant(), retired.tenant())) {
                retired.makeWay();
            }
        }
    }

    /**
     * It takes nothing more, and goes on delivering what it has until an heir comes.
     *
     * @return whether there is one already
     */
    static boolean retire(Party leaver) {
        RUNNING.remove(leaver);
        RETIRED.add(leaver);
        return hasHeir(leaver);
    }

    static boolean hasHeir(Party leaver) {
        return RUNNING.stream().anyMatch(party -> party != leaver && isHeir(party.tenant(), leaver.tenant()));
    }

    /** It has left everything, its files included. */
    static void gone(Party leaver) {
        RUNNING.remove(leaver);
        RETIRED.remove(leaver);
        for (Party heir : RUNNING) {
            if (isHeir(heir.tenant(), leaver.tenant())) {
                heir.inherit();
            }
        }
    }

    static void leave(Tenant tenant, List<Batch> batches) {
        Remainder left = remainder(tenant, batches);
        REMAINDERS.compute(place(tenant.name(), tenant.endpoint()), (place, older) -> {
            List<Remainder> all = older == null ? new ArrayList<>() : new ArrayList<>(older);
            all.add(left);
            return all;
        });
    }

    /** All that is for this one. */
    static List<Batch> take(Tenant tenant) {
        List<Batch> taken = new ArrayList<>();
        take(tenant, taken);
        return taken;
    }

    /** @param into where they go; whatever this throws, memory being short say, each is either there or left here still */
    static void take(Tenant tenant, List<Batch> into) {
        // First what is older: it waited for an address.
        take(place(tenant.name(), Tenant.UNDECIDED), tenant, into);
        take(place(tenant.name(), tenant.endpoint()), tenant, into);
    }

    private static void take(String place, Tenant heir, List<Batch> into) {
        String id = heir.applicationId().get();
        REMAINDERS.computeIfPresent(place, (key, all) -> {
            List<Remainder> others = new ArrayList<>();
            List<Batch> taken = new ArrayList<>();
            for (Remainder remainder : all) {
                if (remainder.isFor(heir, id)) {
                    taken.addAll(remainder.batches());
                } else {
                    others.add(remainder);
                }
            }
            // The last that takes memory.
            into.addAll(taken);
            return others.isEmpty() ? null : others;
        });
    }
}
