package com.moesif.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outage in a JVM whose whole heap is smaller than what is logged in it. */
class SmallHeapTest {
    private static final int ACTIONS = 40_000;

    @TempDir
    private Path directory;

    @Test
    void withASpool_theApplicationAndItsActionsOutlastIt() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process =
                    runThroughAnOutage(collector, directory.resolve("spool").toString());

            assertThat(process.out())
                    .last()
                    .asString()
                    .startsWith("balanced " + collector.actions().size() + " ");
            assertThat(collector.actions().stream().map(action -> action.transactionId()))
                    .hasSize(ACTIONS)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void withoutASpool_theApplicationOutlastsIt_andWhatIsDroppedIsCounted() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = runThroughAnOutage(collector);

            assertThat(process.out())
                    .last()
                    .asString()
                    .startsWith("balanced " + collector.actions().size() + " ");
            assertThat(collector.actions()).isNotEmpty();
        }
    }

    private HostProcess runThroughAnOutage(LocalCollector collector, String... spool) throws Exception {
        collector.playAlways(Fault.status(503));
        Path logged = directory.resolve("logged");
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx32m",
                SmallHeapProgram.class.getName(),
                collector.baseUri().toString(),
                String.valueOf(ACTIONS),
                logged.toString()));
        arguments.addAll(List.of(spool));
        CompletableFuture<HostProcess> running = CompletableFuture.supplyAsync(() -> run(arguments));
        await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(logged) || running.isDone());
        collector.behave();
        HostProcess process = running.get();
        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.err()).noneMatch(line -> line.contains("OutOfMemory"));
        return process;
    }

    private HostProcess run(List<String> arguments) {
        try {
            return HostProcess.run(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    directory,
                    Stream.of(HostUnharmedTest.ChildFirst.classPath())
                            .map(java.net.URL::getPath)
                            .toList(),
                    arguments);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
