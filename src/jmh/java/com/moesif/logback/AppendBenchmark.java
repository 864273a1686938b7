package com.moesif.logback;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * What a logging call costs its caller: the call as an application writes it, through SLF4J and a configured Logback, with
 * an appender that does nothing and with the real one, which ships to a sink on loopback. The difference of the two is the
 * appender's cost; {@code caller.alloc.norm} is what the call allocates, {@code gc.alloc.rate.norm} what the whole JVM
 * does, sender, HttpClient and sink included.
 *
 * <p>Actions are logged in bursts that fit into the ring, each after the last has been delivered. Flat out, a caller is
 * faster than one sender, fills the ring and waits: that would measure the sender ({@link FlatOutBenchmark} does). In a
 * burst the sender naps or works beside the caller as it does in a service, and nothing is dropped, or the run fails.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AppendBenchmark {
    private static final int BURST = 1_000;
    /** About what the delivery of a burst takes, so that the baseline finds its caches as cold. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The service that logs. */
    @State(Scope.Benchmark)
    public static class Running {
        @Param({"nothing", "moesif"})
        public String appender;

        private Service service;
        private Logger log;

        @Setup
        public void start() {
            service = new Service(appender);
            log = service.logger();
        }

        @TearDown
        public void stop() {
            service.close();
            if (service.ships() && service.counts().droppedInAll() > 0) {
                throw new IllegalStateException("dropped: " + service.counts());
            }
        }
    }

    /** The time between two bursts, which isn't measured. */
    @State(Scope.Thread)
    public static class Pause {
        @Setup(Level.Invocation)
        public void untilDelivered(Running running) {
            if (running.service.ships()) {
                running.service.flush();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** A request's entries: one of a reserved name, which is taken, and three others. */
    @State(Scope.Thread)
    public static class Request {
        @Setup
        public void begin() {
            MDC.put("user_id", "12345");
            MDC.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
            MDC.put("span_id", "00f067aa0ba902b7");
            MDC.put("route", "/payments/{id}");
        }

        @TearDown
        public void end() {
            MDC.clear();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void noActionMessage(Running running) {
        for (int i = 0; i < BURST; i++) {
            Calls.message(running.log, i);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void noActionPairs(Running running) {
        for (int i = 0; i < BURST; i++) {
            Calls.pairs(running.log, i);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void action(Running running, Pause pause) {
        for (int i = 0; i < BURST; i++) {
            Calls.action(running.log, i);
        }
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void actionWithMdc(Running running, Pause pause, Request request) {
        for (int i = 0; i < BURST; i++) {
            Calls.action(running.log, i);
        }
    }

    /** The same from two threads at once. */
    @Threads(2)
    public static class TwoThreads extends AppendBenchmark {}
}
