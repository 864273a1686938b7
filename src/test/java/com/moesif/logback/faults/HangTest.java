package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.Strace;
import com.moesif.logback.harness.VictimProgram;
import com.moesif.logback.internal.spool.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A system call that doesn't return, as on a network drive that is gone, in a process of its own. */
@Timeout(180)
class HangTest {
    private static final String WORDS = "in one operation for more than a second";
    /** None of the test's calls may wait so long. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(50);

    private static final Pattern COUNT = Pattern.compile("(accepted|delivered|dropped|pending)=(\\d+)");

    @TempDir
    private Path temp;

    @BeforeEach
    void needStrace() {
        Strace.assumeUsable();
    }

    private Child victim(LocalCollector collector, String durability) throws IOException {
        Path xml = temp.resolve("logback.xml");
        Files.writeString(
                xml,
                "<configuration><statusListener class=\"ch.qos.logback.core.status.OnConsoleStatusListener\"/>"
                        + "<appender name=\"MOESIF\" class=\"com.moesif.logback.MoesifAppender\">"
                        + "<applicationId>the-id</applicationId><baseUri>" + collector.baseUri() + "</baseUri>"
                        + "<linger>0</linger><queueSize>16</queueSize><maxBlockTime>" + MAX_BLOCK.toSeconds()
                        + " s</maxBlockTime><shutdownTimeout>2 s</shutdownTimeout><spool><directory>"
                        + temp.resolve("spool") + "</directory><durability>" + durability
                        + "</durability></spool></appender>"
                        + "<root level=\"INFO\"><appender-ref ref=\"MOESIF\"/></root></configuration>");
        Child victim = Child.start(List.of(), VictimProgram.class.getName(), xml.toString());
        victim.ask("start");
        // What is loaded with the first action has its own time.
        victim.ask("log 0 1 1");
        victim.ask("flush");
        return victim;
    }

    private <T> T hanging(Child victim, String call, Duration howLong, Supplier<T> meanwhile) {
        return Strace.during(
                victim.pid(),
                temp.resolve("log"),
                meanwhile,
                "--trace=" + call,
                "--inject=" + call + ":delay_enter=" + howLong.toNanos() / 1_000 + ":when=1");
    }

    private static List<String> words(Child victim) {
        return victim.said().stream().filter(line -> line.contains(WORDS)).toList();
    }

    private static long count(String counts, String what) {
        Matcher count = COUNT.matcher(counts);
        while (count.find()) {
            if (count.group(1).equals(what)) {
                return Long.parseLong(count.group(2));
            }
        }
        throw new AssertionError("no " + what + " in " + counts);
    }

    @ParameterizedTest
    @CsvSource({"async, unlink, delete", "write, unlink, delete", "fsync, fsync, sync", "fsync, unlink, delete"})
    void senderThatHangs_isNoticedByItself_keepsNobody_andGoesOnAfterwards(
            String durability, String call, String operation) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                Child victim = victim(collector, durability)) {
            String counts = hanging(victim, call, Duration.ofSeconds(12), () -> {
                victim.ask("log 1 1 1");
                // Nobody logs, and nobody waits.
                await().atMost(Duration.ofSeconds(5)).until(() -> !words(victim).isEmpty());
                long start = System.nanoTime();
                String said = victim.ask("log 2 200 4");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
                return said;
            });

            assertThat(words(victim)).singleElement().asString().contains(operation, "com.moesif.logback.");
            assertThat(count(counts, "accepted")).isEqualTo(202);
            if (!durability.equals("write")) {
                // There the callers write by themselves.
                assertThat(count(counts, "dropped")).isPositive();
            }
            victim.ask("flush");
            victim.ask("log 500 1 1");
            String after = victim.ask("flush");
            assertThat(count(after, "accepted")).isEqualTo(203);
            assertThat(count(after, "delivered")).isEqualTo(203 - count(after, "dropped"));
            assertThat(victim.end()).isZero();
        }
    }

    @Test
    void exitWhileTheSenderHangs_takesTheShutdownTimeout() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                Child victim = victim(collector, "async")) {
            Duration exit = hanging(victim, "unlink", Duration.ofSeconds(40), () -> {
                victim.ask("log 1 1 1");
                await().atMost(Duration.ofSeconds(5)).until(() -> !words(victim).isEmpty());
                long start = System.nanoTime();
                victim.hangUp();
                // The thread that hangs in the hands of strace is all that is left then.
                await().atMost(Duration.ofSeconds(30)).until(() -> !Strace.isRunning(victim.pid()));
                return Duration.ofNanos(System.nanoTime() - start);
            });

            assertThat(exit).isLessThan(Duration.ofSeconds(6));
            assertThat(victim.end()).isZero();
        }
    }
}
