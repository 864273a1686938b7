package com.moesif.logback.internal.action;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes a finished {@link Draft} as one JSON object, with one generator for all of them. One thread at a time. */
final class ActionWriter {
    /** Loads Jackson when the first action is written, on the sender thread: not while the application starts. */
    private static final class Jackson {
        static final JsonFactory FACTORY = JsonFactory.builder()
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .rootValueSeparator((String) null)
                .build();
    }

    private static final Reserved[] REQUEST_TEXTS = {
        Reserved.REQUEST_URI, Reserved.REQUEST_IP_ADDRESS, Reserved.REQUEST_USER_AGENT
    };
    private static final Reserved[] IDENTITIES = {
        Reserved.COMPANY_ID, Reserved.USER_ID, Reserved.SUBSCRIPTION_ID, Reserved.SESSION_TOKEN, Reserved.TRANSACTION_ID
    };

    private final List<Mask> masks;
    private final LineBuffer out;
    private final EventTime time = new EventTime();
    private JsonGenerator generator;

    ActionWriter(List<Mask> masks, LineBuffer out) {
        this.masks = masks;
        this.out = out;
    }

    /** Appends the action; when this throws, the caller has to cut off what was written of it. */
    void write(Draft draft) {
        JsonGenerator json = generator;
        // Taken away while it's at work: one that stopped half-way is not used again.
        generator = null;
        if (json == null) {
            json = Jackson.FACTORY.createGenerator(ObjectWriteContext.empty(), (OutputStream) out);
        }
        json.writeStartObject();
        text(json, Reserved.ACTION_NAME, draft);
        request(json, draft);
        for (Reserved identity : IDENTITIES) {
            text(json, identity, draft);
        }
        if (draft.randomId() != null) {
            ascii(json, Reserved.TRANSACTION_ID, draft.randomId());
        }
        metadata(json, draft);
        json.writeEndObject();
        json.flush();
        generator = json;
    }

    private void request(JsonGenerator json, Draft draft) {
        json.writeName(WireNames.REQUEST);
        json.writeStartObject();
        if (!draft.isTimeWithheld()) {
            ascii(json, Reserved.REQUEST_TIME, time.format(draft.epochMillis()));
        }
        for (Reserved place : REQUEST_TEXTS) {
            String value = draft.get(place);
            if (value != null) {
                json.writeName(WireNames.of(place));
                json.writeString(shown(place == Reserved.REQUEST_IP_ADDRESS ? value : masked(value)));
            }
        }
        json.writeEndObject();
    }

    /** What is known to need no escapes. */
    private static void ascii(JsonGenerator json, Reserved place, byte[] value) {
        json.writeName(WireNames.of(place));
        json.writeRawUTF8String(value, 0, value.length);
    }

    private static void text(JsonGenerator json, Reserved place, Draft draft) {
        String value = draft.get(place);
        if (value != null) {
            json.writeName(WireNames.of(place));
            json.writeString(shown(value));
        }
    }

    private void metadata(JsonGenerator json, Draft draft) {
        Metadata metadata = draft.metadata();
        int count = metadata.size();
        if (count == 0) {
            return;
        }
        json.writeName(WireNames.METADATA);
        json.writeStartObject();
        for (int i = 0; i < count; i++) {
            json.writeName(metadata.name(i).json);
            value(json, metadata.value(i));
        }
        json.writeEndObject();
    }

    private void value(JsonGenerator json, Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(shown(masked(text)));
        } else if (value instanceof Integer number) {
            json.writeNumber(number.intValue());
        } else if (value instanceof Long number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Double number) {
            finite(json, number, number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            rareValue(json, value);
        }
    }

    private void rareValue(JsonGenerator json, Object value) {
        if (value instanceof BigDecimal number) {
            json.writeNumber(Scalars.text(number));
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof Float number) {
            finite(json, number, number.doubleValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Json captured) {
            captured(json, captured);
        } else if (value instanceof CaptureFailure lost) {
            json.writeString(lost.text());
        } else {
            json.writeString(shown(masked(Scalars.text(value))));
        }
    }

    private static void finite(JsonGenerator json, Number exact, double value) {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (exact instanceof Float number) {
            json.writeNumber(number.floatValue());
        } else {
            json.writeNumber(value);
        }
    }

    private void captured(JsonGenerator json, Json captured) {
        if (masks.isEmpty()) {
            json.writeRawValue(captured.text());
            return;
        }
        try (JsonParser parser = Jackson.FACTORY.createParser(ObjectReadContext.empty(), captured.utf8())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case VALUE_STRING -> json.writeString(shown(masked(parser.getString())));
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.writeNumber(parser.getString());
                    default -> json.copyCurrentEvent(parser);
                }
            }
        }
    }

    private String masked(String text) {
        String shown = text;
        // Without an iterator, for each text of each action.
        for (int i = 0; i < masks.size(); i++) {
            shown = masks.get(i).apply(shown);
        }
        return shown;
    }

    private static String shown(String text) {
        return UnicodeText.wellFormed(text);
    }
}
