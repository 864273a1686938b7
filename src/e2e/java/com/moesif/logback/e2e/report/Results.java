package com.moesif.logback.e2e.report;

import com.moesif.logback.e2e.Run;
import com.moesif.logback.e2e.candidate.Candidate;
import com.moesif.logback.e2e.candidate.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All figures of all rounds; asked for one, it gives the median. */
public final class Results {
    private final Map<Run, List<Map<String, Double>>> byRun = new HashMap<>();

    public void add(Run run, Map<String, Double> figures) {
        byRun.computeIfAbsent(run, key -> new ArrayList<>()).add(figures);
    }

    OptionalDouble median(Candidate candidate, Measure measure, int delayMillis, String figure) {
        List<Double> all = byRun.getOrDefault(new Run(candidate, measure, delayMillis), List.of()).stream()
                .filter(figures -> figures.containsKey(figure))
                .map(figures -> figures.get(figure))
                .sorted()
                .toList();
        if (all.isEmpty()) {
            return OptionalDouble.empty();
        }
        int middle = all.size() / 2;
        return OptionalDouble.of(all.size() % 2 == 1 ? all.get(middle) : (all.get(middle - 1) + all.get(middle)) / 2);
    }

    boolean has(Measure measure, int delayMillis) {
        return byRun.keySet().stream().anyMatch(run -> run.measure() == measure && run.delayMillis() == delayMillis);
    }
}
