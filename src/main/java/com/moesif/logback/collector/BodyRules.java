package com.moesif.logback.collector;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Checks a decompressed body against the API: one object at one endpoint, an array of them at the other. */
final class BodyRules {
    /** The API says 15 MB uncompressed; the smaller reading of that is the safe one. */
    static final int MAX_BODY_BYTES = 15_000_000;

    private final byte[] body;
    private final Endpoint endpoint;
    private final Instant now;

    private final List<ReceivedAction> actions = new ArrayList<>();
    private int counted;
    private boolean camelCase;
    private Rejected rejected;

    private BodyRules(byte[] body, Endpoint endpoint, Instant now) {
        this.body = body;
        this.endpoint = endpoint;
        this.now = now;
    }

    static Judgement judge(byte[] body, Endpoint endpoint, Instant now) throws Rejected {
        Unicode.requireUtf8(body);
        return new BodyRules(body, endpoint, now).judge();
    }

    private Judgement judge() {
        try (JsonParser parser = Json.strict(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                reject(new Rejected(400, "the body is empty"));
            } else if (endpoint == Endpoint.BATCH) {
                readBatch(parser, first);
            } else {
                add(reader(parser).read(), Rejected.WHOLE_REQUEST);
            }
            if (parser.nextToken() != null) {
                reject(new Rejected(400, "something follows the JSON"));
            }
        } catch (JacksonException e) {
            long position = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            int index = endpoint == Endpoint.BATCH ? counted : Rejected.WHOLE_REQUEST;
            reject(new Rejected(400, index, "invalid JSON near byte " + position + ": " + e.getOriginalMessage()));
        }
        return new Judgement(
                rejected == null ? actions : List.of(), counted, camelCase, Judgement.Decoded.NOTHING, rejected);
    }

    private void readBatch(JsonParser parser, JsonToken first) {
        if (first != JsonToken.START_ARRAY) {
            reject(new Rejected(400, "a batch must be an array of actions"));
            return;
        }
        ActionReader reader = reader(parser);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            add(reader.read(), counted);
        }
        if (counted == 0) {
            // The API does not say; a sender that posts nothing has a fault worth hearing of.
            reject(new Rejected(400, "the batch is empty"));
        }
    }

    private ActionReader reader(JsonParser parser) {
        return new ActionReader(parser, body, now);
    }

    private void add(ReadAction read, int index) {
        counted++;
        camelCase |= read.camelCase();
        if (read.rejected() != null) {
            reject(read.rejected().at(index));
        } else {
            actions.add(read.action());
        }
    }

    private void reject(Rejected reason) {
        if (rejected == null) {
            rejected = reason;
        }
    }
}
