package com.moesif.logback.e2e.candidate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A histogram of nanoseconds with a relative error below 1 %: 128 equal steps in each power of two. Adding allocates
 * nothing. For one thread.
 */
final class Durations {
    private static final int STEP_BITS = 7;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(64 - STEP_BITS) * STEPS];
    private long count;
    private long sum;
    private long max;

    void add(long nanos) {
        counts[index(nanos)]++;
        count++;
        sum += nanos;
        max = Math.max(max, nanos);
    }

    void addAll(Durations others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        count += others.count;
        sum += others.sum;
        max = Math.max(max, others.max);
    }

    private static int index(long nanos) {
        if (nanos < STEPS) {
            return (int) Math.max(0, nanos);
        }
        int shift = 63 - STEP_BITS - Long.numberOfLeadingZeros(nanos);
        return (shift << STEP_BITS) + (int) (nanos >>> shift);
    }

    long count() {
        return count;
    }

    long sum() {
        return sum;
    }

    long max() {
        return max;
    }

    double mean() {
        return (double) sum / count;
    }

    /** The least value that this share of all does not exceed. */
    double percentile(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return value(i);
            }
        }
        return max;
    }

    /** As the report calls them: the mean, how long so many of them take at most, and the slowest. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("mean", mean());
        figures.put("p50", percentile(0.5));
        figures.put("p99", percentile(0.99));
        figures.put("p999", percentile(0.999));
        figures.put("max", (double) max);
        return figures;
    }

    private static double value(int index) {
        int shift = Math.max(0, (index >> STEP_BITS) - 1);
        return (double) ((long) (index - (shift << STEP_BITS)) << shift);
    }
}
