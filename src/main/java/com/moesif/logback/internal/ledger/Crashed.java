package com.moesif.logback.internal.ledger;

import java.util.concurrent.atomic.LongAdder;

/** What appenders took along that ended without a stop, as far as their spool tells. Any thread. */
public final class Crashed {
    private final LongAdder times = new LongAdder();
    private final LongAdder atLeast = new LongAdder();
    private final LongAdder atMost = new LongAdder();
    private volatile boolean unlimited;

    void add(long least, long most) {
        times.increment();
        atLeast.add(least);
        if (most < 0) {
            unlimited = true;
        } else {
            atMost.add(most);
        }
    }

    public long times() {
        return times.sum();
    }

    public long atLeast() {
        return atLeast.sum();
    }

    /** Negative when that is not known of one of them. */
    public long atMost() {
        return unlimited ? -1 : atMost.sum();
    }
}
