package com.acme;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.MoesifAppender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs values of every kind, once for each appender; then prints whatever Logback warns of, and "done". */
public final class Orders {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Orders() {}

    public static void main(String[] args) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        for (String way : List.of("plain", "tls")) {
            Logger logger = context.getLogger("com.acme." + way);
            Values.scalars().forEach((kind, value) -> logger.info("Scalar {} as {} for {}", value, kind, way));
            Values.objects().forEach((kind, value) -> logger.info("Order of {} as {} for {}", value, kind, way));
        }
        for (String way : List.of("plain", "tls")) {
            MoesifAppender appender =
                    (MoesifAppender) context.getLogger("com.acme." + way).getAppender(way.toUpperCase());
            if (appender.isStarted() && !appender.flush(PATIENCE)) {
                System.out.println("not delivered: " + way);
            }
        }
        context.stop();
        // What HttpClient says of its own end finds no appender any more, and Logback warns of that.
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (status.getEffectiveLevel() >= Status.WARN && !(status.getOrigin() instanceof Logger)) {
                System.out.println(status);
            }
        }
        System.out.println("done");
    }
}
