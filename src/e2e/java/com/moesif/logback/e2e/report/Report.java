package com.moesif.logback.e2e.report;

import com.moesif.logback.e2e.candidate.Candidate;
import com.moesif.logback.e2e.candidate.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The tables. */
public final class Report {
    private final Results results;
    private final List<Candidate> candidates;
    private final List<Integer> delays;

    public Report(Results results, List<Candidate> candidates, List<Integer> delays) {
        this.results = results;
        this.candidates = candidates;
        this.delays = delays;
    }

    public String markdown(String origin, List<String> jvmOptions, List<String> failures) {
        StringBuilder text = new StringBuilder("# End to end, side by side\n\n" + origin
                + ". Each candidate in a JVM of"
                + " its own (`" + String.join(" ", jvmOptions) + "`), the sink in another on loopback; medians of the"
                + " rounds.\n");
        for (int delay : delays) {
            if (results.has(Measure.PACED, delay)) {
                text.append(paced(delay));
            }
        }
        if (delays.stream().anyMatch(delay -> results.has(Measure.FLOOD, delay))) {
            text.append(flood());
        }
        text.append(loneAndStop());
        text.append(new OverTime(results, candidates, delays.get(0)).markdown());
        text.append(new ByLoad(results, candidates, delays.get(0)).markdown());
        text.append("\n## Candidates\n\n");
        for (Candidate candidate : candidates) {
            text.append("- ")
                    .append(candidate.label())
                    .append(": ")
                    .append(candidate.note())
                    .append(".\n");
        }
        if (!failures.isEmpty()) {
            text.append("\n## Runs without a result\n\n");
            failures.forEach(failure -> text.append("- ").append(failure).append("\n"));
        }
        return text.toString();
    }

    private String paced(int delay) {
        Table table = new Table(List.of(
                "20,000 calls a second",
                "mean ns",
                "p50",
                "p99",
                "p99.9",
                "B a call",
                "CPU s per million",
                "B on the wire each",
                "events a request",
                "lost %"));
        for (Candidate candidate : candidates) {
            if (median(candidate, Measure.PACED, delay, "mean").isEmpty()) {
                continue;
            }
            table.row(List.of(
                    candidate.label(),
                    Table.whole(median(candidate, Measure.PACED, delay, "mean")),
                    Table.whole(median(candidate, Measure.PACED, delay, "p50")),
                    Table.whole(median(candidate, Measure.PACED, delay, "p99")),
                    Table.whole(median(candidate, Measure.PACED, delay, "p999")),
                    Table.whole(median(candidate, Measure.PACED, delay, "bytes")),
                    Table.format("%.2f", median(candidate, Measure.PACED, delay, "cpu")),
                    Table.whole(median(candidate, Measure.PACED, delay, "wire")),
                    Table.whole(median(candidate, Measure.PACED, delay, "batch")),
                    lost(candidate, Measure.PACED, delay)));
        }
        return "\n## The caller's cost, sink " + delay + " ms away\n\n" + table
                + "\nOne thread, one call every 50 µs, each a call through SLF4J's fluent API with five key-value pairs."
                + " Time is that of the call itself and of reading the clock once; how late a call begins after a long"
                + " one is not in it. B a call: what the calling thread allocates. CPU: of the whole process, without"
                + " the loop that waits between two calls.\n";
    }

    private String flood() {
        List<String> heads = new ArrayList<>(List.of("flat out"));
        for (int delay : delays) {
            heads.add("delivered a second, " + delay + " ms");
            heads.add("lost %");
            heads.add("CPU s per million");
            heads.add("B on the wire each");
        }
        Table table = new Table(heads);
        for (Candidate candidate : candidates) {
            if (!candidate.ships()) {
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(candidate.label()));
            for (int delay : delays) {
                cells.add(Table.whole(median(candidate, Measure.FLOOD, delay, "delivered")));
                cells.add(lost(candidate, Measure.FLOOD, delay));
                cells.add(Table.format("%.2f", median(candidate, Measure.FLOOD, delay, "cpu")));
                cells.add(Table.whole(median(candidate, Measure.FLOOD, delay, "wire")));
            }
            table.row(cells);
        }
        return "\n## Delivered at saturation\n\n" + table
                + "\nOne thread that does nothing but log. Delivered: what the sink counted in the time. Lost: the share of"
                + " all that was logged, the warm-up included, that never arrived, not even at the stop. CPU: of the whole process,"
                + " the calls and those lost included, for each million delivered.\n";
    }

    private String loneAndStop() {
        boolean lone = results.has(Measure.LONE, delays.get(0));
        boolean first = results.has(Measure.FIRST, delays.get(0));
        List<Integer> stops = delays.stream()
                .filter(delay -> results.has(Measure.STOP, delay))
                .toList();
        if (!lone && !first && stops.isEmpty()) {
            return "";
        }
        List<String> heads = new ArrayList<>(List.of("one event, and a stop"));
        if (lone) {
            heads.addAll(List.of("lone event, warm ms", "slowest", "cold ms"));
        }
        if (first) {
            heads.add("first ms");
        }
        for (int delay : stops) {
            heads.add("stop, sink " + delay + " ms away: ms");
            heads.add("lost of 10,000");
        }
        Table table = new Table(heads);
        for (Candidate candidate : candidates) {
            if (!candidate.ships()) {
                continue;
            }
            List<String> cells = new ArrayList<>(List.of(candidate.label()));
            if (lone) {
                for (String figure : List.of("warm", "warmMax", "cold")) {
                    cells.add(Table.brief(median(candidate, Measure.LONE, delays.get(0), figure)));
                }
            }
            if (first) {
                cells.add(Table.brief(median(candidate, Measure.FIRST, delays.get(0), "first")));
            }
            for (int delay : stops) {
                cells.add(Table.whole(median(candidate, Measure.STOP, delay, "millis")));
                cells.add(Table.whole(median(candidate, Measure.STOP, delay, "lost")));
            }
            table.row(cells);
        }
        return "\n## A lone event, and a stop\n\n" + table
                + "\nLone: from the call to the sink, after a quiet spell of more than a second; cold: right after the"
                + " start of the process; first: of a process that has been up for 15 s;"
                + " 5,000 ms (quick form) or 65,000 ms (full) say that patience ended first. Stop: right after"
                + " 10,000 events were logged flat out; lost are those turned away at a full queue and those left behind"
                + " at the stop.\n";
    }

    private String lost(Candidate candidate, Measure measure, int delay) {
        OptionalDouble lost = median(candidate, measure, delay, "lost");
        if (lost.isEmpty() || lost.getAsDouble() == 0) {
            return Table.format("%.0f", lost);
        }
        double percent = 100 * lost.getAsDouble();
        // Never rounded to none. Below zero: more arrived than was logged.
        return percent > 0 && percent < 0.01 ? "< 0.01" : Table.format("%.2f", OptionalDouble.of(percent));
    }

    private OptionalDouble median(Candidate candidate, Measure measure, int delay, String figure) {
        return results.median(candidate, measure, delay, figure);
    }
}
