package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project {@code plain}, run with what it was built with: plain Java, which stops no logger context. */
@Timeout(180)
class PlainIT {
    private static final Path TARGET = Path.of(System.getProperty("its"), "plain", "target");

    @AutoClose
    private final LocalCollector collector = LocalCollector.start(0);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("com.moesif.logback.harness.Jdks#all")
    void mainThatReturns_deliversWithItsOwnDependenciesAlone(Path java) throws Exception {
        HostProcess process = run(java, "com.acme.Main");

        assertThat(process).isEqualTo(new HostProcess(0, List.of(), List.of()));
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions()).singleElement().satisfies(action -> {
            assertThat(action.actionName()).isEqualTo("Processed Payment Transaction");
            assertThat(action.companyId()).isEqualTo("12345");
            assertThat(action.metadata()).isEqualTo(Map.of("amount", 24.6, "currency", "USD", "time_seconds", 66.3));
        });
    }

    @ParameterizedTest
    @MethodSource("com.moesif.logback.harness.Jdks#all")
    void systemExitOfAnotherThread_deliversWhatItHasJustLogged(Path java) throws Exception {
        HostProcess process = run(java, "com.acme.Worker");

        assertThat(process).isEqualTo(new HostProcess(4, List.of(), List.of()));
        assertAllPaymentsArrived();
    }

    @Test
    void hookThatLogsAndStopsTheContext_deliversItsLastWords() throws Exception {
        HostProcess process = run(Jdks.own(), "com.acme.Closing");

        assertThat(process).isEqualTo(new HostProcess(0, List.of(), List.of()));
        assertAllPaymentsArrived();
    }

    private void assertAllPaymentsArrived() {
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions().stream().map(ReceivedAction::metadata).map(fields -> fields.get("amount")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 1_000).boxed().toList());
        assertThat(collector.actions().stream().map(ReceivedAction::transactionId))
                .doesNotHaveDuplicates();
    }

    private HostProcess run(Path java, String main) throws Exception {
        Path xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>%s</baseUri>
                    <rule>
                      <logger>com.acme.payments</logger>
                      <message>Processed payment {amount} {currency} for {company_id} in {time_seconds} s</message>
                      <actionName>Processed Payment Transaction</actionName>
                    </rule>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(collector.baseUri()));
        return HostProcess.run(
                java,
                directory,
                List.of(TARGET.resolve("classes").toString(), TARGET.resolve("dependency") + "/*"),
                List.of("-Dlogback.configurationFile=" + xml, main));
    }
}
