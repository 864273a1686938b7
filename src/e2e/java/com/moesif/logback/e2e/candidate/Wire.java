package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What unlike events take on the wire, and of the CPU, at 20,000 calls a second. */
final class Wire {
    private static final long SETTLE_MILLIS = 2_500;

    private Wire() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Corpus corpus = new Corpus(service.logger());
        Producer producer = new Producer(service.logger());
        producer.paced(4 * Producer.RATE, after(form.warmUpSeconds()), new Durations(), corpus::log);
        Thread.sleep(SETTLE_MILLIS);
        int before = corpus.logged();
        arrivals.next();
        Durations durations = new Durations();
        Work work = new Work();
        producer.paced(Producer.RATE, after(form.seconds()), durations, corpus::log);
        long worked = work.nanos(durations);
        service.stop();

        long logged = corpus.logged() - before;
        double arrived = arrivals.serials(before, logged);
        List<Arrivals.Tally> tallies = arrivals.tallies();
        Map<String, Double> result = new LinkedHashMap<>();
        result.put("wire", tallies.get(1).wireBytes() / arrived);
        result.put("batch", arrived / tallies.get(1).requests());
        result.put("cpu", worked / 1e3 / arrived);
        result.put("mean", durations.mean());
        result.put("lost", 1 - arrived / logged);
        return result;
    }

    private static long after(int seconds) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }
}
