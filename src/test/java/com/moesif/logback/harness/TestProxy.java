package com.moesif.logback.harness;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forward proxy: plain requests by absolute URI, everything else by CONNECT; each connection carries one request. */
public final class TestProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String expected;
    /** The first lines of what was let through. */
    public final List<String> passed = new CopyOnWriteArrayList<>();
    /** How often credentials were asked for. */
    public final List<String> refused = new CopyOnWriteArrayList<>();

    /** What it answers in place of doing its work, while it isn't 0. */
    private volatile int status;

    /** @param credentials {@code user:password}; null for nobody's */
    public TestProxy(String credentials) throws IOException {
        expected = credentials == null
                ? null
                : "proxy-authorization: basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        Relay.daemon(() -> {
            while (true) {
                Socket client = server.accept();
                Relay.daemon(() -> serve(client));
            }
        });
    }

    public int port() {
        return server.getLocalPort();
    }

    public String element(String more) {
        return "<proxy><host>127.0.0.1</host><port>" + port() + "</port>" + more + "</proxy>";
    }

    /** Answers with this status whatever it is asked for; 0: does its work again. */
    public void answers(int instead) {
        status = instead;
    }

    private void refuse(Socket client, String first, String head) throws IOException {
        refused.add(first);
        client.getOutputStream()
                .write(("HTTP/1.1 " + head + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            String head = head(client.getInputStream());
            String first = head.substring(0, head.indexOf('\r'));
            if (status != 0) {
                refuse(client, first, status + " Of the proxy\r\n");
                return;
            }
            if (expected != null && !mayPass(head)) {
                refuse(client, first, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n");
                return;
            }
            passed.add(first);
            String target = first.split(" ")[1];
            boolean tunnel = first.startsWith("CONNECT");
            URI uri = URI.create(tunnel ? "tunnel://" + target : target);
            try (Socket behind = new Socket("127.0.0.1", uri.getPort())) {
                if (tunnel) {
                    client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } else {
                    String own = head.replace(target, uri.getRawPath())
                            .replaceAll("(?im)^(proxy-|connection:).*\r\n", "")
                            .replaceFirst("\r\n", "\r\nConnection: close\r\n");
                    behind.getOutputStream().write(own.getBytes(StandardCharsets.US_ASCII));
                }
                Relay.daemon(() -> Relay.pass(client, behind));
                Relay.pass(behind, client);
            }
        }
    }

    private boolean mayPass(String head) {
        // Base64 is the one thing whose case counts.
        String value = expected.substring(expected.lastIndexOf(' ') + 1);
        return head.toLowerCase(Locale.ROOT).contains("proxy-authorization: basic ") && head.contains(value);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            head.append((char) b);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
