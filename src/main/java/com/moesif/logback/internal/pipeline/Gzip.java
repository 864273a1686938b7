package com.moesif.logback.internal.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Gzip (RFC 1952) with one deflater and one output buffer for all batches: {@code GZIPOutputStream} makes a deflater, some
 * 260 kB outside the heap, for each. Owned by one thread; {@link #close()} frees the memory outside the heap.
 */
final class Gzip implements AutoCloseable {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER_LENGTH = 8;
    /** While the JDK's zlib reads an array it holds off the collector, and with it every thread that allocates. */
    private static final int SLICE = 16 * 1024;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private byte[] out = new byte[64 * 1024];

    byte[] compress(byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(bytes, offset, length);
        deflater.reset();
        System.arraycopy(HEADER, 0, out, 0, HEADER.length);
        int end = HEADER.length;
        int taken = 0;
        while (!deflater.finished()) {
            if (deflater.needsInput() && taken < length) {
                int slice = Math.min(SLICE, length - taken);
                deflater.setInput(bytes, offset + taken, slice);
                taken += slice;
            }
            if (taken == length) {
                deflater.finish();
            }
            if (out.length - end <= TRAILER_LENGTH) {
                out = Arrays.copyOf(out, out.length * 2);
            }
            end += deflater.deflate(out, end, out.length - TRAILER_LENGTH - end);
        }
        ByteBuffer.wrap(out, end, TRAILER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(length);
        return Arrays.copyOf(out, end + TRAILER_LENGTH);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
