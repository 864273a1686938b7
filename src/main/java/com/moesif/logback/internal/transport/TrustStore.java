package com.moesif.logback.internal.transport;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;

/**
 * Whom connections trust. The JDK takes a store that trusts nobody, and then each handshake fails with a message that doesn't name
 * it.
 *
 * @param place for people
 * @param store that has been read
 */
public record TrustStore(String place, KeyStore store) {

    /** @throws KeyStoreException when it trusts nobody; the message names its place */
    public void mustTrustSomebody() throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) != null) {
                return;
            }
        }
        // OpenSSL leaves out the attribute by which the JDK knows a certificate to trust.
        throw new KeyStoreException(
                place
                        + " holds no certificate that Java would trust: keytool -importcert puts one there, but openssl pkcs12 does not");
    }
}
