package com.moesif.logback.internal.spool;

/** No spool: segments are kept by whoever holds their batch, in memory, and nowhere else. */
public final class MemorySpool implements Spool {
    /** Keeps nothing. */
    static final Segment NOWHERE = new Segment() {
        @Override
        public void append(byte[] lines, int from, int to, int actions) {
            // In memory only.
        }

        @Override
        public void sync() {
            // Nothing to sync.
        }

        @Override
        public void seal() {
            // Nothing to close.
        }

        @Override
        public boolean isWhole() {
            return false;
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public int read(LineSink sink) {
            throw new IllegalStateException("kept in memory only");
        }

        @Override
        public void settled(int actions) {
            // Nothing to delete.
        }
    };

    @Override
    public Segment newSegment() {
        return NOWHERE;
    }

    @Override
    public long room() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isOnDisk() {
        return false;
    }

    @Override
    public boolean isWell() {
        return true;
    }

    @Override
    public int generation() {
        return 0;
    }

    @Override
    public void tend(long nowNanos) {
        // Nothing to look after.
    }

    @Override
    public void lookAgain() {
        // There is nowhere to look.
    }

    @Override
    public void tryAgain(long nowNanos) {
        // Nothing that can break.
    }

    @Override
    public long nanosUntilDue(long nowNanos) {
        return Long.MAX_VALUE;
    }

    @Override
    public Recovered nextRecovered() {
        return null;
    }

    @Override
    public boolean bury(DeadLetter letter, Segment from) {
        return false;
    }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
