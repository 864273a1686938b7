package com.moesif.logback.harness;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.MoesifAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A service's logging for one test: its logger context, a configuration that Logback reads, and what is said meanwhile. */
public abstract class OwnContext implements AutoCloseable {
    public final LoggerContext context;
    public final LogbackMDCAdapter mdc;

    protected OwnContext(LoggerContext context, LogbackMDCAdapter mdc) {
        this.context = context;
        this.mdc = mdc;
        // What SLF4J's provider does; without one Logback's own events fail on their MDC.
        context.setMDCAdapter(mdc);
    }

    protected OwnContext() {
        this(new LoggerContext(), new LogbackMDCAdapter());
    }

    /** Without an exception that a test would have to declare. */
    @Override
    public abstract void close();

    private interface Reading {
        void by(JoranConfigurator configurator) throws JoranException;
    }

    protected final void read(String xml) {
        read(configurator -> configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
    }

    /** As Logback reads its file, which it remembers. */
    protected final void read(Path xml) {
        read(configurator -> configurator.doConfigure(xml.toFile()));
    }

    private void read(Reading reading) {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            reading.by(configurator);
        } catch (JoranException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Of whomever. */
    public List<String> infos() {
        return new Statuses(context).infos();
    }

    /** Of whomever. */
    public List<String> warnings() {
        return new Statuses(context).warnings();
    }

    /** Of whomever. */
    public List<String> errors() {
        return new Statuses(context).errors();
    }

    protected final List<String> ofTheAppender(int level) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == level && status.getOrigin() instanceof MoesifAppender)
                .map(Status::getMessage)
                .toList();
    }

    /** Every status so far, of whatever level and origin, with the text of its exception. */
    public final List<String> allStatuses() {
        return new Statuses(context).all();
    }
}
