package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON objects as plain Java values: strings, booleans, null, unmodifiable lists and maps in their order. A whole number is
 * an Integer, else a Long, else a BigInteger; any other is a Double where that says exactly the same, else a BigDecimal.
 */
public final class ParsedJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private ParsedJson() {}

    /**
     * Reads one object and nothing else.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static Map<String, Object> object(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Object> object = object(parser);
                if (parser.nextToken() == null) {
                    return object;
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON object", e);
        }
        throw new IllegalArgumentException("no JSON object");
    }

    private static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> fields = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return Collections.unmodifiableList(elements);
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
            default -> null;
        };
    }

    private static Number decimal(String text) {
        BigDecimal exact = new BigDecimal(text);
        double nearest = Double.parseDouble(text);
        boolean same = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
        // Not one conditional expression: it would make a Double of either.
        if (same) {
            return nearest;
        }
        return exact;
    }
}
