package com.moesif.logback.e2e.sink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counts the events in a request's bytes, whatever their format: by a text that every event has exactly once. A search that
 * skips (Boyer, Moore, Horspool) reads a fraction of the bytes, so that counting costs less than receiving.
 */
final class Needle {
    private static final byte[] TEXT = "Processed Payment Transaction".getBytes(StandardCharsets.US_ASCII);
    /** What two neighbouring pieces of a text have to share so that nothing between them is missed. */
    static final int OVERLAP = TEXT.length - 1;

    private static final int[] SKIP = skips();

    private Needle() {}

    private static int[] skips() {
        int[] skip = new int[256];
        Arrays.fill(skip, TEXT.length);
        for (int i = 0; i < TEXT.length - 1; i++) {
            skip[TEXT[i] & 0xff] = TEXT.length - 1 - i;
        }
        return skip;
    }

    static int count(byte[] bytes, int length) {
        int found = 0;
        int last = TEXT.length - 1;
        for (int at = last; at < length; ) {
            byte b = bytes[at];
            if (b == TEXT[last] && Arrays.equals(bytes, at - last, at, TEXT, 0, last)) {
                found++;
                at += TEXT.length;
            } else {
                at += SKIP[b & 0xff];
            }
        }
        return found;
    }
}
