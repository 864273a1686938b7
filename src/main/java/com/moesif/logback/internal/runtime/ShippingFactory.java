package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ContextAware;
import com.moesif.logback.internal.classpath.Libraries;
import com.moesif.logback.internal.joran.StatusConsole;
import com.moesif.logback.internal.settings.Configuration;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.Faults;
import com.moesif.logback.internal.settings.Settings;
import java.util.Optional;

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
        boolean onConsole = configuration.settings.get(Settings.STATUS_ON_CONSOLE);
        if (!configuration.isOn(owner.appender(), text -> StatusConsole.warnAlone(text, owner.appender(), onConsole))) {
            return null;
        }
        if (configuration.settings.kafka != null && !configuration.settings.get(Settings.DRY_RUN)) {
            Optional<String> problem = Libraries.problemWithKafka();
            if (problem.isPresent()) {
                owner.appender().addError("The appender is off, and no action is shipped: " + problem.get());
                return null;
            }
        }
        ContextEnd.begin((LoggerContext) owner.appender().getContext());
        return new ShippingRuntime(owner, configuration);
    }
}
