package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Strace;
import com.moesif.logback.internal.spool.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that answers some system calls of a running service with an error, once or until it is mended. The service carries
 * on, says so, returns to the disk, and is killed: all it had taken is there.
 */
class DiskFaultTest {
    @TempDir
    private Path temp;

    @BeforeEach
    void needStrace() {
        Strace.assumeUsable();
    }

    /**
     * @param calls and what becomes of them
     * @param everywhere or only of the open segment and the file that the disk is tried with
     */
    private record Trouble(String durability, String calls, boolean everywhere, String said) {
        @Override
        public String toString() {
            return durability + "-" + calls.replace(':', '-');
        }
    }

    /** Each waits for the disk to be tried again, most of its time, so all are under way at once. */
    @Test
    void errorsOfTheDisk_costNothing() throws Exception {
        List<Trouble> troubles = List.of(
                new Trouble("write", "write:error=ENOSPC:when=1", false, "No space left on device"),
                new Trouble("write", "write,openat:error=ENOSPC", false, "No space left on device"),
                new Trouble("async", "write:error=EIO:when=1", false, "Input/output error"),
                new Trouble("async", "write,openat:error=EROFS", false, "Read-only file system"),
                new Trouble("fsync", "write:error=ENOSPC:when=1", false, "No space left on device"),
                new Trouble("fsync", "fsync:error=EIO:when=1", true, "sync"),
                new Trouble("fsync", "fsync:error=EIO", true, "sync"),
                new Trouble("fsync", "fsync:error=ENOSPC:when=2+2", true, "sync"));
        ExecutorService executor = Executors.newFixedThreadPool(troubles.size());
        try {
            List<Executable> outcomes = new ArrayList<>();
            for (Trouble trouble : troubles) {
                Future<?> outcome = executor.submit(() -> outlasts(trouble));
                outcomes.add(outcome::get);
            }
            assertAll(outcomes);
        } finally {
            executor.shutdown();
        }
    }

    private void outlasts(Trouble trouble) {
        try (Crime crime = new Crime(
                temp.resolve(trouble.toString()), "<durability>" + trouble.durability + "</durability>", "")) {
            crime.collector.playAlways(Fault.status(503));
            Child victim = crime.startedVictim();
            victim.ask("log 0 10 1");
            await().atMost(Rig.AMPLE).until(() -> count(victim.ask("counts"), "retries") > 0);
            // While the first ones are refused, these are in a segment that stays open.
            victim.ask("log 10 10 1");
            await().atMost(Rig.AMPLE).until(() -> spooled(victim) == 20);
            Strace.during(
                    victim.pid(),
                    crime.directory.resolve("log"),
                    () -> {
                        victim.ask("log 20 20 1");
                        await().atMost(Rig.AMPLE)
                                .untilAsserted(() -> assertThat(victim.said())
                                        .as("%s", trouble)
                                        .anyMatch(said -> said.contains("can't be used: could not")
                                                && said.contains(trouble.said)));
                        return victim.ask("log 40 20 3");
                    },
                    options(crime, trouble));
            victim.ask("log 60 20 2");
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(spooled(victim))
                            .as("%s: %s", trouble, victim.said())
                            .isEqualTo(80));
            // It stays on the disk from now on: the next is in its file when its call has returned.
            victim.ask("log 80 1 1");
            await().atMost(Rig.AMPLE).until(() -> spooled(victim) == 81);
            crime.remember(victim);

            crime.recover();

            assertThat(crime.returned()).as("%s", trouble).hasSize(81);
        }
    }

    private static String[] options(Crime crime, Trouble trouble) {
        Path segment = crime.files(".segment").get(crime.files(".segment").size() - 1);
        List<String> options = new ArrayList<>(List.of(
                "--trace=" + trouble.calls.substring(0, trouble.calls.indexOf(':')), "--inject=" + trouble.calls));
        if (!trouble.everywhere) {
            options.addAll(List.of(
                    "-P",
                    segment.toString(),
                    "-P",
                    segment.resolveSibling("probe.new").toString()));
        }
        return options.toArray(String[]::new);
    }

    private static long spooled(Child victim) {
        return count(victim.ask("counts"), "spooled");
    }

    private static long count(String counts, String name) {
        int at = counts.indexOf(name + "=") + name.length() + 1;
        return Long.parseLong(counts.substring(at, counts.indexOf(' ', at)));
    }

    @Test
    void aDeliveredSegmentThatCanNotBeDeleted_isDeletedOnceItCan() {
        try (Crime crime = new Crime(temp, "", "")) {
            Child victim = crime.startedVictim();
            victim.ask("log 0 20 1");
            // Before the directory has been found usable that would be the trouble.
            await().atMost(Rig.AMPLE).until(() -> count(victim.ask("counts"), "delivered") == 20);
            Strace.during(
                    victim.pid(),
                    temp.resolve("log"),
                    () -> {
                        victim.ask("log 20 20 1");
                        await().atMost(Rig.AMPLE)
                                .untilAsserted(() ->
                                        assertThat(victim.said()).anyMatch(said -> said.contains("could not delete")));
                        return victim.ask("log 40 20 1");
                    },
                    "--trace=unlink",
                    "--inject=unlink:error=EIO");
            await().atMost(Rig.AMPLE).until(() -> count(victim.ask("flush"), "delivered") == 60);

            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(crime.files(".segment")).isEmpty());
            assertThat(crime.collector.actions()).hasSize(60);
            crime.remember(victim);
        }
    }

    @Test
    void aStopJustAfterAnError_triesTheDiskOnceMore() {
        try (Crime crime = new Crime(temp, "", "")) {
            crime.collector.playAlways(Fault.status(503));
            Child victim = crime.startedVictim();
            victim.ask("log 0 10 1");
            await().atMost(Rig.AMPLE).until(() -> count(victim.ask("counts"), "retries") > 0);
            victim.ask("log 10 10 1");
            await().atMost(Rig.AMPLE).until(() -> spooled(victim) == 20);
            String counts = Strace.during(
                    victim.pid(),
                    temp.resolve("log"),
                    () -> {
                        victim.ask("log 20 10 1");
                        return victim.ask("stop");
                    },
                    options(crime, new Trouble("async", "write:error=EIO:when=1", false, "")));
            crime.remember(victim);

            assertThat(victim.said()).anyMatch(said -> said.contains("Input/output error"));
            assertThat(count(counts, "spooled")).as(counts).isEqualTo(30);
            crime.recover();
        }
    }
}
