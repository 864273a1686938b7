package com.moesif.logback.internal.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Each thread of ours is one of these, so that what is logged on it (HttpClient at DEBUG, say) is known by its thread and
 * ignored: it would otherwise make traffic of its own for ever.
 */
public final class AppenderThread extends Thread {
    private AppenderThread(Runnable task, String name) {
        // Neither thread locals nor the class loader of whoever happened to start us: both would be kept alive.
        super(null, task, name, 0, false);
        setDaemon(true);
        setContextClassLoader(AppenderThread.class.getClassLoader());
    }

    static boolean isCurrent() {
        return Thread.currentThread() instanceof AppenderThread;
    }

    public static ThreadFactory named(String appender) {
        AtomicInteger number = new AtomicInteger();
        return task -> new AppenderThread(task, "moesif-" + appender + "-" + number.incrementAndGet());
    }
}
