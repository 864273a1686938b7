package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * 20,000 calls a second, one every 50 µs: what each costs its caller, and what all cost the CPU. The time measured is that
 * of the call, with reading the clock once; how late a call began is not in it.
 */
final class PacedCalls {
    private PacedCalls() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Producer producer = new Producer(service.logger());
        long lostBefore = producer.warmUp(form, arrivals);
        long before = producer.logged();
        // At the pace that is measured, until everybody has fallen into step.
        producer.paced(Producer.RATE, System.nanoTime() + TimeUnit.SECONDS.toNanos(1), new Durations());
        Durations durations = new Durations();
        long process = Cpu.processNanos();
        long thread = Cpu.threadNanos();
        long bytes = Cpu.allocatedBytes();
        long start = System.nanoTime();
        producer.paced(Producer.RATE, start + TimeUnit.SECONDS.toNanos(form.seconds()), durations);
        double seconds = (System.nanoTime() - start) / 1e9;
        bytes = Cpu.allocatedBytes() - bytes;
        // Without the loop that waits for the next turn, which burns a core; the calls themselves are put back.
        long work = Cpu.processNanos() - process - (Cpu.threadNanos() - thread) + durations.sum();
        service.stop();

        Map<String, Double> result = new LinkedHashMap<>();
        result.put("mean", durations.mean());
        result.put("p50", durations.percentile(0.5));
        result.put("p99", durations.percentile(0.99));
        result.put("p999", durations.percentile(0.999));
        result.put("max", (double) durations.max());
        result.put("bytes", (double) bytes / durations.count());
        result.put("rate", durations.count() / seconds);
        double lost = 0;
        if (service.ships()) {
            lost = (double) Outcome.lostSince(lostBefore, producer, arrivals) / (producer.logged() - before);
            result.put("lost", lost);
            Outcome.onTheWire(arrivals, result);
        }
        result.put("cpu", work / 1e3 / durations.count() / (1 - lost));
        return result;
    }
}
