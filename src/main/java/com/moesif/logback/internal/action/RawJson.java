package com.moesif.logback.internal.action;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** Makes {@link Json} of text that is said to be JSON. */
final class RawJson {
    private static final int MOST_LEVELS = 200;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RawJson() {}

    /** The same value without line breaks, as {@link Json} unless it's a string or null, or {@link Lost} when the text isn't exactly one JSON value. */
    static Object parse(RawText raw) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), raw.text());
                JsonGenerator generator =
                        new SafeGenerator(FACTORY.createGenerator(ObjectWriteContext.empty(), bytes))) {
            if (parser.nextToken() == null) {
                return new Lost("empty JSON text");
            }
            if (parser.currentToken() == JsonToken.VALUE_STRING || parser.currentToken() == JsonToken.VALUE_NULL) {
                String text = parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getString();
                return parser.nextToken() == null ? text : new Lost("more than one JSON value");
            }
            generator.copyCurrentStructureExact(parser);
            if (parser.nextToken() != null) {
                return new Lost("more than one JSON value");
            }
            generator.flush();
            return new Json(bytes.toByteArray());
        } catch (RuntimeException e) {
            // Jackson's own, or what BigDecimal says to an exponent it cannot hold.
            return new Lost("invalid JSON text");
        }
    }
}
