package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Strace;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.spool.Child;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * JVMs killed at the very system call that writes, or that deletes what is delivered. The long form kills at every one: {@code
 * mvn test -Dtest=KillAtCallTest -Dkill.every=1}.
 */
class KillAtCallTest {
    /** Kills at each so many-th call. */
    private static final int EVERY = Integer.getInteger("kill.every", 4);

    @TempDir
    private Path temp;

    @BeforeEach
    void needStrace() {
        Strace.assumeUsable();
    }

    @ParameterizedTest
    @CsvSource({"write, 1, 1", "write, 3, 2", "fsync, 2, 3", "async, 1, 4"})
    void atEachWrite_allThatHadReturnedArrives(String durability, int threads, int first) {
        try (Crime crime = new Crime(temp, "<durability>" + durability + "</durability>", "")) {
            boolean killed = true;
            int kills = 0;
            // The last victim lives to its end.
            for (int n = Math.min(first, EVERY); killed; n += EVERY) {
                if (n % 2 == 0) {
                    crime.collector.playAlways(Fault.status(503));
                } else {
                    crime.collector.behave();
                }
                Child victim = crime.startedVictim();
                int from = 12 * n;
                killed = !Strace.during(
                        victim.pid(),
                        temp.resolve("log"),
                        () -> logs(victim, from, threads),
                        "--trace=write",
                        "--inject=write:signal=KILL:when=" + n);
                crime.remember(victim);
                kills += killed ? 1 : 0;
            }

            if (durability.equals("async")) {
                // It may lose the last moment, but never tear or double anything.
                crime.returned().clear();
            }
            Counts counts = crime.recover();

            assertThat(kills).isPositive();
            assertThat(counts.corrupt()).isZero();
            System.out.println(durability + " with " + threads + " threads: killed at " + kills + " writes");
        }
    }

    /** Twelve, of which some come by themselves. */
    private static boolean logs(Child victim, int from, int threads) {
        for (int i = 0; i < 4; i++) {
            if (!victim.survives("log " + (from + 3 * i) + " 3 " + threads)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void betweenAcknowledgementAndDeletion_theSameIdsComeAgain() {
        try (Crime crime = new Crime(temp, "<durability>write</durability>", "")) {
            crime.collector.playAlways(Fault.status(503));
            Child victim = crime.startedVictim();
            victim.ask("log 0 20 1");
            boolean survived = Strace.during(
                    victim.pid(),
                    temp.resolve("log"),
                    () -> {
                        crime.collector.behave();
                        return victim.survives("flush");
                    },
                    "--trace=unlink",
                    "--inject=unlink:signal=KILL");
            assertThat(survived).isFalse();
            crime.remember(victim);
            int acknowledged = crime.collector.actions().size();
            assertThat(acknowledged).isPositive();
            assertThat(crime.files(".segment")).isNotEmpty();

            Counts counts = crime.recover();

            assertThat(crime.returned()).hasSize(20);
            assertThat(crime.collector.actions()).hasSize(20);
            assertThat(crime.collector.duplicates()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(counts.in().recovered()).isEqualTo(20);
        }
    }
}
