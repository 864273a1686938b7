package com.moesif.logback.internal.action;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.ByteArrayBuilder;

/** Makes {@link Json} of text that is said to be JSON. */
final class RawJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ValueWriter.MOST_LEVELS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** What libraries write of a NaN that their trees hold. */
    private static final JsonFactory OF_TREES =
            FACTORY.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private RawJson() {}

    /**
     * The value: a scalar, null, {@link Json} without line breaks, or {@link CaptureFailure} when the text isn't exactly one JSON
     * value.
     */
    static Object parse(RawText raw) {
        if (raw.text() == null) {
            return new CaptureFailure("gave no text. Log what it holds in another way");
        }
        try (JsonParser parser =
                (raw.ofTree() ? OF_TREES : FACTORY).createParser(ObjectReadContext.empty(), raw.text())) {
            if (parser.nextToken() == null) {
                return new CaptureFailure("is no JSON but an empty text. Log it as a string");
            }
            Object value = value(parser);
            return parser.nextToken() == null
                    ? value
                    : new CaptureFailure("is more than one JSON value. Log a list of them, or a string");
        } catch (Unreadable e) {
            return new CaptureFailure(e.getMessage());
        } catch (RuntimeException e) {
            // Jackson's own, or what BigDecimal says to an exponent it cannot hold.
            return new CaptureFailure("is not valid JSON. Mend it, or log it as a string");
        }
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> Scalars.of(parser.getNumberValue());
            case VALUE_NUMBER_FLOAT -> parser.isNaN() ? null : Scalars.of(new BigDecimal(parser.getString()));
            default -> container(parser);
        };
    }

    private static Json container(JsonParser parser) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator generator =
                        new SafeGenerator(FACTORY.createGenerator(ObjectWriteContext.empty(), bytes))) {
            generator.copyCurrentStructureExact(parser);
            generator.flush();
            return new Json(bytes.toByteArray());
        }
    }

    /**
     * What a captured object holds, each value as if it had been captured alone.
     *
     * @throws Unreadable when it is no object
     */
    static Map<String, Object> properties(Object captured) {
        if (captured instanceof Doubtful doubtful) {
            Map<String, Object> properties = properties(doubtful.value());
            properties.replaceAll((name, value) -> part(value, doubtful));
            return properties;
        }
        Object value = captured instanceof RawText raw ? parse(raw) : captured;
        if (!(value instanceof Json json) || json.utf8()[0] != '{') {
            throw new Unreadable("has no properties that could become fields. Log it under a name");
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json.utf8())) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                properties.put(name, value(parser));
            }
        }
        return properties;
    }

    /** What is lost is told of the property that lost it: as a text, what is said of it could become an id. */
    private static Object part(Object value, Doubtful whole) {
        if (!whole.lost() || value instanceof Json json && CaptureFailure.isSaidWithin(json.text())) {
            return new Doubtful(value, whole.why(), whole.lost());
        }
        CaptureFailure lost = value instanceof String text ? CaptureFailure.saidIn(text) : null;
        return lost == null ? value : lost;
    }
}
