package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An hour's worth of events, 20,000 a second, in a quarter of an hour: what stays on the heap in each minute, and what the
 * slowest calls take. Pauses of the collector are in the calls' times: they meet too few calls to show below the maximum.
 */
final class Steady {
    private static final int RATE = 4 * Producer.RATE;
    private static final double MEGABYTE = 1 << 20;

    private Steady() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Producer producer = Producer.warm(service, arrivals, form);
        long before = producer.logged();
        Durations durations = new Durations();
        HeapAfterGc heap = new HeapAfterGc();
        long live = HeapAfterGc.live();
        long first = 0;
        long most = 0;
        long last = 0;
        long start = System.nanoTime();
        int minutes = form.steadyMinutes();
        for (int minute = 1; minute <= minutes; minute++) {
            producer.paced(RATE, start + TimeUnit.MINUTES.toNanos(minute), durations);
            last = heap.least();
            first = minute == 1 ? last : first;
            most = Math.max(most, last);
            System.out.printf(
                    "minute %d: %.1f MB after GC, p99.9 of all so far %.0f ns%n",
                    minute, last / MEGABYTE, durations.percentile(0.999));
        }
        long liveAtLast = HeapAfterGc.live();
        service.stop();

        Map<String, Double> result = new LinkedHashMap<>();
        result.put("events", (double) (producer.logged() - before));
        result.put("p999", durations.percentile(0.999));
        result.put("p9999", durations.percentile(0.9999));
        result.put("max", (double) durations.max());
        result.put("heapFirst", first / MEGABYTE);
        result.put("heapMost", most / MEGABYTE);
        result.put("heapLast", last / MEGABYTE);
        result.put("liveFirst", live / MEGABYTE);
        result.put("liveLast", liveAtLast / MEGABYTE);
        if (service.ships()) {
            result.put("lost", (double) Outcome.lostSince(producer, arrivals));
        }
        return result;
    }
}
