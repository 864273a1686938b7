package com.moesif.logback.collector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How many came in each of the last seconds. One thread at a time. */
final class Rates {
    static final int SECONDS = 60;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    // Of the seconds up to the current one; each has the place that its number gives it.
    private final int[] counts = new int[SECONDS];
    private long current;
    private boolean begun;

    /** @param now of {@link System#nanoTime()} */
    void add(int count, long now) {
        counts[place(advance(now))] += count;
    }

    /** Oldest first; the last is that of the second under way. */
    List<Integer> perSecond(long now) {
        long last = advance(now);
        List<Integer> rates = new ArrayList<>(SECONDS);
        for (long second = last - SECONDS + 1; second <= last; second++) {
            rates.add(counts[place(second)]);
        }
        return Collections.unmodifiableList(rates);
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    private long advance(long now) {
        long second = Math.floorDiv(now, NANOS_PER_SECOND);
        if (!begun) {
            begun = true;
            current = second;
        }
        // Whoever came first through the caller's lock may bring the later time; then the earlier one counts with it.
        while (current < second) {
            current = Math.max(current + 1, second - SECONDS);
            counts[place(current)] = 0;
        }
        return current;
    }

    private static int place(long second) {
        return Math.floorMod(second, SECONDS);
    }
}
