package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Two hundred threads that do nothing but log, on as few cores as the process has been given: what arrives meanwhile, what is
 * lost, and how long the calls take.
 */
final class Contended {
    private static final int THREADS = 200;

    private Contended() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        long warm = flood(service, form.warmUpSeconds(), new Durations());
        arrivals.next();
        Durations durations = new Durations();
        long cpu = Cpu.processNanos();
        long start = System.nanoTime();
        long logged = flood(service, form.contendedSeconds(), durations);
        cpu = Cpu.processNanos() - cpu;
        double seconds = (System.nanoTime() - start) / 1e9;
        arrivals.next();
        service.stop();

        Map<String, Double> result = new LinkedHashMap<>();
        double delivered = arrivals.tallies().get(1).events();
        result.put("delivered", delivered / seconds);
        result.put("lost", (double) Math.max(0, warm + logged - arrivals.events()) / (warm + logged));
        if (delivered > 0) {
            result.put("cpu", cpu / 1e3 / delivered);
        }
        result.put("p50", durations.percentile(0.5));
        result.put("p99", durations.percentile(0.99));
        result.put("p999", durations.percentile(0.999));
        result.put("max", (double) durations.max());
        return result;
    }

    /** @return how many calls there were */
    private static long flood(Service service, int seconds, Durations durations) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Durations> each = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Durations own = new Durations();
            each.add(own);
            Producer producer = new Producer(service.logger());
            threads.add(new Thread(() -> producer.timed(until, own), "caller-" + i));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        each.forEach(durations::addAll);
        return each.stream().mapToLong(Durations::count).sum();
    }
}
