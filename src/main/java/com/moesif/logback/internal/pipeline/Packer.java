package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * Between lines of actions, as the encoder writes them, and the body of a request: one action is an object for
 * {@code /v1/actions}, more are an array for {@code /v1/actions/batch}. Owned by one thread.
 *
 * <p>An array is made while its actions come, a slice at a time: compressing four megabytes at once would keep callers
 * waiting at a full ring.
 */
final class Packer implements AutoCloseable {
    private static final String ONE = "/v1/actions";
    private static final String MANY = "/v1/actions/batch";
    private static final byte[] END = {']'};

    private final boolean compresses;
    private final Body body;
    private boolean begun;

    Packer(boolean compresses) {
        this.compresses = compresses;
        this.body = compresses ? new Gzip() : Body.plain();
    }

    /** Adds whole lines, at least two of them in all, to the array being made. */
    void add(byte[] lines, int from, int to) {
        if (begun) {
            body.add(lines, from, to - from);
        } else {
            begun = true;
            body.begin();
            byte comma = lines[from];
            lines[from] = '[';
            body.add(lines, from, to - from);
            lines[from] = comma;
        }
    }

    /** Bytes held of an array being made. */
    int size() {
        return begun ? body.size() : 0;
    }

    /** Ends the array being made with these last lines; or makes a body of these alone, when none is. */
    Payload finish(byte[] lines, int from, int to, int actions) {
        if (actions == 1) {
            body.begin();
            // Without the comma before and the line feed after.
            body.add(lines, from + 1, to - from - 2);
            return new Payload(ONE, body.finish(), compresses);
        }
        if (to > from) {
            add(lines, from, to);
        }
        begun = false;
        body.add(END, 0, 1);
        return new Payload(MANY, body.finish(), compresses);
    }

    /** The lines of a batch again. */
    static byte[] unpack(Batch batch) {
        byte[] sent = batch.payload().body();
        byte[] json = batch.payload().gzip() ? gunzip(sent) : sent;
        boolean one = batch.actions() == 1;
        byte[] lines = new byte[one ? json.length + 2 : json.length - 1];
        System.arraycopy(json, 0, lines, one ? 1 : 0, one ? json.length : json.length - 1);
        lines[0] = ',';
        lines[lines.length - 1] = '\n';
        return lines;
    }

    private static byte[] gunzip(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("our own gzip", e);
        }
    }

    /** Two batches: the first so many actions, and the rest. There must be more than that, and no array being made. */
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
            new Batch(finish(lines, 0, cut, firstActions), firstActions, cut, batch.firstSequence()),
            new Batch(finish(lines, cut, lines.length, rest), rest, lines.length - cut, batch.firstSequence())
        };
    }

    @Override
    public void close() {
        body.close();
    }
}
