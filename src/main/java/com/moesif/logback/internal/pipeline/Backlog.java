package com.moesif.logback.internal.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** Sealed batches that wait for a request, oldest first. Owned by the sender's thread. */
final class Backlog {
    private final Deque<Batch> batches = new ArrayDeque<>();
    private long bytes;
    private int actions;

    void add(Batch batch) {
        batches.addLast(batch);
        count(batch, 1);
    }

    /** One whose attempt has failed goes first next time. */
    void putBack(Batch batch) {
        batches.addFirst(batch);
        count(batch, 1);
    }

    Batch next() {
        Batch batch = batches.removeFirst();
        count(batch, -1);
        return batch;
    }

    private void count(Batch batch, int sign) {
        bytes += (long) sign * batch.heldBytes();
        actions += sign * batch.actions();
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    int actions() {
        return actions;
    }

    long oldestSequence(long newer) {
        long oldest = newer;
        for (Batch batch : batches) {
            oldest = Math.min(oldest, batch.firstSequence());
        }
        return oldest;
    }
}
