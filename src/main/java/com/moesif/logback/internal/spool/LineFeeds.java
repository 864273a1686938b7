package com.moesif.logback.internal.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line feeds eight bytes at a time: byte by byte it would take as long as the checksum and the copying together. */
final class LineFeeds {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LINE_FEEDS = ONES * '\n';

    private LineFeeds() {}

    /** Where the first one is from here on; there must be one. */
    static int next(byte[] bytes, int from) {
        int at = from;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            // A byte that is zero now was a line feed; the lowest bit set marks the first of them (Warren, Hacker's
            // Delight, 6-1).
            long word = (long) WORDS.get(bytes, at) ^ LINE_FEEDS;
            long zeros = word - ONES & ~word & HIGH_BITS;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        while (bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
