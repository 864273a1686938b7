package com.moesif.logback.harness;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.MoesifAppender;
import java.nio.file.Path;
import java.util.List;

/** A service's logging, configured by a file as Logback itself does it; the root logger has the appender MOESIF. */
public final class Service extends OwnContext {
    private Service() {}

    public static Service start(Path xml) {
        Service service = new Service();
        service.read(xml);
        return service;
    }

    public Logger logger(String name) {
        return context.getLogger(name);
    }

    public MoesifAppender appender() {
        return (MoesifAppender) context.getLogger("ROOT").getAppender("MOESIF");
    }

    /** Those of the appender. */
    @Override
    public List<String> warnings() {
        return ofTheAppender(Status.WARN);
    }

    @Override
    public void close() {
        context.stop();
    }
}
