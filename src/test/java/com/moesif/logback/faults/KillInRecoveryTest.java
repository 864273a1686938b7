package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Strace;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.spool.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recovery itself killed at a system call of its own, twice in a row: what two that died have left, torn lines and dead
 * letters among it, is all there afterwards. The long form takes every call: {@code mvn test -Dtest=KillInRecoveryTest
 * -Dkill.calls=1000}.
 */
class KillInRecoveryTest {
    private static final int CALLS = Integer.getInteger("kill.calls", 3);
    private static final long SEED = Long.getLong("kill.seed", 20261124);
    private static final String TRACED = "openat,write,fsync,rename,unlink,rmdir";
    private static final String LETTER =
            "{\"id\":\"%s\",\"time\":\"2026-11-24T00:00:00Z\",\"reason\":\"refused\",\"status\":400,\"answer\":\"\",\"action\":{}}\n";

    @TempDir
    private Path temp;

    private record Call(String name, int number) {}

    @BeforeEach
    void needStrace() {
        Strace.assumeUsable();
    }

    @Test
    void atItsOwnCalls_twice_losesNothing() throws IOException {
        try (Crime crime = new Crime(temp.resolve("scene"), "", "<maxBatchSize>5</maxBatchSize>")) {
            leaveTwoDirectories(crime);
            Path kept = temp.resolve("kept");
            copy(crime.spool, kept);
            List<Call> calls = calls(crime);
            Collections.shuffle(calls, new Random(SEED));
            assertThat(calls).hasSizeGreaterThan(20);
            int killed = 0;
            for (Call call : calls.subList(0, Math.min(CALLS, calls.size()))) {
                crime.forgetArrivals();
                remove(crime.spool);
                copy(kept, crime.spool);
                for (int i = 0; i < 2; i++) {
                    killed += recovers(
                                    crime,
                                    paths(crime),
                                    "--trace=" + call.name,
                                    "--inject=" + call.name + ":signal=KILL:when=" + call.number)
                            ? 0
                            : 1;
                }
                assertAllThere(crime, call);
            }
            assertThat(killed).isPositive();
            System.out.println("killed " + killed + " times in recovery, of " + calls.size() + " calls, seed " + SEED);
        }
    }

    private void leaveTwoDirectories(Crime crime) throws IOException {
        crime.collector.playAlways(Fault.status(503));
        Child one = crime.startedVictim();
        Child other = crime.startedVictim();
        one.ask("log 0 22 1");
        other.ask("log 22 22 1");
        one.ask("stop");
        other.ask("stop");
        crime.remember(one);
        crime.remember(other);
        List<Path> segments = crime.files(".segment");
        assertThat(segments).hasSizeGreaterThan(4);
        for (Path segment : List.of(segments.get(1), segments.get(segments.size() - 1))) {
            Files.writeString(segment, "0badf00d {\"torn", StandardOpenOption.APPEND);
        }
        List<Path> homes = crime.files("lock").stream().map(Path::getParent).toList();
        assertThat(homes).hasSize(2);
        for (Path home : homes) {
            Path dead = Files.createDirectory(home.resolve("dead"));
            Files.writeString(
                    dead.resolve("dead.jsonl"),
                    LETTER.formatted("00000000-0000-4000-8000-00000000000" + homes.indexOf(home)));
            Files.writeString(home.resolve("owner.new"), "name=cut o");
        }
    }

    /** How often a recovery that nobody disturbs makes which call there. */
    private List<Call> calls(Crime crime) throws IOException {
        List<String> paths = paths(crime);
        assertThat(recovers(crime, paths, "--trace=" + TRACED)).isTrue();
        Map<String, Integer> byName = new TreeMap<>();
        for (String line : Files.readAllLines(log())) {
            String call = line.substring(line.indexOf(' ') + 1).strip();
            if (call.indexOf('(') > 0) {
                byName.merge(call.substring(0, call.indexOf('(')), 1, Integer::sum);
            }
        }
        List<Call> calls = new ArrayList<>();
        byName.forEach((name, count) -> {
            for (int n = 1; n <= count; n++) {
                calls.add(new Call(name, n));
            }
        });
        return calls;
    }

    private Path log() {
        return temp.resolve("log");
    }

    /** All that may be touched there. */
    private static List<String> paths(Crime crime) {
        List<String> paths = new ArrayList<>();
        for (Path path : crime.files("")) {
            paths.add(path.toString());
            if (Files.isDirectory(path)) {
                Stream.of("owner.new", "probe.new")
                        .forEach(name -> paths.add(path.resolve(name).toString()));
            } else if (path.toString().endsWith(".segment")) {
                paths.add(path + ".corrupt");
                paths.add(path + ".corrupt.new");
            }
        }
        return paths;
    }

    /** @return whether it has lived to send all there is */
    private boolean recovers(Crime crime, List<String> paths, String... traced) {
        List<String> options = new ArrayList<>(List.of(traced));
        paths.forEach(path -> options.addAll(List.of("-P", path)));
        crime.collector.behave();
        try (Child victim = crime.victim(Strace.launch(log(), options.toArray(String[]::new)))) {
            return victim.survives("start") && victim.survives("flush") && victim.survives("stop");
        }
    }

    private static void assertAllThere(Crime crime, Call call) throws IOException {
        Counts counts = crime.recover();
        assertThat(counts.in().recovered()).as("%s %s", call, counts).isLessThanOrEqualTo(46);
        List<String> letters = new ArrayList<>();
        for (Path file : crime.files(".jsonl")) {
            letters.addAll(Files.readAllLines(file));
        }
        assertThat(letters).as("%s", call).hasSize(2).doesNotHaveDuplicates();
        StringBuilder torn = new StringBuilder();
        for (Path file : crime.files(".corrupt")) {
            torn.append(Files.readString(file));
        }
        assertThat(torn).as("%s", call).hasToString("0badf00d {\"torn\n".repeat(2));
        assertThat(crime.files(".new")).as("%s", call).isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
