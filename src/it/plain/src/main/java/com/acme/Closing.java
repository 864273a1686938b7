package com.acme;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service whose last words are logged by a shutdown hook of its own, beside everybody else's. */
public final class Closing {
    private static final Logger log = LoggerFactory.getLogger("com.acme.payments");
    private static final int PAYMENTS = 1_000;

    private Closing() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            finishWork();
            ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        }));
        System.exit(0);
    }

    private static void finishWork() {
        for (int payment = 0; payment < PAYMENTS; payment++) {
            log.info("Processed payment {} {} for {} in {} s", payment, "USD", "12345", 66.3);
        }
    }
}
