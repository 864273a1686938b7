package com.moesif.logback.collector;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Told once that the collector closes; every wait of a fault is a wait for that. */
final class Closing {
    private final CountDownLatch begun = new CountDownLatch(1);

    void begin() {
        begun.countDown();
    }

    boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Waits, and tells whether the wait ran its full length. */
    boolean pause(Duration wait) {
        try {
            return !begun.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts these threads; if someone does, the exchange ends as if the collector closed.
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
