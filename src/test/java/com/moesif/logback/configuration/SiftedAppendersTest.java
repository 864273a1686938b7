package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.sift.SiftingAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.harness.OwnContext;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

        // A status keeps who said it.
        context.getStatusManager().clear();
        await().untilAsserted(() -> {
            System.gc();
            assertThat(gone).allMatch(reference -> reference.get() == null);
        });
        read(directory.resolve("logback.xml"));
        assertThat(warnings()).noneMatch(warning -> warning.contains("No event can reach"));
    }

    private void configure(String elements) throws IOException {
        read(Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="SIFT" class="ch.qos.logback.classic.sift.SiftingAppender">
                    <discriminator><key>tenant</key><defaultValue>none</defaultValue></discriminator>
                    <maxAppenderCount>1000</maxAppenderCount>
                    <sift>
                      <appender name="MOESIF-${tenant}" class="com.moesif.logback.MoesifAppender">
                        <applicationId>id</applicationId><baseUri>http://127.0.0.1:9</baseUri>
                        <shutdownTimeout>0</shutdownTimeout>
                        %s
                      </appender>
                    </sift>
                  </appender>
                  <root level="INFO"><appender-ref ref="SIFT"/></root>
                </configuration>
                """.formatted(elements)));
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
