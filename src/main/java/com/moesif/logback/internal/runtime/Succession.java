package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.moesif.logback.internal.joran.Ways;
import com.moesif.logback.internal.settings.Configuration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A configuration that is read again without {@code context.reset()}, or a file that is included twice, leaves two appenders
 * of one name on the same loggers, and each event would be two actions. The newer one takes the place of the older: that stops,
 * as at a reload, and hands on what its loggers still give it.
 */
public final class Succession {
    private static final String SIFTED_TWICE =
            "Two SiftingAppenders named '%s' are attached in this context: the configuration was"
                    + " read again without context.reset(), or a file is included twice. Each makes appenders of its own, and ONE EVENT"
                    + " BECOMES TWO ACTIONS. Call context.reset() first, or include the file once.";

    private Succession() {}

    /**
     * Begins another life of an appender, because the end of its configuration has changed what the life before was made by. Until
     * the new life takes events, they go to the life before, and wait there.
     *
     * @param before null when there is none
     * @param whole reads the whole configuration
     * @param begin begins the new life
     */
    public static void within(AppenderRuntime before, Supplier<Configuration> whole, Runnable begin) {
        if (before == null) {
            begin.run();
            return;
        }
        try {
            before.withdraw(whole.get());
            begin.run();
        } finally {
            before.end(false);
        }
    }

    /**
     * Called when the newer one is off. Where that is because it would show what is to be hidden, the older one would do so, too:
     * it stops, and what its loggers still give it goes nowhere.
     */
    public static void end(RuntimeOwner owner, Configuration newer) {
        Appender<ILoggingEvent> heir = owner.appender();
        List<Appender<?>> olders = newer.faults.isExposing() ? Ways.namesakes(heir, owner::isRunning) : List.of();
        olders.forEach(owner::replace);
        if (!olders.isEmpty()) {
            heir.addWarn("Another appender named '" + heir.getName()
                    + "' is attached in this context, of a configuration that was read before. It is stopped, too: it"
                    + " would go on to show what the newer configuration was to hide.");
        }
    }

    /**
     * Called when the newer one has started, and hangs on no logger yet.
     *
     * @param gate its own
     * @param inherit takes what the older one could not deliver
     */
    public static void begin(RuntimeOwner owner, EventGate gate, Runnable inherit) {
        Appender<ILoggingEvent> heir = owner.appender();
        if (Ways.to(heir).areNone()) {
            // A SiftingAppender makes it at the first event of a kind, and there may be many kinds: said once.
            Ways.doubledSifter(heir)
                    .filter(name -> heir.getContext().getObject(SIFTED_TWICE) == null)
                    .ifPresent(name -> {
                        heir.getContext().putObject(SIFTED_TWICE, name);
                        heir.addError(SIFTED_TWICE.formatted(name));
                    });
        }
        List<Appender<?>> olders = Ways.namesakes(heir, owner::isRunning);
        if (olders.isEmpty()) {
            return;
        }
        gate.secondVisits().remember(0);
        olders.forEach(owner::replace);
        inherit.run();
        heir.addWarn("Another appender named '" + heir.getName()
                + "' is attached in this context: the configuration was read"
                + " again without context.reset(), or a file is included twice. This one, the newer, takes each event once;"
                + " the older one is stopped. Call context.reset() first, or include the file once.");
    }
}
