package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.moesif.logback.internal.joran.Ways;

/**
 * Two appenders on the same loggers that ship to the same account: what is an action to both is billed twice. That is allowed, since
 * each may have rules of its own, but mostly one was copied and given another name.
 */
final class Doubles {
    private static final String SAID = Doubles.class.getName();

    private Doubles() {}

    /** When the configuration is complete. */
    static void tell(RuntimeOwner owner, ShippingRuntime life) {
        Appender<ILoggingEvent> appender = owner.appender();
        for (Appender<?> other : Ways.beside(appender, owner::isRunning)) {
            if (owner.runtimeOf(other) instanceof ShippingRuntime beside && beside.sharesTheAccountOf(life)) {
                tell(appender, other);
            }
        }
    }

    private static void tell(Appender<ILoggingEvent> appender, Appender<?> other) {
        // Each of the two finds the other.
        if (appender.getContext().getObject(key(other, appender)) == null) {
            appender.getContext().putObject(key(appender, other), SAID);
            appender.addWarn("An event that comes to this appender comes to appender '" + other.getName()
                    + "', too, and both ship to the same account. An event that is an action to both is TWO ACTIONS, and"
                    + " is billed twice. Put the rules of both into one appender, or give each loggers of its own.");
        }
    }

    private static String key(Appender<?> first, Appender<?> second) {
        return SAID + ' ' + first.getName() + ' ' + second.getName();
    }
}
