package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Between lines of actions, as the encoder writes them, and the body of a request: one action is an object for
 * {@code /v1/actions}, more are an array for {@code /v1/actions/batch}. Owned by one thread.
 */
final class Packer implements AutoCloseable {
    private static final String ONE = "/v1/actions";
    private static final String MANY = "/v1/actions/batch";

    private final boolean compresses;
    private final Gzip gzip = new Gzip();

    Packer(boolean compresses) {
        this.compresses = compresses;
    }

    /** The bytes in this range, which are so many whole lines; they're unchanged when this returns. */
    Payload pack(byte[] lines, int from, int to, int actions) {
        if (actions == 1) {
            return new Payload(ONE, body(lines, from + 1, to - from - 2), compresses);
        }
        // The comma before the first action and the line feed after the last make room for the brackets.
        lines[from] = '[';
        lines[to - 1] = ']';
        Payload payload = new Payload(MANY, body(lines, from, to - from), compresses);
        lines[from] = ',';
        lines[to - 1] = '\n';
        return payload;
    }

    private byte[] body(byte[] bytes, int from, int length) {
        return compresses ? gzip.compress(bytes, from, length) : Arrays.copyOfRange(bytes, from, from + length);
    }

    /** The lines again. */
    byte[] unpack(Batch batch) {
        byte[] body = batch.payload().body();
        byte[] json = batch.payload().gzip() ? gunzip(body) : body.clone();
        if (batch.actions() == 1) {
            byte[] line = new byte[json.length + 2];
            System.arraycopy(json, 0, line, 1, json.length);
            line[0] = ',';
            line[line.length - 1] = '\n';
            return line;
        }
        json[0] = ',';
        json[json.length - 1] = '\n';
        return json;
    }

    private static byte[] gunzip(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("our own gzip", e);
        }
    }

    /** Two batches: the first so many actions, and the rest. There must be more than that. */
    Batch[] split(Batch batch, int firstActions) {
        byte[] lines = unpack(batch);
        int cut = 0;
        for (int i = 0; i < firstActions; i++) {
            while (lines[cut++] != '\n') {
                // Within an action: JSON text holds no line feed.
            }
        }
        int rest = batch.actions() - firstActions;
        return new Batch[] {
            new Batch(pack(lines, 0, cut, firstActions), firstActions, cut, batch.firstSequence()),
            new Batch(pack(lines, cut, lines.length, rest), rest, lines.length - cut, batch.firstSequence())
        };
    }

    @Override
    public void close() {
        gzip.close();
    }
}
