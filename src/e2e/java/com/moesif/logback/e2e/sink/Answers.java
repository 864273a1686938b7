package com.moesif.logback.e2e.sink;

import java.nio.charset.StandardCharsets;

/** What each candidate's collector says to a request that it accepts. */
final class Answers {
    private static final byte[] CREATED = answer("201 Created", "application/json", "{}");
    private static final byte[] NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** An empty message of protobuf is no byte at all. */
    private static final byte[] EMPTY_PROTOBUF = answer("200 OK", "application/x-protobuf", "");

    private static final byte[] EMPTY_OBJECT = answer("200 OK", "application/json", "{}");
    private static final byte[] EMPTY_ARRAY = answer("200 OK", "application/json", "[]");

    private Answers() {}

    /** Whether it brings events; Moesif's client also asks for settings. */
    static boolean bringsEvents(String target) {
        return !target.startsWith("/v1/config") && !target.startsWith("/v1/rules");
    }

    static byte[] to(String target) {
        if (target.startsWith("/loki/")) {
            return NO_CONTENT;
        }
        if (target.startsWith("/v1/logs")) {
            return EMPTY_PROTOBUF;
        }
        if (target.startsWith("/v1/actions")) {
            return CREATED;
        }
        return target.startsWith("/v1/rules") ? EMPTY_ARRAY : EMPTY_OBJECT;
    }

    private static byte[] answer(String status, String type, String body) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
