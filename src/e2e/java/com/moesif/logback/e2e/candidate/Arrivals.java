package com.moesif.logback.e2e.candidate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Asks the sink what has arrived. For one thread. */
final class Arrivals {
    /**
     * What has arrived between two calls of {@link #next}.
     *
     * @param lastNanos the wall clock when the last of it did
     */
    record Tally(long requests, long wireBytes, long events, long lastNanos) {
        static Tally of(String line) {
            long[] numbers =
                    Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
            return new Tally(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
    }

    private final Socket socket;
    private final BufferedReader in;

    Arrivals(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    void reset(int delayMillis) throws IOException {
        ask("reset " + delayMillis);
    }

    void next() throws IOException {
        ask("next");
    }

    List<Tally> tallies() throws IOException {
        return Arrays.stream(ask("tallies").split(",")).map(Tally::of).toList();
    }

    long events() throws IOException {
        return tallies().stream().mapToLong(Tally::events).sum();
    }

    /** How many that bear one of so many numbers, from the first on, have arrived: each counts once. */
    long serials(long first, long count) throws IOException {
        return Long.parseLong(ask("serials " + first + " " + count));
    }

    /** Waits until this many have arrived in all, or until it has been long enough. */
    boolean await(long events, long millis) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (events() < events) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }

    private String ask(String question) throws IOException {
        socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.US_ASCII));
        return in.readLine();
    }
}
