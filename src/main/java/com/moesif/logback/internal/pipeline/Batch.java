package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.transport.Payload;

/**
 * Some actions, sealed: the same bytes and ids on every attempt to send them.
 *
 * @param payload the request's body and where it goes; null while it lies in its segment only
 * @param actions how many
 * @param rawBytes of the body before compression
 * @param allOfSegment whether it is all of its segment, so that it can be read from there again
 */
record Batch(Payload payload, int actions, int rawBytes, Origin origin, boolean allOfSegment) {
    /** What was there before anything came to the ring. */
    static final long BEFORE_ALL = -1;

    /**
     * @param firstSequence of its first action, counted in the order of the ring
     * @param oldestMillis no action of it has an earlier {@code request.time}
     * @param segment where the actions are kept until they have an outcome
     */
    record Origin(long firstSequence, long oldestMillis, Segment segment) {
        /** Of the first so many actions. */
        Origin first(int actions) {
            return in(segment.first(actions));
        }

        /** Of all but the first so many. */
        Origin after(int actions) {
            return in(segment.after(actions));
        }

        Origin in(Segment other) {
            return new Origin(firstSequence, oldestMillis, other);
        }
    }

    /**
     * It is itself, whatever another holds. Written out: Java before 19 keeps the class loader of the last record whose own
     * {@code equals} has been called (JDK-8078641), so that a web application would stay when it is undeployed.
     */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    static Batch sealed(Payload payload, int actions, int rawBytes, Origin origin) {
        return new Batch(payload, actions, rawBytes, origin, true);
    }

    /** What was found in a segment and has not been looked at yet. */
    static Batch found(Segment segment, int actions) {
        return new Batch(null, actions, 0, new Origin(BEFORE_ALL, Long.MAX_VALUE, segment), true);
    }

    int heldBytes() {
        return payload == null ? 0 : payload.body().length;
    }

    /** Whether the actions are in a file. */
    boolean isSpooled() {
        return origin.segment().isWhole();
    }

    /** How many of the actions are in a file. */
    int inFile() {
        if (isSpooled()) {
            return actions;
        }
        return allOfSegment ? origin.segment().kept(actions) : 0;
    }

    boolean isLoaded() {
        return payload != null;
    }

    boolean isRecovered() {
        return origin.firstSequence() == BEFORE_ALL;
    }

    long firstSequence() {
        return origin.firstSequence();
    }

    /** The same, in its segment only. */
    Batch unloaded() {
        return new Batch(null, actions, rawBytes, origin, true);
    }

    /** The same, for an appender that comes after the one that made it. */
    Batch inherited() {
        return new Batch(
                payload,
                actions,
                rawBytes,
                new Origin(BEFORE_ALL, origin.oldestMillis(), origin.segment()),
                allOfSegment);
    }

    Batch keptIn(Segment segment) {
        return new Batch(payload, actions, rawBytes, origin.in(segment), true);
    }

    /** All of its actions have an outcome. */
    void settled() {
        origin.segment().settled(actions);
    }
}
