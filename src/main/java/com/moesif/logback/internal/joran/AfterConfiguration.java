package com.moesif.logback.internal.joran;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.joran.GenericXMLConfigurator;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ConfigurationEventListener;
import java.util.function.Consumer;

/**
 * Runs a task once, when the configuration under way is complete: loggers come after the appenders they refer to. Logback
 * keeps its listeners for ever, so this one lets go of its task.
 */
public final class AfterConfiguration implements ConfigurationEventListener {
    private static final String CONFIGURATOR = GenericXMLConfigurator.class.getName();

    private Consumer<ConfigurationEvent> task;

    private AfterConfiguration(Consumer<ConfigurationEvent> task) {
        this.task = task;
    }

    /** @return what keeps it from running, and lets go of the task */
    public static Runnable run(Context context, Consumer<ConfigurationEvent> task) {
        AfterConfiguration listener = new AfterConfiguration(task);
        context.addConfigurationEventListener(listener);
        return listener::forget;
    }

    /** Whether Logback is reading a configuration on this thread, and is going to tell of its end. */
    static boolean isAhead() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("doConfigure")
                        && frame.getClassName().equals(CONFIGURATOR)));
    }

    private synchronized void forget() {
        task = null;
    }

    @Override
    public synchronized void listen(ConfigurationEvent event) {
        Consumer<ConfigurationEvent> due = task;
        // By its beginning: Logback 1.5 has renamed the event from release to release.
        if (due != null && event.getEventType().name().startsWith("CONFIGURATION_ENDED")) {
            task = null;
            due.accept(event);
        }
    }
}
