package com.moesif.logback.faults;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.ledger.Counts;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Five thousand actions a second against a collector that misbehaves at random, seeded. {@code mvn -q -Psoak} runs it for
 * ten minutes, or {@code -Dsoak.minutes=…}; {@code SoakTest} for less.
 */
public final class Soak {
    private static final int A_SECOND = 5_000;
    private static final Duration REPORT_EVERY = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofMinutes(2);

    private static final Fault[] FAULTS = {
        Fault.reset(),
        Fault.resetMidBody(),
        Fault.resetAfterBody(),
        Fault.loseAnswer(),
        Fault.halfAnswer(),
        Fault.hang(),
        Fault.trickle(Duration.ofMillis(100)),
        Fault.delay(Duration.ofMillis(300)),
        Fault.status(500),
        Fault.status(502),
        Fault.status(503).header("Retry-After", "1"),
        Fault.status(429).header("Retry-After", "nonsense"),
        Fault.status(401),
        Fault.status(301).header("Location", "/elsewhere"),
        Fault.status(200).body("text/html", "<html>log in</html>")
    };

    private final Random random;
    private final BitSet arrived = new BitSet();
    private int[] ids = new int[1 << 16];
    private String wrong;
    private int logged;
    private int faults;

    private Soak(long seed) {
        this.random = new Random(seed);
    }

    /** @param wrong what should not have happened; null when all is well */
    record Result(int logged, int arrived, int faults, long heapAfterGc, Counts counts, String wrong) {
        boolean isWell() {
            return wrong == null && arrived == logged && counts.delivered() == logged && counts.balance();
        }
    }

    public static void main(String[] args) {
        Duration time = Duration.ofSeconds((long) (Double.parseDouble(args[0]) * 60));
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        System.out.println("seed " + seed);
        Result result = run(time, seed, System.out::println);
        System.out.println(result);
        if (!result.isWell()) {
            System.exit(1);
        }
    }

    static Result run(Duration time, long seed, Consumer<String> report) {
        return new Soak(seed).run(time, report);
    }

    private Result run(Duration time, Consumer<String> report) {
        try (LocalCollector collector = LocalCollector.start(0);
                Rig rig = new Rig()
                        .configure(
                                collector.baseUri().toString(),
                                // Whoever finds the ring full waits: it is the faults that must cost nothing, and not a
                                // machine that is too busy for so many.
                                "<responseTimeout>1 s</responseTimeout><linger>50 ms</linger>"
                                        + "<maxBlockTime>60 s</maxBlockTime>")) {
            collector.onAction(this::arrived);
            long start = System.nanoTime();
            long nextFault = start;
            long nextReport = start + REPORT_EVERY.toNanos();
            for (long now = start; now - start < time.toNanos(); now = System.nanoTime()) {
                int due = (int) ((now - start) / (1_000_000_000 / A_SECOND));
                rig.log(Math.max(0, due - logged));
                logged = rig.logged();
                if (now - nextFault >= 0) {
                    nextFault = now + Duration.ofMillis(misbehave(collector)).toNanos();
                }
                if (now - nextReport >= 0) {
                    nextReport = now + REPORT_EVERY.toNanos();
                    // It remembers all it was given; what counts is remembered here.
                    collector.clear();
                    report.accept(heapAfterGc() / 1024 + " kB heap after GC, " + faults + " faults, " + rig.counts());
                }
                LockSupport.parkNanos(1_000_000);
            }
            collector.behave();
            long end = System.nanoTime() + LAST_WORDS.toNanos();
            while (rig.counts().pending() > 0 && end - System.nanoTime() > 0) {
                rig.appender().flush(Duration.ofSeconds(1));
            }
            rig.appender().stop();
            collector.clear();
            return new Result(logged, arrivals(), faults, heapAfterGc(), rig.counts(), wrong);
        }
    }

    /** Until when, in milliseconds from now, the collector goes on like this. */
    private long misbehave(LocalCollector collector) {
        if (random.nextInt(3) > 0) {
            collector.behave();
            return 200 + random.nextInt(1_500);
        }
        faults++;
        collector.playAlways(FAULTS[random.nextInt(FAULTS.length)]);
        return 50 + random.nextInt(800);
    }

    /** On the collector's threads. */
    private synchronized void arrived(ReceivedAction action) {
        int number = (Integer) action.metadata().get("n");
        int id = action.transactionId().hashCode();
        if (number >= ids.length) {
            ids = Arrays.copyOf(ids, Math.max(number + 1, ids.length * 2));
        }
        if (arrived.get(number) && ids[number] != id) {
            wrong = "action " + number + " came with two ids";
        }
        arrived.set(number);
        ids[number] = id;
    }

    private synchronized int arrivals() {
        return arrived.cardinality();
    }

    private static long heapAfterGc() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
