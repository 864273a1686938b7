package com.moesif.logback.hosts;

import com.moesif.logback.harness.Jdks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The smoke suite on each pair of Logback and JDK that the README names, as far as this machine has the JDKs. */
@Timeout(180)
class MatrixIT {
    /** By Logback: what became of each JDK. */
    private static final Map<String, Map<String, String>> RESULTS = new TreeMap<>();

    @TempDir
    private Path directory;

    static Stream<Arguments> pairs() throws IOException {
        return Jdks.all()
                .flatMap(java -> Stream.of("oldest", "main", "next")
                        .map(which -> Arguments.of(System.getProperty("logback." + which), java)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void smokeSuite_passes(String logback, Path java) throws Exception {
        SmokeRun run = new SmokeRun(directory, java, logback);
        String result = "FAILED";
        try {
            run.check();
            result = "ok";
        } finally {
            RESULTS.computeIfAbsent(logback, key -> new TreeMap<>()).put(run.fact("java", java.toString()), result);
        }
    }

    @AfterAll
    static void printTable() {
        System.out.println("Smoke suite on Logback x JDK:");
        RESULTS.forEach((logback, byJdk) -> System.out.printf(
                "  Logback %-8s %s%n",
                logback,
                byJdk.entrySet().stream()
                        .map(jdk -> "JDK " + jdk.getKey() + " " + jdk.getValue())
                        .collect(Collectors.joining("   "))));
    }
}
