package com.moesif.logback.e2e.candidate;

import java.util.List;
import java.util.function.Function;

/**
 * Somebody to measure.
 *
 * @param name on the command line
 * @param label in the report
 * @param ships whether it sends over HTTP; the others are there for what they cost their caller
 * @param note what a reader has to know, or blank
 * @param configuration of the sink's address: what stands between {@code <configuration>} and the root logger, with an
 *     appender named {@code A}
 * @param companion of the sink's address: what has to run beside the appender, for the candidates that need it
 */
public record Candidate(
        String name,
        String label,
        boolean ships,
        String note,
        Function<String, String> configuration,
        Function<String, Companion> companion) {
    /** What an application sets up in code, beside {@code logback.xml}; closing it delivers what it holds. */
    interface Companion extends AutoCloseable {
        @Override
        void close();
    }

    public static Candidate named(String name) {
        return all().stream()
                .filter(candidate -> candidate.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no candidate " + name + "; there are "
                        + all().stream().map(Candidate::name).toList()));
    }

    public static List<Candidate> all() {
        return Candidates.ALL;
    }

    /** Nothing but {@code logback.xml}. */
    static Candidate plain(
            String name, String label, boolean ships, String note, Function<String, String> configuration) {
        return new Candidate(name, label, ships, note, configuration, uri -> () -> {});
    }
}
