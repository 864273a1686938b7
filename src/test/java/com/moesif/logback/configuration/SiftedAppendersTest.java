package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.sift.SiftingAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.OwnContext;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appenders that a SiftingAppender makes long after the configuration was read: one for each tenant. */
class SiftedAppendersTest extends OwnContext {
    @TempDir
    private Path directory;

    @AfterEach
    @Override
    public void close() {
        context.stop();
    }

    @Test
    void aMaskThatLogbackShortened_switchesItOff() throws IOException {
        configure("<mask><pattern>pin:-?\\d+</pattern></mask>");
        log("t", "m");

        assertThat(errors()).singleElement().asString().contains("The appender is off and ships nothing");
        assertThat(Insight.isShipping(appenderOf("t"))).isFalse();
    }

    @Test
    void onesThatAreGone_areCollected_andSayNothingAtTheNextConfiguration() throws IOException {
        configure("<rule><message>n</message><actionName>B</actionName></rule>");
        List<WeakReference<MoesifAppender>> gone = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            log("t" + i, "m");
            gone.add(new WeakReference<>(appenderOf("t" + i)));
        }
        sifter().getAppenderTracker().removeStaleComponents(Long.MAX_VALUE);

        await().untilAsserted(() -> {
            // A status keeps who said it.
            context.getStatusManager().clear();
            System.gc();
            assertThat(gone).allMatch(reference -> reference.get() == null);
        });
        read(directory.resolve("logback.xml"));
        assertThat(warnings()).noneMatch(warning -> warning.contains("No event can reach"));
    }

    /** Logback stops it within the log call of another tenant, under the lock of the SiftingAppender. */
    @Test
    void oneThatIsLetGo_holdsNoLogCallUp_andDeliversWhatItHas() throws IOException {
        try (LocalCollector collector = LocalCollector.start(0)) {
            collector.playAlways(Fault.status(503));
            String rule = "<rule><message>m</message><actionName>A</actionName></rule>";
            configure(rule, collector.baseUri().toString(), "1 minute");
            log("a", "m");
            log("b", "m");
            // On another thread, since no interrupt ends a stop that waits.
            CompletableFuture.runAsync(() -> sifter().getAppenderTracker().removeStaleComponents(Long.MAX_VALUE))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();

            collector.behave();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(collector.actions()).hasSize(2));
        }
    }

    private void configure(String elements) throws IOException {
        configure(elements, "http://127.0.0.1:9", "0");
    }

    private void configure(String elements, String baseUri, String shutdownTimeout) throws IOException {
        read(Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="SIFT" class="ch.qos.logback.classic.sift.SiftingAppender">
                    <discriminator><key>tenant</key><defaultValue>none</defaultValue></discriminator>
                    <maxAppenderCount>1000</maxAppenderCount>
                    <sift>
                      <appender name="MOESIF-${tenant}" class="com.moesif.logback.MoesifAppender">
                        <applicationId>id</applicationId><baseUri>%s</baseUri>
                        <shutdownTimeout>%s</shutdownTimeout>
                        %s
                      </appender>
                    </sift>
                  </appender>
                  <root level="INFO"><appender-ref ref="SIFT"/></root>
                </configuration>
                """.formatted(baseUri, shutdownTimeout, elements)));
        context.start();
    }

    private void log(String tenant, String message) {
        mdc.put("tenant", tenant);
        context.getLogger("l").info(message);
    }

    private SiftingAppender sifter() {
        return (SiftingAppender) context.getLogger("ROOT").getAppender("SIFT");
    }

    private MoesifAppender appenderOf(String tenant) {
        Appender<ILoggingEvent> found = sifter().getAppenderTracker().find(tenant);
        return (MoesifAppender) found;
    }
}
