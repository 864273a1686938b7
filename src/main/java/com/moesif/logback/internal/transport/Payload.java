package com.moesif.logback.internal.transport;

import java.time.Duration;

/**
 * The body of one request: an action, or an array of more with each on a line of its own.
 *
 * @param path below the base URI
 * @param body what goes on the wire; nobody changes it any more
 * @param gzip whether it's compressed
 */
public record Payload(String path, byte[] body, boolean gzip) {
    /** A connection that carries less than this is as good as none. */
    private static final int SLOWEST_BYTES_A_SECOND = 16 * 1024;

    private static final int SMALL = 64 * 1024;

    /** How much longer than a small one this body may take: a time limit that is made for silence must not cut what is slow. */
    public Duration allowance() {
        return Duration.ofMillis(Math.max(0, body.length - SMALL) * 1_000L / SLOWEST_BYTES_A_SECOND);
    }
}
