package com.moesif.logback.e2e.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A program: the collector of all candidates on loopback, at once or as late as if it were far away. It prints two ports,
 * that of the collector and that where it is asked what has arrived, and ends when its standard input does.
 *
 * <p>Questions are lines, and so are answers: {@code reset 50} forgets everything and is 50 ms away, {@code next} begins a
 * new tally, {@code tallies} gives {@code requests wireBytes events lastArrivalNanos} of each, {@code serials 100 50} how many
 * of the numbers 100 to 149 have arrived.
 */
public final class Sink {
    private final Book book = new Book();

    private Sink() {}

    public static void main(String[] args) throws IOException {
        Sink sink = new Sink();
        int data = sink.listen(sink::collect);
        int control = sink.listen(sink::converse);
        System.out.println(data + " " + control);
        while (System.in.read() >= 0) {
            // Until who started it is gone.
        }
        System.exit(0);
    }

    private interface Talk {
        void with(Socket socket) throws IOException, InterruptedException;
    }

    private int listen(Talk talk) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket socket = server.accept();
                daemon(() -> {
                    try (socket) {
                        socket.setTcpNoDelay(true);
                        talk.with(socket);
                    } catch (SocketException e) {
                        // The other side has gone, as it may.
                    }
                });
            }
        });
        return server.getLocalPort();
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                e.printStackTrace();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void collect(Socket socket) throws IOException, InterruptedException {
        Requests requests = new Requests(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        while (requests.read()) {
            if (Answers.bringsEvents(requests.target)) {
                byte[] body = requests.gzip ? requests.detachedBody() : requests.body;
                book.current().add(body, requests.length, requests.gzip, requests.onTheWire, now());
                int delay = book.delayMillis();
                if (delay > 0) {
                    Thread.sleep(delay);
                }
            }
            out.write(Answers.to(requests.target));
        }
    }

    /** The wall clock: the one that two processes share. */
    private static long now() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private void converse(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.write((answer(line.split(" ")) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String answer(String[] question) {
        switch (question[0]) {
            case "reset" -> book.reset(Integer.parseInt(question[1]));
            case "next" -> book.next();
            case "tallies" -> {
                return book.line();
            }
            case "serials" -> {
                return String.valueOf(book.serials(Integer.parseInt(question[1]), Integer.parseInt(question[2])));
            }
            default -> {
                return "what?";
            }
        }
        return "ok";
    }
}
