package com.moesif.logback.e2e.sink;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads HTTP/1.1 requests from one connection, with the buffers of the last one. For one thread. */
final class Requests {
    private static final int BUFFER = 256 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private long consumed;
    private byte[] line = new byte[1024];

    /** The body of the last request; the first {@link #length} bytes of it. */
    byte[] body = new byte[BUFFER];

    int length;
    String target;
    boolean gzip;
    /** Bytes of the last request, head and body. */
    long onTheWire;

    Requests(InputStream in) {
        this.in = in;
    }

    /** False at the end of the connection. */
    boolean read() throws IOException {
        if (at == limit && !fill()) {
            return false;
        }
        long before = consumed + at;
        target = line().split(" ", 3)[1];
        long contentLength = 0;
        boolean chunked = false;
        gzip = false;
        length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                contentLength = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            } else if (lower.startsWith("content-encoding:")) {
                gzip = lower.endsWith("gzip");
            }
        }
        if (chunked) {
            chunks();
        } else {
            take(Math.toIntExact(contentLength));
        }
        onTheWire = consumed + at - before;
        return true;
    }

    /** The body as somebody else's own. */
    byte[] detachedBody() {
        return Arrays.copyOf(body, length);
    }

    private void chunks() throws IOException {
        while (true) {
            int size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            if (size == 0) {
                while (!line().isEmpty()) {
                    // Trailers.
                }
                return;
            }
            take(size);
            line();
        }
    }

    private void take(int count) throws IOException {
        if (body.length < length + count) {
            body = Arrays.copyOf(body, Math.max(2 * body.length, length + count));
        }
        int end = length + count;
        while (length < end) {
            if (at == limit) {
                fillOrFail();
            }
            int step = Math.min(end - length, limit - at);
            System.arraycopy(buffer, at, body, length, step);
            at += step;
            length += step;
        }
    }

    private String line() throws IOException {
        int count = 0;
        while (true) {
            if (at == limit) {
                fillOrFail();
            }
            byte b = buffer[at++];
            if (b == '\n') {
                return new String(line, 0, count, StandardCharsets.ISO_8859_1).stripTrailing();
            }
            if (count == line.length) {
                line = Arrays.copyOf(line, 2 * count);
            }
            line[count++] = b;
        }
    }

    private void fillOrFail() throws IOException {
        if (!fill()) {
            throw new EOFException();
        }
    }

    private boolean fill() throws IOException {
        consumed += limit;
        at = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
