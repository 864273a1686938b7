package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.spool.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose clock is set weeks ahead, and back: its C library says the time of day with what a file adds to it. */
class ClockJumpTest {
    private static final String LIBRARY = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <stdlib.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>
            static long ahead(void) {
                char text[32] = {0};
                int file = open(getenv("AHEAD"), O_RDONLY);
                if (file < 0) return 0;
                ssize_t count = read(file, text, sizeof text - 1);
                close(file);
                return count > 0 ? atol(text) : 0;
            }
            int clock_gettime(clockid_t id, struct timespec *now) {
                int result = syscall(SYS_clock_gettime, id, now);
                if (result == 0 && id == CLOCK_REALTIME) {
                    long more = ahead();
                    now->tv_sec += more;
                    if (more != 0) close(open(getenv("JUMPED"), O_CREAT | O_WRONLY, 0600));
                }
                return result;
            }
            int gettimeofday(struct timeval *restrict now, void *restrict zone) {
                struct timespec precise;
                int result = clock_gettime(CLOCK_REALTIME, &precise);
                now->tv_sec = precise.tv_sec;
                now->tv_usec = precise.tv_nsec / 1000;
                return result;
            }
            """;

    @TempDir
    private Path temp;

    @Test
    void whatIsFresh_isNotTooOld_whileTheClockIsWrong() throws Exception {
        Path library = compiled();
        Path ahead = temp.resolve("ahead");
        Path jumped = temp.resolve("jumped");
        try (Crime crime = new Crime(temp, "", "<maxBatchSize>10</maxBatchSize>")) {
            crime.collector.playAlways(Fault.status(503));
            Child victim = crime.victim(List.of("env", "LD_PRELOAD=" + library, "AHEAD=" + ahead, "JUMPED=" + jumped));
            victim.ask("start");
            victim.ask("log 0 50 1");
            await().atMost(Rig.AMPLE).until(() -> victim.ask("counts").contains(" spooled=50 "));

            Files.writeString(ahead, String.valueOf(Duration.ofDays(40).toSeconds()));
            crime.collector.behave();
            await().atMost(Rig.AMPLE).until(() -> victim.ask("flush").contains(" delivered=50 "));
            Files.delete(ahead);

            assertThat(jumped).exists();
            assertThat(crime.files(".jsonl")).isEmpty();
            assertThat(victim.said()).noneMatch(said -> said.contains("is older than"));
            crime.remember(victim);
        }
    }

    private Path compiled() throws IOException, InterruptedException {
        Path source = Files.writeString(temp.resolve("clock.c"), LIBRARY);
        Path library = temp.resolve("clock.so");
        boolean made = false;
        try {
            Process compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                    .inheritIO()
                    .start();
            made = compiler.waitFor(1, TimeUnit.MINUTES) && compiler.exitValue() == 0;
        } catch (IOException e) {
            // There is none.
        }
        Assumptions.assumeTrue(made, "there is no C compiler");
        return library;
    }

    /** A machine that comes up with a clock weeks ahead, until NTP sets it: nothing is lost of what the spool holds. */
    @Test
    void whatIsFound_whileTheClockIsWrongFromTheStart_canBeSentAgain() throws Exception {
        Path library = compiled();
        Path ahead = temp.resolve("ahead");
        Path jumped = temp.resolve("jumped");
        try (Crime crime = new Crime(temp, "", "")) {
            crime.collector.playAlways(Fault.status(503));
            Child victim = crime.startedVictim();
            victim.ask("log 0 50 1");
            await().atMost(Rig.AMPLE).until(() -> victim.ask("counts").contains(" spooled=50 "));
            crime.remember(victim);
            crime.collector.behave();

            Files.writeString(ahead, String.valueOf(Duration.ofDays(40).toSeconds()));
            Child next = crime.victim(List.of("env", "LD_PRELOAD=" + library, "AHEAD=" + ahead, "JUMPED=" + jumped));
            next.ask("start");
            await().atMost(Rig.AMPLE).until(() -> next.ask("counts").contains(" dead=50 expired=50 "));
            assertThat(next.ask("counts")).contains(" dropped=0 ");
            crime.remember(next);
            assertThat(crime.files(".jsonl"))
                    .singleElement()
                    .satisfies(file -> assertThat(file).content().contains("\"reason\":\"expired\""));
            assertThat(crime.collector.actions()).isEmpty();

            // The clock is right again: an operator sends them.
            Path id = Files.writeString(temp.resolve("id"), "the-id");
            try (Child operator = Child.start(
                    List.of(),
                    "com.moesif.logback.cli.Main",
                    "dead",
                    crime.spool.toString(),
                    "--send",
                    "--application-id-file",
                    id.toString(),
                    "--base-uri",
                    crime.collector.baseUri().toString())) {
                assertThat(operator.end()).as("%s", operator.said()).isZero();
            }
            assertThat(crime.collector.actions()).hasSize(50);
            assertThat(crime.files(".jsonl")).isEmpty();
        }
    }
}
