package com.moesif.logback.harness;

import com.moesif.logback.Insight;
import com.moesif.logback.internal.ledger.Oddity;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A service that something is done to: configured by the file it is given, told by lines on its standard input what to do.
 * {@code log FROM COUNT THREADS} says {@code returned N} as soon as the call that logs number N has returned, and {@code
 * returned N late L} when it, or one beside it, was let go before its action was in its file, as L have been so far; {@code
 * old FROM COUNT} does the same for actions that are older than {@code maxAge}.
 */
public final class VictimProgram {
    /** Unbuffered: what has been said is out, whatever happens next. */
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private VictimProgram() {}

    public static void main(String[] args) throws Exception {
        Service service = null;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "start" -> service = Service.start(Path.of(args[0]));
                case "log" ->
                    log(
                            service,
                            Integer.parseInt(words[1]),
                            Integer.parseInt(words[2]),
                            Integer.parseInt(words[3]),
                            null);
                case "old" ->
                    log(
                            service,
                            Integer.parseInt(words[1]),
                            Integer.parseInt(words[2]),
                            1,
                            Instant.now().minus(Duration.ofDays(31)));
                case "flush" -> service.appender().flush(Duration.ofSeconds(20));
                case "stop" -> service.appender().stop();
                default -> {}
            }
            say("> " + (service == null ? "" : Insight.counts(service.appender())));
        }
    }

    private static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void log(Service service, int from, int count, int threads, Instant time)
            throws InterruptedException {
        if (threads == 1) {
            log(service, from, count, time);
            return;
        }
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = from + t * count / threads;
            int next = from + (t + 1) * count / threads;
            Thread thread = new Thread(() -> log(service, first, next - first, time));
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    /** @param time null for the event's own */
    private static void log(Service service, int from, int count, Instant time) {
        Logger logger = service.logger("com.acme.Service");
        for (int i = from; i < from + count; i++) {
            long late = lateCommits(service);
            LoggingEventBuilder event = logger.atInfo()
                    .addKeyValue("action_name", "Survived")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("n", i);
            (time == null ? event : event.addKeyValue("request.time", time)).log("survived");
            long lateNow = lateCommits(service);
            say("returned " + i + (lateNow > late ? " late " + lateNow : ""));
        }
    }

    private static long lateCommits(Service service) {
        return Insight.counts(service.appender()).oddities().get(Oddity.LATE_COMMITS);
    }
}
