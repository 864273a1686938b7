package com.moesif.logback.internal.pipeline;

import java.util.function.LongSupplier;

/**
 * The time of day, as far as the time that has passed bears it out: while a clock is set weeks ahead nothing becomes old, since an
 * age that the monotonic clock contradicts is no evidence. One that is set back is believed. One thread at a time.
 */
final class WallClock {
    private final LongSupplier wall;
    private boolean asked;
    private long firstMillis;
    private long firstNanos;

    WallClock(LongSupplier wall) {
        this.wall = wall;
    }

    /** In epoch milliseconds. */
    long millis(long nowNanos) {
        long says = wall.getAsLong();
        if (!asked) {
            asked = true;
            firstMillis = says;
            firstNanos = nowNanos;
        }
        return Math.min(says, firstMillis + (nowNanos - firstNanos) / 1_000_000);
    }
}
