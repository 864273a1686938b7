package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.joran.ReconfigureOnChangeTask;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.harness.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that Logback scans, and that is broken for a moment: it goes back to the configuration before. */
class BrokenReloadTest {
    @TempDir
    private Path directory;

    /** Its error is what somebody is about to mend. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mask><pattern>pin:-?\\d+</pattern></mask>",
                "<exclude>card:-*</exclude>",
                "<exclude name='card'>pin</exclude>",
            })
    void whatSwitchedTheAppenderOff_doesSoAgain(String element) throws Exception {
        try (Service service = Service.start(file(element))) {
            assertThat(Insight.isShipping(service.appender())).isFalse();

            breakTheFile(service);

            assertThat(Insight.isShipping(service.appender())).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<rule level='ERROR'><message>m</message></rule> | has an attribute, which Logback drops",
                "<baseUri>http://127.0.0.1:9/a:-b</baseUri>      | Logback changed the <baseUri>",
            })
    void whatWasWrong_isSoAgain(String element, String said) throws Exception {
        try (Service service = Service.start(file(element))) {
            service.context.getStatusManager().clear();
            breakTheFile(service);

            assertThat(service.errors()).anyMatch(error -> error.contains(said));
        }
    }

    @Test
    void aSoundConfiguration_shipsAgain() throws Exception {
        try (Service service = Service.start(file("<mask><pattern>${DIGITS}</pattern></mask><field><name>a</name>"
                + "<value>${NONE:-b}</value></field>"))) {
            MoesifAppender before = service.appender();
            service.context.getStatusManager().clear();
            breakTheFile(service);

            assertThat(service.appender()).isNotSameAs(before);
            assertThat(Insight.isShipping(service.appender())).isTrue();
            assertThat(service.warnings()).noneMatch(warning -> warning.contains("Logback changed"));
        }
    }

    private Path file(String elements) throws IOException {
        return Files.writeString(directory.resolve("logback.xml"), """
                <configuration scan="true" scanPeriod="1 hour">
                  <property name="DIGITS" value="[0-9]+"/>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>id</applicationId><baseUri>http://127.0.0.1:9</baseUri>
                    <shutdownTimeout>0</shutdownTimeout>
                    %s
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(elements));
    }

    /** And has Logback look at it. */
    private void breakTheFile(Service service) throws IOException {
        Path xml = directory.resolve("logback.xml");
        Files.writeString(xml, "<configuration><appender");
        Files.setLastModifiedTime(xml, FileTime.from(Instant.now().plusSeconds(60)));
        ReconfigureOnChangeTask task = new ReconfigureOnChangeTask();
        task.setContext(service.context);
        task.setScheduledFuture(service.context.getScheduledExecutorService().schedule(() -> {}, 1, TimeUnit.HOURS));
        task.run();
    }
}
