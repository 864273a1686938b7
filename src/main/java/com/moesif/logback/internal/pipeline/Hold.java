package com.moesif.logback.internal.pipeline;

import java.time.Duration;

/**
 * While the configuration is still being read, what comes stays in the ring, not yet encoded, and nothing is sent. Logback starts an
 * appender before it has read the rest of its file. Only the end of the file makes it certain what is to be hidden, which rule is off
 * and where actions go.
 *
 * <p>A configuration that takes long must cost no action. So a hold ends by itself when half of the ring is in use, when somebody waits
 * for the delivery, and after {@link #LONGEST}. Any thread.
 */
final class Hold {
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Ring ring;
    private volatile boolean on;
    private volatile boolean forHeir;
    private long beganNanos;
    /** Whether something may be in memory only although it came while it was on. Sender's thread, once it has started. */
    private boolean unwritten;

    /** All that came while it was on is before this sequence number; negative while it is on. */
    private long cameBefore = -1;

    Hold(Ring ring) {
        this.ring = ring;
    }

    /** Where no configuration is read meanwhile: it is never on. */
    static Hold none() {
        return new Hold(null);
    }

    /** Before the sender's thread starts. */
    void begin(long nowNanos) {
        beganNanos = nowNanos;
        unwritten = true;
        on = true;
    }

    boolean isOn() {
        return on;
    }

    void end() {
        on = false;
    }

    /** From now on only the heir ends it, which knows the whole configuration, or the stop's deadline. */
    void keepForHeir() {
        forHeir = true;
    }

    /**
     * At each turn of the sender.
     *
     * @param hurries whether somebody waits for the delivery
     * @param leaves whether the heir is there
     */
    void look(long nowNanos, boolean hurries, boolean leaves) {
        if (on && (leaves || !forHeir && (hurries || isLong(nowNanos) || ring.isHalfFull()))) {
            on = false;
        }
    }

    /** True once: when it is over, and all that came meanwhile has been written. */
    boolean becomesWritten(long writtenSoFar) {
        if (!unwritten || on) {
            return false;
        }
        if (cameBefore < 0) {
            cameBefore = ring.putSoFar();
        }
        unwritten = writtenSoFar - cameBefore < 0;
        return !unwritten;
    }

    private boolean isLong(long nowNanos) {
        return nowNanos - beganNanos >= LONGEST.toNanos();
    }
}
