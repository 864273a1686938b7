package com.moesif.logback.internal.spool;

/** No spool: segments are kept by whoever holds their batch, in memory, and nowhere else. */
public final class MemorySpool implements Spool {
    /** Keeps nothing. */
    static final Segment NOWHERE = new Fileless() {
        @Override
        public void append(byte[] lines, int from, int to, int actions) {
            // In memory only.
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
    public boolean isOnDisk() {
        return false;
    }

    @Override
    public boolean isWell() {
        return true;
    }

    @Override
    public boolean bury(DeadLetter letter, Segment from) {
        return false;
    }
}
