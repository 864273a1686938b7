package com.moesif.logback.configuration;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.core.status.NopStatusListener;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Scene;
import com.moesif.logback.internal.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Warnings reach the console where nobody has configured a status listener. */
@Timeout(60)
class StatusConsoleTest {
    private final PrintStream screen = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setErr(screen);
    }

    /** What our appender has printed. */
    private String printed() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("MoesifAppender"))
                .reduce("", (text, line) -> text + line + "\n");
    }

    @Test
    void withoutAListener_warningsAndErrorsArePrintedOnce() {
        try (Rig rig = Rig.direct("<linger>soon</linger>")) {
            rig.collector.play(Fault.status(401));
            rig.log(1).awaitAllDelivered();

            assertThat(printed().lines())
                    .hasSize(2)
                    .anyMatch(line -> line.matches(
                            "\\d\\d:\\d\\d:\\d\\d,\\d{3} ERROR in .*MoesifAppender\\[RIG] - <linger> is 'soon'.*"))
                    .anyMatch(line -> line.contains(" WARN in ") && line.contains("Delivery pauses (HTTP 401)"));
        }
    }

    @Test
    void withAListener_nothingIsPrintedTwice() {
        try (Rig rig = Rig.direct("")) {
            rig.context.getStatusManager().add(new NopStatusListener());
            rig.collector.play(Fault.status(401));
            rig.log(1).awaitAllDelivered();

            assertThat(rig.warnings()).isNotEmpty();
            assertThat(printed()).isEmpty();
        }
    }

    @Test
    void optedOut_nothingIsPrinted() {
        try (Rig rig = Rig.direct("<statusOnConsole>false</statusOnConsole>")) {
            rig.collector.play(Fault.status(401));
            rig.log(1).awaitAllDelivered();

            assertThat(rig.warnings()).isNotEmpty();
            assertThat(printed()).isEmpty();
        }
    }

    @Test
    void lastWords_areStillPrinted_andNothingAfterTheStop() {
        try (Scene scene = new Scene()) {
            scene.appender.setShutdownTimeout("0");
            scene.start();
            scene.collector.playAlways(Fault.hang());
            scene.log(0, 3);
            scene.appender.flush(Duration.ofMillis(100));

            scene.appender.stop();
            // On a slow machine the sender's thread says them a moment after the stop.
            await().atMost(AMPLE)
                    .untilAsserted(
                            () -> assertThat(printed()).contains("3 actions could not be delivered before the stop"));
            String atStop = printed();
            scene.log(3);

            assertThat(printed()).isEqualTo(atStop);
        }
    }

    @Test
    void noListenerIsLeftInTheContext() {
        // It would keep Logback and Spring Boot from printing what is wrong with other appenders.
        try (Rig rig = Rig.direct("")) {
            assertThat(rig.context.getStatusManager().getCopyOfStatusListenerList())
                    .isEmpty();
            rig.log(1).awaitAllDelivered();
        }
    }

    @Test
    void aConsoleThatThrows_keepsNobodyFromStarting() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                throw new IllegalStateException("no console");
            }
        });
        try (Rig rig = Rig.direct("<linger>soon</linger>")) {
            rig.log(1).awaitAllDelivered();
        }
    }

    private static final String NO_ID = "<applicationId>${NOT_DEFINED}</applicationId>";

    @Test
    void whatIsSaidAlone_isNoWarningBesides() {
        try (Rig rig = Rig.direct(NO_ID)) {
            assertThat(printed()).contains(" WARN in ", "There is no <applicationId>");
            assertThat(rig.warnings()).isEmpty();
        }
    }

    /** A console that throws, and one that is closed, which a {@code PrintStream} tells to nobody who does not ask. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNobodyCouldRead_isAWarning(boolean thrown) {
        System.setErr(new PrintStream(new OutputStream() {
            @Override
            public void write(int each) throws IOException {
                if (thrown) {
                    throw new IllegalStateException("no console");
                }
                throw new IOException("closed");
            }
        }));
        try (Rig rig = Rig.direct(NO_ID)) {
            assertThat(rig.warnings()).singleElement().asString().contains("There is no <applicationId>");
        }
    }

    @Test
    void statusAtStart_namesEverySettingAndNoSecret() {
        try (Rig rig = Rig.direct(
                "<applicationId>hush</applicationId><proxy><host>127.0.0.1</host><port>1</port><username>me</username>"
                        + "<password>hush</password></proxy>")) {
            String started = rig.context.getStatusManager().getCopyOfStatusList().stream()
                    .map(status -> status.getMessage())
                    .filter(text -> text.startsWith("Ships actions"))
                    .findFirst()
                    .orElseThrow();

            assertThat(Settings.ALL)
                    .filteredOn(setting -> !setting.name.equals("enabled") && !setting.name.equals("applicationIdFile"))
                    .allSatisfy(setting -> assertThat(started).contains(" " + setting.name + "="));
            assertThat(started)
                    .contains("applicationId=****", "proxy=127.0.0.1:1 with credentials", "ssl=JVM's", "rules=0")
                    .doesNotContain("hush", "me:");
        }
    }
}
