package com.moesif.logback.internal.spool;

import java.util.zip.CRC32C;

/** One action in a file: {@code crc32c(8 hex digits) SPACE json LINEFEED}, the checksum being that of the JSON alone. */
final class SegmentLine {
    /** Before the JSON. */
    static final int HEAD = 9;
    /** The collector's limit for one action, 1 MB, and what stands around it; nothing longer was written by us. */
    static final int MOST_BYTES = 1_000_000 + HEAD + 1;

    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;

    private SegmentLine() {}

    static void writeHead(CRC32C crc, byte[] json, int from, int to, byte[] into, int at) {
        crc.reset();
        crc.update(json, from, to - from);
        int sum = (int) crc.getValue();
        for (int i = 0; i < DIGITS; i++) {
            into[at + i] = HEX[sum >>> 28 - 4 * i & 0xF];
        }
        into[at + DIGITS] = ' ';
    }

    /** Whether these bytes, without the line feed, are an undamaged line. */
    static boolean isSound(CRC32C crc, byte[] bytes, int from, int to) {
        if (!hasHead(bytes, from, to)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < DIGITS; i++) {
            sum = sum << 4 | Character.digit(bytes[from + i], 16);
        }
        crc.reset();
        crc.update(bytes, from + HEAD, to - from - HEAD);
        return (int) crc.getValue() == sum;
    }

    /** Whether a line seems to begin here. */
    static boolean hasHead(byte[] bytes, int from, int to) {
        if (to - from <= HEAD || bytes[from + DIGITS] != ' ' || bytes[from + HEAD] != '{') {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            if (Character.digit(bytes[from + i], 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
