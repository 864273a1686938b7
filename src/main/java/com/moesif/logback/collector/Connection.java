package com.moesif.logback.collector;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;

/** One client's connection and the thread that serves it until either side closes it. */
final class Connection implements Runnable {
    private final Socket socket;
    private final Service service;
    private final Consumer<Connection> onEnd;
    private final Activity activity = new Activity();
    private final Thread thread;

    Connection(Socket socket, Service service, String name, Consumer<Connection> onEnd) {
        this.socket = socket;
        this.service = service;
        this.onEnd = onEnd;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether nothing is lost by closing it: its client is waited for. */
    boolean isReading() {
        return activity.isReading();
    }

    /** How long its client has been waited for. */
    long nanosWaited(long nowNanos) {
        return activity.nanosSince(nowNanos);
    }

    Thread thread() {
        return thread;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }

    @Override
    public void run() {
        try (socket) {
            Wire wire = new Wire(socket, activity);
            while (service.serveNext(wire)) {
                // The next request of a connection that is kept alive.
            }
        } catch (IOException e) {
            // The client has gone, or the collector closes. Either way nobody waits for an answer.
        } finally {
            onEnd.accept(this);
        }
    }
}
