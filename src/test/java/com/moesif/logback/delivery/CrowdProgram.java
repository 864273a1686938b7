package com.moesif.logback.delivery;

import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that logs flat out on as many threads as it is told, in a process of its own that {@link CrowdTest} gives few
 * processors; prints what became of the actions, and how long it and the longest call took.
 */
final class CrowdProgram {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Logger logger = LoggerFactory.getLogger("com.acme.Crowd");
    private final AtomicLong worstNanos = new AtomicLong();
    private final int actions;

    private CrowdProgram(int actions) {
        this.actions = actions;
    }

    /** @param args how many threads, and how many actions they log in all */
    public static void main(String[] args) throws InterruptedException {
        CrowdProgram program = new CrowdProgram(Integer.parseInt(args[1]));
        MoesifAppender appender =
                (MoesifAppender) ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
                        .getAppender("MOESIF");
        // Whatever is loaded with the first action is none of the crowd's doing.
        program.log(0);
        appender.flush(PATIENCE);
        long start = System.nanoTime();
        program.crowd(Integer.parseInt(args[0]));
        long called = System.nanoTime() - start;
        boolean flushed = appender.flush(PATIENCE);
        long delivered = System.nanoTime() - start;
        System.out.printf(
                Locale.ROOT,
                "called=%d ms, delivered=%d ms, worst call=%d ms, flushed=%s, dropped=%d, %s%n",
                millis(called),
                millis(delivered),
                millis(program.worstNanos.get()),
                flushed,
                Insight.counts(appender).droppedInAll(),
                Insight.counts(appender));
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    private void crowd(int size) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < size; i++) {
            Thread thread = new Thread(() -> logAll(go, actions / size));
            threads.add(thread);
            thread.start();
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void logAll(CountDownLatch go, int count) {
        try {
            go.await();
        } catch (InterruptedException e) {
            return;
        }
        for (int i = 0; i < count; i++) {
            long before = System.nanoTime();
            log(i);
            worstNanos.accumulateAndGet(System.nanoTime() - before, Math::max);
        }
    }

    private void log(int number) {
        logger.atInfo()
                .addKeyValue("action_name", "Tested")
                .addKeyValue("company_id", "12345")
                .addKeyValue("n", number)
                .log("tested");
    }
}
