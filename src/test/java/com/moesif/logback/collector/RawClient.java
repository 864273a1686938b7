package com.moesif.logback.collector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes over a socket, for what no proper client sends or would hide. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(LocalCollector collector) throws IOException {
        this(collector.port());
    }

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
    }

    static String head(String length) {
        return "POST /v1/actions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "X-Moesif-Application-Id: test\r\n" + length + "\r\n\r\n";
    }

    static String request(String body) {
        return head("Content-Length: " + body.length()) + body;
    }

    void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** One byte, or -1 when the server has closed the connection in order. */
    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** Everything up to the empty line that ends a head. */
    String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = read();
            if (b < 0) {
                break;
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Everything up to the end of the connection. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
