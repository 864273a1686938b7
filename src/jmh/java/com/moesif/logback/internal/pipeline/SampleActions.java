package com.moesif.logback.internal.pipeline;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.mapping.EventMapper;
import com.moesif.logback.internal.mapping.FieldPatterns;
import com.moesif.logback.internal.mapping.MappingReport;
import java.util.List;
import org.slf4j.MDC;

/** Actions with five key-value pairs, logged through SLF4J and captured by the real mapper. */
final class SampleActions {
    private SampleActions() {}

    static List<CapturedAction> captured(int count) {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        Logger log = context.getLogger("com.acme.payments.Billing");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        log.addAppender(events);
        for (int i = 0; i < count; i++) {
            log.atInfo()
                    .addKeyValue("action_name", "Processed Payment Transaction")
                    .addKeyValue("company_id", company(i))
                    .addKeyValue("amount", amount(i))
                    .addKeyValue("currency", "USD")
                    .addKeyValue("time_seconds", seconds(i))
                    .log("Processed payment");
        }
        EventMapper mapper =
                new EventMapper(Naming.PLAIN, "ACTION", new FieldPatterns(), List.of(), new MappingReport() {});
        return events.list.stream()
                .map(event -> mapper.capture(event, mapper.match(event)))
                .toList();
    }

    static String company(int number) {
        return String.valueOf(67_890 + number % 100);
    }

    static double amount(int number) {
        return number * 7 % 100_000 / 100.0;
    }

    static int seconds(int number) {
        return number % 60;
    }
}
