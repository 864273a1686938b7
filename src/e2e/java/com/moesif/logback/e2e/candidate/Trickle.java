package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One to a thousand calls a second, as most services log: how often the candidate's threads are woken, and how much of a core
 * it takes, the calls themselves included, since a call that wakes a thread pays for that. The JVM's own threads are not
 * counted, nor is the rest of the calling thread.
 */
final class Trickle {
    private static final List<Integer> RATES = List.of(1, 10, 100, 1_000);

    private static final double SETTLE_SECONDS = 0.5;

    private Trickle() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Producer producer = Producer.warm(service, arrivals, form);
        Map<String, Double> result = new LinkedHashMap<>();
        for (int rate : RATES) {
            // Until what the rate before has left is over, and the candidate has taken the step.
            trickle(producer, rate, SETTLE_SECONDS);
            Tasks before = Tasks.now();
            long start = System.nanoTime();
            long calls = trickle(producer, rate, form.trickleSeconds());
            double nanos = System.nanoTime() - start;
            Tasks after = Tasks.now();
            System.out.println("at " + rate + " a second:");
            result.put("wakeups" + rate, after.wakeUpsSince(before) / (nanos / 1e9));
            result.put("core" + rate, 100 * (calls + after.ranNanosSince(before)) / nanos);
        }
        service.stop();
        return result;
    }

    /** @return the CPU time of the calls */
    private static long trickle(Producer producer, int rate, double seconds) {
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        long calls = Math.max(1, (long) (seconds * rate));
        long cpu = 0;
        long turn = System.nanoTime();
        for (long i = 0; i < calls; i++, turn += interval) {
            for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long before = Cpu.threadNanos();
            producer.log();
            cpu += Cpu.threadNanos() - before;
        }
        LockSupport.parkNanos(turn - System.nanoTime());
        return cpu;
    }
}
