package com.moesif.logback.e2e.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.zip.GZIPInputStream;

/**
 * What has arrived in one stretch of time. Compressed bodies are kept and only opened when somebody asks: opening them costs
 * as much as compressing them cost the candidate, on the same machine and at the same time. Any thread.
 */
final class Tally {
    /** Beyond this, bodies are opened as they come, or the sink would fill its heap. */
    private static final long KEEP = 768L << 20;

    private final Serials serials;
    private final Queue<byte[]> unopened = new ArrayDeque<>();
    private long unopenedBytes;
    private long requests;
    private long wireBytes;
    private long events;
    private long lastArrival;

    /** @param serials where the numbers go that events bear */
    Tally(Serials serials) {
        this.serials = serials;
    }

    /** @param gzip whether the body is compressed; it is then kept, so must be nobody else's */
    void add(byte[] body, int length, boolean gzip, long onTheWire, long arrivedAtNanos) {
        int plain = gzip ? 0 : look(body, length);
        synchronized (this) {
            requests++;
            wireBytes += onTheWire;
            events += plain;
            lastArrival = Math.max(lastArrival, arrivedAtNanos);
            if (!gzip) {
                return;
            }
            if (unopenedBytes + length <= KEEP) {
                unopened.add(body);
                unopenedBytes += length;
                return;
            }
        }
        int opened = count(body);
        synchronized (this) {
            events += opened;
        }
    }

    /** {@code requests wireBytes events lastArrivalNanos}. */
    synchronized String line() {
        for (byte[] body = unopened.poll(); body != null; body = unopened.poll()) {
            events += count(body);
        }
        unopenedBytes = 0;
        return requests + " " + wireBytes + " " + events + " " + lastArrival;
    }

    private int look(byte[] bytes, int length) {
        serials.look(bytes, length);
        return Needle.count(bytes, length);
    }

    private int count(byte[] gzip) {
        byte[] buffer = new byte[256 * 1024];
        int found = 0;
        int kept = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 64 * 1024)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer, kept, buffer.length - kept)) {
                int length = kept + read;
                found += look(buffer, length);
                kept = Math.min(length, Needle.OVERLAP);
                System.arraycopy(buffer, length - kept, buffer, 0, kept);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a body that says it is gzip and is not", e);
        }
        return found;
    }
}
