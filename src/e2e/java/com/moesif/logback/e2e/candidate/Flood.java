package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One thread logs flat out: what arrives meanwhile, what the CPU pays for it, and what never arrives. */
final class Flood {
    private Flood() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form) throws IOException {
        Producer producer = new Producer(service.logger());
        producer.flatOut(System.nanoTime() + TimeUnit.SECONDS.toNanos(form.warmUpSeconds()));
        long before = producer.logged();
        arrivals.next();
        long cpu = Cpu.processNanos();
        long start = System.nanoTime();
        producer.flatOut(start + TimeUnit.SECONDS.toNanos(form.seconds()));
        cpu = Cpu.processNanos() - cpu;
        double seconds = (System.nanoTime() - start) / 1e9;
        arrivals.next();
        long logged = producer.logged() - before;
        service.stop();

        Map<String, Double> result = new LinkedHashMap<>();
        long delivered = arrivals.tallies().get(1).events();
        result.put("logged", logged / seconds);
        result.put("delivered", delivered / seconds);
        result.put("cpu", cpu / 1e3 / delivered);
        result.put("lost", (double) Outcome.lostSince(producer, arrivals) / producer.logged());
        Outcome.onTheWire(arrivals, result);
        return result;
    }
}
