package com.moesif.logback.internal.settings;

import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.net.ssl.SSLParametersConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts that Joran filled Logback's own {@code <ssl>} component with, by the names of their elements. */
final class SslTexts {
    private SslTexts() {}

    static Map<String, String> of(SSLConfiguration ssl) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("protocol", ssl.getProtocol());
        texts.put("provider", ssl.getProvider());
        store("keyStore", ssl.getKeyStore(), texts);
        store("trustStore", ssl.getTrustStore(), texts);
        texts.put("keyManagerFactory><algorithm", ssl.getKeyManagerFactory().getAlgorithm());
        texts.put("keyManagerFactory><provider", ssl.getKeyManagerFactory().getProvider());
        texts.put("trustManagerFactory><algorithm", ssl.getTrustManagerFactory().getAlgorithm());
        texts.put("trustManagerFactory><provider", ssl.getTrustManagerFactory().getProvider());
        texts.put("secureRandom><algorithm", ssl.getSecureRandom().getAlgorithm());
        texts.put("secureRandom><provider", ssl.getSecureRandom().getProvider());
        SSLParametersConfiguration parameters = ssl.getParameters();
        texts.put("parameters><includedProtocols", parameters.getIncludedProtocols());
        texts.put("parameters><excludedProtocols", parameters.getExcludedProtocols());
        texts.put("parameters><includedCipherSuites", parameters.getIncludedCipherSuites());
        texts.put("parameters><excludedCipherSuites", parameters.getExcludedCipherSuites());
        return texts;
    }

    private static void store(String element, KeyStoreFactoryBean store, Map<String, String> texts) {
        if (store != null) {
            texts.put(element + "><location", store.getLocation());
            texts.put(element + "><type", store.getType());
            texts.put(element + "><provider", store.getProvider());
            texts.put(element + "><password", store.getPassword());
        }
    }
}
