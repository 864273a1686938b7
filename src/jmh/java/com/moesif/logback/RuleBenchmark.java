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
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.Logger;

/**
 * What rules cost a logging call: a line that none of them takes, one that a {@code <message>} takes, one that a
 * {@code <regex>} takes. {@code rules} is their number; {@code nothing} is the same call with an appender that does nothing,
 * to be subtracted. All of them look at the logger that logs; the one that takes a line is the last.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RuleBenchmark {
    private static final int BURST = 1_000;
    /** About what the delivery of a burst takes, so that the baseline finds its caches as cold. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The service that logs. */
    @State(Scope.Benchmark)
    public static class Running {
        @Param({"nothing", "1", "100", "1000"})
        public String rules;

        private Service service;
        private Logger log;

        @Setup
        public void start() {
            service = rules.equals("nothing") ? new Service("nothing") : new Service("moesif", 0, xml());
            log = service.logger();
        }

        private String xml() {
            StringBuilder xml = new StringBuilder();
            for (int i = 2; i < Integer.parseInt(rules); i++) {
                xml.append(rule("<message>Something else, number " + i + ", happened to {company_id}</message>"));
            }
            // With one rule the regex is left out: an event that it has to look at is formatted.
            if (Integer.parseInt(rules) > 1) {
                xml.append(rule("<regex>^exported (?&lt;rows&gt;\\d+) rows for (?&lt;company_id&gt;\\S+)$</regex>"
                        + "<field><name>rows</name><type>string</type></field>"
                        + "<logger>com.acme.payments.Exports</logger>"));
            }
            xml.append(
                    rule("<message>Processed payment {amount} {currency} for {company_id} in {seconds} s</message>"));
            return xml.toString();
        }

        private static String rule(String conditions) {
            return "<rule><actionName>An action</actionName>" + conditions + "</rule>";
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

    /** A line that no rule takes. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void noMatch(Running running) {
        for (int i = 0; i < BURST; i++) {
            running.log.info("Looked up {} in {} ms", "12345", i);
        }
    }

    /** A line that a message rule takes. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void byMessage(Running running, Pause pause) {
        for (int i = 0; i < BURST; i++) {
            running.log.info("Processed payment {} {} for {} in {} s", 24.6, "USD", "12345", i);
        }
    }

    /** A line that a regex takes, glued together with + as such lines are; the gluing is part of the call. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void byRegex(Running running, Pause pause) {
        Logger exports = running.service.logger("com.acme.payments.Exports");
        for (int i = 0; i < BURST; i++) {
            exports.info("exported " + i + " rows for 12345");
        }
    }
}
