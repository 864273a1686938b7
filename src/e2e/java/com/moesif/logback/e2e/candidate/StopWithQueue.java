package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.Map;

/**
 * A stop right after 10,000 events were logged flat out: how long it takes, and how many of them never arrive, be it that
 * they were turned away at a full queue or left behind at the stop.
 */
final class StopWithQueue {
    private static final int EVENTS = 10_000;
    private static final long AFTERWARDS_MILLIS = 500;

    private StopWithQueue() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Producer producer = Producer.warm(service, arrivals, form);
        for (int i = 0; i < EVENTS; i++) {
            producer.log();
        }
        long start = System.nanoTime();
        service.stop();
        double millis = (System.nanoTime() - start) / 1e6;
        arrivals.await(producer.logged(), AFTERWARDS_MILLIS);
        long lost = Outcome.lostSince(producer, arrivals);
        return Map.of("millis", millis, "lost", (double) lost);
    }
}
