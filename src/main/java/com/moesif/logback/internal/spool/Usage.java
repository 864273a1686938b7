package com.moesif.logback.internal.spool;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes on disk: those of segments, and those set aside, dead letters and damaged lines, which have a tenth on top. */
final class Usage {
    private final long maxSize;
    private final AtomicLong segments = new AtomicLong();
    private final AtomicLong aside = new AtomicLong();

    Usage(long maxSize) {
        this.maxSize = maxSize;
    }

    void segments(long more) {
        segments.addAndGet(more);
    }

    void aside(long more) {
        aside.addAndGet(more);
    }

    void asideIs(long bytes) {
        aside.set(bytes);
    }

    long room() {
        return maxSize - segments.get();
    }

    long segmentBytes() {
        return segments.get();
    }

    boolean hasRoomAside(long bytes) {
        return aside.get() + bytes <= maxSize / 10;
    }
}
