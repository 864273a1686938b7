package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.Naming;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Marker;

/** What an event's markers say: whether it is an action, and fields. Any thread. */
final class ActionMarkers {
    /** Markers may refer to each other in a circle, and to many of each other. */
    private static final int MOST_WALKED = 100;

    private final String actionMarker;
    private final Naming naming;
    private final LogstashFields logstash;
    private final Visit saysAction = this::saysAction;

    ActionMarkers(String actionMarker, Naming naming, LogstashFields logstash) {
        this.actionMarker = actionMarker;
        this.naming = naming;
        this.logstash = logstash;
    }

    boolean makeAction(List<Marker> markers) {
        for (int i = 0; i < markers.size(); i++) {
            Marker marker = markers.get(i);
            if (marker != null && makesAction(marker)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("deprecation") // hasReferences() spares nearly every marker the walk
    private boolean makesAction(Marker marker) {
        if (!marker.hasReferences()) {
            return saysAction(marker);
        }
        return finds(marker, saysAction);
    }

    private boolean saysAction(Marker marker) {
        return actionMarker.equals(marker.getName()) || carriesName(marker);
    }

    private boolean carriesName(Marker marker) {
        if (marker instanceof FieldsMarker fields) {
            if (fields.isOfAction() && naming.namesTheAction(FieldsMarker.ACTION_NAME)) {
                return true;
            }
            for (Object key : fields.fields().keySet()) {
                if (key instanceof String name && naming.namesTheAction(name)) {
                    return true;
                }
            }
            return false;
        }
        return logstash.mentions(marker, naming);
    }

    void read(List<Marker> markers, CaptureSink sink) {
        for (Marker marker : markers) {
            if (marker != null) {
                walk(marker, new int[] {MOST_WALKED}, each -> {
                    readOne(each, sink);
                    return false;
                });
            }
        }
    }

    private void readOne(Marker marker, CaptureSink sink) {
        if (marker instanceof FieldsMarker fields) {
            sink.entries(fields.fields());
            // Last: a field that an alias makes the action's name must not override the name that the code gives.
            if (fields.isOfAction()) {
                sink.field(FieldsMarker.ACTION_NAME, fields.actionName());
            }
            return;
        }
        try {
            logstash.read(marker, sink);
        } catch (Throwable t) {
            sink.failed(marker.getClass(), t);
        }
    }

    /** Whether one of the markers, or one it refers to, has this name. */
    static boolean anyNamed(String name, List<Marker> markers) {
        if (markers != null) {
            for (Marker marker : markers) {
                if (marker != null && finds(marker, each -> name.equals(each.getName()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean finds(Marker marker, Visit visit) {
        int[] left = {MOST_WALKED};
        // A walk that was cut short has found nothing.
        return walk(marker, left, visit) && left[0] >= 0;
    }

    private interface Visit {
        /** Whether to stop. */
        boolean at(Marker marker);
    }

    @SuppressWarnings("deprecation") // there is no other way to a marker's references
    private static boolean walk(Marker marker, int[] left, Visit visit) {
        if (--left[0] < 0 || visit.at(marker)) {
            return true;
        }
        if (marker.hasReferences()) {
            for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
                Marker reference = references.next();
                if (reference != null && walk(reference, left, visit)) {
                    return true;
                }
            }
        }
        return false;
    }
}
