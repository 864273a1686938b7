package com.moesif.logback.internal.joran;

import ch.qos.logback.core.net.ssl.KeyManagerFactoryFactoryBean;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import ch.qos.logback.core.net.ssl.SecureRandomFactoryBean;
import ch.qos.logback.core.net.ssl.TrustManagerFactoryFactoryBean;
import java.util.Map;
import java.util.Set;

/**
 * The parts of {@code <ssl>}, which is Logback's own component. Without the trust store that was meant, that of the JVM would be
 * taken. Needed only where there is an element that Joran doesn't know.
 */
final class SslElements {
    static final String PACKAGE = "ch.qos.logback.core.net.ssl.";

    private static final Map<Class<?>, String> PLACES = Map.of(
            SSLConfiguration.class, "<ssl>",
            KeyStoreFactoryBean.class, "a store of <ssl>",
            SSLParametersConfiguration.class, "<parameters> of <ssl>",
            KeyManagerFactoryFactoryBean.class, "<keyManagerFactory> of <ssl>",
            TrustManagerFactoryFactoryBean.class, "<trustManagerFactory> of <ssl>",
            SecureRandomFactoryBean.class, "<secureRandom> of <ssl>");

    private SslElements() {}

    static Set<Class<?>> beans() {
        return PLACES.keySet();
    }

    static boolean has(Class<?> bean) {
        return bean.getName().startsWith(PACKAGE);
    }

    /** Where it stands, for people. */
    static String place(Class<?> bean) {
        return PLACES.get(bean);
    }
}
