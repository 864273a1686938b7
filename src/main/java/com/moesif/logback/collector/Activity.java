package com.moesif.logback.collector;

/** Whether a connection's client is waited for, and since when. Written by the connection's thread, read by any. */
final class Activity {
    private volatile long sinceNanos = System.nanoTime();
    private volatile boolean reading = true;

    /** A request is awaited, or read. */
    void reads() {
        sinceNanos = System.nanoTime();
        reading = true;
    }

    /** A request has been read, and is dealt with. */
    void answers() {
        reading = false;
    }

    boolean isReading() {
        return reading;
    }

    long nanosSince(long nowNanos) {
        return nowNanos - sinceNanos;
    }
}
