package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.internal.ledger.Counts;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.LoggerFactory;

/** A program with a {@code logback.xml} of its own, and the collector that its actions are meant for. */
public final class Rig extends OwnContext {
    public static final Duration AMPLE = Duration.ofSeconds(60);

    public final LocalCollector collector = LocalCollector.start(0);
    /** Of its own: a port is used again, and what one test leaves unsent is for the next of the same id. */
    private final String applicationId = "the-secret-id-" + java.util.UUID.randomUUID();

    private MoesifAppender appender;
    private int numbers;

    public Rig() {
        this(new LoggerContext());
    }

    public Rig(LoggerContext context) {
        super(context, new LogbackMDCAdapter());
        // Logback ignores a second stop, and the global context is stopped by each class that uses it.
        context.start();
    }

    /** With the context that HttpClient logs to. */
    public static Rig global() {
        return new Rig((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /** Straight to the collector. */
    public static Rig direct(String elements) {
        Rig rig = new Rig();
        return rig.configure(rig.collector.baseUri().toString(), elements);
    }

    public Rig configure(String baseUri, String elements) {
        return configure(baseUri, elements, "");
    }

    /** As a reload does: what ran before is stopped first. */
    public Rig configure(String baseUri, String elements, String more) {
        return configureAs("RIG", baseUri, elements, more);
    }

    public Rig configureAs(String name, String baseUri, String elements, String more) {
        String id = elements.contains("<applicationId") ? "" : "<applicationId>" + applicationId + "</applicationId>";
        String xml = "<configuration><appender name='" + name + "' class='" + MoesifAppender.class.getName() + "'>" + id
                + "<baseUri>" + baseUri + "</baseUri><linger>0</linger>" + elements
                + "</appender>" + more + "<root level='INFO'><appender-ref ref='" + name + "'/></root></configuration>";
        context.reset();
        read(xml);
        appender = (MoesifAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(name);
        return this;
    }

    public MoesifAppender appender() {
        return appender;
    }

    public Rig log(int count) {
        for (int i = 0; i < count; i++) {
            log(Instant.now());
        }
        return this;
    }

    public void log(Instant time) {
        context.getLogger("com.acme.Service")
                .atInfo()
                .addKeyValue("action_name", "Tested")
                .addKeyValue("company_id", "12345")
                .addKeyValue("request.time", time)
                .addKeyValue("n", numbers++)
                .log("tested");
    }

    public int logged() {
        return numbers;
    }

    public Counts counts() {
        return Insight.counts(appender);
    }

    /** Until everything has an outcome; then the ledger balances and the collector has each action, once. */
    public Rig awaitAllDelivered() {
        await().atMost(AMPLE).untilAsserted(() -> {
            // Ends a backoff or a pause: what was wrong has been mended.
            appender.flush(Duration.ofSeconds(1));
            assertThat(counts().delivered() + counts().droppedInAll())
                    .as("%s %s", counts(), warnings())
                    .isEqualTo(counts().accepted() + counts().in().recovered());
            // What an appender before this one has left may come a moment later.
            assertThat(collector.actions().size())
                    .as("%s %s", counts(), warnings())
                    .isGreaterThanOrEqualTo(numbers);
        });
        assertThat(counts().droppedInAll()).as("%s", counts()).isZero();
        return assertArrived(numbers);
    }

    public Rig assertArrived(int actions) {
        assertBalance();
        assertThat(collector.actions().stream().map(action -> action.transactionId()))
                .doesNotHaveDuplicates()
                .hasSize(actions);
        return this;
    }

    public void assertBalance() {
        await().atMost(AMPLE).until(() -> counts().balance());
    }

    public Rig awaitRetries(int atLeast) {
        await().atMost(AMPLE).until(() -> counts().traffic().retries() >= atLeast);
        return this;
    }

    public Rig awaitWarning(String part) {
        await().atMost(AMPLE).untilAsserted(() -> assertThat(warnings()).anyMatch(warning -> warning.contains(part)));
        return this;
    }

    @Override
    public void close() {
        context.stop();
        collector.close();
        if (Insight.counts(appender) != null) {
            assertThat(Insight.counts(appender).balance())
                    .as("%s", Insight.counts(appender))
                    .isTrue();
        }
    }
}
