package com.moesif.logback.e2e;

import com.moesif.logback.e2e.report.Chart;
import com.moesif.logback.e2e.report.Machine;
import com.moesif.logback.e2e.report.Report;
import com.moesif.logback.e2e.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program: measures the candidates side by side and writes {@code report.md}, {@code report.svg} and {@code runs.csv}. */
public final class EndToEnd {
    private final Options options;
    private final Results results = new Results();
    private final List<String> failures = new ArrayList<>();
    private final List<String> rows = new ArrayList<>(List.of("round,measure,delay,candidate,results"));

    private EndToEnd(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new EndToEnd(Options.fromProperties()).run();
    }

    private void run() throws IOException, InterruptedException {
        try (Processes processes = new Processes(options)) {
            warmUp(processes);
            for (int round = 0; round < options.rounds(); round++) {
                List<Run> runs = Run.round(options, round);
                for (int i = 0; i < runs.size(); i++) {
                    System.out.printf(
                            "round %d of %d, %d of %d: %s%n",
                            round + 1, options.rounds(), i + 1, runs.size(), runs.get(i));
                    run(processes, runs.get(i), round + 1);
                    // Each time, so that what is cut short is not in vain.
                    write(round + 1);
                }
            }
        }
        System.out.println(Files.readString(options.directory().resolve("report.md")));
    }

    /** The sink's own code is compiled by the time that figures count, whoever comes first. */
    private void warmUp(Processes processes) throws IOException, InterruptedException {
        System.out.println("the sink warms up");
        for (Run run : Run.warmUp(options)) {
            try {
                processes.run(run, 0);
            } catch (IOException e) {
                System.out.println("  " + e.getMessage());
            }
        }
    }

    private void run(Processes processes, Run run, int round) throws InterruptedException {
        try {
            Map<String, Double> result = processes.run(run, round);
            System.out.println("  " + result);
            results.add(run, result);
            rows.add("%d,%s,%d,%s,%s"
                    .formatted(
                            round,
                            run.measure().title(),
                            run.delayMillis(),
                            run.candidate().name(),
                            result.toString().replace(",", "")));
        } catch (IOException e) {
            System.out.println("  " + e.getMessage());
            failures.add("round " + round + ": " + run + ": " + e.getMessage());
        }
    }

    private void write(int rounds) throws IOException {
        Path directory = options.directory();
        String origin = "%s, %s form, %d round%s, `%s`"
                .formatted(
                        Machine.describe(), options.form().name(), rounds, rounds == 1 ? "" : "s", options.command());
        Report report = new Report(results, options.candidates(), options.delays());
        Files.writeString(directory.resolve("report.md"), report.markdown(origin, Processes.JVM_OPTIONS, failures));
        Files.writeString(directory.resolve("report.svg"), Chart.of(results, options.candidates(), options.delays()));
        Files.write(directory.resolve("runs.csv"), rows);
    }
}
