package com.moesif.logback.internal.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What Jackson and the JDK's gzip do for actions like the sample ones when nothing is in their way. */
final class BareLoop {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final int BLOCK = 256;

    private final SplittableRandom random = new SplittableRandom();
    private long high;
    private long low;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream(4 << 20);
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream(1 << 20);

    byte[] run(int count) {
        encode(count);
        compressed.reset();
        try (OutputStream gzip = new LevelOne(compressed)) {
            json.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    int encode(int count) {
        json.reset();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), (OutputStream) json)) {
            generator.writeStartArray();
            for (int i = 0; i < count; i++) {
                action(generator, i);
            }
            generator.writeEndArray();
        }
        return json.size();
    }

    private void action(JsonGenerator generator, int number) {
        generator.writeStartObject();
        generator.writeStringProperty("action_name", "Processed Payment Transaction");
        generator.writeName("request");
        generator.writeStartObject();
        generator.writeStringProperty("time", "2024-03-01T04:45:42.914Z");
        generator.writeEndObject();
        generator.writeStringProperty("company_id", SampleActions.company(number));
        generator.writeStringProperty("transaction_id", id(number).toString());
        generator.writeName("metadata");
        generator.writeStartObject();
        generator.writeNumberProperty("amount", SampleActions.amount(number));
        generator.writeStringProperty("currency", "USD");
        generator.writeNumberProperty("time_seconds", SampleActions.seconds(number));
        generator.writeEndObject();
        generator.writeEndObject();
    }

    /** In blocks, as ours are: random ones cost what compresses them twice as much. */
    private UUID id(int number) {
        if (number % BLOCK == 0) {
            high = random.nextLong();
            low = random.nextLong() & -BLOCK;
        }
        return new UUID(high, low + number % BLOCK);
    }

    private static final class LevelOne extends GZIPOutputStream {
        LevelOne(OutputStream out) throws IOException {
            super(out, 64 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
