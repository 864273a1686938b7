package com.moesif.logback.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Passes bytes on, from one loopback port to another. */
public final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final int bytesASecond;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    private Relay(ServerSocket server, int target, int bytesASecond) {
        this.server = server;
        this.target = target;
        this.bytesASecond = bytesASecond;
    }

    /** A task that ends by an exception when its socket is closed. */
    public interface Task {
        void run() throws IOException;
    }

    public static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // Closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    public static Relay to(int target, int port) throws IOException {
        return to(target, port, 0);
    }

    /** An uplink that carries so many bytes a second, of all its connections together, and buffers few. */
    public static Relay slow(int target, int bytesASecond) throws IOException {
        return to(target, 0, bytesASecond);
    }

    private static Relay to(int target, int port, int bytesASecond) throws IOException {
        ServerSocket server = new ServerSocket();
        if (bytesASecond > 0) {
            server.setReceiveBufferSize(16 * 1024);
        }
        server.setReuseAddress(true);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Relay relay = new Relay(server, target, bytesASecond);
        daemon(relay::accept);
        return relay;
    }

    public int port() {
        return server.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** Connections that neither side has closed. */
    public long open() {
        return open.stream().filter(socket -> !socket.isClosed()).count();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            connections.incrementAndGet();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(behind);
            daemon(() -> {
                if (bytesASecond == 0) {
                    pass(client, behind);
                } else {
                    trickle(client, behind);
                }
            });
            daemon(() -> pass(behind, client));
        }
    }

    private void trickle(Socket from, Socket to) throws IOException {
        byte[] piece = new byte[4_096];
        try (from;
                to) {
            for (int count = from.getInputStream().read(piece);
                    count >= 0;
                    count = from.getInputStream().read(piece)) {
                synchronized (this) {
                    LockSupport.parkNanos(count * 1_000_000_000L / bytesASecond);
                }
                to.getOutputStream().write(piece, 0, count);
            }
        }
    }

    static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
