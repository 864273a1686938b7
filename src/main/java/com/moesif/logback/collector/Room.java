package com.moesif.logback.collector;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory for the bodies of requests that are read: many large ones at once wait for each other, in the order in which they came.
 * Any thread.
 */
final class Room {
    /** So much of each body needs none: 500 connections have 32 MB of it. */
    static final int FREE_BYTES = 64 * 1024;

    /** Of the heap; what is read is unpacked and parsed besides. */
    private static final int SHARE = 8;
    /** Longer than a client that goes on sending needs for a request. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_MILLIS = 100;

    private final long most;
    private final Duration patience;
    private final Closing closing;
    private final Deque<Object> waiting = new ArrayDeque<>();
    private long taken;
    private long movedAtNanos = System.nanoTime();

    /**
     * @param most bytes in all; a single body has room whatever its size
     * @param patience how long one waits while nobody gives any back
     */
    Room(long most, Duration patience, Closing closing) {
        this.most = most;
        this.patience = patience;
        this.closing = closing;
    }

    static Room ofThisJvm(Closing closing) {
        return new Room(Runtime.getRuntime().maxMemory() / SHARE, PATIENCE, closing);
    }

    /** Waits for its turn; false when whoever has the room does not go on, or the collector closes. */
    synchronized boolean take(long bytes) {
        Object me = new Object();
        if (taken == 0) {
            movedAtNanos = System.nanoTime();
        }
        waiting.add(me);
        boolean mayWait = true;
        while (mayWait && (waiting.peek() != me || taken > 0 && taken + bytes > most)) {
            mayWait = await();
        }
        waiting.remove(me);
        notifyAll();
        if (mayWait) {
            taken += bytes;
        }
        return mayWait;
    }

    synchronized boolean isTaken() {
        return taken > 0;
    }

    private boolean await() {
        if (closing.hasBegun() || System.nanoTime() - movedAtNanos > patience.toNanos()) {
            return false;
        }
        try {
            wait(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param bytes 0 or less for nothing */
    synchronized void give(long bytes) {
        if (bytes <= 0) {
            return;
        }
        taken -= bytes;
        movedAtNanos = System.nanoTime();
        notifyAll();
    }
}
