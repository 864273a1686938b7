package com.moesif.logback.collector;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one action after the other out of a body and checks each against the API, line by line. A broken rule does not
 * stop the reading: the rest of the batch is still counted, which tells a test how large a refused batch was. Only
 * text that is no JSON ends it, with Jackson's exception.
 *
 * <p>One thread at a time.
 */
final class ActionReader {
    /** The API says 1 MB; the smaller reading of that is the safe one. */
    static final int MAX_ACTION_BYTES = 1_000_000;

    private static final Duration MAX_AGE = Duration.ofDays(30);

    private final JsonParser parser;
    private final byte[] body;
    private final Instant now;

    // Of the action being read.
    private final Set<Field> seen = EnumSet.noneOf(Field.class);
    private UUID id;
    private boolean camelCase;
    private Rejected rejected;

    ActionReader(JsonParser parser, byte[] body, Instant now) {
        this.parser = parser;
        this.body = body;
        this.now = now;
    }

    /** Reads the value that the parser stands on, up to its last token. */
    ReadAction read() {
        seen.clear();
        id = null;
        camelCase = false;
        rejected = null;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            reject(400, "an action must be an object, not " + kind(parser.currentToken()));
            consume();
            return new ReadAction(null, false, rejected);
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        readFields(Field.Place.ACTION);
        int length = (int) parser.currentLocation().getByteOffset() - start;
        requireSize(length);
        requireComplete();
        if (rejected != null) {
            return new ReadAction(null, camelCase, rejected);
        }
        String json = new String(body, start, length, StandardCharsets.UTF_8);
        return new ReadAction(new ReceivedAction(json, id, now), camelCase, null);
    }

    private void readFields(Field.Place place) {
        String name;
        while ((name = parser.nextName()) != null) {
            JsonToken token = parser.nextToken();
            Field field = place.field(name);
            if (field == null) {
                reject(400, "unknown field " + place.path(name));
                consume();
            } else if (!seen.add(field)) {
                reject(400, field.path() + " is given in both spellings");
                consume();
            } else if (token != (field.isObject() ? JsonToken.START_OBJECT : JsonToken.VALUE_STRING)) {
                // null included: the API says string or object, and leaving a field out is how to say nothing.
                reject(
                        400,
                        field.path() + " must be " + (field.isObject() ? "an object" : "a string") + ", not "
                                + kind(token));
                consume();
            } else {
                camelCase |= field.isCamelCase(name);
                readValue(field);
            }
        }
    }

    private void readValue(Field field) {
        if (field == Field.REQUEST) {
            readFields(Field.Place.REQUEST);
            return;
        }
        consume();
        switch (field) {
            case ACTION_NAME -> {
                if (parser.getString().isBlank()) {
                    reject(400, "action_name is blank");
                }
            }
            case TRANSACTION_ID -> readId(parser.getString());
            case TIME -> requireRecent(parser.getString());
            default -> {}
        }
    }

    private void readId(String text) {
        id = uuid(text);
        if (id == null) {
            reject(400, "transaction_id is not a UUID of 36 characters: " + shortened(text));
        }
    }

    /** Null when the text is none. Java by itself also reads {@code 1-1-1-1-1}, so the way back must give the text. */
    private static UUID uuid(String text) {
        try {
            UUID read = UUID.fromString(text);
            return read.toString().equalsIgnoreCase(text) ? read : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void requireRecent(String text) {
        Times.parse(text)
                .ifPresentOrElse(
                        time -> {
                            if (time.isBefore(now.minus(MAX_AGE))) {
                                reject(400, "request.time is older than 30 days: " + text);
                            }
                        },
                        () -> reject(400, "request.time is not an ISO 8601 date-time: " + shortened(text)));
    }

    private void requireSize(int length) {
        if (length > MAX_ACTION_BYTES) {
            reject(413, "the action has " + length + " bytes; at most " + MAX_ACTION_BYTES + " are taken");
        }
    }

    private void requireComplete() {
        for (Field field : Field.values()) {
            if (field.required() && !seen.contains(field)) {
                reject(400, field.path() + " is missing");
            }
        }
    }

    /** Goes to the last token of the value that the parser stands on, and looks at every text in it. */
    private void consume() {
        int depth = 0;
        while (true) {
            JsonToken token = parser.currentToken();
            switch (token) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case VALUE_STRING -> {
                    // Of names Jackson looks after itself.
                    if (!Unicode.isWellFormed(
                            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength())) {
                        reject(400, "a lone surrogate in a string");
                    }
                }
                case VALUE_NUMBER_FLOAT -> requireRepresentable(parser.getString());
                default -> {}
            }
            if (depth == 0) {
                return;
            }
            parser.nextToken();
        }
    }

    /** JSON bounds no exponent, but a number that even BigDecimal cannot hold would break whoever reads the action. */
    private void requireRepresentable(String number) {
        if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
            return;
        }
        try {
            new BigDecimal(number);
        } catch (NumberFormatException e) {
            reject(400, "a number out of range: " + shortened(number));
        }
    }

    /** The first broken rule is the one that is told. */
    private void reject(int status, String reason) {
        if (rejected == null) {
            rejected = new Rejected(status, reason);
        }
    }

    private static String shortened(String text) {
        return Json.quote(Line.shortened(text, 60));
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
    }
}
