package com.moesif.logback.internal.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * Runs a task when the JVM exits: plain Java stops no logger context of its own accord. The JVM waits for its hooks without
 * end, and whoever calls {@code System.exit} may hold any lock, that of {@code System.err} for one: so what needs somebody
 * else's lock, a status above all, is run on a thread that nobody waits for long.
 */
final class ExitHook {
    /** For words that nobody reads if they take longer. */
    private static final Duration WORDS = Duration.ofSeconds(1);

    private final ThreadFactory threads;
    private final Thread thread;

    /**
     * @param task takes no lock but ours, and bounds its own time
     * @param words what there is to say afterwards
     */
    ExitHook(ThreadFactory threads, Runnable task, Runnable words) {
        this.threads = threads;
        this.thread = threads.newThread(() -> {
            task.run();
            say(words);
        });
    }

    private void say(Runnable words) {
        Thread speaking = threads.newThread(words);
        try {
            speaking.start();
            speaking.join(WORDS.toMillis());
        } catch (InterruptedException | OutOfMemoryError e) {
            // No thread to be had, say: everything else has been done.
        }
    }

    void register() {
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is going down already; stop() is all there will be.
        }
    }

    /** The runtime would keep us and our class loader for ever. */
    void unregister() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is going down, so nothing is kept for long.
        }
    }
}
