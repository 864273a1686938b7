package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long one event takes from the call to the sink: the first one of the process, and ones that follow a quiet spell in a
 * process that has logged a lot.
 */
final class LoneEvent {
    /** Beyond this one sample tells enough. */
    private static final double LONG_MILLIS = 10_000;

    private static final int UP_SECONDS = 15;

    private final Producer producer;
    private final Arrivals arrivals;
    private final Form form;
    private final Random random = new Random(1);

    private LoneEvent(Producer producer, Arrivals arrivals, Form form) {
        this.producer = producer;
        this.arrivals = arrivals;
        this.form = form;
    }

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        return new LoneEvent(new Producer(service.logger()), arrivals, form).measure();
    }

    /** The first one of a process that has been up for a while, as most are. */
    static Map<String, Double> first(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Thread.sleep(TimeUnit.SECONDS.toMillis(UP_SECONDS));
        return Map.of("first", new LoneEvent(new Producer(service.logger()), arrivals, form).sample());
    }

    private Map<String, Double> measure() throws IOException, InterruptedException {
        double cold = sample();
        producer.warmUp(form, arrivals);
        List<Double> warm = new ArrayList<>();
        for (int i = 0; i < form.loneEvents(); i++) {
            // Longer than our linger and any schedule among the defaults but Loki4j's, and never in step with them.
            Thread.sleep(1_200 + random.nextInt(1_000));
            warm.add(sample());
            if (warm.get(0) >= Math.min(LONG_MILLIS, TimeUnit.SECONDS.toMillis(form.patienceSeconds()))) {
                break;
            }
        }
        warm.sort(null);
        return Map.of("cold", cold, "warm", warm.get(warm.size() / 2), "warmMax", warm.get(warm.size() - 1));
    }

    /** Milliseconds; all of our patience if it did not arrive. */
    private double sample() throws IOException, InterruptedException {
        long patience = TimeUnit.SECONDS.toMillis(form.patienceSeconds());
        long before = arrivals.events();
        Instant called = Instant.now();
        producer.log();
        if (!arrivals.await(before + 1, patience)) {
            return patience;
        }
        long calledNanos = TimeUnit.SECONDS.toNanos(called.getEpochSecond()) + called.getNano();
        return (arrivals.tallies().get(0).lastNanos() - calledNanos) / 1e6;
    }
}
