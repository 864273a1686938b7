package com.moesif.logback.internal.transport;

import com.moesif.logback.harness.Relay;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server whose answer has headers without end: as long as somebody reads, and 67 MB at most. */
public final class HeaderBomb implements AutoCloseable {
    private static final long MOST = 67_000_000;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final String beginning;
    private final byte[] piece;
    private final AtomicInteger bombs;
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();

    /** @param kind what there is without end: lines, or bytes in one */
    HeaderBomb(String kind) throws IOException {
        this(kind, Integer.MAX_VALUE, 0);
    }

    /**
     * @param most of so many connections: what comes then is passed on
     * @param target the port on this machine to which it is
     */
    public HeaderBomb(String kind, int most, int target) throws IOException {
        this.bombs = new AtomicInteger(most);
        this.target = target;
        String repeated = switch (kind) {
            case "many lines" -> "X-Header: " + "y".repeat(500) + "\r\n";
            case "one line" -> "y".repeat(500);
            default -> "X".repeat(500);
        };
        this.piece = repeated.repeat(100).getBytes(StandardCharsets.US_ASCII);
        this.beginning = kind.equals("one line") ? "X-Header: " : "";
        Relay.daemon(this::accept);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            if (bombs.getAndDecrement() > 0) {
                Relay.daemon(() -> explode(client));
            } else {
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
                Relay.daemon(() -> pass(client, behind));
                Relay.daemon(() -> pass(behind, client));
            }
        }
    }

    private void explode(Socket client) throws IOException {
        try (client) {
            OutputStream out = client.getOutputStream();
            out.write(("HTTP/1.1 201 Created\r\n" + beginning).getBytes(StandardCharsets.US_ASCII));
            for (long bytes = 0; bytes < MOST; bytes += piece.length) {
                out.write(piece);
                sent.addAndGet(piece.length);
            }
        } finally {
            over.incrementAndGet();
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Bytes of headers, of all connections. */
    public long sent() {
        return sent.get();
    }

    boolean isOver() {
        return over.get() > 0;
    }

    /** Of how many connections it was. */
    public int exploded() {
        return over.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
