package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.History.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Leaves out of a history that fails what it fails without. */
final class Shortening {
    private final Function<History, String> failureOf;

    /** @param failureOf null when all was kept */
    Shortening(Function<History, String> failureOf) {
        this.failureOf = failureOf;
    }

    /** The shortest history found that fails in the same way. */
    History shortest(History failed, String failure, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        History shortest = failed;
        int chunk = Math.max(1, shortest.steps().size() / 2);
        while (chunk >= 1 && System.nanoTime() < deadline) {
            boolean shorter = false;
            for (int from = 0; from < shortest.steps().size() && System.nanoTime() < deadline; ) {
                List<Step> fewer = new ArrayList<>(shortest.steps());
                fewer.subList(from, Math.min(fewer.size(), from + chunk)).clear();
                String again = failureOf.apply(shortest.with(fewer));
                if (again != null && kind(again).equals(kind(failure))) {
                    shortest = shortest.with(fewer);
                    shorter = true;
                } else {
                    from += chunk;
                }
            }
            chunk = shorter ? Math.min(chunk, Math.max(1, shortest.steps().size() / 2)) : chunk / 2;
        }
        return shortest;
    }

    /** Numbers and names change with each step left out. */
    private static String kind(String failure) {
        return failure.replaceAll("\\d+", "n").replaceAll("(:|such as).*", "");
    }
}
