package com.moesif.logback.internal.spool;

/** A segment that is in no file: whoever holds its batch has its lines, or somebody else has. */
interface Fileless extends Segment {
    @Override
    default void sync() {
        // Nothing to sync.
    }

    @Override
    default void seal() {
        // Nothing to close.
    }

    @Override
    default boolean isWhole() {
        return false;
    }

    @Override
    default long bytes() {
        return 0;
    }

    @Override
    default int read(LineSink sink) {
        throw new IllegalStateException("in no file");
    }
}
