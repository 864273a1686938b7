package com.moesif.logback.collector;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One answer, and the bytes it makes. */
record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(402, "Payment Required"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(410, "Gone"),
            Map.entry(413, "Content Too Large"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    static Answer created() {
        return new Answer(201, List.of(), new byte[0]);
    }

    /** The same, and asks an appender on this machine which log lines the actions were. */
    static Answer createdAsking() {
        return new Answer(201, List.of(Map.entry("X-Local-Collector", "lines")), new byte[0]);
    }

    static Answer of(Rejected rejected) {
        String index = rejected.index() < 0 ? "" : "\"index\":" + rejected.index() + ",";
        String body = "{" + index + "\"error\":" + Json.quote(rejected.reason()) + "}";
        Map.Entry<String, String> type = Map.entry("Content-Type", "application/json");
        List<Map.Entry<String, String>> headers =
                rejected.status() == 405 ? List.of(type, Map.entry("Allow", "POST")) : List.of(type);
        return new Answer(rejected.status(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether its own headers end the connection. */
    boolean closes() {
        return headers.stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase("Connection")
                        && header.getValue().equalsIgnoreCase("close"));
    }

    /** Status line and headers, with the empty line that ends them. */
    byte[] head(boolean keepAlive) {
        StringBuilder head = new StringBuilder(128);
        line(head, "HTTP/1.1 " + status + " " + PHRASES.getOrDefault(status, ""));
        headers.forEach(header -> line(head, header.getKey() + ": " + header.getValue()));
        if (status != 204 && status != 304) {
            line(head, "Content-Length: " + body.length);
        }
        if (!keepAlive && !closes()) {
            line(head, "Connection: close");
        }
        line(head, "");
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Head and body in one piece, so that they leave in one packet. */
    byte[] bytes(boolean keepAlive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head(keepAlive));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static void line(StringBuilder head, String line) {
        head.append(line).append("\r\n");
    }
}
