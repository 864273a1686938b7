package com.moesif.logback;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.Logger;

/**
 * Actions a second that callers get rid of when they do nothing but log. They fill the ring and wait at it, so this is the
 * pace of sender, HttpClient and sink with the callers' own work beside them, not the cost of a call. The counts are
 * printed at the end of each run: drops, if any, are among them.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class FlatOutBenchmark {
    /** How far away the collector is, in milliseconds there and back. */
    @Param({"0", "50"})
    public int delay;

    private Service service;
    private Logger log;

    @Setup
    public void start() {
        service = new Service("moesif", delay, "");
        log = service.logger();
    }

    @TearDown
    public void stop() {
        service.close();
    }

    /** Numbers the calls of one thread. */
    @State(Scope.Thread)
    public static class Number {
        private int next;

        @Setup(Level.Iteration)
        public void reset() {
            next = 0;
        }
    }

    @Benchmark
    public void oneThread(Number number) {
        Calls.action(log, number.next++ % 100_000);
    }

    @Benchmark
    @Threads(2)
    public void twoThreads(Number number) {
        Calls.action(log, number.next++ % 100_000);
    }
}
