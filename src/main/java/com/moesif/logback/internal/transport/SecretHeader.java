package com.moesif.logback.internal.transport;

import org.apache.hc.core5.http.Header;

/**
 * A header whose value goes on the wire but not into a log: HttpClient logs headers, at DEBUG, by their {@code toString}.
 *
 * @param getName its name
 * @param getValue the secret
 */
record SecretHeader(String getName, String getValue) implements Header {
    @Override
    public boolean isSensitive() {
        return true;
    }

    @Override
    public String toString() {
        return getName + ": ****";
    }
}
