package com.moesif.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.internal.ledger.Counts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program whose root logger has one appender, configured from XML as any program's is, and the sink it ships to. */
final class Service implements AutoCloseable {
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(30);

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Sink sink;
    private final MoesifAppender moesif;

    /** @param appender {@code nothing}, the baseline, or {@code moesif} with its defaults */
    Service(String appender) {
        this(appender, 0, "");
    }

    /**
     * @param delayMillis how far away the sink is
     * @param rules what else stands in the appender's element
     */
    Service(String appender, int delayMillis, String rules) {
        sink = new Sink(delayMillis);
        boolean ships = appender.equals("moesif");
        Class<?> type = ships ? MoesifAppender.class : NothingAppender.class;
        String settings =
                ships ? "<applicationId>benchmark</applicationId><baseUri>" + sink.uri() + "</baseUri>" + rules : "";
        configure("<configuration><appender name='A' class='" + type.getName() + "'>" + settings
                + "</appender><root level='INFO'><appender-ref ref='A'/></root></configuration>");
        moesif = ships
                ? (MoesifAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("A")
                : null;
    }

    private void configure(String xml) {
        // Several benchmarks may run in one JVM, and Logback ignores the second stop of a context that nobody has
        // started again.
        context.reset();
        context.start();
        context.getStatusManager().clear();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            // A logger itself complains when the client of the benchmark before logs its end, to no appender.
            if (status.getEffectiveLevel() > Status.INFO && !(status.getOrigin() instanceof Logger)) {
                throw new IllegalStateException(status.toString());
            }
        }
    }

    Logger logger() {
        return context.getLogger("com.acme.payments.Billing");
    }

    Logger logger(String name) {
        return context.getLogger(name);
    }

    boolean ships() {
        return moesif != null;
    }

    /** Waits until the sink has everything. */
    void flush() {
        if (!moesif.flush(FLUSH_WITHIN)) {
            throw new IllegalStateException("not delivered: " + moesif.life().counts());
        }
    }

    Counts counts() {
        return moesif.life().counts();
    }

    @Override
    public void close() {
        context.stop();
        if (moesif != null) {
            System.out.println("\nMoesifAppender: " + moesif.life().counts());
        }
        sink.close();
    }
}
