package com.moesif.logback.internal.pipeline;

import java.time.InstantSource;

/** Time passes only while somebody rests; and as the JDK's, a rest is none for whoever was woken before it. One thread. */
class Rests implements Pipeline.Parking {
    private static final int ENDLESS = 1_000;

    long nowNanos;
    int rests;
    boolean woken;

    Pipeline.Clocks clocks() {
        return new Pipeline.Clocks(InstantSource.system(), () -> nowNanos, this);
    }

    @Override
    public void park(Object blocker, long nanos) {
        if (++rests > ENDLESS) {
            throw new AssertionError("goes round and round");
        }
        if (!woken) {
            nowNanos += nanos;
        }
        woken = false;
    }

    @Override
    public void unpark(Thread thread) {
        woken |= thread == Thread.currentThread();
    }
}
