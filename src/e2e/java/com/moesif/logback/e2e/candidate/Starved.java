package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * 20,000 calls a second while other processes burn all cores. The first process says what the calls take; each but the last is
 * killed while it logs; the last takes over what its predecessors have left and says how many calls that had returned never
 * came to the sink.
 */
final class Starved {
    /** What the sink looks for: with a number of ten digits behind it. */
    private static final String SERIAL = "serial-";

    private static final long FIRST_NUMBER = 1_000_000_000;
    private static final long QUIET_MILLIS = 3_000;
    private static final long KILLED_WITHIN_SECONDS = 60;

    private Starved() {}

    static Map<String, Double> measure(Service service, Arrivals arrivals, Form form)
            throws IOException, InterruptedException {
        Lives lives = new Lives(form.kills());
        return lives.isLast() ? lost(service, arrivals, form, lives) : calls(service, arrivals, form, lives);
    }

    private static Map<String, Double> calls(Service service, Arrivals arrivals, Form form, Lives lives)
            throws IOException, InterruptedException {
        Producer producer = Producer.warm(service, arrivals, form);
        Durations durations = new Durations();
        long seconds = Lives.isFirst() ? form.seconds() : 1;
        producer.paced(
                Producer.RATE,
                System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds),
                durations,
                () -> numbered(producer, lives));
        return durations.figures();
    }

    /** Goes on until it is killed. */
    static void logOn(Service service, Form form) throws IOException {
        Lives lives = new Lives(form.kills());
        if (!lives.isLast()) {
            Producer producer = new Producer(service.logger());
            producer.paced(
                    Producer.RATE,
                    System.nanoTime() + TimeUnit.SECONDS.toNanos(KILLED_WITHIN_SECONDS),
                    new Durations(),
                    () -> numbered(producer, lives));
        }
    }

    private static void numbered(Producer producer, Lives lives) {
        producer.log(SERIAL + (FIRST_NUMBER + lives.next()));
        lives.callReturned();
    }

    private static Map<String, Double> lost(Service service, Arrivals arrivals, Form form, Lives lives)
            throws IOException, InterruptedException {
        long before = -1;
        for (long now = arrivals.events(); now != before; now = arrivals.events()) {
            before = now;
            Thread.sleep(QUIET_MILLIS);
        }
        service.stop();
        double[] lost = new double[form.kills()];
        for (int life = 0; life < lost.length; life++) {
            lost[life] = lives.returned(life) - arrivals.serials(lives.first(life), lives.returned(life));
            System.out.printf("life %d: %d calls, %.0f lost%n", life, lives.returned(life), lost[life]);
        }
        Arrays.sort(lost);
        return Map.of("lost", lost[lost.length / 2], "mostLost", lost[lost.length - 1]);
    }
}
