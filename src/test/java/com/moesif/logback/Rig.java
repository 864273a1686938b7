package com.moesif.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.internal.ledger.Counts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A program with a {@code logback.xml} of its own, and the collector that its actions are meant for. */
final class Rig implements AutoCloseable {
    static final Duration AMPLE = Duration.ofSeconds(60);

    final LocalCollector collector = LocalCollector.start(0);
    /** Of its own: a port is used again, and what one test leaves unsent is for the next of the same id. */
    private final String applicationId = "the-secret-id-" + java.util.UUID.randomUUID();

    final LoggerContext context;
    private MoesifAppender appender;
    private int numbers;

    Rig() {
        this(new LoggerContext());
    }

    Rig(LoggerContext context) {
        this.context = context;
        // What SLF4J's provider does; without one Logback's own events fail on their MDC.
        context.setMDCAdapter(new LogbackMDCAdapter());
        // Logback ignores a second stop, and the global context is stopped by each class that uses it.
        context.start();
    }

    /** With the context that HttpClient logs to. */
    static Rig global() {
        return new Rig((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /** Straight to the collector. */
    static Rig direct(String elements) {
        Rig rig = new Rig();
        return rig.configure(rig.collector.baseUri().toString(), elements);
    }

    Rig configure(String baseUri, String elements) {
        return configure(baseUri, elements, "");
    }

    /** As a reload does: what ran before is stopped first. */
    Rig configure(String baseUri, String elements, String more) {
        return configureAs("RIG", baseUri, elements, more);
    }

    Rig configureAs(String name, String baseUri, String elements, String more) {
        String id = elements.contains("<applicationId") ? "" : "<applicationId>" + applicationId + "</applicationId>";
        String xml = "<configuration><appender name='" + name + "' class='" + MoesifAppender.class.getName() + "'>" + id
                + "<baseUri>" + baseUri + "</baseUri><linger>0</linger>" + elements
                + "</appender>" + more + "<root level='INFO'><appender-ref ref='" + name + "'/></root></configuration>";
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
        appender = (MoesifAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(name);
        return this;
    }

    MoesifAppender appender() {
        return appender;
    }

    Rig log(int count) {
        for (int i = 0; i < count; i++) {
            log(Instant.now());
        }
        return this;
    }

    void log(Instant time) {
        context.getLogger("com.acme.Service")
                .atInfo()
                .addKeyValue("action_name", "Tested")
                .addKeyValue("company_id", "12345")
                .addKeyValue("request.time", time)
                .addKeyValue("n", numbers++)
                .log("tested");
    }

    int logged() {
        return numbers;
    }

    Counts counts() {
        return appender.counts();
    }

    /** Until everything has an outcome; then the ledger balances and the collector has each action, once. */
    Rig awaitAllDelivered() {
        await().atMost(AMPLE).untilAsserted(() -> {
            // Ends a backoff or a pause: what was wrong has been mended.
            appender.flush(Duration.ofSeconds(1));
            assertThat(counts().delivered() + counts().droppedInAll())
                    .as("%s %s", counts(), warnings())
                    .isEqualTo(counts().accepted() + counts().in().recovered());
        });
        assertThat(counts().droppedInAll()).as("%s", counts()).isZero();
        return assertArrived(numbers);
    }

    Rig assertArrived(int actions) {
        assertBalance();
        assertThat(collector.actions().stream().map(action -> action.transactionId()))
                .doesNotHaveDuplicates()
                .hasSize(actions);
        return this;
    }

    void assertBalance() {
        await().atMost(AMPLE).until(() -> counts().balance());
    }

    Rig awaitRetries(int atLeast) {
        await().atMost(AMPLE).until(() -> counts().traffic().retries() >= atLeast);
        return this;
    }

    Rig awaitWarning(String part) {
        await().atMost(AMPLE).untilAsserted(() -> assertThat(warnings()).anyMatch(warning -> warning.contains(part)));
        return this;
    }

    List<String> warnings() {
        return statuses(Status.WARN);
    }

    List<String> errors() {
        return statuses(Status.ERROR);
    }

    private List<String> statuses(int level) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == level)
                .map(Status::getMessage)
                .toList();
    }

    @Override
    public void close() {
        context.stop();
        collector.close();
        if (appender.counts() != null) {
            assertThat(appender.counts().balance()).as("%s", appender.counts()).isTrue();
        }
    }
}
