package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.LiveFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As when Kubernetes starts a pod again: its volume is the same, but host name, process id and perhaps the path are not. */
@Timeout(120)
class MovedVolumeTest {
    private static final Duration AMPLE = Duration.ofMinutes(1);

    @TempDir
    private Path temp;

    /** Has returned from as many calls as there are lines in its file. */
    private Process pod(String host, LocalCollector collector, Path spool, Path returned, int actions)
            throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // The shell becomes the JVM, so that a kill of this process is one of the JVM.
        return new ProcessBuilder(
                        "unshare",
                        "--uts",
                        "sh",
                        "-c",
                        "hostname " + host + " && exec \"$@\"",
                        "sh",
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillProgram.class.getName(),
                        collector.baseUri().toString(),
                        spool.toString(),
                        "write",
                        host,
                        String.valueOf(actions),
                        "1",
                        returned.toString(),
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(new File(temp.toFile(), host + ".txt"))
                .start();
    }

    private static boolean isAnotherHostNamePossible() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--uts", "true").start().waitFor() == 0;
        } catch (IOException e) {
            // No such program: another system than Linux.
            return false;
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void whatAKilledPodLeft_isSentFromAnotherHostAndPath() throws Exception {
        Assumptions.assumeTrue(isAnotherHostNamePossible(), "no other host name may be tried here");
        Path before = temp.resolve("before");
        Path after = temp.resolve("mounted/elsewhere");
        Path returned = temp.resolve("returned");
        try (LocalCollector collector = LocalCollector.start(0)) {
            collector.playAlways(Fault.status(503));
            Process killed = pod("payments-0", collector, before, returned, Integer.MAX_VALUE);
            try {
                await().atMost(AMPLE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> lines(returned).size() > 50 || !killed.isAlive());
                assertThat(killed.isAlive())
                        .as(Files.readString(temp.resolve("payments-0.txt")))
                        .isTrue();
            } finally {
                killed.destroyForcibly().waitFor();
            }
            assertThat(collector.actions()).isEmpty();
            Files.createDirectories(after.getParent());
            Files.move(before, after);
            collector.behave();

            // What one can't send in the three seconds of its stop, on a busy machine, is for the next.
            for (int i = 0; i == 0 || i < 20 && !segments(after).isEmpty(); i++) {
                runToItsEnd("moved-" + i, collector, after);
            }

            assertThat(segments(after)).isEmpty();
            assertThat(numbers(collector))
                    .doesNotHaveDuplicates()
                    .contains("moved-0-0-0")
                    .containsAll(lines(returned).stream()
                            .filter(number -> !number.isEmpty() && !number.endsWith(KillProgram.LATE))
                            .toList());
        }
    }

    private void runToItsEnd(String host, LocalCollector collector, Path spool) throws Exception {
        Process pod = pod(host, collector, spool, temp.resolve(host), 1);
        assertThat(pod.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(pod.exitValue())
                .as(Files.readString(temp.resolve(host + ".txt")))
                .isZero();
    }

    private static List<Path> segments(Path spool) throws IOException {
        return LiveFiles.below(spool, ".segment");
    }

    private static List<String> numbers(LocalCollector collector) {
        return collector.actions().stream()
                .map(action -> String.valueOf(action.metadata().get("number")))
                .toList();
    }
}
