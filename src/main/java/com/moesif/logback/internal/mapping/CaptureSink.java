package com.moesif.logback.internal.mapping;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.Snapshots;
import java.util.Map;

/** Fixes the values that markers and arguments hold, and puts them into the action. Of one event, on its thread. */
final class CaptureSink implements FieldSink {
    private final CapturedAction action;
    private final Snapshots snapshots;
    private final EntryOrder order;

    CaptureSink(CapturedAction action, Snapshots snapshots, EntryOrder order) {
        this.action = action;
        this.snapshots = snapshots;
        this.order = order;
    }

    @Override
    public void field(String name, Object value) {
        action.add(name, snapshots.of(value));
    }

    @Override
    public void entries(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : order.of(map)) {
            Object key = entry.getKey();
            if (key == null || key instanceof String) {
                field((String) key, entry.getValue());
            } else {
                entry(key, entry.getValue());
            }
        }
    }

    /** A key that fails costs its own field only. */
    private void entry(Object key, Object value) {
        String name;
        try {
            name = key.toString();
        } catch (Throwable t) {
            failed(key.getClass(), t);
            return;
        }
        field(name, value);
    }

    @Override
    public void rawJson(String name, String json) {
        action.add(name, snapshots.ofRawJson(json));
    }

    @Override
    public void unwrapped(Object bean) {
        for (Map.Entry<?, ?> property : order.of(snapshots.propertiesOf(bean))) {
            action.add((String) property.getKey(), property.getValue());
        }
    }

    @Override
    public void unreadable(Class<?> type) {
        action.add(
                type.getSimpleName(),
                Snapshots.lost(
                        "is of a class that writes its JSON itself, to which only its own encoder listens. Log its"
                                + " fields by Markers.append or Actions.field"));
    }

    @Override
    public void tooManyMarkers() {
        action.add(
                "markers", Snapshots.lost("stands behind " + MarkerWalk.READ_LIMITS + ". Log it as a key-value pair"));
    }

    void failed(Class<?> type, Throwable failure) {
        action.add(type.getSimpleName(), Snapshots.lost(type, failure));
    }
}
