package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * What an appender could not deliver before it was stopped, for the one of the same name, endpoint and application id that
 * follows it in this JVM: a reload of the configuration stops the one and then starts the other. The one goes on delivering
 * until the other is there. An id that the collector has refused need not be the same in the same logging context, since the
 * reload may be what mends it; another context is another application. Any thread.
 */
final class Handover {
    /**
     * An appender holds at most its {@code maxMemory} and what is in its ring. Together those that are gone may hold so much more than
     * those that run: without a bound appenders that come and go under names of their own, as a {@code SiftingAppender} makes them,
     * would fill the memory while the collector is out of reach.
     */
    private static final int MOST_SHARES = 2;

    private static final Handover OF_THIS_JVM = new Handover();

    /** Guards the two below. */
    private final Object lock = new Object();

    /** What is left without an heir yet, the oldest first. */
    private List<Remainder> remainders = new ArrayList<>();

    /** The most memory that was allowed to appenders which ran at once: a reload stops them all before any heir is there. */
    private long mostMemory;

    // In the order of their coming, so that a simulated run is the same each time.
    private final Set<Party> running = new CopyOnWriteArraySet<>();
    private final Set<Party> retired = new CopyOnWriteArraySet<>();

    /** Of all the appenders of this process. A test has one of its own, since its JVM runs other tests, too. */
    static Handover ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** Whoever may leave something, or inherit it. Its methods return at once. */
    interface Party {
        Tenant tenant();

        /** Bytes of unsent actions it may hold. */
        long maxMemory();

        /** Somebody has left something for it. */
        void inherit();

        /** Its heir is there: it sends nothing more, and leaves what it holds. */
        void makeWay();
    }

    private record Remainder(
            String name, String endpoint, String applicationId, boolean refused, int context, List<Batch> batches) {
        boolean isFor(Tenant heir, String id) {
            return name.equals(heir.name())
                    && (applicationId.equals(id) || heir.takeOver() || refused && context == heir.context());
        }

        boolean isOf(String other) {
            return endpoint.equals(other);
        }

        long bytes() {
            return batches.stream().mapToLong(Batch::heldBytes).sum();
        }

        long actions() {
            return batches.stream().mapToLong(Batch::actions).sum();
        }
    }

    private static boolean isHeir(Tenant heir, Tenant leaver) {
        Remainder left = remainder(leaver, List.of());
        return (left.isOf(heir.endpoint()) || left.isOf(Tenant.UNDECIDED))
                && left.isFor(heir, heir.applicationId().get());
    }

    private static Remainder remainder(Tenant leaver, List<Batch> batches) {
        return new Remainder(
                leaver.name(),
                leaver.endpoint(),
                leaver.applicationId().get(),
                leaver.refused().getAsBoolean(),
                leaver.context(),
                List.copyOf(batches));
    }

    /** It runs from now on, and takes what it is left: first it is known, then it looks, so that nothing is missed. */
    void enter(Party heir) {
        running.add(heir);
        long memory = running.stream().mapToLong(Party::maxMemory).sum();
        synchronized (lock) {
            mostMemory = Math.max(mostMemory, memory);
        }
        for (Party leaver : retired) {
            if (leaver != heir && isHeir(heir.tenant(), leaver.tenant())) {
                leaver.makeWay();
            }
        }
    }

    /**
     * It takes nothing more, and goes on delivering what it has until an heir comes.
     *
     * @return whether there is one already
     */
    boolean retire(Party leaver) {
        running.remove(leaver);
        retired.add(leaver);
        return hasHeir(leaver);
    }

    boolean hasHeir(Party leaver) {
        return running.stream().anyMatch(party -> party != leaver && isHeir(party.tenant(), leaver.tenant()));
    }

    /** It has left everything, its files included. */
    void gone(Party leaver) {
        running.remove(leaver);
        retired.remove(leaver);
        for (Party heir : running) {
            if (isHeir(heir.tenant(), leaver.tenant())) {
                heir.inherit();
            }
        }
    }

    /**
     * Where so much waits already that there is no room, what is oldest is given up: no heir has come for it.
     *
     * @return how many actions of others were given up
     */
    long leave(Tenant tenant, List<Batch> batches) {
        Remainder left = remainder(tenant, batches);
        long givenUp = 0;
        synchronized (lock) {
            remainders.add(left);
            long tooMuch = remainders.stream().mapToLong(Remainder::bytes).sum() - MOST_SHARES * mostMemory;
            while (tooMuch > 0 && remainders.size() > 1) {
                Remainder oldest = remainders.remove(0);
                tooMuch -= oldest.bytes();
                givenUp += oldest.actions();
            }
        }
        return givenUp;
    }

    /** All that is for this one. */
    List<Batch> take(Tenant tenant) {
        List<Batch> taken = new ArrayList<>();
        take(tenant, taken);
        return taken;
    }

    /** @param into where they go; whatever this throws, memory being short say, each is either there or left here still */
    void take(Tenant tenant, List<Batch> into) {
        // First what is older: it waited for an address.
        take(Tenant.UNDECIDED, tenant, into);
        take(tenant.endpoint(), tenant, into);
    }

    private void take(String endpoint, Tenant heir, List<Batch> into) {
        String id = heir.applicationId().get();
        synchronized (lock) {
            List<Remainder> others = new ArrayList<>();
            List<Batch> taken = new ArrayList<>();
            for (Remainder remainder : remainders) {
                if (remainder.isOf(endpoint) && remainder.isFor(heir, id)) {
                    taken.addAll(remainder.batches());
                } else {
                    others.add(remainder);
                }
            }
            // The last that takes memory.
            into.addAll(taken);
            remainders = others;
        }
    }
}
