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
    private static final int MAX_FIELDS = 20;

    /** Writes members into an object that is open. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator json);
    }

    /** @param line null when nobody has told which it was */
    static Row of(int number, ReceivedAction action, LogLine line) {
        return new Row(action.arrived(), "a" + number, json -> {
            json.writeStringProperty("kind", "action");
            json.writeNumberProperty("n", number);
            writeText(json, "id", action.id() == null ? null : action.id().toString());
            if (line != null) {
                json.writeName("made");
                write(json, line);
            }
            json.writeStringProperty("name", Line.shortened(action.actionName(), MAX_LENGTH));
            writeText(json, "company", action.companyId());
            writeText(json, "user", action.userId());
            writeFields(json, action);
            if (action.json().length() <= MAX_JSON_LENGTH) {
                json.writeStringProperty("json", action.json());
            }
        });
    }

    static void write(JsonGenerator json, LogLine line) {
        json.writeStartObject();
        json.writeStringProperty("id", line.id().toString());
        json.writeStringProperty("rule", line.rule());
        json.writeStringProperty("line", line.line());
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, ReceivedAction action) {
        json.writeArrayPropertyStart("fields");
        action.metadataAsJson().entrySet().stream().limit(MAX_FIELDS).forEach(field -> {
            json.writeStartArray();
            json.writeString(Line.shortened(field.getKey(), MAX_LENGTH));
            json.writeString(Line.shortenedJson(field.getValue()));
            json.writeEndArray();
        });
        json.writeEndArray();
    }

    static Row of(long number, ReceivedBatch batch) {
        ReceivedRequest request = batch.request();
        return new Row(request.time(), "b" + number, json -> {
            json.writeStringProperty("kind", "request");
            json.writeNumberProperty("status", request.status());
            json.writeNumberProperty("actions", request.actions());
            json.writeStringProperty("contents", Line.shortened(batch.contents(), MAX_LENGTH));
            json.writeNumberProperty("bytes", request.decodedSize());
            json.writeNumberProperty("sent", request.bodySize());
            writeRequest(json, request.method(), request.path());
        });
    }

    static Row of(long number, Resend resend) {
        return new Row(resend.time(), "d" + number, json -> {
            json.writeStringProperty("kind", "resend");
            json.writeNumberProperty("known", resend.known());
            json.writeNumberProperty("of", resend.of());
            json.writeStringProperty("name", Line.shortened(resend.first().actionName(), MAX_LENGTH));
            json.writeStringProperty("id", String.valueOf(resend.first().id()));
        });
    }

    static Row of(long number, Refusal refusal) {
        return ofRefusal("r" + number, refusal);
    }

    /** Looks like a refusal, and is counted as none. */
    static Row ofTurnedAway(long number, Refusal refusal) {
        return ofRefusal("t" + number, refusal);
    }

    private static Row ofRefusal(String key, Refusal refusal) {
        return new Row(refusal.time(), key, json -> {
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
