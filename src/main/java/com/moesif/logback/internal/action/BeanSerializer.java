package com.moesif.logback.internal.action;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists, maps, arrays, records and beans as JSON, by Jackson's own rules (getters, records, {@code @JsonProperty} …).
 * Bounded in depth and length, so that a cycle or an endless iterator costs the caller a bounded time and one field.
 * Thread safe; throws whatever a getter throws.
 */
final class BeanSerializer {
    /** Deep enough for honest data, shallow enough for a thread with a small stack. */
    private static final int MOST_LEVELS = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .build())
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            // The keys 1 and "1" of one map: an object with a name twice would be refused, and its batch with it.
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    // An instance's own mapper: its caches hold the application's classes and must go when the appender goes.
    private final JsonMapper mapper = JsonMapper.builder(FACTORY)
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new AnnotationsByName()))
            // As in logs written with Jackson 2, and because toString() of an enum is often meant for people.
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(KnownTexts.asModule())
            .build();

    /** {@link Json}, or a String or null where that is what it comes to. */
    Object capture(Object value) {
        Json json = serialise(value);
        return switch (json.utf8()[0]) {
            case '"' -> mapper.readTree(json.utf8()).stringValue();
            case 'n' -> null;
            default -> json;
        };
    }

    Json serialise(Object value) {
        CappedBytes bytes = new CappedBytes();
        try (JsonGenerator generator =
                new SafeGenerator(FACTORY.createGenerator(ObjectWriteContext.empty(), (OutputStream) bytes))) {
            mapper.writeValue(generator, value);
        }
        return new Json(bytes.toByteArray());
    }

    Map<String, Object> properties(Object bean) {
        JsonNode tree = mapper.readTree(serialise(bean).utf8());
        if (!tree.isObject()) {
            throw new IllegalArgumentException("no properties");
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        tree.properties().forEach(property -> properties.put(property.getKey(), valueOf(property.getValue())));
        return properties;
    }

    private Object valueOf(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : new Json(mapper.writeValueAsBytes(node));
    }

    /** The collector takes no action over a million bytes, so no value needs more; an endless iterator ends here. */
    private static final class CappedBytes extends ByteArrayOutputStream {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (count + length > ActionEncoder.MOST_BYTES) {
                throw new IllegalStateException("more than " + ActionEncoder.MOST_BYTES + " bytes");
            }
            super.write(bytes, offset, length);
        }
    }
}
