package com.moesif.logback;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * JMH profiler: bytes that the benchmark's own threads allocate. JMH's {@code gc.alloc.rate.norm} counts every thread of
 * the JVM, here also the sender's, HttpClient's and the sink's; this one counts what a logging call costs its caller.
 */
public final class CallerAllocation implements InternalProfiler {
    private static final String WORKER = "-jmh-worker-";

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Map<Long, Long> before = new HashMap<>();

    @Override
    public String getDescription() {
        return "Bytes allocated by the threads that run the benchmark";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before.clear();
        for (long id : threads.getAllThreadIds()) {
            before.put(id, threads.getThreadAllocatedBytes(id));
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long bytes = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().contains(WORKER)) {
                bytes += threads.getThreadAllocatedBytes(id) - before.getOrDefault(id, 0L);
            }
        }
        double perCall = (double) bytes / result.getMetadata().getAllOps();
        return List.of(new ScalarResult("caller.alloc.norm", perCall, "B/op", AggregationPolicy.AVG));
    }
}
