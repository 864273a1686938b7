package com.moesif.logback.internal.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Gzip (RFC 1952), piece by piece, with one deflater and one output buffer for all bodies: {@code GZIPOutputStream} makes a
 * deflater, some 260 kB outside the heap, for each. One thread at a time. {@link #close()} frees the memory outside the
 * heap.
 */
final class Gzip implements Body {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER_LENGTH = 8;
    /** While the JDK's zlib reads an array it holds off the collector, and with it every thread that allocates. */
    private static final int SLICE = 16 * 1024;

    /** More than a deflater keeps back. */
    private static final int LAST_WORDS = 128 * 1024;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private byte[] out = new byte[64 * 1024];
    private int end;
    private int length;

    @Override
    public void begin() {
        crc.reset();
        deflater.reset();
        length = 0;
        System.arraycopy(HEADER, 0, out, 0, HEADER.length);
        end = HEADER.length;
    }

    @Override
    public void add(byte[] bytes, int offset, int count) {
        // Before anything is taken: memory that can't be had must not leave half a piece behind.
        room(most(count));
        crc.update(bytes, offset, count);
        length += count;
        for (int at = offset; at < offset + count; at += SLICE) {
            deflater.setInput(bytes, at, Math.min(SLICE, offset + count - at));
            while (!deflater.needsInput()) {
                deflate();
            }
        }
    }

    @Override
    public byte[] finish() {
        room(LAST_WORDS);
        deflater.finish();
        while (!deflater.finished()) {
            deflate();
        }
        ByteBuffer.wrap(out, end, TRAILER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(length);
        return Arrays.copyOf(out, end + TRAILER_LENGTH);
    }

    @Override
    public void reserve(int count) {
        room(2 * most(1) + most(count));
    }

    /** Bytes that adding so many can give, with what the deflater kept back before. */
    private static int most(int count) {
        return count + count / 512 + SLICE;
    }

    private void room(int bytes) {
        if (out.length - end < bytes + TRAILER_LENGTH) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, end + bytes + TRAILER_LENGTH));
        }
    }

    private void deflate() {
        room(1);
        end += deflater.deflate(out, end, out.length - TRAILER_LENGTH - end);
    }

    @Override
    public int size() {
        return end;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
