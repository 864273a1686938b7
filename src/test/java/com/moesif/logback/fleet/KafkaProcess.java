package com.moesif.logback.fleet;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program of Kafka's in a JVM of its own, which may be stopped, killed or frozen, and started again. {@code -Dfleet.jdk}
 * names the home of another JDK for it than that of the tests. It ends with this JVM.
 */
final class KafkaProcess implements AutoCloseable {
    private static final Duration AMPLE = Duration.ofSeconds(120);
    private static final String HOME = System.getProperty("fleet.jdk", System.getProperty("java.home"));

    private final Path output;
    private final List<String> command;
    private final Thread atExit = new Thread(this::kill);
    private Process process;

    /**
     * Not started yet.
     *
     * @param output where it writes what it says
     * @param heap such as {@code 256m}
     * @param properties its only argument
     */
    KafkaProcess(Path output, KafkaLibraries libraries, String heap, String main, Path properties) {
        this.output = output;
        this.command = List.of(
                Path.of(HOME, "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                libraries.classPath(),
                main,
                properties.toString());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Returns at once. */
    void start() {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until this holds; fails when the program ends before. */
    void awaitReady(BooleanSupplier ready) {
        await().atMost(AMPLE).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("It has ended: see " + output + "\n" + Files.readString(output));
            }
            return ready.getAsBoolean();
        });
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** In order, by SIGTERM. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** By SIGKILL. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(AMPLE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("It does not end: see " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Such as {@code STOP}. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM exits already.
        }
        kill();
    }
}
