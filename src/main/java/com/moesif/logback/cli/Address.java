package com.moesif.logback.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where actions are sent to. */
record Address(URI uri) {
    private static final String MOESIF = "https://api.moesif.net";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private static final int MOST_PORT = 65_535;

    /** @throws IllegalArgumentException when it is none; the message says what one is */
    static Address of(String text) {
        try {
            URI uri = new URI(withoutSlash(text.strip()));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            if (uri.getPort() > MOST_PORT) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no address: its port has to be from 1 to " + MOST_PORT + ".");
            }
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && isPlain(uri)) {
                return new Address(uri);
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no address: it has to be an http or https URI with a host, without user, query and"
                        + " fragment.");
    }

    private static boolean isPlain(URI uri) {
        return uri.getRawQuery() == null && uri.getRawFragment() == null;
    }

    private static String withoutSlash(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    /** The one that needs no word of the operator's. */
    boolean isMoesifs() {
        return isSame(MOESIF);
    }

    /** Whether an appender's text of it means this one. */
    boolean isSame(String other) {
        return uri.toString().equalsIgnoreCase(withoutSlash(other.strip()));
    }

    /** Whether application id and actions would cross a network for everybody on the way to read. */
    boolean isInTheClear() {
        boolean loopback =
                LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
        return uri.getScheme().equalsIgnoreCase("http") && !loopback;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
