package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Segment;

/** Where the open batch gets its lines and its segments from: the ring in an appender. For the sender. */
interface Intake {
    /**
     * Keeps some of what is there, and hands it on.
     *
     * @param room bytes that may be added, but for the last action
     * @return how many actions were taken
     */
    int fill(long nowNanos, long room, OpenBatch batch);

    /** Ends the open batch: hands on the last of it, and the segment with it. The next one begins. */
    Segment roll(long nowNanos, OpenBatch batch, boolean synced);

    /** Keeps lines that could not be kept when they came. */
    Segment keepLate(byte[] late, int actions, boolean synced);

    /** A batch of so many bytes was too large for something on the way. */
    void refusedAsTooLarge(int bytes);

    /** Batches may grow again. */
    void accepted();
}
