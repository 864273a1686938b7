package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.faults.Crime;
import com.moesif.logback.harness.LiveFiles;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Strace;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.spool.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller waits for, and what it doesn't. */
class CommitTest {
    @TempDir
    private Path temp;

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : LiveFiles.below(temp.resolve("spool"), ".segment")) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "fsync"})
    void interruptedCaller_hasItsActionInTheFile_andItsFlagStill(String durability) throws Exception {
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            rig.configure(
                    rig.collector.baseUri().toString(),
                    "<spool><directory>" + temp.resolve("spool") + "</directory><durability>" + durability
                            + "</durability><commitTimeout>60 s</commitTimeout></spool>");
            // The first one makes the file, too.
            for (int i = 1; i <= 20; i++) {
                Thread.currentThread().interrupt();
                rig.log(1);
                assertThat(Thread.interrupted()).as("flag of the caller").isTrue();
                assertThat(lines()).hasSizeBetween(i - late(rig), i);
            }

            Thread other = new Thread(() -> rig.log(20));
            other.start();
            other.join();

            assertThat(lines()).hasSizeBetween(40 - late(rig), 40);
            assertThat(rig.warnings()).noneMatch(warning -> warning.contains("spool"));
            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    /** Those that were let go, since the disk hung, have been promised nothing. */
    private static int late(Rig rig) {
        return rig.counts().oddities().get(Oddity.LATE_COMMITS).intValue();
    }

    /** A cleaner's doing: what is synced to a file without a name is gone with the process. */
    @Test
    void withFsync_aFileThatSomebodyRemoves_isWrittenAnewBeforeTheCallReturns() throws Exception {
        try (Rig rig = new Rig()) {
            rig.collector.playAlways(Fault.status(503));
            rig.configure(
                    rig.collector.baseUri().toString(),
                    "<spool><directory>" + temp.resolve("spool")
                            + "</directory><durability>fsync</durability><commitTimeout>60 s</commitTimeout></spool>");
            rig.log(1).awaitRetries(1);
            // One that is open, while the first is sealed.
            rig.log(1);
            assertThat(lines()).hasSize(2);
            for (Path file : LiveFiles.below(temp.resolve("spool"), ".segment")) {
                Files.delete(file);
            }

            rig.log(1);

            assertThat(lines()).as("those of the open file").hasSizeBetween(2, 3);
            assertThat(rig.counts().oddities().get(Oddity.LATE_COMMITS)).isZero();
            rig.awaitWarning("Somebody has removed");
            rig.collector.behave();
            rig.awaitAllDelivered();
        }
    }

    /** The disk stalls for longer than anything here is waited for. */
    @ParameterizedTest
    @ValueSource(strings = {"write", "fsync"})
    void stalledDisk_holdsNobodyBeyondCommitTimeout(String durability) {
        Strace.assumeUsable();
        try (Crime crime = new Crime(
                temp, "<durability>" + durability + "</durability><commitTimeout>300 ms</commitTimeout>", "")) {
            crime.collector.playAlways(Fault.status(503));
            Child victim = crime.startedVictim();
            victim.ask("log 0 10 1");
            await().atMost(Rig.AMPLE).until(() -> !victim.ask("counts").contains(" retries=0 "));
            victim.ask("log 10 10 1");
            Path segment = crime.files(".segment").get(crime.files(".segment").size() - 1);
            // A busy machine's disk may have been late before it was stalled.
            int lateBefore = lateCommits(victim);
            // With "write" one of the callers may write for all, and has to stay with its write; or the sender came
            // first.
            int returns = durability.equals("write") ? 2 : 3;
            Strace.during(
                    victim.pid(),
                    temp.resolve("log"),
                    () -> {
                        victim.tell("log 20 3 3");
                        await().atMost(Rig.AMPLE)
                                .untilAsserted(() ->
                                        assertThat(Crime.returned(victim)).hasSizeGreaterThanOrEqualTo(20 + returns));
                        return victim;
                    },
                    "--trace=write,fsync",
                    "-P",
                    segment.toString(),
                    "--inject=write,fsync:delay_enter=100s");
            victim.reply();
            // The sender speaks, and it stood at the same disk.
            await().atMost(Rig.AMPLE)
                    .until(() -> victim.said().stream().anyMatch(said -> said.contains("within <commitTimeout>")));
            await().atMost(Rig.AMPLE).until(() -> victim.ask("counts").contains(" spooled=23 "));
            assertThat(lateCommits(victim) - lateBefore).isBetween(returns, 3);
            crime.remember(victim);
            crime.recover();
            assertThat(crime.returned()).hasSize(23);
            assertThat(crime.collector.actions())
                    .as("late, but written before the kill")
                    .hasSize(23);
        }
    }

    @Test
    void async_neverSyncs() throws IOException {
        Strace.assumeUsable();
        try (Crime crime = new Crime(temp, "<durability>async</durability>", "<maxBatchSize>5</maxBatchSize>")) {
            Child victim = crime.startedVictim();
            victim.ask("log 0 1 1");
            assertThat(victim.ask("flush")).contains(" delivered=1 ");
            String counts = Strace.during(
                    victim.pid(),
                    temp.resolve("log"),
                    () -> {
                        victim.ask("log 1 100 2");
                        return victim.ask("flush");
                    },
                    "--trace=fsync,fdatasync,msync,sync_file_range,unlink");
            crime.remember(victim);

            assertThat(counts).contains(" delivered=101 ");
            assertThat(Files.readString(temp.resolve("log")))
                    .contains("unlink(")
                    .doesNotContain("sync");
        }
    }

    private static int lateCommits(Child victim) {
        String counts = victim.ask("counts");
        return Integer.parseInt(counts.substring(counts.lastIndexOf('=') + 1));
    }
}
