package com.moesif.logback.internal.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long requests took, from when they set out to when their answer was looked at, whatever the answer. Lock-free; any
 * thread may write and read.
 */
public final class RequestTimes {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Hears of each request. Sender thread only. */
    @FunctionalInterface
    public interface Listener {
        /** @param accepted whether the collector took its actions */
        void took(long nanos, boolean accepted);
    }

    void took(long elapsedNanos, boolean accepted) {
        count.increment();
        nanos.add(elapsedNanos);
        longest.accumulate(elapsedNanos);
        for (Listener listener : listeners) {
            try {
                listener.took(elapsedNanos, accepted);
            } catch (Throwable t) {
                // Whoever measures is not ours, and delivery must not depend on it.
            }
        }
    }

    public void add(Listener listener) {
        listeners.add(listener);
    }

    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    public long count() {
        return count.sum();
    }

    public Duration total() {
        return Duration.ofNanos(nanos.sum());
    }

    /** The longest; zero before the first. */
    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }
}
