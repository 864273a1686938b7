package com.moesif.logback.internal.transport;

/**
 * An HTTP proxy.
 *
 * @param username null when it asks for none
 * @param password never shown
 */
public record Proxy(String host, int port, String username, RotatedSecret<String> password) {
    @Override
    public String toString() {
        return host + ":" + port + (username == null ? "" : " with credentials");
    }
}
