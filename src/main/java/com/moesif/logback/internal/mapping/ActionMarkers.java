package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.Naming;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** Throws what a marker threw when none says so: the event may be an action. */
    boolean makeAction(List<Marker> markers) {
        Throwable failure = null;
        for (int i = 0; i < markers.size(); i++) {
            Marker marker = markers.get(i);
            try {
                if (marker != null && makesAction(marker)) {
                    return true;
                }
            } catch (Throwable t) {
                failure = t;
            }
        }
        if (failure != null) {
            throw MarkerWalk.<RuntimeException>sneaky(failure);
        }
        return false;
    }

    @SuppressWarnings("deprecation") // hasReferences() spares nearly every marker the walk
    private boolean makesAction(Marker marker) {
        if (!marker.hasReferences()) {
            return saysAction(marker);
        }
        MarkerWalk walk = MarkerWalk.asking();
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
            return naming.nameTheAction(fields.fields().keySet());
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
        MarkerWalk walk = MarkerWalk.reading();
        try {
            walk.finds(marker, each -> {
                readOne(each, sink);
                return false;
            });
        } catch (Throwable t) {
            sink.failed((walk.failing() == null ? marker : walk.failing()).getClass(), t);
        }
        if (walk.isCut()) {
            sink.tooManyMarkers();
        }
    }

    private void readOne(Marker marker, CaptureSink sink) {
        if (marker instanceof FieldsMarker fields) {
            try {
                sink.entries(fields.fields());
            } catch (Throwable t) {
                sink.failed(marker.getClass(), t);
            }
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
        return anyItselfNamed(name, markers)
                || namesBehind(markers, Set.of(name)).contains(name);
    }

    /** Whether one of the markers themselves has this name. */
    static boolean anyItselfNamed(String name, List<Marker> markers) {
        if (markers != null) {
            for (int i = 0; i < markers.size(); i++) {
                Marker marker = markers.get(i);
                if (marker != null && name.equals(marker.getName())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Those of the names which the markers that refer to others have, or what they refer to. Makes nothing where none does. */
    @SuppressWarnings("deprecation") // hasReferences() spares nearly every marker the walk
    static Set<String> namesBehind(List<Marker> markers, Set<String> names) {
        Set<String> behind = Set.of();
        if (markers != null) {
            for (int i = 0; i < markers.size(); i++) {
                Marker marker = markers.get(i);
                if (marker != null && behind.size() < names.size() && marker.hasReferences()) {
                    behind = behind.isEmpty() ? new HashSet<>() : behind;
                    find(marker, names, behind);
                }
            }
        }
        return behind;
    }

    private static void find(Marker marker, Set<String> names, Set<String> into) {
        try {
            MarkerWalk.asking().finds(marker, each -> {
                String name = each.getName();
                return name != null && names.contains(name) && into.add(name) && into.size() == names.size();
            });
        } catch (Throwable t) {
            if (into.isEmpty()) {
                throw t;
            }
        }
    }
}
