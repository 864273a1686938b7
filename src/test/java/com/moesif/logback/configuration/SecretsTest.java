package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Logback;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The application id and payloads stay off statuses, threads and other appenders. */
class SecretsTest {
    private static final String PAYLOAD = "payload-that-nobody-may-see";

    @Test
    void idAndPayload_areInNoStatusNameOrText() {
        try (Logback logback = Logback.with()) {
            logback.collector.play(Fault.status(401), Fault.status(500), Fault.reset());
            logback.action().addKeyValue("v", PAYLOAD).log("m");
            assertThat(logback.actions()).hasSize(1);

            List<String> shown = new ArrayList<>(logback.allStatuses());
            shown.add(logback.appender().toString());
            Thread.getAllStackTraces().keySet().forEach(thread -> shown.add(thread.getName()));
            logback.stop();
            shown.addAll(logback.allStatuses());

            assertThat(shown).anyMatch(text -> text.contains("applicationId=****"));
            assertThat(shown).noneMatch(text -> text.contains(Logback.APPLICATION_ID) || text.contains(PAYLOAD));
        }
    }

    @Test
    void idWithABrace_comesFromAFile_andIsInNoStatus(@TempDir Path directory) throws Exception {
        String id = "eyJ{4711.secret";
        Path file = Files.writeString(directory.resolve("id"), id + "\n");
        try (Logback logback = Logback.appender("<applicationIdFile>" + file + "</applicationIdFile>")) {
            logback.action().log("m");

            assertThat(logback.actions()).hasSize(1);
            assertThat(logback.collector.received().get(0).headers()).containsEntry("x-moesif-application-id", id);
            logback.stop();
            // Not the digits alone: Logback's statuses have hash codes in them.
            assertThat(logback.allStatuses()).noneMatch(status -> status.contains("4711.secret"));
        }
    }

    /** HttpClient logs to the JVM's own context; here somebody listens to all of it, with our appender beside it. */
    @Test
    void rootAtDebug_showsNeitherIdNorPayloadAndMakesNoTrafficOfItsOwn() {
        LoggerContext jvm = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger httpClient = jvm.getLogger("org.apache.hc");
        ListAppender<ILoggingEvent> everything = new ListAppender<>();
        everything.setContext(jvm);
        everything.start();
        try (Logback logback = Logback.with("<compression>none</compression>")) {
            httpClient.setLevel(Level.TRACE);
            httpClient.setAdditive(false);
            httpClient.addAppender(everything);
            httpClient.addAppender(logback.appender());
            logback.collector.play(Fault.status(500), Fault.resetAfterBody());
            logback.action().addKeyValue("v", PAYLOAD).log("m");
            assertThat(logback.actions()).hasSize(1);
            logback.stop();
        } finally {
            httpClient.detachAppender(everything);
            httpClient.detachAppender("MOESIF");
            httpClient.setAdditive(true);
            httpClient.setLevel(Level.OFF);
        }

        List<String> said = List.copyOf(everything.list).stream()
                .map(event -> event.getThreadName() + " " + event.getFormattedMessage() + " "
                        + event.getMDCPropertyMap() + " " + event.getThrowableProxy())
                .toList();
        assertThat(said).anyMatch(text -> text.contains("POST /v1/actions"));
        assertThat(said).noneMatch(text -> text.contains(Logback.APPLICATION_ID) || text.contains(PAYLOAD));
    }
}
