package com.moesif.logback.lifecycle;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.ChildFirst;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.Jdks;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of virtual threads at once, in a JVM that has them. */
@Timeout(180)
class VirtualThreadsTest {
    @TempDir
    private Path directory;

    @Test
    void flatOutWithWrite_allThatReturnedOutlastTheProcess_butForThoseThatWereCountedLate() throws Exception {
        int actions = VirtualThreadsProgram.THREADS * VirtualThreadsProgram.OF_EACH;
        try (LocalCollector collector = LocalCollector.start(0)) {
            collector.playAlways(Fault.status(503));
            String uri = collector.baseUri().toString();
            String spool = directory.resolve("spool").toString();

            HostProcess process = run(List.of(), uri, spool);

            assertThat(process.code()).as("%s", process).isZero();
            assertThat(collector.actions()).isEmpty();
            collector.behave();
            MoesifAppender next = VirtualThreadsProgram.appender(new LoggerContext(), uri, spool);
            next.start();
            await().atMost(AMPLE).until(() -> next.flush(Duration.ofSeconds(1)));
            next.stop();
            int late = Integer.parseInt(process.out().get(0).replace(VirtualThreadsProgram.LATE, ""));
            assertThat(collector.actions()).hasSizeBetween(actions - late, actions);
            assertThat(collector.actions().stream()
                            .map(action -> action.metadata().get("n")))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(IntStream.range(0, actions).boxed().toList());
            assertThat(Insight.counts(next).balance())
                    .as("%s", Insight.counts(next))
                    .isTrue();
        }
    }

    @Test
    void callersAtAFullRing_leaveTheirOnlyCarrierToOthers_andNoneIsLost() throws Exception {
        List<String> oneCarrier =
                List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");

        HostProcess process = run(oneCarrier);

        assertThat(process)
                .isEqualTo(new HostProcess(
                        0,
                        List.of("others went on while callers waited", "delivered " + VirtualThreadsProgram.THREADS),
                        List.of()));
    }

    private HostProcess run(List<String> options, String... arguments) throws Exception {
        Path java = Jdks.current().orElse(null);
        Assumptions.assumeTrue(java != null, "no JDK 21 or later: give one by JDK_CURRENT, or below /usr/lib/jvm");
        List<String> all = new ArrayList<>(options);
        all.add(VirtualThreadsProgram.class.getName());
        all.addAll(List.of(arguments));
        return HostProcess.run(
                java,
                directory,
                Stream.of(ChildFirst.classPath()).map(URL::getPath).toList(),
                all);
    }
}
