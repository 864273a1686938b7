package com.moesif.logback.internal.pipeline;

import java.time.Duration;

/**
 * How much, how often, how long.
 *
 * @param queueSize slots of the ring; rounded up to a power of two
 * @param maxBlockTime how long a caller waits at a full ring that no slot is freed of
 * @param maxMemory bytes of unsent actions held
 * @param batch limits of one request; at most half of {@code maxMemory}
 * @param linger least distance between two batches that are not full
 * @param requestTimeout for a request from dialling to the last byte of the answer
 * @param maxInFlight requests under way at once
 * @param heir what an appender must have in common with this one to be given what it leaves
 */
public record PipelineConfig(
        int queueSize,
        Duration maxBlockTime,
        long maxMemory,
        BatchLimits batch,
        Duration linger,
        Duration requestTimeout,
        int maxInFlight,
        Heir heir) {

    public PipelineConfig {
        // A batch that memory has no room for would never be full, and hold up callers for the whole linger.
        long room = Math.max(1, maxMemory / 2);
        batch = new BatchLimits((int) Math.min(batch.maxBytes, room), batch.maxActions, batch.gzip);
    }

    /**
     * @param maxBytes before compression
     * @param maxActions most actions; {@code Integer.MAX_VALUE} for no limit
     * @param gzip whether bodies are compressed
     */
    public record BatchLimits(int maxBytes, int maxActions, boolean gzip) {}
}
