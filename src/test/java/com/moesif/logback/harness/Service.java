package com.moesif.logback.harness;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.MoesifAppender;
import java.nio.file.Path;
import java.util.List;

/** A service's logging, configured by a file as Logback itself does it; the root logger has the appender MOESIF. */
public final class Service implements AutoCloseable {
    private final LoggerContext context = new LoggerContext();

    private Service() {}

    public static Service start(Path xml) {
        Service service = new Service();
        service.context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(service.context);
        try {
            configurator.doConfigure(xml.toFile());
        } catch (JoranException e) {
            throw new IllegalArgumentException(e);
        }
        return service;
    }

    public Logger logger(String name) {
        return context.getLogger(name);
    }

    public MoesifAppender appender() {
        return (MoesifAppender) context.getLogger("ROOT").getAppender("MOESIF");
    }

    /** The texts of the appender's WARN statuses. */
    public List<String> warnings() {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == Status.WARN && status.getOrigin() instanceof MoesifAppender)
                .map(Status::getMessage)
                .toList();
    }

    @Override
    public void close() {
        context.stop();
    }
}
