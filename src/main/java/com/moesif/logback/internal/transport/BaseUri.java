package com.moesif.logback.internal.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The text of {@code <baseUri>}: what it stands for, or what exactly is wrong with it. */
public final class BaseUri {
    private static final int MOST_PORT = 65_535;
    private static final Pattern OWN_PATH = Pattern.compile("(?i).*/v1/actions(/batch)?$");

    private BaseUri() {}

    /** @throws IllegalArgumentException when it is no base address; the message says why, as the rest of a sentence */
    public static URI parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw new IllegalArgumentException("has to begin with https:// or http://");
        }
        URI uri = uri(text.strip().replaceAll("/+$", ""));
        if (uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("has no host");
        }
        if (uri.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException("holds a user or a password, which have no use here: leave them out");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    uri.getRawAuthority().contains("_")
                            ? "has an underscore in its host's name, which no address may have: give the host a name with"
                                    + " a hyphen, or write its IP address"
                            : "has a host or port that can't be read: a host's name has letters, digits, hyphens and dots,"
                                    + " a port digits");
        }
        if (uri.getPort() == 0 || uri.getPort() > MOST_PORT) {
            throw new IllegalArgumentException(
                    "has the port " + uri.getPort() + ", but a port is a number from 1 to " + MOST_PORT);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has a ? or a #, but may have nothing behind its path");
        }
        if (OWN_PATH.matcher(uri.getRawPath()).matches()) {
            throw new IllegalArgumentException("ends in /v1/actions, which the appender adds itself: leave it out");
        }
        return uri;
    }

    private static URI uri(String text) {
        try {
            // On the wire there is ASCII alone: HttpClient would send a ? for any other letter.
            return new URI(new URI(text).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URI (" + e.getReason() + ")");
        }
    }

    /** For statuses: without what may be secret. */
    public static String shown(String text) {
        return text.strip().replaceAll("(?s)^.*@", "****@").replaceAll("(?s)[?#].*$", "?****");
    }
}
