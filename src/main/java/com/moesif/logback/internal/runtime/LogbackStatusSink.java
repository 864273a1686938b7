package com.moesif.logback.internal.runtime;

import ch.qos.logback.core.spi.ContextAware;
import com.moesif.logback.internal.ledger.StatusSink;

/** Speaks through Logback's status. A listener that throws is its own problem. */
public record LogbackStatusSink(ContextAware origin) implements StatusSink {
    @Override
    public void info(String text) {
        guarded(() -> origin.addInfo(text));
    }

    @Override
    public void warn(String text) {
        guarded(() -> origin.addWarn(text));
    }

    private static void guarded(Runnable status) {
        try {
            status.run();
        } catch (Throwable t) {
            // There is nobody left to tell.
        }
    }
}
