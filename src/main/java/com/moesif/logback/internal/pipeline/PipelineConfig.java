package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.Tenant;
import java.time.Duration;

/**
 * How much, how often, how long.
 *
 * @param queueSize slots of the ring; rounded up to a power of two
 * @param maxBlockTime how long a caller waits at a full ring that no slot is freed of
 * @param maxMemory bytes of unsent actions held
 * @param batch limits of one request; at most a sixteenth of {@code maxMemory}
 * @param linger least distance between two batches that are not full
 * @param requestTimeout for a request from dialling to the last byte of the answer
 * @param maxInFlight requests under way at once
 * @param keeping what a spool promises; of no meaning without one
 * @param tenant what an appender must have in common with this one to be given what it leaves
 */
public record PipelineConfig(
        int queueSize,
        Duration maxBlockTime,
        long maxMemory,
        BatchLimits batch,
        Duration linger,
        Duration requestTimeout,
        int maxInFlight,
        Keeping keeping,
        Tenant tenant) {

    /** Of the memory, for one batch: what the default of the one is of the default of the other. */
    private static final int SHARE = 16;

    public PipelineConfig {
        // A batch that memory has no room for would never be full, and delay callers for the whole linger; and
        // several are
        // in hand at once: being filled, being compressed, under way.
        long room = Math.max(1, maxMemory / SHARE);
        batch = new BatchLimits((int) Math.min(batch.maxBytes, room), batch.maxActions, batch.gzip);
    }

    /**
     * @param maxBytes before compression
     * @param maxActions most actions; {@code Integer.MAX_VALUE} for no limit
     * @param gzip whether bodies are compressed
     */
    public record BatchLimits(int maxBytes, int maxActions, boolean gzip) {}

    /**
     * @param durability what survives once a logging call has returned
     * @param commitTimeout how long a caller waits for its action to be in the file
     * @param maxAge from {@code request.time}; what is older is not sent any more
     */
    public record Keeping(Durability durability, Duration commitTimeout, Duration maxAge) {
        /** Of an appender without a spool. */
        public static final Keeping NOTHING = new Keeping(Durability.ASYNC, Duration.ZERO, Duration.ZERO);
    }
}
