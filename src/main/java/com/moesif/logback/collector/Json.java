package com.moesif.logback.collector;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/** The one place that sets Jackson up, and JSON values as plain Java ones. */
final class Json {
    // Jackson's other defaults are strict: no NaN, no comments, no trailing commas. Its bounds (500 levels deep, names
    // of 50,000 and numbers of 1,000 characters) stand: the API names none, and a sender near them is broken.
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonFactory CHECKED_BEFORE = JsonFactory.builder().build();

    private Json() {}

    /** Reads what came over the wire: a key given twice in one object is an error. */
    static JsonParser strict(byte[] text) {
        return STRICT.createParser(ObjectReadContext.empty(), text);
    }

    /** Reads what has passed the strict parser before. */
    static JsonParser checkedBefore(String text) {
        return CHECKED_BEFORE.createParser(ObjectReadContext.empty(), text);
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        return quoted.append('"').toString();
    }

    /** One object, with these members; on one line. */
    static String write(Consumer<JsonGenerator> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = CHECKED_BEFORE.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            members.accept(generator);
            generator.writeEndObject();
        }
        return text.toString();
    }

    /** The value that the parser stands on; afterwards it stands on that value's last token. */
    static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
            default -> null;
        };
    }

    static Map<String, Object> object(JsonParser parser) {
        Map<String, Object> fields = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return Collections.unmodifiableMap(fields);
    }

    /** The members of the object that the parser stands on, with the text of each value as it stands in {@code text}. */
    static Map<String, String> members(JsonParser parser, String text) {
        Map<String, String> members = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            int begin = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            // A string is read to its end only when somebody asks for it.
            parser.finishToken();
            members.put(
                    name, text.substring(begin, (int) parser.currentLocation().getCharOffset()));
        }
        return Collections.unmodifiableMap(members);
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return Collections.unmodifiableList(elements);
    }

    private static Number integer(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT -> parser.getIntValue();
            case LONG -> parser.getLongValue();
            default -> parser.getBigIntegerValue();
        };
    }

    /** A double where it says the same as the text, so that an amount that lost a digit on its way shows. */
    private static Number decimal(String text) {
        BigDecimal exact = new BigDecimal(text);
        double nearest = Double.parseDouble(text);
        boolean same = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
        return same ? (Number) nearest : exact;
    }
}
