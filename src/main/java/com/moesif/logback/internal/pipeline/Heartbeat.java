package com.moesif.logback.internal.pipeline;

import java.time.Duration;

/**
 * How long the sender has been in the middle of something. A file operation that never returns, on a network drive that is
 * gone say, or a status listener that doesn't, must not keep its callers too. The sender beats, any thread looks.
 */
final class Heartbeat {
    private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();

    private volatile long lastNanos;
    private volatile boolean busy;
    private volatile boolean told;
    private volatile Runnable onHang = () -> {};

    /** @param listener run once for each hang, by whoever finds it: must return at once */
    void tellOfHang(Runnable listener) {
        onHang = listener;
    }

    /** The sender is at work, and gets on. */
    void beat(long nowNanos) {
        lastNanos = nowNanos;
        busy = true;
    }

    /** The sender has nothing to do, for however long. */
    void rest() {
        busy = false;
        told = false;
    }

    /** Whether nobody should wait for the sender now. Whoever finds it first says so. */
    boolean isMissed() {
        if (!busy || System.nanoTime() - lastNanos < MOST_NANOS) {
            return false;
        }
        tell();
        return true;
    }

    private synchronized void tell() {
        if (!told) {
            told = true;
            onHang.run();
        }
    }
}
