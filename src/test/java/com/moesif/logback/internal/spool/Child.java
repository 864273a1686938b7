package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Jdks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own that is told by lines what to do. Its lines that begin with {@code "> "} are replies, the last
 * of each command; whatever else it says is gathered.
 */
public final class Child implements AutoCloseable {
    private static final Duration AMPLE = Duration.ofMinutes(1);
    private static final String REPLY = "> ";
    /** Stands for the end of what it says. */
    private static final String GONE = "gone";

    private final Process process;
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread listener;

    private Child(Process process) {
        this.process = process;
        this.listener = new Thread(this::listen);
        listener.setDaemon(true);
        listener.start();
    }

    /** @param prefix what the command line begins with: a program that runs another */
    public static Child start(List<String> prefix, String main, String... args) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Jdks.quickly(
                Jdks.own(),
                // It would write, and remove, files of its own.
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(args));
        try {
            return new Child(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(REPLY)) {
                    replies.add(line.substring(REPLY.length()));
                } else {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        } finally {
            replies.add(GONE);
        }
    }

    /** Tells it to do something, which it may not survive. */
    public void tell(String command) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(command)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            // It's gone, as its reply will say.
        }
    }

    /** @return whether it has lived to reply */
    public boolean survives(String command) {
        tell(command);
        return !reply().equals(GONE);
    }

    public String ask(String command) {
        tell(command);
        String reply = reply();
        assertThat(reply).as("%s: %s", command, said).isNotEqualTo(GONE);
        return reply;
    }

    /** To what it was told. */
    public String reply() {
        try {
            String reply = replies.poll(AMPLE.toSeconds(), TimeUnit.SECONDS);
            assertThat(reply).as("it neither replies nor dies: %s", said).isNotNull();
            return reply;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it said besides replies, so far. */
    public List<String> said() {
        return List.copyOf(said);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
    }

    /** By SIGKILL; all it has said is known then. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
            listener.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** There will be no more commands: it may end. */
    public void hangUp() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            // It's gone.
        }
    }

    /** Until it has ended by itself. */
    public int end() {
        try {
            hangUp();
            assertThat(process.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS))
                    .as("still alive: %s", said)
                    .isTrue();
            listener.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
