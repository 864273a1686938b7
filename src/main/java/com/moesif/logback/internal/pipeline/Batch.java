package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Payload;

/**
 * Some actions, sealed: the same bytes and ids on every attempt to send them.
 *
 * @param payload the request's body and where it goes
 * @param actions how many
 * @param rawBytes of the body before compression
 * @param firstSequence of its first action, counted in the order of the ring
 */
record Batch(Payload payload, int actions, int rawBytes, long firstSequence) {
    int heldBytes() {
        return payload.body().length;
    }
}
