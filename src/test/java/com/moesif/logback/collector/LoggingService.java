package com.moesif.logback.collector;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.moesif.logback.MoesifAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** A service that logs payments to an appender with a rule. */
final class LoggingService implements AutoCloseable {
    private final LoggerContext context = new LoggerContext();

    /** @param more elements of the appender */
    LoggingService(String baseUri, String more) throws JoranException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(("<configuration><appender name='MOESIF' class='"
                        + MoesifAppender.class.getName() + "'><applicationId>the-secret-id</applicationId><baseUri>"
                        + baseUri + "</baseUri><linger>0</linger><statusOnConsole>false</statusOnConsole>"
                        + "<rule><name>payments</name><logger>com.acme</logger>"
                        + "<message>Processed payment {amount} {currency} for {company_id}</message>"
                        + "<actionName>Processed Payment</actionName></rule>" + more
                        + "</appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>")
                .getBytes(StandardCharsets.UTF_8)));
    }

    void pay(Object amount) {
        context.getLogger("com.acme").info("Processed payment {} {} for {}", amount, "EUR", "12345");
    }

    MoesifAppender appender() {
        return (MoesifAppender) context.getLogger("ROOT").getAppender("MOESIF");
    }

    @Override
    public void close() {
        context.stop();
    }
}
