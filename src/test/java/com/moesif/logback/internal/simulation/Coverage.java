package com.moesif.logback.internal.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the schedules of one run have reached, and how often. */
public final class Coverage {
    private final Map<String, Long> reached = new HashMap<>();

    public void reached(String state) {
        reached.merge(state, 1L, Long::sum);
    }

    public Collection<String> missing(Collection<String> wanted) {
        return wanted.stream()
                .filter(state -> !reached.containsKey(state))
                .sorted()
                .toList();
    }

    public long count(String state) {
        return reached.getOrDefault(state, 0L);
    }

    @Override
    public String toString() {
        return new TreeMap<>(reached)
                .entrySet().stream()
                        .map(each -> String.format("%,12d  %s", each.getValue(), each.getKey()))
                        .collect(Collectors.joining("\n"));
    }
}
