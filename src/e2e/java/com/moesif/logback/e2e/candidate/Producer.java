package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** The calls that are measured, from one thread, and how many there were. */
final class Producer {
    /** As they are logged everywhere here but flat out. */
    static final int RATE = 20_000;

    private static final int WARM_UP_RATE = 100_000;
    private static final long QUIET_MILLIS = 2_500;

    private final Logger log;
    private long logged;
    private long lostInWarmUp;

    Producer(Logger log) {
        this.log = log;
    }

    static Producer warm(Service service, Arrivals arrivals, Form form) throws IOException, InterruptedException {
        Producer producer = new Producer(service.logger());
        producer.warmUp(form, arrivals);
        return producer;
    }

    long logged() {
        return logged;
    }

    /** An event with five key-value pairs, written as an application writes it. */
    void log() {
        log("67890");
    }

    /** The same, for a customer of which nothing is known before. */
    void log(String company) {
        int number = (int) (logged++ % 100_000);
        log.atInfo()
                .addKeyValue("action_name", "Processed Payment Transaction")
                .addKeyValue("company_id", company)
                .addKeyValue("amount", number / 100.0)
                .addKeyValue("currency", "USD")
                .addKeyValue("time_seconds", number % 60)
                .log("Processed payment");
    }

    /** What had not arrived when it was warm: lost, or still held. */
    long lostInWarmUp() {
        return lostInWarmUp;
    }

    /** Faster than what is measured, so that the compiler is done with what matters; then what arrives is waited for. */
    void warmUp(Form form, Arrivals arrivals) throws IOException, InterruptedException {
        paced(WARM_UP_RATE, System.nanoTime() + TimeUnit.SECONDS.toNanos(form.warmUpSeconds()), new Durations());
        arrivals.await(logged, QUIET_MILLIS);
        lostInWarmUp = logged - arrivals.events();
    }

    void flatOut(long untilNanos) {
        while (System.nanoTime() - untilNanos < 0) {
            for (int i = 0; i < 100; i++) {
                log();
            }
        }
    }

    /** One after the other. */
    void timed(long untilNanos, Durations durations) {
        for (long before = System.nanoTime(); before - untilNanos < 0; ) {
            log();
            long after = System.nanoTime();
            durations.add(after - before);
            before = after;
        }
    }

    /**
     * One call every so often, evenly: waits in a loop, because a sleep is too coarse. A call that takes longer than its
     * turn delays the following ones, which are then made at once, as requests would have piled up.
     *
     * @param durations of the calls; not of their delay behind their turns
     */
    void paced(int rate, long untilNanos, Durations durations) {
        paced(rate, untilNanos, durations, this::log);
    }

    /** The same with another call. */
    void paced(int rate, long untilNanos, Durations durations, Runnable call) {
        long interval = 1_000_000_000L / rate;
        for (long turn = System.nanoTime(); turn - untilNanos < 0; turn += interval) {
            while (System.nanoTime() - turn < 0) {
                Thread.onSpinWait();
            }
            long before = System.nanoTime();
            call.run();
            durations.add(System.nanoTime() - before);
        }
    }
}
