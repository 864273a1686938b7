package com.moesif.logback.internal.runtime;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.ContextAware;
import com.moesif.logback.internal.settings.Configuration;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.Faults;

/**
 * Makes what runs behind an appender. A logger context may hold one of its own, by {@link #put}: a test kit's, say. Where there
 * is none, actions are shipped.
 */
public interface RuntimeFactory {
    /** Makes the appenders of a context run by this factory. */
    static void put(Context context, RuntimeFactory factory) {
        context.putObject(RuntimeFactory.class.getName(), factory);
    }

    /** The context's own, or the one that ships. */
    static RuntimeFactory of(Context context) {
        return context.getObject(RuntimeFactory.class.getName()) instanceof RuntimeFactory own
                ? own
                : new ShippingFactory();
    }

    /** @param faults those found so far; each further one is added */
    Configuration read(Elements given, ContextAware origin, Faults faults);

    /** Tells of what makes actions wrong, although it is allowed. */
    void mislead(ContextAware origin, String sentence);

    /** Null when the configuration says that nothing is to run, which has been told then. */
    AppenderRuntime make(RuntimeOwner owner, Configuration configuration);
}
