package com.moesif.logback.e2e;

import com.moesif.logback.e2e.candidate.Candidate;
import com.moesif.logback.e2e.candidate.Measure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What is to be run, from the system properties that the POM passes on; blank ones are as the form has them. */
record Options(
        Form form,
        int rounds,
        List<Candidate> candidates,
        List<Measure> measures,
        List<Integer> delays,
        Path directory) {
    static Options fromProperties() {
        Form form = Boolean.getBoolean("e2e.quick") ? Form.QUICK : Form.FULL;
        String rounds = text("e2e.rounds");
        return new Options(
                form,
                rounds.isEmpty() ? form.rounds() : Integer.parseInt(rounds),
                list(
                                "e2e.candidates",
                                Candidate.all().stream().map(Candidate::name).toList())
                        .stream()
                        .map(Candidate::named)
                        .toList(),
                list(
                                "e2e.measures",
                                Arrays.stream(Measure.values())
                                        .filter(Measure::isByDefault)
                                        .map(Measure::title)
                                        .toList())
                        .stream()
                        .map(Measure::titled)
                        .toList(),
                list("e2e.delays", List.of("0", "50")).stream()
                        .map(Integer::valueOf)
                        .toList(),
                Path.of(System.getProperty("e2e.directory", "target/e2e")));
    }

    private static String text(String property) {
        return System.getProperty(property, "").strip();
    }

    private static List<String> list(String property, List<String> otherwise) {
        return text(property).isEmpty()
                ? otherwise
                : Arrays.stream(text(property).split("\\s*,\\s*")).toList();
    }

    /** The command that gives the same again. */
    String command() {
        StringBuilder command = new StringBuilder("mvn -q -Pe2e");
        for (String property : List.of("quick", "rounds", "candidates", "measures", "delays")) {
            String value = text("e2e." + property);
            if (!value.isEmpty() && !value.equals("false")) {
                command.append(" -De2e.").append(property).append('=').append(value);
            }
        }
        return command.toString();
    }
}
