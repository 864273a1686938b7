package com.acme;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.MoesifAppender;
import java.nio.file.Path;
import java.util.List;

/** What the appender says of a configuration that isn't right. */
final class Faulty {
    private Faulty() {}

    static void show(Path file) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(file.toFile());
        String name = file.getFileName().toString();
        said(context, Status.ERROR).forEach(message -> Smoke.say(name + ".error", message));
        warnings(context).forEach(message -> Smoke.say(name + ".warning", message));
        context.stop();
    }

    static List<String> warnings(LoggerContext context) {
        return said(context, Status.WARN);
    }

    private static List<String> said(LoggerContext context, int level) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == level && status.getOrigin() instanceof MoesifAppender)
                .map(status -> status.getMessage().replace('\n', ' '))
                .toList();
    }
}
