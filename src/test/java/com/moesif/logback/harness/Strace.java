package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;

/** {@code strace} on a process of ours: watches its system calls, or spoils some of them. */
public final class Strace {
    private Strace() {}

    /** Skips the test where there is none, or it may not trace. */
    public static void assumeUsable() {
        boolean usable;
        try {
            Process process = new ProcessBuilder("strace", "-qq", "-e", "trace=none", "true")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            usable = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            usable = false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Assumptions.assumeTrue(usable, "there is no strace, or it may not trace");
    }

    /** What a command line begins with that is traced from its first moment. */
    public static List<String> launch(Path log, String... options) {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", log.toString()));
        command.addAll(Arrays.asList(options));
        return command;
    }

    /** Has all threads of a process that runs in its hands while this is done; then it lets go, and they go on undisturbed. */
    public static <T> T during(long pid, Path log, Supplier<T> what, String... options) {
        List<String> command =
                new ArrayList<>(List.of("strace", "-f", "-qq", "-o", log.toString(), "-p", String.valueOf(pid)));
        command.addAll(Arrays.asList(options));
        Process strace = start(command);
        try {
            // One that is to be killed may be gone already.
            boolean held = holdsAll(pid);
            for (int again = 0; again < 5 && !held; again++) {
                // A thread that was begun by one it had not got hold of yet has escaped it, and always will.
                strace.destroy();
                strace.waitFor();
                strace = start(command);
                held = holdsAll(pid);
            }
            assertThat(held).as("%s has got hold of all threads", command).isTrue();
            assertThat(strace.isAlive() || !isRunning(pid)).as("%s", command).isTrue();
            return what.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            end(strace, pid);
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsAll(long pid) {
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> !isRunning(pid) || isTraced(pid));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static void end(Process strace, long pid) {
        try {
            // Told to end while its process dies, it may wait for ever for the one thread that it has not seen dying.
            if (isRunning(pid) || !strace.waitFor(10, TimeUnit.SECONDS)) {
                strace.destroy();
            }
            if (!strace.waitFor(1, TimeUnit.SECONDS)) {
                strace.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether its first thread lives. */
    public static boolean isRunning(long pid) {
        try {
            return !Files.readString(Path.of("/proc/" + pid + "/status")).contains("State:\tZ");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isTraced(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readString(thread.resolve("status")).contains("TracerPid:\t0\n")) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // A thread has ended meanwhile: another look.
            return false;
        }
    }
}
