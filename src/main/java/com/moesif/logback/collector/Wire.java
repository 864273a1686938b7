package com.moesif.logback.collector;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** One connection, with everything that a proper or improper server does to it. One thread at a time. */
final class Wire {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LINGER_MILLIS = 1000;

    /** Longer than a client keeps a connection that it does not use. */
    private static final int SILENCE_MILLIS = 5 * 60 * 1000;

    private final Socket socket;
    private final Activity activity;
    private final InputStream in;
    private final OutputStream out;
    private boolean withoutBody;

    Wire(Socket socket, Activity activity) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        this.activity = activity;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        this.out = socket.getOutputStream();
    }

    /** From now on a request is awaited and read. */
    void reads() {
        withoutBody = false;
        activity.reads();
    }

    /** The head of the request is this one: to HEAD no answer has a body, whose bytes would begin the next answer. */
    void isAsked(RequestHead head) {
        withoutBody = head.method().equals("HEAD");
    }

    /** The request has been read as far as it will be. */
    void answers() {
        activity.answers();
    }

    InputStream in() {
        return in;
    }

    void sendContinue() throws IOException {
        out.write(CONTINUE);
    }

    void send(Answer answer, boolean keepAlive) throws IOException {
        out.write(bytes(answer, keepAlive));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void sendHalfTheHead(Answer answer) throws IOException {
        byte[] head = answer.head(false);
        out.write(Arrays.copyOf(head, head.length / 2));
    }

    /** @return whether all of it was sent before the collector began to close */
    boolean trickle(Answer answer, boolean keepAlive, Duration perByte, Closing closing) throws IOException {
        for (byte b : bytes(answer, keepAlive)) {
            if (!closing.pause(perByte)) {
                return false;
            }
            out.write(b);
        }
        return true;
    }

    private byte[] bytes(Answer answer, boolean keepAlive) {
        return withoutBody ? answer.head(keepAlive) : answer.bytes(keepAlive);
    }

    /** A linger of zero makes close() send RST where it would send FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads until the client closes; if the collector closes, that closes the socket and ends the reading. */
    void awaitLeaving() throws IOException {
        socket.setSoTimeout(0);
        in.transferTo(OutputStream.nullOutputStream());
    }

    /**
     * Lets the client read an answer that was sent while it was still sending: closing at once would reset the
     * connection, and the answer with it.
     */
    void linger() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MILLIS);
        long end = System.nanoTime() + Duration.ofMillis(LINGER_MILLIS).toNanos();
        byte[] scrap = new byte[BUFFER_BYTES];
        while (System.nanoTime() - end < 0) {
            if (in.read(scrap) < 0) {
                return;
            }
        }
    }
}
