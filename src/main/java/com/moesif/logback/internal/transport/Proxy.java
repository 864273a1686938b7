package com.moesif.logback.internal.transport;

import java.util.regex.Pattern;

/**
 * An HTTP proxy.
 *
 * @param username null when it asks for none
 * @param password never shown
 */
public record Proxy(String host, int port, String username, RotatedSecret<String> password) {
    /** A name, an IPv4 address, or an IPv6 address with brackets or without. */
    private static final Pattern HOST =
            Pattern.compile("[\\p{L}\\p{N}._-]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.%]*:[^\\]/@]*]?");

    /** Whether this is a host alone: what else people write there, such as a password, would be shown as its name. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    @Override
    public String toString() {
        return host + ":" + port + (username == null ? "" : " with credentials");
    }
}
