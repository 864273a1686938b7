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
    public Iterable<? extends Map.Entry<?, ?>> inOrder(Map<?, ?> map) {
        return order.of(map);
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

    void failed(Class<?> type, Throwable failure) {
        action.add(type.getSimpleName(), Snapshots.lost(type, failure));
    }
}
