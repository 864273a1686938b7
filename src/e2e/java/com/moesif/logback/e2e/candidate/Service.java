package com.moesif.logback.e2e.candidate;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that logs, with one candidate at its root logger, configured from XML as any program's is. */
final class Service {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Candidate.Companion companion;
    private final boolean ships;

    Service(Candidate candidate, String sinkUri) {
        ships = candidate.ships();
        configure("<configuration>" + candidate.configuration().apply(sinkUri)
                + "<root level='INFO'><appender-ref ref='A'/></root></configuration>");
        companion = candidate.companion().apply(sinkUri);
    }

    private void configure(String xml) {
        context.reset();
        context.getStatusManager().clear();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            // A candidate that isn't configured as meant would be measured doing less.
            boolean complaint = status.getEffectiveLevel() > Status.INFO;
            // A logger's own: that a library has logged while there was no appender yet.
            if (complaint && !(status.getOrigin() instanceof Logger)) {
                throw new IllegalStateException(status.toString());
            }
        }
    }

    Logger logger() {
        return context.getLogger("com.acme.payments.Billing");
    }

    boolean ships() {
        return ships;
    }

    /** What the candidate has complained of since it runs, drops for one. */
    void printComplaints() {
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (status.getEffectiveLevel() > Status.INFO) {
                System.out.println(status);
            }
        }
    }

    /** As a program ends its logging: Logback first, then what the candidate has beside it. Gives up after a while. */
    void stop() {
        Thread stopping = new Thread(() -> {
            context.stop();
            companion.close();
        });
        stopping.start();
        try {
            stopping.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
