package com.moesif.logback.internal.spool;

/** A segment that is in no file: whoever holds its batch has its lines, or somebody else has. */
abstract class Fileless implements Segment {
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
        throw new IllegalStateException("in no file");
    }
}
