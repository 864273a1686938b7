package com.moesif.logback.internal.action;

import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Keeps what user code hands to Jackson from becoming something a collector can't read: lone surrogates become U+FFFD,
 * NaN and infinities null, and raw JSON ({@code @JsonRawValue}) is parsed instead of believed.
 */
final class SafeGenerator extends JsonGeneratorDelegate {
    /** What Jackson reads by default is what we write: a longer one would cost its whole batch. */
    private static final int LONGEST_NAME = Name.MOST_CHARS;

    private static final JsonFactory READER = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d{1,9})?");
    private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

    SafeGenerator(JsonGenerator generator) {
        super(generator, false);
    }

    @Override
    public JsonGenerator writeName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name of more than " + LONGEST_NAME + " characters");
        }
        return super.writeName(UnicodeText.wellFormed(name));
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        return writeName(name.getValue());
    }

    @Override
    public JsonGenerator writeString(String text) {
        return super.writeString(text == null ? null : UnicodeText.wellFormed(text));
    }

    @Override
    public JsonGenerator writeString(SerializableString text) {
        return writeString(text.getValue());
    }

    @Override
    public JsonGenerator writeString(char[] text, int offset, int length) {
        return writeString(new String(text, offset, length));
    }

    @Override
    public JsonGenerator writeString(Reader reader, int length) {
        throw new UnsupportedOperationException("text of a Reader");
    }

    @Override
    public JsonGenerator writeNumber(double value) {
        return Double.isFinite(value) ? super.writeNumber(value) : writeNull();
    }

    @Override
    public JsonGenerator writeNumber(float value) {
        return Float.isFinite(value) ? super.writeNumber(value) : writeNull();
    }

    @Override
    public JsonGenerator writeNumber(BigInteger value) {
        if (value != null) {
            Scalars.requireReadable(value);
        }
        return super.writeNumber(value);
    }

    @Override
    public JsonGenerator writeNumber(BigDecimal value) {
        if (value != null) {
            Scalars.requireReadable(value.unscaledValue());
        }
        return super.writeNumber(value);
    }

    /** The text of a number of somebody's own kind, which may be anything: {@code 3/4}, say. */
    @Override
    public JsonGenerator writeNumber(String text) {
        if (text == null || NO_NUMBERS.contains(text)) {
            return writeNull();
        }
        boolean number =
                text.length() <= Scalars.MOST_DIGITS && NUMBER.matcher(text).matches();
        return number ? super.writeNumber(text) : writeString(text);
    }

    @Override
    public JsonGenerator writeNumber(char[] text, int offset, int length) {
        return writeNumber(new String(text, offset, length));
    }

    @Override
    public JsonGenerator writeArray(double[] array, int offset, int length) {
        writeStartArray();
        for (int i = offset; i < offset + length; i++) {
            writeNumber(array[i]);
        }
        return writeEndArray();
    }

    @Override
    public JsonGenerator writeRawValue(String json) {
        try (JsonParser parser = READER.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            copyCurrentStructureExact(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON value");
            }
        }
        return this;
    }

    @Override
    public JsonGenerator writeRawValue(String text, int offset, int length) {
        return writeRawValue(text.substring(offset, offset + length));
    }

    @Override
    public JsonGenerator writeRawValue(char[] text, int offset, int length) {
        return writeRawValue(new String(text, offset, length));
    }

    @Override
    public JsonGenerator writeRawValue(SerializableString raw) {
        return writeRawValue(raw.getValue());
    }

    @Override
    public JsonGenerator writeRaw(String text) {
        throw new UnsupportedOperationException("raw output");
    }

    @Override
    public JsonGenerator writeRaw(String text, int offset, int length) {
        return writeRaw(text);
    }

    @Override
    public JsonGenerator writeRaw(SerializableString raw) {
        return writeRaw(raw.getValue());
    }

    @Override
    public JsonGenerator writeRaw(char[] text, int offset, int length) {
        return writeRaw("");
    }

    @Override
    public JsonGenerator writeRaw(char c) {
        return writeRaw("");
    }
}
