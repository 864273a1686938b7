package com.acme;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that ends itself from a thread that is not its main one, right after it has logged. */
public final class Worker {
    private static final Logger log = LoggerFactory.getLogger("com.acme.payments");
    private static final int PAYMENTS = 1_000;

    private Worker() {}

    public static void main(String[] args) throws InterruptedException {
        Thread worker = new Thread(Worker::work);
        worker.start();
        worker.join();
    }

    private static void work() {
        for (int payment = 0; payment < PAYMENTS; payment++) {
            log.info("Processed payment {} {} for {} in {} s", payment, "USD", "12345", 66.3);
        }
        System.exit(4);
    }
}
