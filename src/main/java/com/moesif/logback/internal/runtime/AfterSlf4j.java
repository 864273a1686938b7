package com.moesif.logback.internal.runtime;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/**
 * The moment from which on a library may log. An appender mostly starts while SLF4J looks for its provider; what is logged
 * then is kept for later, and SLF4J says so on standard error, where nobody wants to read it.
 */
final class AfterSlf4j {
    private static final long LOOK_EVERY_MILLIS = 20;

    private AfterSlf4j() {}

    /**
     * Waits for it.
     *
     * @param unwanted whether there is nothing to wait for any more
     * @return whether it has come
     */
    static boolean await(BooleanSupplier unwanted) {
        while (!isReady()) {
            if (unwanted.getAsBoolean() || !rested()) {
                return false;
            }
        }
        return true;
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
