package com.moesif.logback.e2e.report;

import com.moesif.logback.e2e.candidate.Candidate;
import com.moesif.logback.e2e.candidate.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The tables of what shows only after a while. */
final class OverTime {
    private final Results results;
    private final List<Candidate> candidates;
    private final int delay;

    OverTime(Results results, List<Candidate> candidates, int delay) {
        this.results = results;
        this.candidates = candidates;
        this.delay = delay;
    }

    String markdown() {
        return (results.has(Measure.IDLE, delay) ? idle() : "") + (results.has(Measure.STEADY, delay) ? steady() : "");
    }

    private String idle() {
        Table table = new Table(List.of("nothing to do", "wake-ups a second", "CPU ms a second"));
        for (Candidate candidate : candidates) {
            table.row(List.of(
                    candidate.label(),
                    Table.format("%.2f", median(candidate, Measure.IDLE, "wakeups")),
                    Table.format("%.2f", median(candidate, Measure.IDLE, "cpu"))));
        }
        return "\n## Idle\n\n" + table
                + "\nA process that has logged for a while and logs no more. Wake-ups: of all Java threads that are not the"
                + " JVM's own. CPU: of the whole process.\n";
    }

    private String steady() {
        Table table = new Table(List.of(
                "80,000 calls a second",
                "events",
                "p99.9 ns",
                "p99.99",
                "slowest ms",
                "MB after GC: first minute",
                "most",
                "last",
                "live MB before",
                "after",
                "lost"));
        for (Candidate candidate : candidates) {
            List<String> cells = new ArrayList<>(List.of(candidate.label()));
            for (String figure : List.of("events", "p999", "p9999")) {
                cells.add(Table.whole(median(candidate, Measure.STEADY, figure)));
            }
            OptionalDouble max = median(candidate, Measure.STEADY, "max");
            cells.add(Table.format("%.1f", max.isPresent() ? OptionalDouble.of(max.getAsDouble() / 1e6) : max));
            for (String figure : List.of("heapFirst", "heapMost", "heapLast", "liveFirst", "liveLast")) {
                cells.add(Table.format("%.1f", median(candidate, Measure.STEADY, figure)));
            }
            cells.add(Table.whole(median(candidate, Measure.STEADY, "lost")));
            table.row(cells);
        }
        return "\n## Steady\n\n" + table
                + "\nIn the full form an hour's worth at 20,000 a second, in a quarter of the time. After GC: the least that"
                + " a collection left in that minute; live: after a full one.\n";
    }

    private OptionalDouble median(Candidate candidate, Measure measure, String figure) {
        return results.median(candidate, measure, delay, figure);
    }
}
