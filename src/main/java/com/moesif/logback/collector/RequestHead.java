package com.moesif.logback.collector;

import java.util.Map;

/**
 * Request line and headers.
 *
 * @param target the path as it was sent, with any query; scheme and authority are gone where a proxy's form had them
 * @param http11 false for HTTP/1.0, which keeps no connection alive
 * @param headers names in lower case; a header given twice has its values joined by a comma
 */
record RequestHead(String method, String target, boolean http11, Map<String, String> headers) {

    /** The value, or null. */
    String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    boolean keepsAlive() {
        return http11 && !"close".equalsIgnoreCase(header("connection"));
    }

    boolean expectsContinue() {
        return http11 && "100-continue".equalsIgnoreCase(header("expect"));
    }
}
