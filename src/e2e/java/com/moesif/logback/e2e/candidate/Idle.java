package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.Map;

/**
 * A process that has logged and logs no more: how often a second its threads are woken, and the CPU they take. The JVM's own
 * threads are not counted.
 */
final class Idle {
    /** Until answers, timers of connections and whatever else follows a burst are over. */
    private static final long SETTLE_MILLIS = 5_000;

    private Idle() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Producer producer = Producer.warm(service, arrivals, form);
        Thread.sleep(SETTLE_MILLIS);
        Tasks before = Tasks.now();
        long cpu = Cpu.processNanos();
        Thread.sleep(form.idleSeconds() * 1_000L);
        cpu = Cpu.processNanos() - cpu;
        long woken = Tasks.now().wakeUpsSince(before);
        service.stop();
        return Map.of("wakeups", (double) woken / form.idleSeconds(), "cpu", cpu / 1e6 / form.idleSeconds());
    }
}
