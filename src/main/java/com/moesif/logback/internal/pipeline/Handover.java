package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;

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
     * would fill the memory while the collector is out of reach. Many that ran at once may be allowed more than there is: half of the
     * heap is what four have by default, whose memory is an eighth of a small one.
     */
    private static final int MOST_SHARES = 2;

    private static final int MOST_OF_HEAP = 2;

    private static final Handover OF_THIS_JVM =
            new Handover(Runtime.getRuntime().maxMemory() / MOST_OF_HEAP);

    private final long mostBytes;
    private final Remainders remainders = new Remainders();

    /** The most memory that was allowed to appenders which ran at once: a reload stops them all before any heir is there. */
    private final AtomicLong mostMemory = new AtomicLong();

    // In the order of their coming, so that a simulated run is the same each time.
    private final Set<Party> running = new CopyOnWriteArraySet<>();
    private final Set<Party> retired = new CopyOnWriteArraySet<>();

    /** @param mostBytes that may be left, whatever the appenders were allowed */
    Handover(long mostBytes) {
        this.mostBytes = mostBytes;
    }

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

    private static boolean isHeir(Tenant heir, Tenant leaver) {
        return Remainders.Heir.of(heir).follows(leaver);
    }

    /** It runs from now on, and takes what it is left: first it is known, then it looks, so that nothing is missed. */
    void enter(Party heir) {
        running.add(heir);
        long memory = running.stream().mapToLong(Party::maxMemory).sum();
        mostMemory.accumulateAndGet(memory, Math::max);
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
     * Where so much waits already that there is no room, what is oldest is given up, of those for which no heir is there. Whatever this
     * throws, memory being short say, nothing is left and nothing given up.
     *
     * @return how many actions of others were given up
     */
    long leave(Tenant tenant, List<Batch> batches) {
        Remainders.Remainder left = new Remainders.Remainder(tenant, batches);
        List<Remainders.Heir> heirs = new ArrayList<>();
        for (Party party : running) {
            heirs.add(Remainders.Heir.of(party.tenant()));
        }
        return remainders.add(left, Math.min(MOST_SHARES * mostMemory.get(), mostBytes), heirs);
    }

    /** All that is for this one. */
    List<Batch> take(Tenant tenant) {
        List<Batch> taken = new ArrayList<>();
        take(tenant, taken);
        return taken;
    }

    /** @param into where they go; whatever this throws, memory being short say, each is either there or left here still */
    void take(Tenant tenant, List<Batch> into) {
        remainders.take(Remainders.Heir.of(tenant), into);
    }
}
