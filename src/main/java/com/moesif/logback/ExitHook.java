package com.moesif.logback;

/** Runs a task when the JVM exits: plain Java stops no logger context of its own accord. */
final class ExitHook {
    private final Thread thread;

    ExitHook(Runnable task) {
        this.thread = ShipperThread.named("exit").newThread(task);
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
