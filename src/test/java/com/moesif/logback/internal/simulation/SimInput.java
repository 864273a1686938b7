package com.moesif.logback.internal.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A file read as a stream. The JDK's own asks the file for its size or not, by its version, and each call is one that may fail. */
final class SimInput extends InputStream {
    private static final int PIECE = 8_192;

    private final SimChannel channel;

    SimInput(SimChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        return channel.read(ByteBuffer.wrap(into, from, count));
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return readNBytes(Integer.MAX_VALUE);
    }

    @Override
    public byte[] readNBytes(int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        int some = 0;
        while (some >= 0 && all.size() < most) {
            some = read(piece, 0, Math.min(PIECE, most - all.size()));
            all.write(piece, 0, Math.max(0, some));
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
