package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ContextAware;
import com.moesif.logback.internal.settings.Configuration;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.Faults;

/** A service's: what is an action is shipped. */
final class ShippingFactory implements RuntimeFactory {
    @Override
    public Configuration read(Elements given, ContextAware origin, Faults faults) {
        return Configuration.read(given, origin, faults);
    }

    /** The service runs on. */
    @Override
    public void mislead(ContextAware origin, String sentence) {
        origin.addWarn(sentence);
    }

    @Override
    public AppenderRuntime make(RuntimeOwner owner, Configuration configuration) {
        if (!configuration.isOn(owner.appender())) {
            return null;
        }
        ContextEnd.begin((LoggerContext) owner.appender().getContext());
        return new ShippingRuntime(owner, configuration);
    }
}
