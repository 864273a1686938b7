package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.net.server.HardenedLoggingEventInputStream;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.classic.turbo.DuplicateMessageFilter;
import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;

/** What the cookbook says of that which happens before an event comes to the appender. */
class BeforeTheAppenderTest {
    private static final String RULE = """
            <rule>
              <message>Paid {amount} by {company_id}</message>
              <actionName>Paid</actionName>
              %s
            </rule>
            """;

    @Test
    void duplicateMessageFilter_countsTemplates() {
        try (Logback logback = Logback.with(RULE.formatted(""))) {
            DuplicateMessageFilter filter = new DuplicateMessageFilter();
            filter.setContext(logback.context);
            filter.start();
            logback.context.addTurboFilter(filter);
            for (int i = 0; i < 8; i++) {
                logback.log().info("Paid {} by {}", i + 0.5, "c-" + i);
            }

            assertThat(logback.actions()).hasSize(6);
        }
    }

    @Test
    void receivedEvent_hasArgumentsOfText() throws Exception {
        for (String field : new String[] {"", "<field><name>amount</name><type>number</type></field>"}) {
            try (Logback logback = Logback.with(RULE.formatted(field))) {
                Logger logger = logback.log();
                LoggingEvent event = new LoggingEvent(
                        "", logger, ch.qos.logback.classic.Level.INFO, "Paid {} by {}", null, new Object[] {24.6, "c-1"
                        });
                event.setMDCPropertyMap(new HashMap<>());
                logger.callAppenders(received(logback.context, event));

                ReceivedAction action = logback.theAction();
                assertThat(action.companyId()).isEqualTo("c-1");
                assertThat(action.metadata()).containsEntry("amount", field.isEmpty() ? "24.6" : (Object) 24.6);
            }
        }
    }

    /** A receiver that met a class it doesn't know would end the connection, and with it the application's other lines. */
    @Test
    void eventWithFieldsOfOurs_isTakenByAReceiver_asALineLikeAnother() throws Exception {
        try (Logback logback = Logback.with(RULE.formatted(""))) {
            LoggingEvent event =
                    new LoggingEvent("", logback.log(), ch.qos.logback.classic.Level.INFO, "Paid", null, new Object[0]);
            event.setMDCPropertyMap(new HashMap<>());
            event.addMarker(Actions.action("Paid", Map.of("company_id", "c-1")));

            ILoggingEvent received = received(logback.context, event);

            assertThat(received.getFormattedMessage()).isEqualTo("Paid");
            assertThat(received.getMarkerList()).extracting(Marker::getName).containsExactly("MOESIF_FIELDS");
            logback.log().callAppenders(received);
            assertThat(logback.actions()).isEmpty();
        }
    }

    /** As it comes out of a receiver's socket. */
    private static ILoggingEvent received(LoggerContext context, LoggingEvent event) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(LoggingEventVO.build(event));
        }
        try (HardenedLoggingEventInputStream in =
                new HardenedLoggingEventInputStream(context, new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ILoggingEvent) in.readObject();
        }
    }
}
