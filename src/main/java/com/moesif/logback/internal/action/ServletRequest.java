package com.moesif.logback.internal.action;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Logback's own {@code MDCInsertingServletFilter} put into the MDC about the request under way. Owned by the
 * encoder's thread.
 */
final class ServletRequest {
    private static final Pattern IP_V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)](?::\\d+)?|([0-9.]+):\\d+");
    private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%\\w+)?");

    private final Naming naming;
    private final String[] values = new String[MdcPlace.ServletKey.values().length];
    private boolean any;

    ServletRequest(Naming naming) {
        this.naming = naming;
    }

    /** Forgets what an action that was not encoded to the end may have left. */
    void begin() {
        if (any) {
            Arrays.fill(values, null);
            any = false;
        }
    }

    void put(MdcPlace.ServletKey key, String value) {
        values[key.ordinal()] = value;
        any = true;
    }

    /** Fills the places that nothing else has filled. */
    void fill(Draft draft) {
        if (!any) {
            return;
        }
        fill(draft, Reserved.REQUEST_URI, value(MdcPlace.ServletKey.REQUEST_URL));
        fill(draft, Reserved.REQUEST_USER_AGENT, value(MdcPlace.ServletKey.USER_AGENT));
        String firstHop = ipLiteral(firstHop(value(MdcPlace.ServletKey.FORWARDED_FOR)));
        String remote = ipLiteral(value(MdcPlace.ServletKey.REMOTE_HOST));
        fill(draft, Reserved.REQUEST_IP_ADDRESS, firstHop != null ? firstHop : remote);
    }

    private String value(MdcPlace.ServletKey key) {
        return values[key.ordinal()];
    }

    private void fill(Draft draft, Reserved place, String value) {
        if (value != null && !value.isBlank() && draft.isOpen(place) && !naming.excludes(place)) {
            draft.set(place, value);
        }
    }

    private static String firstHop(String forwardedFor) {
        if (forwardedFor == null) {
            return null;
        }
        int comma = forwardedFor.indexOf(',');
        return withoutPort((comma < 0 ? forwardedFor : forwardedFor.substring(0, comma)).strip());
    }

    /** Some proxies write the port too: {@code 203.0.113.9:49152}, {@code [2001:db8::1]:443}. */
    private static String withoutPort(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    /** The address, or null for a host name or "unknown": the collector wants an address, and looks none up. */
    private static String ipLiteral(String host) {
        boolean literal = host != null
                && host.length() <= 60
                && (IP_V4.matcher(host).matches() || IP_V6.matcher(host).matches());
        return literal ? host : null;
    }
}
