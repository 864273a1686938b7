package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentsTest {
    @TempDir
    private Path directory;

    @Test
    void aRule_isWithinReachOfAnAppenderBehindAnAsyncAppender() throws IOException {
        Path xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <dryRun>true</dryRun>
                    <rule><logger>com.acme.payments</logger><message>paid</message></rule>
                    <rule><logger>com.other</logger><message>paid</message></rule>
                  </appender>
                  <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
                    <appender-ref ref="MOESIF"/>
                  </appender>
                  <logger name="com.acme" level="INFO"><appender-ref ref="ASYNC"/></logger>
                </configuration>
                """);

        try (Service service = Service.start(xml)) {
            assertThat(service.warnings()).singleElement().asString().startsWith("No event can reach rule 2 (paid)");
        }
    }
}
