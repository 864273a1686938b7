package com.moesif.logback.internal.pipeline;

import java.time.Duration;

/**
 * Bounds how far writing falls behind callers that don't wait for it. Where other work keeps the processors, the sender gets
 * none for tens of milliseconds, and a kill would take all that has come into the ring meanwhile. So a caller that finds many actions
 * waiting for their file, and none written for a while, rests for a moment: its processor is the sender's then. It neither
 * writes nor takes a lock: a disk that hangs must not hold it. With a {@code maxBlockTime} of 0 nobody rests. Any thread.
 */
final class WriteBehind {
    /** So many may wait, however long: more than come in a nap of the sender's, at any rate but flat out. */
    private static final int MOST_WAITING = 256;

    private static final long STALLED_NANOS = Duration.ofMillis(2).toNanos();
    private static final long REST_NANOS = Duration.ofMillis(1).toNanos();

    private final Ring ring;
    private final BatchWriter batchWriter;
    private final Pipeline.Clocks clocks;
    /** How much had been written when many were seen waiting, and when that was: any caller's look, and none is worth a lock. */
    private volatile long seenWritten = -1;

    private volatile long seenNanos;

    WriteBehind(Ring ring, BatchWriter batchWriter, Pipeline.Clocks clocks) {
        this.ring = ring;
        this.batchWriter = batchWriter;
        this.clocks = clocks;
    }

    /** After an action has been put. */
    void restIfStalled() {
        long written = batchWriter.writtenSoFar();
        if (ring.putSoFar() - written > MOST_WAITING) {
            restIfStalled(written);
        }
    }

    private void restIfStalled(long written) {
        long now = clocks.nanos().getAsLong();
        if (seenWritten != written) {
            seenNanos = now;
            seenWritten = written;
        } else if (now - seenNanos > STALLED_NANOS && !ring.heartbeat().isMissed()) {
            clocks.parking().park(this, REST_NANOS);
        }
    }
}
