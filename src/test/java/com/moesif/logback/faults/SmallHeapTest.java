package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.ChildFirst;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.TestProxy;
import com.moesif.logback.harness.TlsFront;
import com.moesif.logback.internal.transport.HeaderBomb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outage in a JVM whose whole heap is smaller than what is logged in it, and answers that are larger. */
class SmallHeapTest {
    private static final int ACTIONS = 40_000;
    private static final int FEW = 200;
    private static final int BOMBS = 3;

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

    @ParameterizedTest
    @ValueSource(strings = {"many lines", "one line", "one name"})
    void collectorsHeadersWithoutEnd_breakNothing(String kind) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                HeaderBomb bomb = new HeaderBomb(kind, BOMBS, collector.port())) {
            assertOutlasts(bomb, collector, run(withoutMemoryToLose("http://127.0.0.1:" + bomb.port())));
        }
    }

    /** What a proxy answers to CONNECT is read by other code. */
    @ParameterizedTest
    @ValueSource(strings = {"many lines", "one line", "one name"})
    void proxysHeadersWithoutEnd_breakNothing(String kind) throws Exception {
        Certificates certificates = new Certificates(directory);
        try (LocalCollector collector = LocalCollector.start(0);
                TlsFront front = new TlsFront(certificates.server("good"), collector.port());
                TestProxy proxy = new TestProxy(null);
                HeaderBomb bomb = new HeaderBomb(kind, BOMBS, proxy.port())) {
            List<String> options = new ArrayList<>(List.of(
                    "-Djavax.net.ssl.trustStore=" + certificates.trustStore(),
                    "-Djavax.net.ssl.trustStorePassword=" + Certificates.PASSWORD,
                    "-Dhttps.proxyHost=127.0.0.1",
                    "-Dhttps.proxyPort=" + bomb.port(),
                    "-Dhttp.nonProxyHosts="));
            options.addAll(withoutMemoryToLose(front.uri()));

            assertOutlasts(bomb, collector, run(options));

            assertThat(proxy.passed).isNotEmpty();
        }
    }

    /** Whatever runs out of memory, and whoever catches that, ends the process. */
    private List<String> withoutMemoryToLose(String uri) {
        return List.of(
                "-Xmx32m",
                "-XX:+ExitOnOutOfMemoryError",
                SmallHeapProgram.class.getName(),
                uri,
                String.valueOf(FEW),
                directory.resolve("logged").toString());
    }

    private static void assertOutlasts(HeaderBomb bomb, LocalCollector collector, HostProcess process) {
        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.out()).last().asString().startsWith("balanced " + FEW + " ");
        assertThat(collector.actions()).hasSize(FEW);
        assertThat(bomb.exploded()).isEqualTo(BOMBS);
        // What lies in the sockets' buffers comes on top.
        assertThat(bomb.sent()).isLessThan(BOMBS * 32_000_000L);
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
                    Stream.of(ChildFirst.classPath()).map(java.net.URL::getPath).toList(),
                    arguments);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
