package com.moesif.logback.internal.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Each thread of ours is one of these, so that what is logged on it (HttpClient at DEBUG, say) is known by its thread and
 * ignored: it would otherwise make traffic of its own for ever.
 */
public final class AppenderThread extends Thread {
    /** Only where there is one are groups looked at. */
    private static volatile boolean hosts;

    private AppenderThread(ThreadGroup group, Runnable task, String name) {
        // Neither thread locals nor the class loader of whoever happened to start us: both would be kept alive.
        super(group, task, name, 0, false);
        setDaemon(true);
        setContextClassLoader(AppenderThread.class.getClassLoader());
    }

    static boolean isCurrent() {
        Thread current = Thread.currentThread();
        return current instanceof AppenderThread || hosts && current.getThreadGroup() instanceof Guests;
    }

    /** The threads that a library of ours starts by itself, Kafka's client say: they are in the group of who starts them. */
    private static final class Guests extends ThreadGroup {
        @SuppressWarnings(
                "removal") // before Java 19 a group stays when its threads have gone, but for one of this kind
        Guests(String name) {
            super(name);
            setDaemon(true);
        }
    }

    public static ThreadFactory named(String appender) {
        AtomicInteger number = new AtomicInteger();
        return task -> new AppenderThread(null, task, "moesif-" + appender + "-" + number.incrementAndGet());
    }

    /** The same, for those on which a library starts threads of its own: those too are known as ours. */
    static ThreadFactory hosting(String appender) {
        hosts = true;
        AtomicInteger number = new AtomicInteger();
        return task -> {
            String name = "moesif-" + appender + "-host-" + number.incrementAndGet();
            return new AppenderThread(new Guests(name), task, name);
        };
    }
}
