package com.moesif.logback.internal.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remembers what it was given, in order. */
final class RecordingSink implements FieldSink {

    record Field(String name, Object value) {}

    record RawJson(String name, String json) {}

    record Unwrapped(Object bean) {}

    record Unreadable(Class<?> type) {}

    final List<Record> seen = new ArrayList<>();

    @Override
    public void field(String name, Object value) {
        seen.add(new Field(name, value));
    }

    @Override
    public void rawJson(String name, String json) {
        seen.add(new RawJson(name, json));
    }

    @Override
    public void unwrapped(Object bean) {
        seen.add(new Unwrapped(bean));
    }

    @Override
    public void entries(Map<?, ?> map) {
        map.forEach((key, value) -> field(String.valueOf(key), value));
    }

    @Override
    public void tooManyMarkers() {
        throw new AssertionError("too many markers");
    }

    @Override
    public void unreadable(Class<?> type) {
        seen.add(new Unreadable(type));
    }
}
