package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Jdks;
import com.moesif.logback.harness.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of Logback's own, without Spring's elements, which a running Spring Boot service looks at again and again. */
@Timeout(300)
class BootReloadIT {
    private final LocalCollector collector = LocalCollector.start(0);

    private final List<String> paid = new ArrayList<>();
    private Path xml;

    @TempDir
    private Path directory;

    @BeforeEach
    void name() {
        xml = directory.resolve("logging.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot3", "boot4"})
    void changedFile_losesNothingAndLeavesOneSetOfThreads(String project) throws Exception {
        write("first", true);
        try (collector;
                BootService service = BootService.begin(
                        Jdks.own(), project, directory, collector.baseUri(), "--logging.config=" + xml.toUri())) {
            service.awaitStart();
            collector.playAlways(Fault.status(503));
            payOnceInForce(service, "first");
            write("second", true);
            payOnceInForce(service, "second");
            service.awaitThreadsOfOneAppender();

            collector.behave();
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(collector.actions())
                            .extracting(ReceivedAction::companyId)
                            .containsExactlyInAnyOrderElementsOf(paid));
            assertThat(collector.actions())
                    .extracting(action -> action.metadata().get("release"))
                    .contains("first", "second");
            // The old one's directory was adopted, with what lay in it, and goes when that has arrived.
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(service.locks()).isOne());

            write("third", false);
            payOnceInForce(service, "third");
            service.awaitNoThreads();
            assertThat(service.locks()).isZero();
        }
    }

    /**
     * Waits until this release's configuration, which shows by a logger of its own, is in force. Nothing is logged meanwhile:
     * between taking the old configuration away and building the new one Logback has no appender to hand an event to.
     */
    private void payOnceInForce(BootService service, String release) throws Exception {
        await().atMost(Rig.AMPLE).until(() -> service.get("/actuator/loggers").contains("\"release." + release + "\""));
        pay(service);
    }

    private void pay(BootService service) throws Exception {
        String customer = "customer-" + paid.size();
        service.pay(customer, "1.00");
        paid.add(customer);
    }

    /** In one go: it may be read at any moment. */
    private void write(String release, boolean attached) throws IOException {
        Path next = Files.writeString(directory.resolve("next.xml"), """
                <configuration scan="true" scanPeriod="1 second">
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>%s</baseUri>
                    <field><name>release</name><value>%s</value></field>
                    <rule>
                      <message>Processed payment {amount} {currency} for {company_id}</message>
                      <actionName>Processed Payment</actionName>
                    </rule>
                    <spool><directory>%s</directory></spool>
                  </appender>
                  <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%%msg%%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="CONSOLE"/>%s</root>
                  <logger name="release.%s" level="TRACE"/>
                </configuration>
                """.formatted(
                        collector.baseUri(),
                        release,
                        directory.resolve("spool"),
                        attached ? "<appender-ref ref='MOESIF'/>" : "",
                        release));
        Files.move(next, xml, StandardCopyOption.ATOMIC_MOVE);
    }
}
