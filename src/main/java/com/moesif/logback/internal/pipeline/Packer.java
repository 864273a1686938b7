package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Between lines of actions, as the encoder writes them, and the body of a request: one action is an object for
 * {@code /v1/actions}, more are an array for {@code /v1/actions/batch}. One thread at a time.
 *
 * <p>An array is made while its actions come, a slice at a time: compressing four megabytes at once would keep callers
 * waiting at a full ring.
 */
final class Packer implements AutoCloseable {
    private static final String ONE = "/v1/actions";
    private static final String MANY = "/v1/actions/batch";
    private static final byte[] LINE_FEED = {'\n'};
    private static final byte[] BEGIN = {'['};
    private static final byte[] END = {']'};
    static final int SLICE_BYTES = 64 * 1024;

    private final boolean compresses;
    private final Runnable between;
    private final Body body;
    private boolean begun;
    private boolean ended;

    Packer(boolean compresses) {
        this(compresses, () -> {});
    }

    /** @param between what must not wait until all of a batch has been packed again: run after each slice of it */
    Packer(boolean compresses, Runnable between) {
        this.compresses = compresses;
        this.between = between;
        this.body = compresses ? new Gzip() : Body.plain();
    }

    /** For whoever does something long that belongs to packing. */
    void giveWay() {
        between.run();
    }

    /** Adds whole lines, at least two of them in all, to the array being made. */
    void add(byte[] lines, int length) {
        // The last line feed is kept back: the bracket comes in its place if nothing follows.
        if (begun) {
            body.reserve(length);
            body.add(LINE_FEED, 0, 1);
            body.add(lines, 0, length - 1);
            return;
        }
        body.begin();
        lines[0] = '[';
        try {
            body.add(lines, 0, length - 1);
            begun = true;
        } finally {
            lines[0] = ',';
        }
    }

    /** Bytes held of an array being made. */
    int size() {
        return begun ? body.size() : 0;
    }

    /** A body of this one line; no array may be under way. */
    Payload one(byte[] lines, int from, int to) {
        body.begin();
        // Without the comma before and the line feed after.
        body.add(lines, from + 1, to - from - 2);
        return new Payload(ONE, body.finish(), compresses);
    }

    /** Ends the array being made. May be called again when it threw. */
    Payload many() {
        if (!ended) {
            body.add(END, 0, 1);
            ended = true;
        }
        Payload payload = new Payload(MANY, body.finish(), compresses);
        begun = false;
        ended = false;
        return payload;
    }

    /** A body of these lines, so many; what was begun before is forgotten. */
    Payload pack(byte[] lines, int from, int to, int actions) {
        // An earlier one may have failed in the middle, for want of memory.
        begun = false;
        ended = false;
        if (actions == 1) {
            return one(lines, from, to);
        }
        addSlices(lines, from, to);
        return many();
    }

    private void addSlices(byte[] lines, int from, int to) {
        body.begin();
        body.add(BEGIN, 0, 1);
        // Neither the first comma nor the last line feed.
        for (int at = from + 1; at < to - 1; at += SLICE_BYTES) {
            body.add(lines, at, Math.min(SLICE_BYTES, to - 1 - at));
            between.run();
        }
        begun = true;
    }

    /** The lines of a batch again. */
    static byte[] unpack(Batch batch) {
        return unpack(batch, () -> {});
    }

    /** The JSON of a batch of one action. */
    static byte[] json(Batch one) {
        byte[] line = unpack(one);
        return Arrays.copyOfRange(line, 1, line.length - 1);
    }

    private static byte[] unpack(Batch batch, Runnable between) {
        byte[] sent = batch.payload().body();
        byte[] json = batch.payload().gzip() ? gunzip(sent, batch.rawBytes(), between) : sent;
        boolean one = batch.actions() == 1;
        byte[] lines = new byte[one ? json.length + 2 : json.length];
        System.arraycopy(json, 0, lines, one ? 1 : 0, json.length);
        lines[0] = ',';
        lines[lines.length - 1] = '\n';
        return lines;
    }

    private static byte[] gunzip(byte[] body, int size, Runnable between) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(Math.max(size, SLICE_BYTES));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), SLICE_BYTES)) {
            byte[] slice = new byte[SLICE_BYTES];
            for (int count = in.read(slice); count >= 0; count = in.read(slice)) {
                json.write(slice, 0, count);
                between.run();
            }
            return json.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("our own gzip", e);
        }
    }

    /** Two batches: the first so many actions, and the rest. There must be more than that, and no array being made. */
    Batch[] split(Batch batch, int firstActions) {
        byte[] lines = unpack(batch, between);
        int cut = 0;
        for (int i = 0; i < firstActions; i++) {
            while (lines[cut++] != '\n') {
                // Within an action: JSON text holds no line feed.
            }
        }
        int rest = batch.actions() - firstActions;
        return new Batch[] {
            new Batch(
                    pack(lines, 0, cut, firstActions),
                    firstActions,
                    cut,
                    batch.origin().first(firstActions),
                    false),
            new Batch(
                    pack(lines, cut, lines.length, rest),
                    rest,
                    lines.length - cut,
                    batch.origin().after(firstActions),
                    false)
        };
    }

    @Override
    public void close() {
        body.close();
    }
}
