package com.moesif.logback.internal.mapping;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;
import org.slf4j.Marker;

/**
 * Goes to a marker and to all that it refers to. Markers may refer to each other in a circle, and to many of each other. One that
 * fails costs what is behind it, and no other. Of one event, on its thread.
 */
final class MarkerWalk {
    /** To read an action. */
    private static final int MOST_READ = 10_000;

    /** To find out whether an event is an action, which each event pays for. */
    private static final int MOST_ASKED = 1_000;

    private static final int MOST_DEEP = 1_000;
    /** So many are not remembered: to remember takes memory, and nearly no event has more. */
    private static final int MOST_FORGOTTEN = 100;
    /** Of those that refer to others fewer: each of their references is gone to again. */
    private static final int MOST_HUBS_FORGOTTEN = 10;
    /**
     * While no more than so many that refer to others have come, an asking walk does not remember what has no references itself:
     * that can't come often then, and to remember it all would make garbage with each event.
     */
    private static final int FEW_HUBS = 3;

    /** So many times as many references may lead to what is known: that costs time as well. */
    private static final int KNOWN_TIMES = 20;

    /** Where what a walk leaves out is: words that go on after "behind". */
    static final String READ_LIMITS = limits(MOST_READ);

    static final String ASKED_LIMITS = limits(MOST_ASKED);

    private final int most;
    private final int fewHubs;
    private int seen;
    private int hubs;
    /** How many references have led nowhere new. */
    private int spent;
    /** By identity: a marker's own equals says something else. */
    private Set<Marker> remembered;

    private boolean found;
    private boolean cut;
    private Throwable failure;
    private Marker failing;

    interface Visit {
        /** Whether to stop. */
        boolean at(Marker marker);
    }

    private MarkerWalk(int most, int fewHubs) {
        this.most = most;
        this.fewHubs = fewHubs;
    }

    private static String limits(int most) {
        return "more than " + most + " other markers, or is referred to over more than " + MOST_DEEP + " levels";
    }

    /** To read what an action's markers hold: each of up to 10,000, whatever that takes. */
    static MarkerWalk reading() {
        return new MarkerWalk(MOST_READ, 0);
    }

    /** To find out what an event is, which each event pays for: up to 1,000, some of which may count several times. */
    static MarkerWalk asking() {
        return new MarkerWalk(MOST_ASKED, FEW_HUBS);
    }

    /** Whether a visit ended it. Throws what a marker or a visit threw first when none did, after all others. */
    boolean finds(Marker marker, Visit visit) {
        goOn(marker, 0, visit);
        if (!found && failure != null) {
            throw MarkerWalk.<RuntimeException>sneaky(failure);
        }
        return found;
    }

    /** Whether there were too many, so that not all have been visited. */
    boolean isCut() {
        return cut;
    }

    /** The first that failed; null when none did. */
    Marker failing() {
        return failing;
    }

    @SuppressWarnings("unchecked") // The cast is not checked: any failure passes as one that need not be declared.
    static <T extends Throwable> T sneaky(Throwable what) throws T {
        throw (T) what;
    }

    /** Whether it is over. */
    private boolean goOn(Marker marker, int depth, Visit visit) {
        boolean hub = isHub(marker);
        if (isKnown(marker, hub)) {
            return spend();
        }
        if (seen == most) {
            cut = true;
            return true;
        }
        seen++;
        try {
            if (visit.at(marker)) {
                found = true;
                return true;
            }
        } catch (Throwable t) {
            failed(marker, t);
        }
        return hub && goBehind(marker, depth, visit);
    }

    @SuppressWarnings("deprecation") // it spares nearly every marker what comes after it
    private boolean isHub(Marker marker) {
        try {
            return marker.hasReferences();
        } catch (Throwable t) {
            failed(marker, t);
            return false;
        }
    }

    @SuppressWarnings("deprecation") // there is no other way to a marker's references
    private boolean goBehind(Marker marker, int depth, Visit visit) {
        if (depth == MOST_DEEP) {
            cut = true;
            return false;
        }
        hubs++;
        try {
            for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
                Marker reference = references.next();
                if (reference == null ? spend() : goOn(reference, depth + 1, visit)) {
                    return true;
                }
            }
        } catch (Throwable t) {
            failed(marker, t);
        }
        return false;
    }

    /** Counts a reference that leads nowhere new. Returns whether there are too many of them. */
    private boolean spend() {
        if (++spent > KNOWN_TIMES * most) {
            cut = true;
            return true;
        }
        return false;
    }

    private boolean isKnown(Marker marker, boolean hub) {
        if (hub ? hubs <= MOST_HUBS_FORGOTTEN : seen < MOST_FORGOTTEN || hubs <= fewHubs) {
            return false;
        }
        if (remembered == null) {
            remembered = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        return !remembered.add(marker);
    }

    private void failed(Marker marker, Throwable t) {
        if (failure == null) {
            failure = t;
            failing = marker;
        }
    }
}
