package com.moesif.logback.collector;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers to a browser: whatever is in them, it may load from here alone and run nothing that stands in the text. */
final class PageAnswer {
    private static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                            + "require-trusted-types-for 'script'; trusted-types 'none'"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            // Another version of this library may answer on the same port tomorrow.
            Map.entry("Cache-Control", "no-store"));

    private PageAnswer() {}

    static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(String text) {
        return of(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer of(int status, String type, byte[] body) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(HEADERS);
        headers.add(Map.entry("Content-Type", type));
        return new Answer(status, headers, body);
    }

    /** The head of server-sent events, which go on until the connection ends. */
    static byte[] streamHead() {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
        HEADERS.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
