package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.pipeline.LeftInMemory;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A service's logging for one test: a logger context of its own, configured by a real {@code logback.xml}, with an
 * appender named {@code MOESIF} that ships to a local collector over a real socket. {@link #close} stops it all and holds
 * the ledger against what the collector got.
 */
public final class Logback extends OwnContext {
    public static final String APPLICATION_ID = "eyJhcHAiOiIxMjM0In0.secret";
    public static final String COMPANY = "acme-7";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static {
        // HttpClient logs to the JVM's own context, which nobody has configured: at DEBUG, to the console.
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger("org.apache.hc")
                .setLevel(Level.OFF);
    }

    public final LocalCollector collector = LocalCollector.start(0);
    private MoesifAppender appender;
    private boolean errorsSeen;
    private boolean stopped;
    private boolean shipsNothing;

    private Logback(LoggerContext context, LogbackMDCAdapter mdc) {
        super(context, mdc);
        LeftInMemory.at(collector.baseUri());
        context.setName("test");
        context.putProperty("COLLECTOR", collector.baseUri().toString());
        // As the documents call them.
        context.putProperty("MOESIF_BASE_URI", collector.baseUri().toString());
        context.putProperty("MOESIF_APPLICATION_ID", APPLICATION_ID);
        context.putProperty("POD_NAME", "payments-0");
    }

    /** With these elements in the appender, beside application id and base URI; attached to the root logger. */
    public static Logback with(String... elements) {
        String given = String.join("\n", elements);
        return appender("<applicationId>" + APPLICATION_ID + "</applicationId>", inOrder(given), given);
    }

    /** One request at a time: two that are under way may arrive in any order. */
    private static String inOrder(String elements) {
        return elements.contains("<maxInFlight>") ? "" : "<maxInFlight>1</maxInFlight>";
    }

    /** With these elements only, beside the base URI. */
    public static Logback appender(String... elements) {
        return configuration("""
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <baseUri>${COLLECTOR}</baseUri>
                    %s
                  </appender>
                  <root level="TRACE"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(String.join("\n", elements)));
    }

    /** For rules: attached to the root logger, without linger, and with a company for each action. */
    public static Logback rules(String elements) {
        return rules(elements, "<root level=\"TRACE\"><appender-ref ref=\"MOESIF\"/></root>");
    }

    /** The same, with whatever comes after the appender. */
    public static Logback rules(String elements, String afterAppender) {
        return configuration(
                "<configuration>" + rulesAppender("MOESIF", elements) + afterAppender + "</configuration>");
    }

    public static String rulesAppender(String name, String elements) {
        return """
                <appender name="%s" class="com.moesif.logback.MoesifAppender">
                  <applicationId>test</applicationId>
                  <baseUri>${COLLECTOR}</baseUri>
                  <linger>0</linger>
                  %s
                  <field><name>company_id</name><value>someone</value></field>
                  %s
                </appender>
                """.formatted(name, inOrder(elements), elements);
    }

    /** With this whole configuration; {@code ${COLLECTOR}} is the collector's base URI. */
    public static Logback configuration(String xml) {
        return configuration(xml, new LogbackMDCAdapter());
    }

    /** The same, for code that calls SLF4J's own {@code MDC}. */
    public static Logback withMdcOfTheJvm(String xml) {
        return configuration(xml, (LogbackMDCAdapter) MDC.getMDCAdapter());
    }

    private static Logback configuration(String xml, LogbackMDCAdapter mdc) {
        Logback logback = new Logback(new LoggerContext(), mdc);
        logback.configure(xml);
        return logback;
    }

    private void configure(String xml) {
        read(xml);
        context.start();
        appender = context.getLoggerList().stream()
                .map(Logback::findIn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** Wherever it is: at a logger, or within another appender. */
    @SuppressWarnings("unchecked") // Whatever holds appenders here holds those of events.
    private static MoesifAppender findIn(AppenderAttachable<ILoggingEvent> place) {
        for (Iterator<Appender<ILoggingEvent>> each = place.iteratorForAppenders(); each.hasNext(); ) {
            Appender<ILoggingEvent> appender = each.next();
            if (appender instanceof MoesifAppender ours && "MOESIF".equals(ours.getName())) {
                return ours;
            }
            MoesifAppender nested = appender instanceof AppenderAttachable<?> around
                    ? findIn((AppenderAttachable<ILoggingEvent>) around)
                    : null;
            if (nested != null) {
                return nested;
            }
        }
        return null;
    }

    public MoesifAppender appender() {
        return appender;
    }

    public Logger log() {
        return context.getLogger("com.acme.Billing");
    }

    /** An event that is an action named {@code Test} of a company; add to it, and {@code log} it. */
    public LoggingEventBuilder action() {
        return log().atInfo().addKeyValue("action_name", "Test").addKeyValue("company_id", COMPANY);
    }

    /** All that have arrived once everything logged so far is delivered. */
    public List<ReceivedAction> actions() {
        assertThat(appender().flush(PATIENCE))
                .as("flushed; %s; %s", counts(), collector.refusals())
                .isTrue();
        return collector.actions();
    }

    public ReceivedAction theAction() {
        assertThat(actions()).hasSize(1);
        return collector.actions().get(0);
    }

    public List<String> names() {
        return actions().stream().map(ReceivedAction::actionName).toList();
    }

    /** What arrives of this value when it's given by a key-value pair. */
    public Object shipped(Object value) {
        action().addKeyValue("v", value).log("message");
        List<ReceivedAction> actions = actions();
        return actions.get(actions.size() - 1).metadata().get("v");
    }

    public Counts counts() {
        return Insight.counts(appender());
    }

    /** A dry run: what the ledger calls delivered has gone to the console. */
    public Logback shippingNothing() {
        shipsNothing = true;
        return this;
    }

    @Override
    public List<String> errors() {
        errorsSeen = true;
        return ofTheAppender(Status.ERROR);
    }

    @Override
    public List<String> warnings() {
        return ofTheAppender(Status.WARN);
    }

    /** What the appender has to say once it has stopped, last words included. */
    public List<String> warningsAfterStop() {
        stop();
        // The thread that ends says them; a stop need not wait for that.
        await().atMost(Rig.AMPLE).until(() -> infos().stream().anyMatch(said -> said.startsWith("Stopped: ")));
        return warnings();
    }

    /** Those of the appender. */
    @Override
    public List<String> infos() {
        return ofTheAppender(Status.INFO);
    }

    /** Stops the context: every notice has been said then, and the ledger is final. */
    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        context.stop();
        Counts counts = counts();
        if (counts != null) {
            assertThat(counts.balance()).as("the ledger balances: %s", counts).isTrue();
            assertThat(counts.pending()).isZero();
        }
    }

    @Override
    public void close() {
        try {
            stop();
            long delivered = counts() == null ? 0 : counts().delivered();
            if (!errorsSeen) {
                assertThat(ofTheAppender(Status.ERROR)).isEmpty();
            }
            assertThat(collector.refusals()).isEmpty();
            assertThat(collector.actions().size() + collector.duplicates()).isEqualTo(shipsNothing ? 0 : delivered);
        } finally {
            collector.close();
        }
    }
}
