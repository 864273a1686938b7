package com.moesif.logback.collector;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * A body in chunks: {@code size(hex) [;extension] CR LF, that many bytes, CR LF}, ended by a chunk of size 0 and
 * trailers that nobody reads.
 */
final class ChunkedBody extends BodyInput {
    private static final int MAX_LINE_BYTES = 8192;
    private static final int MAX_TRAILERS = 100;

    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedBody(InputStream connection) {
        super(connection);
    }

    @Override
    long frame() throws IOException {
        if (left == 0 && !ended) {
            if (!first && !line().isEmpty()) {
                throw new ProtocolException("a chunk is longer than its size says");
            }
            first = false;
            left = size(line());
            if (left == 0) {
                skipTrailers();
                ended = true;
            }
        }
        return left;
    }

    @Override
    long atMost() {
        return Long.MAX_VALUE;
    }

    @Override
    void taken(int count) {
        left -= count;
    }

    private static long size(String line) throws ProtocolException {
        int extension = line.indexOf(';');
        String size = (extension < 0 ? line : line.substring(0, extension)).strip();
        if (!size.matches("[0-9A-Fa-f]{1,12}")) {
            throw new ProtocolException("a chunk without a size");
        }
        return Long.parseLong(size, 16);
    }

    private void skipTrailers() throws IOException {
        int trailers = 0;
        while (!line().isEmpty()) {
            if (++trailers > MAX_TRAILERS) {
                throw new ProtocolException("over " + MAX_TRAILERS + " trailers");
            }
        }
    }

    private String line() throws IOException {
        byte[] line = new byte[MAX_LINE_BYTES];
        for (int length = 0; length < MAX_LINE_BYTES; length++) {
            int b = connection.read();
            if (b < 0) {
                throw new ProtocolException("the connection ended within a chunk's header");
            }
            if (b == '\r') {
                if (connection.read() != '\n') {
                    throw new ProtocolException("a CR without LF in a chunk's header");
                }
                return new String(line, 0, length, StandardCharsets.ISO_8859_1);
            }
            line[length] = (byte) b;
        }
        throw new ProtocolException("a chunk's header has over " + MAX_LINE_BYTES + " bytes");
    }
}
