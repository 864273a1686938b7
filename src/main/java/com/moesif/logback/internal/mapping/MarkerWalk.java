package com.moesif.logback.internal.mapping;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;
import org.slf4j.Marker;

/**
 * Goes to a marker and to all that it refers to. Markers may refer to each other in a circle, and to many of each other. Of one
 * event, on its thread.
 */
final class MarkerWalk {
    private static final int MOST = 10_000;
    private static final int MOST_DEEP = 1_000;
    /** So many are not remembered: to remember takes memory, and nearly no event has more. */
    private static final int MOST_FORGOTTEN = 100;

    static final String LIMITS =
            "more than " + MOST + " other markers, or is referred to over more than " + MOST_DEEP + " levels";

    private int walked;
    /** By identity: a marker's own equals says something else. */
    private Set<Marker> remembered;

    private boolean found;
    private boolean cut;

    interface Visit {
        /** Whether to stop. */
        boolean at(Marker marker);
    }

    /** Whether a visit ended it. */
    boolean finds(Marker marker, Visit visit) {
        goOn(marker, 0, visit);
        return found;
    }

    /** Whether there were too many, so that not all have been visited. */
    boolean isCut() {
        return cut;
    }

    /** Whether it is over. */
    @SuppressWarnings("deprecation") // there is no other way to a marker's references
    private boolean goOn(Marker marker, int depth, Visit visit) {
        if (walked == MOST) {
            cut = true;
            return true;
        }
        if (++walked > MOST_FORGOTTEN && isRemembered(marker)) {
            return false;
        }
        if (visit.at(marker)) {
            found = true;
            return true;
        }
        if (!marker.hasReferences()) {
            return false;
        }
        if (depth == MOST_DEEP) {
            cut = true;
            return false;
        }
        for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
            Marker reference = references.next();
            if (reference != null && goOn(reference, depth + 1, visit)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRemembered(Marker marker) {
        if (remembered == null) {
            remembered = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        return !remembered.add(marker);
    }
}
