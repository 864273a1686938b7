package com.acme;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.AppenderFactory;
import io.dropwizard.logging.common.async.AsyncAppenderFactory;
import io.dropwizard.logging.common.filter.LevelFilterFactory;
import io.dropwizard.logging.common.layout.LayoutFactory;

/** The appender of a file of Logback's, within Dropwizard's own logging. */
@JsonTypeName("moesif")
public class MoesifAppenderFactory implements AppenderFactory<ILoggingEvent> {
    @JsonProperty
    private String file;

    @Override
    public Appender<ILoggingEvent> build(
            LoggerContext context,
            String application,
            LayoutFactory<ILoggingEvent> layout,
            LevelFilterFactory<ILoggingEvent> level,
            AsyncAppenderFactory<ILoggingEvent> async) {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new IllegalStateException(file, e);
        }
        return context.getLogger("ROOT").getAppender("MOESIF");
    }
}
