package com.moesif.logback.internal.action;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes one value of any kind, with all it holds, as JSON; each part by the {@link Shape} of its class, at whatever depth.
 * Bounded in depth and length, so that a cycle or an endless iterator costs the caller a bounded time and one field. For
 * one value, on its thread; throws whatever a getter throws.
 */
final class ValueWriter implements AutoCloseable {
    /** Deep enough for honest data, shallow enough for a thread with a small stack. */
    static final int MOST_LEVELS = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            // The keys 1 and "1" of one map: an object with a name twice would be refused, and its batch with it.
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private final Shapes shapes;
    private final CappedBytes bytes = new CappedBytes();
    private final JsonGenerator json =
            new SafeGenerator(FACTORY.createGenerator(ObjectWriteContext.empty(), (OutputStream) bytes));
    private int depth;
    private String why;
    private boolean lost;

    ValueWriter(Shapes shapes) {
        this.shapes = shapes;
    }

    /** A scalar, null, {@link Json}, or {@link Doubtful} with one of them; {@link CaptureFailure} where nothing is left. */
    Object capture(Object value) throws Throwable {
        value(value, HiddenNames.NONE);
        return captured();
    }

    /** What has been written. */
    Object captured() {
        json.close();
        byte[] utf8 = bytes.toByteArray();
        boolean container = utf8[0] == '{' || utf8[0] == '[';
        if (lost && !container) {
            // As a text, what is said of it could become an id.
            return new CaptureFailure(why);
        }
        Object captured = container ? new Json(utf8) : RawJson.parse(new RawText(new Json(utf8).text()));
        return why == null ? captured : new Doubtful(captured, why, lost);
    }

    Shapes shapes() {
        return shapes;
    }

    void value(Object value, HiddenNames hidden) throws Throwable {
        if (value == null) {
            json.writeNull();
        } else {
            value(value, shapes.of(value.getClass()), hidden);
        }
    }

    /** @param shape that the value is to be seen in */
    void value(Object value, Shape shape, HiddenNames hidden) throws Throwable {
        if (++depth > MOST_LEVELS) {
            throw CaptureFailure.tooDeep();
        }
        shape.write(value, this, hidden);
        depth--;
    }

    /** @param scalar one that {@link Scalars#of} gave */
    void scalar(Object scalar) {
        if (scalar instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (scalar instanceof Number number) {
            number(number);
        } else {
            json.writeString(Scalars.text(scalar));
        }
    }

    private void number(Number number) {
        if (number instanceof Integer value) {
            json.writeNumber(value.intValue());
        } else if (number instanceof Long value) {
            json.writeNumber(value.longValue());
        } else if (number instanceof Double value) {
            json.writeNumber(value.doubleValue());
        } else if (number instanceof Float value) {
            json.writeNumber(value.floatValue());
        } else if (number instanceof BigDecimal value) {
            json.writeNumber(value);
        } else {
            json.writeNumber(number.toString());
        }
    }

    /** What its {@code toString} says; lost where that would load something from a database. */
    void text(Object value) throws Throwable {
        if (value == null) {
            json.writeNull();
        } else {
            text(value, shapes.of(value.getClass()));
        }
    }

    /** The same where the shape of its class is known. */
    void text(Object value, Shape shape) throws Throwable {
        if (mayLoad(value, shape) && new Texts(shapes).wouldLoad(value)) {
            lost(Shape.Lazy.WHY);
        } else {
            scalar(String.valueOf(value.toString()));
        }
    }

    /** Most values hold nothing that their text would ask for its own. */
    private static boolean mayLoad(Object value, Shape shape) {
        return shape instanceof Shape.Lazy
                || shape instanceof Shape.Wrapper
                || value instanceof Collection
                || value instanceof Map
                || value instanceof Map.Entry;
    }

    /** A number if the text is one. */
    void number(String text) {
        json.writeNumber(text);
    }

    /** @param text of a tree that stands for JSON; one that does not is lost alone */
    void tree(String text) {
        Object parsed = RawJson.parse(RawText.ofTree(text));
        if (parsed instanceof CaptureFailure none) {
            lost(none.why());
        } else {
            parsed(parsed);
        }
    }

    /** @param text that the application says is JSON */
    void raw(String text) {
        Object parsed = RawJson.parse(new RawText(text));
        if (parsed instanceof CaptureFailure none) {
            throw new Unreadable(none.why());
        }
        parsed(parsed);
    }

    private void parsed(Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Json whole) {
            json.writeRawValue(whole.text());
        } else {
            scalar(value);
        }
    }

    void array(Iterator<?> elements, HiddenNames hidden) throws Throwable {
        json.writeStartArray();
        while (elements.hasNext()) {
            value(elements.next(), hidden);
        }
        json.writeEndArray();
    }

    /**
     * @param hidden names of the entries
     * @param within names in what the entries hold
     */
    void object(Iterator<? extends Map.Entry<?, ?>> entries, HiddenNames hidden, HiddenNames within) throws Throwable {
        Map.Entry<?, ?> first = entries.hasNext() ? entries.next() : null;
        String withheld = first == null ? null : shapes.names().whyWithheld(first.getKey());
        if (withheld != null) {
            lost(withheld);
            return;
        }
        json.writeStartObject();
        if (first != null) {
            entry(first, hidden, within);
            entries(entries, hidden, within);
        }
        json.writeEndObject();
    }

    /** The entries only, into an object that has begun. */
    void entries(Iterator<? extends Map.Entry<?, ?>> entries, HiddenNames hidden, HiddenNames within) throws Throwable {
        while (entries.hasNext()) {
            entry(entries.next(), hidden, within);
        }
    }

    void entry(Map.Entry<?, ?> entry, HiddenNames hidden, HiddenNames within) throws Throwable {
        String name = shapes.names().of(entry.getKey());
        if (!hidden.hide(name)) {
            json.writeName(name);
            value(entry.getValue(), within);
        }
    }

    void startObject() {
        json.writeStartObject();
    }

    void name(String name) {
        json.writeName(name);
    }

    void endObject() {
        json.writeEndObject();
    }

    /** A sentence takes the value's place. */
    void lost(String reason) {
        json.writeString(new CaptureFailure(reason).text());
        why = lost ? why : reason;
        lost = true;
    }

    /** What was written is not quite what its user will have meant. */
    void doubt(String reason) {
        why = why == null ? reason : why;
    }

    @Override
    public void close() {
        json.close();
    }

    /** The collector takes no action over a million bytes, so no value needs more; an endless iterator ends here. */
    private static final class CappedBytes extends ByteArrayOutputStream {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (count + length > ActionEncoder.MOST_BYTES) {
                throw new Unreadable("is larger than " + ActionEncoder.MOST_BYTES
                        + " bytes, the most that the collector takes. Log a part or a summary of it");
            }
            super.write(bytes, offset, length);
        }
    }
}
