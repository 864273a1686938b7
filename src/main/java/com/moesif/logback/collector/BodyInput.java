package com.moesif.logback.collector;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** The body of one request: ends where its framing says, and leaves the rest of the connection unread. */
abstract sealed class BodyInput extends InputStream permits ChunkedBody, FixedBody {
    private static final int MAX_LENGTH_DIGITS = 15;

    final InputStream connection;

    BodyInput(InputStream connection) {
        this.connection = connection;
    }

    /** @throws ProtocolException when the headers do not say beyond doubt where the body ends */
    static BodyInput of(RequestHead head, InputStream connection) throws ProtocolException {
        String coding = head.header("transfer-encoding");
        String length = head.header("content-length");
        if (coding == null) {
            return new FixedBody(connection, length == null ? 0 : parse(length));
        }
        if (length != null) {
            throw new ProtocolException("both Content-Length and Transfer-Encoding are given");
        }
        if (!coding.equalsIgnoreCase("chunked") || !head.http11()) {
            throw new ProtocolException("the only Transfer-Encoding taken is chunked, in HTTP/1.1");
        }
        return new ChunkedBody(connection);
    }

    private static long parse(String length) throws ProtocolException {
        if (!length.matches("[0-9]{1," + MAX_LENGTH_DIGITS + "}")) {
            throw new ProtocolException("Content-Length is not a number of bytes");
        }
        return Long.parseLong(length);
    }

    /** The bytes that can be read without reaching the next frame's header: all of them, or one chunk. */
    abstract long frame() throws IOException;

    /** How many bytes may still come, as far as anybody knows. */
    abstract long atMost();

    /** Tells that {@code count} bytes of the frame were read. */
    abstract void taken(int count);

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        long frame = frame();
        if (frame == 0) {
            return -1;
        }
        int count = connection.read(target, offset, (int) Math.min(frame, length));
        if (count < 0) {
            throw new EOFException("the connection ended within a body");
        }
        taken(count);
        return count;
    }
}
