package com.moesif.logback.internal.runtime;

import com.moesif.logback.internal.mapping.EventMapper;
import com.moesif.logback.internal.metrics.Monitoring;
import com.moesif.logback.internal.pipeline.Pipeline;
import com.moesif.logback.internal.transport.FileDescriptors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a start has to do that takes its time and nobody waits for, not even a stop: on a thread of its own. Jackson,
 * HttpClient, TLS with its trust store and JMX are more than a thousand classes, and an application that starts needs every
 * processor for itself: they are loaded when the first action has come, or the process is old enough to have started. What
 * the first request has no need of waits until that has ended, well or not.
 */
final class BackgroundStartup {
    private static final Duration START = Duration.ofSeconds(10);

    /** Between two looks for file descriptors; doubled each time. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Monitoring monitoring;
    private final EventMapper mapper;
    private final Pipeline pipeline;
    private final Consumer<String> problem;
    private final CountDownLatch traffic = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private boolean saidToWait;

    /** @param problem hears what keeps it waiting */
    BackgroundStartup(Monitoring monitoring, EventMapper mapper, Pipeline pipeline, Consumer<String> problem) {
        this.monitoring = monitoring;
        this.mapper = mapper;
        this.pipeline = pipeline;
        this.problem = problem;
    }

    void begin(ThreadFactory threads) {
        threads.newThread(this::settle).start();
    }

    /** An action has come; cheap to say again. */
    void traffic() {
        traffic.countDown();
    }

    /** A request has ended; cheap to say again. */
    void answer() {
        answer.countDown();
    }

    /** Leaves undone what isn't done yet. */
    void end() {
        over.countDown();
        traffic();
        answer();
    }

    private void settle() {
        for (Runnable step : List.<Runnable>of(
                () -> awaitStarted(traffic),
                pipeline::prepare,
                () -> awaitStarted(answer),
                monitoring::openJmx,
                this::openMeters,
                mapper::prepare)) {
            try {
                awaitDescriptors();
                if (isOver()) {
                    return;
                }
                step.run();
            } catch (Throwable t) {
                // Whoever needs it meets it too, and has somebody to tell. Or nobody will: the stop was that of a web
                // application, whose container has closed the class loader meanwhile.
            }
        }
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }

    /** What is loaded without them may never work again, not for the application either. */
    private void awaitDescriptors() {
        for (Duration wait = FIRST_WAIT; !isOver() && !FileDescriptors.areLeft(); wait = wait.multipliedBy(2)) {
            if (!saidToWait) {
                saidToWait = true;
                problem.accept(
                        "This process has no file descriptors left: until it has some, the appender can't be seen"
                                + " over JMX or Micrometer. Find out what uses so many, or raise the limit (ulimit -n).");
            }
            await(over, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        }
    }

    private void openMeters() {
        if (Monitoring.hasMicrometer() && AfterSlf4j.await(this::isOver)) {
            monitoring.openMeters();
        }
    }

    /** Until this has happened, or the application has started anyhow. */
    private static void awaitStarted(CountDownLatch event) {
        await(event, untilStarted());
    }

    private static void await(CountDownLatch event, Duration atMost) {
        try {
            event.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Of no meaning here: the rest is done sooner.
        }
    }

    /** A reload finds the application started. */
    private static Duration untilStarted() {
        Duration left = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(Instant.now(), start.plus(START)))
                .orElse(START);
        // The clock may have been set meanwhile.
        return left.compareTo(START) > 0 ? START : left;
    }
}
