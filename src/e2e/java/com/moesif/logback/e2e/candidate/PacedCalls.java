package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
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
        Producer producer = Producer.warm(service, arrivals, form);
        long before = producer.logged();
        // At the pace that is measured, until everybody has fallen into step.
        producer.paced(Producer.RATE, System.nanoTime() + TimeUnit.SECONDS.toNanos(1), new Durations());
        Durations durations = new Durations();
        Work work = new Work();
        long bytes = Cpu.allocatedBytes();
        long start = System.nanoTime();
        producer.paced(Producer.RATE, start + TimeUnit.SECONDS.toNanos(form.seconds()), durations);
        double seconds = (System.nanoTime() - start) / 1e9;
        bytes = Cpu.allocatedBytes() - bytes;
        long worked = work.nanos(durations);
        service.stop();

        Map<String, Double> result = durations.figures();
        result.put("bytes", (double) bytes / durations.count());
        result.put("rate", durations.count() / seconds);
        double lost = 0;
        if (service.ships()) {
            lost = (double) Outcome.lostSince(producer, arrivals) / (producer.logged() - before);
            result.put("lost", lost);
            Outcome.onTheWire(arrivals, result);
        }
        result.put("cpu", worked / 1e3 / durations.count() / (1 - lost));
        return result;
    }
}
