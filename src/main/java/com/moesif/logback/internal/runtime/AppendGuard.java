package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.ref.WeakReference;

/**
 * What one thread remembers of its appends: whether one is under way, since user code that runs within it may log, and the
 * event it took last, since Logback hands the same one in again when the appender is attached to a logger and to its
 * ancestor. Any thread: everything is per thread.
 *
 * <p>Each thread's value is an array of the JDK's own classes, or it would tie a container's pooled threads to our class
 * loader. The event is remembered by its {@code Instant}, which is its own and keeps nothing else alive.
 */
final class AppendGuard {
    private static final int BUSY = 0;
    private static final int LAST = 1;

    private final ThreadLocal<Object[]> perThread = ThreadLocal.withInitial(() -> new Object[2]);

    /** Begins an append; null when one is under way on this thread already, which then must not begin another. */
    Object[] enter() {
        Object[] state = perThread.get();
        if (state[BUSY] != null) {
            return null;
        }
        // Itself, because G1 lets a reference within one object pass; any other would cost a memory fence.
        state[BUSY] = state;
        return state;
    }

    static void exit(Object[] state) {
        state[BUSY] = null;
    }

    /** Whether this thread has taken no event yet. */
    static boolean isNew(Object[] state) {
        return state[LAST] == null;
    }

    /** Whether this thread's last event may have been this one; remembers it. */
    static boolean maybeSeen(Object[] state, ILoggingEvent event) {
        Object last = state[LAST];
        if (event.getClass() == LoggingEvent.class) {
            Object instant = event.getInstant();
            state[LAST] = instant;
            return instant != null && instant == last;
        }
        if (last instanceof WeakReference<?> reference && reference.get() == event) {
            return true;
        }
        state[LAST] = new WeakReference<>(event);
        return false;
    }
}
