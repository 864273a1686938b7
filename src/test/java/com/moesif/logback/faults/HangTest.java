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
@Timeout(300)
class HangTest {
    private static final String WORDS = "in one operation for more than a second";
    /** Longer than a test may take: whatever ends before has not waited for it. */
    private static final Duration FOR_EVER = Duration.ofMinutes(30);
    /** When a test gives up. */
    private static final Duration AMPLE = Duration.ofSeconds(60);

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
                        + "<linger>0</linger><queueSize>16</queueSize><maxBlockTime>" + FOR_EVER.toSeconds()
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

    /** The call doesn't return before this is done. */
    private <T> T hanging(Child victim, String call, Supplier<T> meanwhile) {
        return Strace.during(
                victim.pid(),
                temp.resolve("log"),
                meanwhile,
                "--trace=" + call,
                "--inject=" + call + ":delay_enter=" + FOR_EVER.toSeconds() * 1_000_000 + ":when=1");
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
            String counts = hanging(victim, call, () -> {
                victim.ask("log 1 1 1");
                // Nobody logs, and nobody waits.
                await().atMost(AMPLE).until(() -> !words(victim).isEmpty());
                // So many that none can have waited: each wait is at least a tenth of a second.
                return victim.ask("log 2 5000 4");
            });

            assertThat(words(victim)).singleElement().asString().contains(operation, "com.moesif.logback.");
            assertThat(count(counts, "accepted")).isEqualTo(5002);
            if (!durability.equals("write")) {
                // There the callers write by themselves.
                assertThat(count(counts, "dropped")).isPositive();
            }
            victim.ask("flush");
            victim.ask("log 9000 1 1");
            String after = victim.ask("flush");
            assertThat(count(after, "accepted")).isEqualTo(5003);
            assertThat(count(after, "delivered")).isEqualTo(5003 - count(after, "dropped"));
            assertThat(victim.end()).isZero();
        }
    }

    @Test
    void exitWhileTheSenderHangs_takesTheShutdownTimeout() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                Child victim = victim(collector, "async")) {
            hanging(victim, "unlink", () -> {
                victim.ask("log 1 1 1");
                await().atMost(AMPLE).until(() -> !words(victim).isEmpty());
                victim.hangUp();
                // The thread that hangs in the hands of strace is all that is left then.
                await().atMost(AMPLE).until(() -> !Strace.isRunning(victim.pid()));
                return null;
            });

            assertThat(victim.end()).isZero();
        }
    }
}
