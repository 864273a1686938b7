package com.moesif.logback.internal.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server whose answer has headers without end: as long as somebody reads, and 67 MB at most. */
final class HeaderBomb implements AutoCloseable {
    private static final long MOST = 67_000_000;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread;
    private volatile long sent;

    /** @param kind what there is without end: lines, or bytes in one */
    HeaderBomb(String kind) throws IOException {
        String piece = switch (kind) {
            case "many lines" -> "X-Header: " + "y".repeat(500) + "\r\n";
            case "one line" -> "y".repeat(500);
            default -> "X".repeat(500);
        };
        String beginning = kind.equals("one line") ? "X-Header: " : "";
        thread = new Thread(() -> serve(beginning, piece.repeat(100).getBytes(StandardCharsets.US_ASCII)));
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(String beginning, byte[] piece) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 201 Created\r\n" + beginning).getBytes(StandardCharsets.US_ASCII));
            while (sent < MOST) {
                out.write(piece);
                sent += piece.length;
            }
        } catch (IOException e) {
            // Nobody reads any more.
        }
    }

    int port() {
        return server.getLocalPort();
    }

    long sent() {
        return sent;
    }

    boolean isOver() {
        return !thread.isAlive();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
