package com.moesif.logback.collector;

import java.time.Instant;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * One line of the page, as JSON.
 *
 * @param time when it came
 * @param key tells it from all others of the same run
 */
record Row(Instant time, String key, Content content) {
    /** A page gets several hundred rows at once; what is longer it asks for when someone wants to read it. */
    static final int MAX_JSON_LENGTH = 2_000;

    private static final int MAX_LENGTH = 200;

    /** Writes members into an object that is open. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator json);
    }

    static Row of(int number, ReceivedAction action) {
        return new Row(action.arrived(), "a" + number, json -> {
            json.writeStringProperty("kind", "action");
            json.writeNumberProperty("n", number);
            json.writeStringProperty("name", Line.shortened(action.actionName(), MAX_LENGTH));
            writeText(json, "company", action.companyId());
            writeText(json, "user", action.userId());
            json.writeStringProperty("line", Line.shortened(Line.metadata(action), MAX_LENGTH));
            if (action.json().length() <= MAX_JSON_LENGTH) {
                json.writeStringProperty("json", action.json());
            }
        });
    }

    static Row of(long number, Refusal refusal) {
        return new Row(refusal.time(), "r" + number, json -> {
            json.writeStringProperty("kind", "refused");
            json.writeNumberProperty("status", refusal.status());
            json.writeStringProperty("reason", refusal.reason());
            json.writeNumberProperty("index", refusal.index());
            writeRequest(json, refusal.method(), refusal.path());
        });
    }

    static Row of(long number, PlayedFault played) {
        return new Row(played.time(), "f" + number, json -> {
            json.writeStringProperty("kind", "fault");
            writeFault(json, played.fault());
            json.writeNumberProperty("actions", played.actions());
            json.writeBooleanProperty("kept", played.kept());
            writeRequest(json, played.method(), played.path());
        });
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("key", key);
        json.writeNumberProperty("time", time.toEpochMilli());
        content.write(json);
        json.writeEndObject();
    }

    static void writeFault(JsonGenerator json, Fault fault) {
        json.writeObjectPropertyStart("fault");
        json.writeStringProperty("kind", fault.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberProperty(
                "status", fault.answer() == null ? 0 : fault.answer().status());
        json.writeNumberProperty("delay", fault.delay().toMillis());
        json.writeEndObject();
    }

    private static void writeRequest(JsonGenerator json, String method, String path) {
        json.writeStringProperty("method", method);
        json.writeStringProperty("path", Line.shortened(path, MAX_LENGTH));
    }

    private static void writeText(JsonGenerator json, String name, String text) {
        if (text != null) {
            json.writeStringProperty(name, Line.shortened(text, MAX_LENGTH));
        }
    }
}
