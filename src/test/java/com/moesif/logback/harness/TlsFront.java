package com.moesif.logback.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS in front of a collector; its certificate can be exchanged. */
public final class TlsFront implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final int target;
    private volatile SSLContext context;
    public volatile boolean needsClientKey;
    /** In the middle of the handshake, by an orderly end of the connection. */
    public volatile boolean hangsUp;
    /** Of the handshakes that came to an end. */
    public final List<String> protocols = new CopyOnWriteArrayList<>();

    public TlsFront(SSLContext context, int target) throws IOException {
        this.context = context;
        this.target = target;
        Relay.daemon(this::accept);
    }

    public String uri() {
        return "https://localhost:" + server.getLocalPort();
    }

    /** As a server that has been started again with another certificate: on new connections, and without the old ones. */
    public void show(SSLContext other) throws IOException {
        context = other;
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    private void accept() throws IOException {
        while (true) {
            Socket plain = server.accept();
            connections.add(plain);
            Relay.daemon(() -> serve(plain));
        }
    }

    private void serve(Socket plain) throws IOException {
        if (hangsUp) {
            try (plain) {
                // To the end of the greeting, or the connection would be reset.
                byte[] head = plain.getInputStream().readNBytes(5);
                plain.getInputStream().readNBytes((head[3] & 0xff) << 8 | head[4] & 0xff);
            }
            return;
        }
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(needsClientKey);
            socket.startHandshake();
            protocols.add(socket.getSession().getProtocol());
            Socket behind = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), target);
            Relay.daemon(() -> Relay.pass(behind, socket));
            Relay.pass(socket, behind);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
