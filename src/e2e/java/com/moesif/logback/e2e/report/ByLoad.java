package com.moesif.logback.e2e.report;

import com.moesif.logback.e2e.candidate.Candidate;
import com.moesif.logback.e2e.candidate.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The tables of what little and much load do. */
final class ByLoad {
    private static final List<String> RATES = List.of("1", "10", "100", "1000");

    private final Results results;
    private final List<Candidate> candidates;
    private final int delay;

    ByLoad(Results results, List<Candidate> candidates, int delay) {
        this.results = results;
        this.candidates = candidates;
        this.delay = delay;
    }

    String markdown() {
        return (results.has(Measure.TRICKLE, delay) ? trickle() : "")
                + (results.has(Measure.STARVED, delay) ? starved() : "")
                + (results.has(Measure.CONTENDED, delay) ? contended() : "")
                + (results.has(Measure.WIRE, delay) ? wire() : "");
    }

    private String trickle() {
        List<String> heads = new ArrayList<>(List.of("a trickle"));
        RATES.forEach(rate -> heads.addAll(List.of("at " + rate + " a second: wake-ups a second", "% of a core")));
        Table table = new Table(heads);
        for (Candidate candidate : candidates) {
            List<String> cells = row(candidate);
            for (String rate : RATES) {
                cells.add(Table.brief(median(candidate, Measure.TRICKLE, "wakeups" + rate)));
                cells.add(Table.format("%.2f", median(candidate, Measure.TRICKLE, "core" + rate)));
            }
            table.row(cells);
        }
        return "\n## Trickle\n\n" + table
                + "\nWake-ups and CPU of all Java threads that are not the JVM's own; of the calling thread's CPU the calls"
                + " alone.\n";
    }

    private String starved() {
        Table table = new Table(List.of(
                "20,000 calls a second, all cores taken",
                "p50 ns",
                "mean",
                "p99",
                "p99.9",
                "slowest ms",
                "lost at a kill: median",
                "most"));
        for (Candidate candidate : candidates) {
            List<String> cells = row(candidate);
            for (String figure : List.of("p50", "mean", "p99", "p999")) {
                cells.add(Table.whole(median(candidate, Measure.STARVED, figure)));
            }
            cells.add(millis(median(candidate, Measure.STARVED, "max")));
            for (String figure : List.of("lost", "mostLost")) {
                cells.add(Table.whole(median(candidate, Measure.STARVED, figure)));
            }
            table.row(cells);
        }
        return "\n## Starved\n\n" + table
                + "\nAs many processes beside it as there are cores take all they get. Lost: calls that had returned when the"
                + " process was killed (SIGKILL), and that never came to the sink, not even after a restart; what was"
                + " lost before the kill is among them.\n";
    }

    private String contended() {
        List<String> heads = new ArrayList<>(List.of("200 threads flat out"));
        for (int cores = 1; cores <= 2; cores++) {
            heads.addAll(List.of(
                    cores == 1 ? "1 core: delivered a second" : "2 cores: delivered a second",
                    "lost %",
                    "CPU s per million",
                    "p50 ns",
                    "p99.9 ms",
                    "slowest ms"));
        }
        Table table = new Table(heads);
        for (Candidate candidate : shipping()) {
            List<String> cells = row(candidate);
            for (int cores = 1; cores <= 2; cores++) {
                String suffix = "-" + cores;
                cells.add(Table.whole(median(candidate, Measure.CONTENDED, "delivered" + suffix)));
                cells.add(percent(median(candidate, Measure.CONTENDED, "lost" + suffix)));
                cells.add(Table.format("%.2f", median(candidate, Measure.CONTENDED, "cpu" + suffix)));
                cells.add(Table.whole(median(candidate, Measure.CONTENDED, "p50" + suffix)));
                cells.add(millis(median(candidate, Measure.CONTENDED, "p999" + suffix)));
                cells.add(millis(median(candidate, Measure.CONTENDED, "max" + suffix)));
            }
            table.row(cells);
        }
        return "\n## Contended\n\n" + table
                + "\nThe process is bound to so many cores; the sink is not. Lost: the share of all that was logged, the"
                + " warm-up included, that never arrived.\n";
    }

    private String wire() {
        Table table = new Table(List.of(
                "20,000 unlike events a second",
                "B on the wire each",
                "events a request",
                "CPU s per million",
                "lost %"));
        for (Candidate candidate : shipping()) {
            table.row(List.of(
                    candidate.label(),
                    Table.whole(median(candidate, Measure.WIRE, "wire")),
                    Table.whole(median(candidate, Measure.WIRE, "batch")),
                    Table.format("%.2f", median(candidate, Measure.WIRE, "cpu")),
                    percent(median(candidate, Measure.WIRE, "lost"))));
        }
        return "\n## On the wire\n\n" + table
                + "\nEvents of eight kinds and five thousand customers, with six to ten fields each, the same for every"
                + " candidate. CPU: of the whole process, without the loop that waits between two calls.\n";
    }

    private static List<String> row(Candidate candidate) {
        return new ArrayList<>(List.of(candidate.label()));
    }

    private List<Candidate> shipping() {
        return candidates.stream().filter(Candidate::ships).toList();
    }

    private static String millis(OptionalDouble nanos) {
        return Table.format("%.1f", times(1e-6, nanos));
    }

    private static String percent(OptionalDouble share) {
        return Table.format("%.2f", times(100, share));
    }

    private static OptionalDouble times(double factor, OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(factor * value.getAsDouble()) : value;
    }

    private OptionalDouble median(Candidate candidate, Measure measure, String figure) {
        return results.median(candidate, measure, delay, figure);
    }
}
