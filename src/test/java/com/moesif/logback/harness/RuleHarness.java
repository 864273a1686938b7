package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.internal.ledger.Counts;
import java.time.Duration;
import java.util.List;

/**
 * A {@code logback.xml} with one appender, in a logger context of its own, and a real collector behind it. Whoever closes
 * it learns whether every action is accounted for.
 */
public final class RuleHarness extends OwnContext {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final LocalCollector collector = LocalCollector.start(0);
    public final MoesifAppender appender;

    private RuleHarness(String xml) {
        context.putProperty("COLLECTOR", collector.baseUri().toString());
        read(xml);
        appender = find();
    }

    /** Wherever it is: at a logger, or within another appender. */
    private MoesifAppender find() {
        for (Logger logger : context.getLoggerList()) {
            MoesifAppender found = findIn(logger);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalArgumentException("no appender MOESIF");
    }

    @SuppressWarnings("unchecked") // Whatever holds appenders here holds those of events.
    private static MoesifAppender findIn(AppenderAttachable<ILoggingEvent> place) {
        if (place.getAppender("MOESIF") instanceof MoesifAppender found) {
            return found;
        }
        return place.getAppender("ASYNC") instanceof AppenderAttachable<?> nested
                ? findIn((AppenderAttachable<ILoggingEvent>) nested)
                : null;
    }

    /** The appender with these elements, at the root, which lets everything through. */
    public static RuleHarness of(String elements) {
        return of(elements, """
                <root level="TRACE"><appender-ref ref="MOESIF"/></root>
                """);
    }

    /** The appender with these elements, and whatever comes after it. */
    public static RuleHarness of(String elements, String afterAppender) {
        return new RuleHarness("<configuration>" + appender("MOESIF", elements) + afterAppender + "</configuration>");
    }

    public static RuleHarness ofWhole(String xml) {
        return new RuleHarness(xml);
    }

    public static String appender(String name, String elements) {
        return """
                <appender name="%s" class="com.moesif.logback.MoesifAppender">
                  <applicationId>test</applicationId>
                  <baseUri>${COLLECTOR}</baseUri>
                  <linger>0</linger>
                  <field><name>company_id</name><value>someone</value></field>
                  %s
                </appender>
                """.formatted(name, elements);
    }

    public Logger logger() {
        return context.getLogger("com.acme.Billing");
    }

    /** What has been logged so far, as the collector has it. */
    public List<ReceivedAction> actions() {
        assertThat(appender.flush(PATIENCE)).as("flush").isTrue();
        return collector.actions();
    }

    /** The one action that has been logged so far. */
    public ReceivedAction action() {
        List<ReceivedAction> actions = actions();
        assertThat(actions).hasSize(1);
        return actions.get(0);
    }

    public List<String> names() {
        return actions().stream().map(ReceivedAction::actionName).toList();
    }

    public Counts counts() {
        return Insight.counts(appender);
    }

    @Override
    public List<String> errors() {
        return ofTheAppender(Status.ERROR);
    }

    @Override
    public List<String> warnings() {
        return ofTheAppender(Status.WARN);
    }

    /** What the appender has to say once it has stopped, last words included. */
    public List<String> warningsAfterStop() {
        context.stop();
        // The thread that ends says them; a stop need not wait for that.
        await().atMost(Rig.AMPLE)
                .until(() -> ofTheAppender(Status.INFO).stream().anyMatch(said -> said.startsWith("Stopped: ")));
        return warnings();
    }

    @Override
    public void close() {
        context.stop();
        collector.close();
        if (Insight.counts(appender) != null) {
            assertThat(Insight.counts(appender).balance())
                    .as("%s", Insight.counts(appender))
                    .isTrue();
            assertThat(Insight.counts(appender).delivered())
                    .isEqualTo(collector.actions().size() + collector.duplicates());
        }
        assertThat(collector.refusals()).isEmpty();
    }
}
