package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.Naming;
import java.util.List;
import org.slf4j.Marker;

/** What an event's markers say: whether it is an action, and fields. Any thread. */
final class ActionMarkers {
    private final String actionMarker;
    private final Naming naming;
    private final LogstashFields logstash;
    private final MarkerWalk.Visit saysAction = this::saysAction;
    private final Runnable tooMany;

    /** @param tooMany run when a marker has so many behind it that not all of them have been asked */
    ActionMarkers(String actionMarker, Naming naming, LogstashFields logstash, Runnable tooMany) {
        this.tooMany = tooMany;
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
        MarkerWalk walk = new MarkerWalk();
        if (walk.finds(marker, saysAction)) {
            return true;
        }
        if (walk.isCut()) {
            tooMany.run();
        }
        return false;
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
                read(marker, sink);
            }
        }
    }

    private void read(Marker marker, CaptureSink sink) {
        MarkerWalk walk = new MarkerWalk();
        try {
            walk.finds(marker, each -> {
                readOne(each, sink);
                return false;
            });
        } catch (Throwable t) {
            sink.failed(marker.getClass(), t);
        }
        if (walk.isCut()) {
            sink.tooManyMarkers();
        }
    }

    private void readOne(Marker marker, CaptureSink sink) {
        if (marker instanceof FieldsMarker fields) {
            sink.entries(fields.fields());
            if (fields.unread() != null) {
                sink.failed(fields.unread().type(), fields.unread().why());
            }
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
                if (marker != null && new MarkerWalk().finds(marker, each -> name.equals(each.getName()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
