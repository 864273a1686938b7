package com.moesif.logback.testing;

import ch.qos.logback.classic.model.PropertiesConfiguratorModel;
import ch.qos.logback.classic.model.processor.PropertiesConfiguratorModelHandler;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.processor.DefaultProcessor;

/** Names classes that Logback 1.5.1 does not have, which are loaded only where it has them. */
final class NewerElements {
    /** Without its package. */
    static final String PROPERTIES_CONFIGURATOR = "PropertiesConfiguratorModel";

    private NewerElements() {}

    static String urlOf(Model model) {
        return ((PropertiesConfiguratorModel) model).getUrl();
    }

    static void guard(DefaultProcessor processor, TrialFiles files) {
        processor.addHandler(
                PropertiesConfiguratorModel.class,
                (of, in) -> new TrialGuard(
                        of,
                        PropertiesConfiguratorModelHandler.makeInstance(of, in),
                        model -> ((PropertiesConfiguratorModel) model).getFile(),
                        files));
    }
}
