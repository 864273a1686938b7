package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Jdks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the appender adds to the start of a Spring Boot service: starts with it and without in turn, {@code -Dboot.pairs} of
 * them. It demands nothing of the figures, which belong to the machine; CONTRIBUTING.md has the command.
 */
@EnabledIfSystemProperty(named = "boot.pairs", matches = "\\d+", disabledReason = "-Dboot.pairs=15 asks for it")
class BootStartTimeIT {
    private static final Pattern READY = Pattern.compile("process running for ([0-9.]+)");

    @TempDir
    private Path scratch;

    /** From the start of the JVM to the service being ready, and the work of all threads by then, in milliseconds. */
    private record Start(double wall, double cpu) {}

    @ParameterizedTest
    @ValueSource(strings = {"boot3", "boot4"})
    void pairs(String project) throws Exception {
        int pairs = Integer.getInteger("boot.pairs");
        List<Start> with = new ArrayList<>();
        List<Start> without = new ArrayList<>();
        // The first of each reads the jar from the disk.
        start(project, "production");
        start(project, "test");
        for (int i = 0; i < pairs; i++) {
            // In turn also within the pair: a load that grows or shrinks favours neither.
            if (i % 2 == 0) {
                with.add(start(project, "production"));
                without.add(start(project, "test"));
            } else {
                without.add(start(project, "test"));
                with.add(start(project, "production"));
            }
        }

        assertThat(with).hasSize(pairs).allMatch(start -> start.wall > 0 && start.cpu > 0);
        System.out.printf(
                Locale.ROOT,
                "%s, %d pairs, median (quartiles) in ms%n  with:    %s, CPU %s%n  without: %s, CPU %s%n  added:   %s, CPU %s%n",
                project,
                pairs,
                summary(with.stream().map(Start::wall).toList()),
                summary(with.stream().map(Start::cpu).toList()),
                summary(without.stream().map(Start::wall).toList()),
                summary(without.stream().map(Start::cpu).toList()),
                summary(differences(
                        with.stream().map(Start::wall).toList(),
                        without.stream().map(Start::wall).toList())),
                summary(differences(
                        with.stream().map(Start::cpu).toList(),
                        without.stream().map(Start::cpu).toList())));
    }

    /** At an address with TLS, as Moesif's is, where connections are refused. */
    private Start start(String project, String profile) throws Exception {
        Path directory = Files.createTempDirectory(scratch, profile);
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (BootService service = BootService.begin(
                            List.of(Jdks.own().toString()),
                            project,
                            directory,
                            URI.create("https://127.0.0.1:" + silent.getLocalPort()),
                            "--spring.profiles.active=" + profile)
                    .awaitStart()) {
                double cpu = service.worked().toNanos() / 1e6;
                assertThat(service.threads().isEmpty()).isEqualTo(profile.equals("test"));
                Matcher ready = READY.matcher(service.output());
                assertThat(ready.find()).isTrue();
                return new Start(Double.parseDouble(ready.group(1)) * 1e3, cpu);
            }
        }
    }

    private static List<Double> differences(List<Double> with, List<Double> without) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            differences.add(with.get(i) - without.get(i));
        }
        return differences;
    }

    private static String summary(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        return String.format(
                Locale.ROOT,
                "%.0f (%.0f to %.0f)",
                sorted.get(last / 2),
                sorted.get(last / 4),
                sorted.get(last - last / 4));
    }
}
