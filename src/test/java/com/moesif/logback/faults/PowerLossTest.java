package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Strace;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.spool.Child;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With {@code fsync} the power may fail at any moment: a real service's system calls are recorded, and disks put down as they
 * may be found after any of them, which the real recovery reads. The long form: {@code mvn test -Dtest=PowerLossTest
 * -Dpower.failures=5000 -Dpower.seed=…}.
 */
class PowerLossTest {
    private static final String LATE = " late ";

    private static final int FAILURES = Integer.getInteger("power.failures", 100);
    private static final long SEED = Long.getLong("power.seed", 20261124);
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

    /** Numbers from this one on are of actions that are too old, and become dead letters. */
    private static final int FIRST_OLD = 60;

    private static final int OLD = 5;

    @TempDir
    private Path temp;

    @BeforeEach
    void needStrace() {
        Strace.assumeUsable();
    }

    @Test
    void whatHadReturned_isOnTheDiskOrDelivered() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        try (Crime crime = new Crime(
                temp.resolve("scene"),
                disk.resolve("var").resolve("spool"),
                "<durability>fsync</durability>",
                "<maxBatchSize>7</maxBatchSize>")) {
            List<StraceLog.Call> calls = record(crime, disk);
            Random random = new Random(SEED);
            PoweredDisk model = new PoweredDisk(disk);
            Set<Integer> returned = new HashSet<>();
            Set<Integer> doneWith = new HashSet<>();
            int failures = 0;
            int letters = 0;
            for (int i = 0; i < calls.size(); i++) {
                StraceLog.Call call = calls.get(i);
                if (call.name().equals("unlink") && call.path(0).toString().endsWith(".segment")) {
                    Set<Integer> numbers = numbers(model.content(call.path(0)));
                    // Those that are too old are not delivered: they have to be letters by now.
                    numbers.removeIf(number -> number >= FIRST_OLD);
                    doneWith.addAll(numbers);
                }
                int number = returned(call);
                if (number >= 0) {
                    returned.add(number);
                } else if (!isOfStandardOutput(call)) {
                    model.after(call);
                }
                // As many at each call as it takes, give or take one.
                for (; failures < (long) FAILURES * (i + 1) / calls.size(); failures++) {
                    Path found = temp.resolve("found-" + failures);
                    model.leave(found, random);
                    Set<Integer> there = buried(found);
                    letters = Math.max(letters, there.size());
                    there.addAll(recovered(crime, found.resolve("var").resolve("spool")));
                    there.addAll(doneWith);
                    assertThat(there)
                            .as("seed %s, power failure %s, after call %s, %s", SEED, failures, i, call.name())
                            .containsAll(returned);
                }
            }
            assertThat(returned).hasSize(FIRST_OLD + OLD - late(calls));
            assertThat(letters).isEqualTo(OLD);
            assertThat(doneWith).hasSizeBetween(1, 59);
            System.out.println(failures + " power failures in " + calls.size() + " calls, seed " + SEED);
        }
    }

    /** Through an outage, a recovery of the collector, and another outage. */
    private List<StraceLog.Call> record(Crime crime, Path disk) throws IOException {
        Path log = temp.resolve("log");
        crime.collector.playAlways(Fault.status(503));
        Child victim = crime.victim(Strace.launch(
                log,
                "--seccomp-bpf",
                "-y",
                "-xx",
                "--string-limit=1000000",
                "--signal=none",
                "--trace=openat,read,write,lseek,fsync,fdatasync,rename,mkdir,unlink,rmdir"));
        victim.ask("start");
        victim.ask("log 0 20 1");
        victim.ask("log 20 20 3");
        victim.ask("old " + FIRST_OLD + " " + OLD);
        crime.collector.behave();
        await().atMost(Rig.AMPLE).until(() -> victim.ask("flush").contains(" spooled=0 "));
        crime.collector.playAlways(Fault.status(503));
        victim.ask("log 40 20 2");
        victim.ask("stop");
        assertThat(victim.end()).isZero();
        return StraceLog.read(log).stream()
                .filter(call -> isOfStandardOutput(call)
                        || call.texts().stream()
                                .anyMatch(text -> new String(text, StandardCharsets.UTF_8).startsWith(disk.toString())))
                .toList();
    }

    private static int late(List<StraceLog.Call> calls) {
        return (int) calls.stream()
                .filter(PowerLossTest::isOfStandardOutput)
                .filter(call -> new String(call.texts().get(1), StandardCharsets.UTF_8).contains(LATE))
                .count();
    }

    private static int returned(StraceLog.Call call) {
        String said = isOfStandardOutput(call) ? new String(call.texts().get(1), StandardCharsets.UTF_8) : "";
        // One that was let go early has been promised nothing.
        return said.startsWith("returned ") && !said.contains(LATE)
                ? Integer.parseInt(said.substring("returned ".length()).strip())
                : -1;
    }

    private static boolean isOfStandardOutput(StraceLog.Call call) {
        return call.name().equals("write") && call.descriptor() == 1;
    }

    private static Set<Integer> numbers(byte[] lines) {
        Set<Integer> numbers = new HashSet<>();
        Matcher number = NUMBER.matcher(new String(lines, StandardCharsets.UTF_8));
        while (number.find()) {
            numbers.add(Integer.parseInt(number.group(1)));
        }
        return numbers;
    }

    /** Those in whole lines of dead letters. */
    private static Set<Integer> buried(Path found) throws IOException {
        Set<Integer> numbers = new HashSet<>();
        try (Stream<Path> files = Files.walk(found)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                for (String line :
                        Files.readString(file, StandardCharsets.ISO_8859_1).split("(?<=\n)")) {
                    if (line.startsWith("{\"id\":") && line.endsWith("}}\n")) {
                        numbers.addAll(numbers(line.getBytes(StandardCharsets.ISO_8859_1)));
                    }
                }
            }
        }
        return numbers;
    }

    private static Set<Integer> recovered(Crime crime, Path spool) throws IOException {
        Set<Integer> numbers = new HashSet<>();
        Tenant tenant = new Tenant("MOESIF", crime.collector.baseUri().toString(), () -> "the-id", () -> false);
        FileSpool heir = new FileSpool(new SpoolConfig(spool, 1 << 30), tenant, new Notices(new StatusSink() {
            @Override
            public void warn(String text) {}

            @Override
            public void info(String text) {}
        }));
        heir.tend(0);
        for (Spool.Recovered next = heir.nextRecovered(); next != null; next = heir.nextRecovered()) {
            if (next.actions() > 0) {
                next.segment().read((bytes, from, to) -> numbers.addAll(numbers(Arrays.copyOfRange(bytes, from, to))));
            }
        }
        heir.close();
        return numbers;
    }
}
