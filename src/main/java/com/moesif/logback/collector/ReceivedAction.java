package com.moesif.logback.collector;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JsonParser;

/**
 * One action that the collector has accepted. Text fields that the action does not have are null.
 *
 * <p>Immutable, and lean enough to hold several hundred thousand: only the JSON is kept, and every call below reads it
 * anew, which costs some microseconds.
 */
public final class ReceivedAction {
    private final String json;
    private final UUID id;
    private final long arrivedMillis;

    /** @param arrived when the request that brought it was judged */
    ReceivedAction(String json, UUID id, Instant arrived) {
        this.json = json;
        this.id = id;
        this.arrivedMillis = arrived.toEpochMilli();
    }

    Instant arrived() {
        return Instant.ofEpochMilli(arrivedMillis);
    }

    /** Null when the action has none. */
    UUID id() {
        return id;
    }

    /** The action alone, to the letter as it arrived. */
    public String json() {
        return json;
    }

    public String actionName() {
        return text(Field.ACTION_NAME);
    }

    public String companyId() {
        return text(Field.COMPANY_ID);
    }

    public String userId() {
        return text(Field.USER_ID);
    }

    public String subscriptionId() {
        return text(Field.SUBSCRIPTION_ID);
    }

    public String sessionToken() {
        return text(Field.SESSION_TOKEN);
    }

    public String transactionId() {
        return text(Field.TRANSACTION_ID);
    }

    /** The text of {@code request.time}. */
    public String requestTime() {
        return (String) request().get("time");
    }

    /** The object {@code request}, with names as they arrived and values as {@link #metadata()} has them; unmodifiable. */
    public Map<String, Object> request() {
        return object(Field.REQUEST);
    }

    /**
     * The object {@code metadata}, in the order of its names; empty when there is none; unmodifiable throughout.
     *
     * <p>Strings, booleans, lists, maps and null stand for themselves. A number without fraction and exponent is an
     * Integer, else a Long, else a BigInteger; any other is a Double if that says exactly the same decimal, else a
     * BigDecimal. So a number that was sent as a string is a String here.
     */
    public Map<String, Object> metadata() {
        return object(Field.METADATA);
    }

    /**
     * The members of the object {@code metadata} and their values as JSON, to the letter as they arrived: {@code 99.00} stays
     * {@code 99.00}. In the order of its names; empty when there is none; unmodifiable.
     */
    public Map<String, String> metadataAsJson() {
        try (JsonParser parser = Json.checkedBefore(json)) {
            return find(parser, Field.METADATA) ? Json.members(parser, json) : Map.of();
        }
    }

    /** Whether a reserved name came in the camelCase spelling, which the API does not document. */
    public boolean camelCase() {
        try (JsonParser parser = Json.checkedBefore(json)) {
            parser.nextToken();
            return camelCase(parser, Field.Place.ACTION);
        }
    }

    /** One line for people: time, name, customer, metadata; long values are cut. */
    @Override
    public String toString() {
        return Line.of(this);
    }

    private static boolean camelCase(JsonParser parser, Field.Place place) {
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            Field field = place.field(name);
            if (field.isCamelCase(name)) {
                return true;
            }
            if (field != Field.REQUEST) {
                parser.skipChildren();
            } else if (camelCase(parser, Field.Place.REQUEST)) {
                return true;
            }
        }
        return false;
    }

    private String text(Field field) {
        try (JsonParser parser = Json.checkedBefore(json)) {
            return find(parser, field) ? parser.getString() : null;
        }
    }

    private Map<String, Object> object(Field field) {
        try (JsonParser parser = Json.checkedBefore(json)) {
            return find(parser, field) ? Json.object(parser) : Map.of();
        }
    }

    private static boolean find(JsonParser parser, Field wanted) {
        parser.nextToken();
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            if (Field.Place.ACTION.field(name) == wanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
