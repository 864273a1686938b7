package com.moesif.logback.internal.action;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An action that somebody else wrote as JSON, with an id and a time: what is missing of these is added, and every other byte
 * stays as it is.
 *
 * @param json without a line feed
 * @param requestMillis its {@code request.time}; {@link Long#MAX_VALUE} when it can't be read
 */
public record ForeignAction(byte[] json, long requestMillis) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int BOM_BYTES = 3;

    /**
     * Looks at all of it: what one writes that is no JSON would cost a whole batch.
     *
     * @param value changed by nobody; not kept
     * @param id for one that has none
     * @param millis for one without a time
     * @throws IllegalArgumentException when it can't be sent; the message says why, as the rest of a sentence
     */
    public static ForeignAction of(byte[] value, Supplier<String> id, long millis) {
        byte[] text = withoutMark(value);
        requireRoom(text);
        Reading reading = new Reading();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            reading.read(parser);
        } catch (JacksonException e) {
            // What Jackson says of it may quote it.
            throw new IllegalArgumentException(
                    "is no JSON (seen at byte " + e.getLocation().getByteOffset() + ")", e);
        }
        ForeignAction complete = reading.complete(text, id, millis);
        // What was missing has made it longer.
        requireRoom(complete.json);
        return complete;
    }

    private static void requireRoom(byte[] json) {
        if (json.length > ActionEncoder.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "is larger than the " + ActionEncoder.MOST_BYTES + " bytes that the collector takes of an action");
        }
    }

    /** A copy whose line feeds, which in JSON are nothing but white space, are blanks. */
    private static byte[] withoutMark(byte[] value) {
        boolean marked = value.length >= BOM_BYTES
                && value[0] == (byte) 0xEF
                && value[1] == (byte) 0xBB
                && value[2] == (byte) 0xBF;
        int from = marked ? BOM_BYTES : 0;
        byte[] text = new byte[value.length - from];
        for (int i = 0; i < text.length; i++) {
            byte b = value[from + i];
            if (b == 0) {
                // JSON in UTF-8 has none, and Jackson would take it for UTF-16.
                throw new IllegalArgumentException("is no JSON in UTF-8");
            }
            text[i] = b == '\n' ? (byte) ' ' : b;
        }
        return text;
    }

    /** What stands in place of so many bytes. */
    private record Patch(int from, int to, String text) {}

    /** Where the two fields are, or belong. */
    private static final class Reading {
        private int rootBegin = -1;
        private int requestBegin = -1;
        private boolean requestEmpty;
        private boolean named;
        private boolean identified;
        private Patch idPlace;
        private long millis = Long.MIN_VALUE;
        private Patch timePlace;

        void read(JsonParser parser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("is no JSON object");
            }
            rootBegin = end(parser);
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (name.equals(WireNames.REQUEST.getValue())) {
                    request(parser, token);
                } else if (name.equals(Reserved.TRANSACTION_ID.wireName())) {
                    id(parser, token);
                } else {
                    named |= name.equals(Reserved.ACTION_NAME.wireName())
                            && token == JsonToken.VALUE_STRING
                            && !parser.getString().isBlank();
                    skip(parser);
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("is more than one JSON value");
            }
            if (!named) {
                throw new IllegalArgumentException("has no action_name");
            }
        }

        private void id(JsonParser parser, JsonToken token) {
            if (isGiven(parser, token)) {
                identified = true;
                skip(parser);
            } else {
                idPlace = place(parser);
            }
        }

        private void request(JsonParser parser, JsonToken token) {
            if (token != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("has a request that is no object");
            }
            requestBegin = end(parser);
            requestEmpty = true;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                requestEmpty = false;
                JsonToken value = parser.nextToken();
                if (!name.equals(WireNames.of(Reserved.REQUEST_TIME).getValue())) {
                    skip(parser);
                } else if (isGiven(parser, value)) {
                    millis = millis(parser, value);
                    skip(parser);
                } else {
                    timePlace = place(parser);
                }
            }
        }

        private static long millis(JsonParser parser, JsonToken token) {
            try {
                return token == JsonToken.VALUE_STRING ? EventTime.parse(parser.getString()) : Long.MAX_VALUE;
            } catch (IllegalArgumentException e) {
                return Long.MAX_VALUE;
            }
        }

        private static boolean isGiven(JsonParser parser, JsonToken token) {
            return token != JsonToken.VALUE_NULL
                    && !(token == JsonToken.VALUE_STRING && parser.getString().isBlank());
        }

        /** All that is within it, down to the last character. */
        private static void skip(JsonParser parser) {
            int depth = 0;
            JsonToken token = parser.currentToken();
            while (true) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else {
                    parser.finishToken();
                }
                if (depth == 0) {
                    return;
                }
                token = parser.nextToken();
            }
        }

        private static Patch place(JsonParser parser) {
            return new Patch(Math.toIntExact(parser.currentTokenLocation().getByteOffset()), end(parser), null);
        }

        private static int end(JsonParser parser) {
            return Math.toIntExact(parser.currentLocation().getByteOffset());
        }

        ForeignAction complete(byte[] text, Supplier<String> newId, long newMillis) {
            List<Patch> patches = new ArrayList<>();
            if (!identified) {
                String made = newId.get();
                patches.add(
                        idPlace == null
                                ? new Patch(rootBegin, rootBegin, "\"transaction_id\":\"" + made + "\",")
                                : new Patch(idPlace.from, idPlace.to, '"' + made + '"'));
            }
            long knownMillis = millis == Long.MIN_VALUE ? newMillis : millis;
            if (millis == Long.MIN_VALUE) {
                patches.add(time('"' + new String(new EventTime().format(newMillis), StandardCharsets.US_ASCII) + '"'));
            }
            return new ForeignAction(patched(text, patches), knownMillis);
        }

        private Patch time(String quoted) {
            if (timePlace != null) {
                return new Patch(timePlace.from, timePlace.to, quoted);
            }
            if (requestBegin < 0) {
                return new Patch(rootBegin, rootBegin, "\"request\":{\"time\":" + quoted + "},");
            }
            return new Patch(requestBegin, requestBegin, "\"time\":" + quoted + (requestEmpty ? "" : ","));
        }

        private static byte[] patched(byte[] text, List<Patch> patches) {
            if (patches.isEmpty()) {
                return text;
            }
            patches.sort(Comparator.comparingInt(Patch::from));
            LineBuffer out = new LineBuffer();
            int at = 0;
            for (Patch patch : patches) {
                out.write(text, at, patch.from - at);
                byte[] more = patch.text.getBytes(StandardCharsets.US_ASCII);
                out.write(more, 0, more.length);
                at = patch.to;
            }
            out.write(text, at, text.length - at);
            return Arrays.copyOf(out.bytes(), out.length());
        }
    }
}
