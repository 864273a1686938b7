package com.moesif.logback;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/**
 * Runs a task that logs once SLF4J can take it. An appender mostly starts while SLF4J looks for its provider; what a library
 * logs then is kept for later, and SLF4J says so on standard error, where nobody wants to read it.
 */
final class AfterSlf4j {
    private static final long LOOK_EVERY_MILLIS = 20;

    private AfterSlf4j() {}

    /**
     * At once, mostly; else on a thread of this factory, which then waits for it.
     *
     * @param unwanted whether there is nothing to wait for any more
     */
    static void run(Runnable task, ThreadFactory threads, BooleanSupplier unwanted) {
        if (isReady()) {
            task.run();
            return;
        }
        threads.newThread(() -> {
                    while (!isReady()) {
                        if (unwanted.getAsBoolean() || !rested()) {
                            return;
                        }
                    }
                    task.run();
                })
                .start();
    }

    private static boolean isReady() {
        return !(LoggerFactory.getILoggerFactory() instanceof SubstituteLoggerFactory);
    }

    /** SLF4J tells nobody when it is done. */
    private static boolean rested() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
