package com.moesif.logback.collector;

import java.io.IOException;

/**
 * The body of a request as it came over the wire, held up to a bound.
 *
 * @param bytes empty when the body went past the bound
 * @param size how many bytes were read, kept or not
 * @param tooLarge whether it went past the bound
 * @param readWhole false when even skipping was given up, so that the connection is of no more use
 */
record Payload(byte[] bytes, long size, boolean tooLarge, boolean readWhole) {
    // Above the API's 15 MB, since gzip makes a body that does not compress a little longer.
    static final int MAX_HELD_BYTES = 16_000_000;

    // A client in the middle of sending sees a refusal only if someone goes on reading.
    private static final long MAX_SKIPPED_BYTES = 64_000_000;

    static Payload read(BodyInput in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_HELD_BYTES + 1);
        if (bytes.length <= MAX_HELD_BYTES) {
            return new Payload(bytes, bytes.length, false, true);
        }
        long size = bytes.length;
        byte[] scrap = new byte[64 * 1024];
        int count = 0;
        while (size < MAX_SKIPPED_BYTES && (count = in.read(scrap, 0, scrap.length)) >= 0) {
            size += count;
        }
        return new Payload(new byte[0], size, true, count < 0);
    }
}
