package com.moesif.logback.internal.pipeline;

import java.util.concurrent.locks.LockSupport;

/** How a caller waits for a time, and is woken: the JDK's way, unless a simulation decides whose turn it is. Any thread. */
public interface Parking {
    /** The JDK's. */
    Parking JDK = new Parking() {
        @Override
        public void park(Object blocker, long nanos) {
            LockSupport.parkNanos(blocker, nanos);
        }

        @Override
        public void unpark(Thread thread) {
            LockSupport.unpark(thread);
        }
    };

    /** As {@link LockSupport#parkNanos(Object, long)}. */
    void park(Object blocker, long nanos);

    /** As {@link LockSupport#unpark}. */
    void unpark(Thread thread);
}
