package com.moesif.logback.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.moesif.logback.harness.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A task as a worker starts it, with a transport that dials. Nobody listens where it sends to. */
class MoesifSinkTaskTest {
    private static final String NOWHERE = "https://127.0.0.1:1";

    private final Logger logger = (Logger) LoggerFactory.getLogger(MoesifSinkTask.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final FakeContext context = new FakeContext();
    private final MoesifSinkTask task = new MoesifSinkTask();

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        log.setContext(logger.getLoggerContext());
        log.start();
        logger.addAppender(log);
        // The tests' configuration lets nothing pass.
        logger.setLevel(Level.WARN);
        context.assigned.add(TaskScene.P0);
    }

    @AfterEach
    void stop() {
        task.stop();
        logger.setLevel(null);
        logger.detachAppender(log);
    }

    private void start(String... more) {
        Map<String, String> properties =
                new HashMap<>(Map.of(SinkSettings.APPLICATION_ID, "first", SinkSettings.BASE_URI, NOWHERE));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        context.properties.putAll(properties);
        task.initialize(context);
        task.start(properties);
        task.put(List.of(new SinkRecord(
                TaskScene.P0.topic(),
                TaskScene.P0.partition(),
                null,
                null,
                null,
                TaskScene.json("0"),
                0,
                TaskScene.STAMP,
                TimestampType.CREATE_TIME)));
    }

    /** The worker calls again and again, on one thread. */
    private void putUntil(Callable<Boolean> condition) {
        await().pollInSameThread().atMost(Duration.ofMinutes(2)).until(() -> {
            task.put(List.of());
            return condition.call();
        });
    }

    private List<String> warnings() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void storeThatCanNotBeReadAnyMore_isToldOnce() throws Exception {
        Path trust = directory.resolve("trust.p12");
        new Certificates(directory).trust("authority", trust);
        start(TlsSettings.TRUST_STORE, trust.toString(), TlsSettings.TRUST_STORE_PASSWORD, Certificates.PASSWORD);

        Files.writeString(trust, "half of a store");

        putUntil(() -> warnings().stream().anyMatch(text -> text.contains("can't be read")));
        assertThat(warnings())
                .filteredOn(text -> text.contains("can't be read"))
                .singleElement()
                .asString()
                .contains("moesif.https.ssl.* has stores whose files have changed", trust.toString(), "stay in use")
                .doesNotContain(Certificates.PASSWORD, "<ssl>");
    }

    /** Who gives the port of a proxy means one, but requests go where the JVM's own settings lead. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            proxy.port | 3128 | none | none | proxy.port has no effect, because proxy.host is missing.
            proxy.user | me | proxy.password | pw | proxy.user and proxy.password have no effect, because proxy.host is
            proxy.port | 3128 | proxy.host | ' ' | proxy.port has no effect, because proxy.host is missing.
            moesif.https.ssl.truststore.password | pw | none | none | because moesif.https.ssl.truststore.location is
            moesif.https.ssl.key.password | pw | none | none | because moesif.https.ssl.keystore.location is missing.
            """)
    void whatLacksAnother_isToldOnce(String name, String value, String other, String otherValue, String words) {
        if (other == null) {
            start(name, value);
        } else {
            start(name, value, other, otherValue);
        }

        assertThat(warnings())
                .filteredOn(text -> text.contains("no effect"))
                .singleElement()
                .asString()
                .contains(words)
                .doesNotContain("pw");
    }

    @Test
    void passwordOfAProxy_needsAUser_andWhatIsEmptyNeedsNothing() {
        start(
                "proxy.host",
                "proxy",
                "proxy.port",
                "3128",
                "proxy.password",
                "pw",
                "moesif.https.ssl.key.password",
                " ");

        assertThat(warnings())
                .filteredOn(text -> text.contains("no effect"))
                .singleElement()
                .asString()
                .startsWith("proxy.password has no effect, because proxy.user is missing.");
    }

    @Test
    void whatIsComplete_isNotWarnedOf() {
        start("proxy.host", "proxy", "proxy.port", "3128", "proxy.user", "me", "proxy.password", "pw");

        assertThat(warnings()).noneMatch(text -> text.contains("no effect"));
    }
}
