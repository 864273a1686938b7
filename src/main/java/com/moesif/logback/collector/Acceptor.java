package com.moesif.logback.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on the loopback address and gives each connection a thread. */
final class Acceptor implements Runnable {
    private static final int BACKLOG = 512;
    /** Each has a thread. */
    static final int MAX_CONNECTIONS = 500;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(50);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket server;
    private final Service service;
    private final Closing closing;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this, "local-collector-accept");

    private Acceptor(ServerSocket server, Service service, Closing closing) {
        this.server = server;
        this.service = service;
        this.closing = closing;
        thread.setDaemon(true);
    }

    static Acceptor start(int port, Service service, Closing closing) {
        Acceptor acceptor = new Acceptor(bind(port), service, closing);
        acceptor.thread.start();
        return acceptor;
    }

    private static ServerSocket bind(int port) {
        try {
            return new ServerSocket(port, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The local collector cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void run() {
        for (long number = 1; !closing.hasBegun(); number++) {
            try {
                serve(server.accept(), number);
            } catch (IOException | RuntimeException | Error e) {
                // Closed, or the process is out of file descriptors, threads or memory, which passes. Were this thread
                // to
                // end, nobody would be answered any more.
                closing.pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private void serve(Socket socket, long number) throws IOException {
        if (open.size() >= MAX_CONNECTIONS && !closeLongestWaiting()) {
            socket.close();
            return;
        }
        Connection connection = new Connection(socket, service, "local-collector-" + number, open::remove);
        open.add(connection);
        // Either close() finds it in the set, or it is seen here that close() has begun.
        if (closing.hasBegun()) {
            connection.close();
        }
        boolean started = false;
        try {
            connection.start();
            started = true;
        } finally {
            if (!started) {
                open.remove(connection);
                connection.close();
            }
        }
    }

    /** Makes room for one more: whoever has had a connection open for longest, and asked for nothing on it, loses it. */
    private boolean closeLongestWaiting() {
        long nowNanos = System.nanoTime();
        Optional<Connection> longest = open.stream()
                .filter(Connection::isReading)
                .max(Comparator.comparingLong(connection -> connection.nanosWaited(nowNanos)));
        longest.ifPresent(connection -> {
            open.remove(connection);
            connection.close();
        });
        return longest.isPresent();
    }

    /** Closes every socket and waits for the threads, at most this long in all. */
    void close(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        closing.begin();
        try {
            server.close();
        } catch (IOException e) {
            // Closed is closed.
        }
        List<Thread> threads = new ArrayList<>(List.of(thread));
        for (Connection connection : open) {
            connection.close();
            threads.add(connection.thread());
        }
        threads.remove(Thread.currentThread());
        threads.forEach(each -> join(each, deadline));
    }

    private static void join(Thread thread, long deadline) {
        try {
            long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (millis > 0) {
                thread.join(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
