package com.moesif.logback.internal.action;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a notice may say of an action that was encoded before.
 *
 * @param actionName its {@code action_name}
 * @param transactionId its {@code transaction_id}
 */
public record ActionLine(String actionName, String transactionId) {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ActionLine UNKNOWN = new ActionLine("?", "?");

    /**
     * The {@code request.time} of an encoded action, in epoch milliseconds.
     *
     * @param from of its JSON
     * @return {@link Long#MAX_VALUE} when it has none that can be read
     */
    public static long requestMillis(byte[] bytes, int from, int to) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean request = parser.currentName().equals(WireNames.REQUEST.getValue());
                JsonToken value = parser.nextToken();
                if (!request || value != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                } else if (parser.nextToken() == JsonToken.PROPERTY_NAME
                        && parser.currentName()
                                .equals(WireNames.of(Reserved.REQUEST_TIME).getValue())
                        && parser.nextToken() == JsonToken.VALUE_STRING) {
                    return EventTime.parse(parser.getString());
                } else {
                    return Long.MAX_VALUE;
                }
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // Then it has none.
        }
        return Long.MAX_VALUE;
    }

    /** Reads one encoded action; white space and a comma around it are no matter. */
    public static ActionLine of(byte[] line) {
        int from = line.length > 0 && line[0] == ',' ? 1 : 0;
        String name = "?";
        String id = "?";
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line, from, line.length - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return UNKNOWN;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals(Reserved.ACTION_NAME.wireName()) && value == JsonToken.VALUE_STRING) {
                    name = parser.getString();
                } else if (field.equals(Reserved.TRANSACTION_ID.wireName()) && value == JsonToken.VALUE_STRING) {
                    id = parser.getString();
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return UNKNOWN;
        }
        return new ActionLine(name, id);
    }
}
