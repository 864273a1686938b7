package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.DeadLetterReplay;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import com.moesif.logback.internal.spool.Inventory;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Operators' programs send dead letters again while their appender writes more: before each call to the disk that one makes, the
 * other does all of its work. A letter that is said to be kept is then among the letters, or on its way.
 */
class LettersWhileReplayedTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
    private static final String REGISTER = "com.moesif.logback.spool.held.(sim=replayed.";
    private static final String SPOOL = "/var/spool";
    private static final int MANY_CALLS = 8;
    private static final int CALLS_OF_A_TRY = 40;

    private final AtomicInteger names = new AtomicInteger(0x10000000);
    private final DiskFaults faults = new DiskFaults(new Random(1), new Coverage());
    private SimDisk disk;
    private final List<String> said = new ArrayList<>();
    private Notices notices;
    private FileSpool spool;
    private int processes;
    private int letters;

    @BeforeEach
    void begin() {
        disk = new SimDisk(faults, BEGIN::toEpochMilli);
        letters = 0;
        said.clear();
        notices = new Notices(new Scribe(said));
        spool = new FileSpool(
                new SpoolConfig(process().getPath(SPOOL), 1 << 20),
                new Tenant("MOESIF", "https://collector", () -> "the-id", () -> false, false, 0),
                notices,
                new Environment(() -> BEGIN, () -> Integer.toHexString(names.incrementAndGet())));
        spool.tend(0);
    }

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith(REGISTER));
    }

    private SimFileSystem process() {
        return new SimFileSystem(disk, "replayed." + processes++);
    }

    /** The appender's part. */
    private void bury() {
        boolean kept = buries();
        notices.speakAll(0);
        assertThat(kept).as("letter: %s", said).isTrue();
    }

    private boolean buries() {
        String id = String.format("00000000-0000-4000-8000-%012x", letters++);
        byte[] json = ("{\"transaction_id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        return spool.bury(new Spool.DeadLetter(json, id, DeadReason.REFUSED, 400, ""), null);
    }

    /** An operator's part. */
    private void replay() {
        Path directory = process().getPath(SPOOL);
        try {
            for (Inventory.Entry entry : Inventory.of(directory)) {
                if (!entry.dead().isEmpty()) {
                    DeadLetterReplay.of(directory, entry, letter -> true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return whether there was such a call */
    private boolean isMetAt(int call, Runnable work, Runnable meanwhile) {
        faults.meanwhile = meanwhile;
        faults.meanwhileAfter = call;
        work.run();
        boolean met = faults.meanwhileAfter < 0;
        faults.heal();
        return met;
    }

    private void nothingIsLost(int call) {
        DiskScan before = new DiskScan(disk);
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < letters; i++) {
            String id = String.format("00000000-0000-4000-8000-%012x", i);
            if (!before.holds(id)) {
                lost.add(id);
            }
        }
        assertThat(lost).as("after call %d, of %d letters", call, letters).isEmpty();

        replay();

        assertThat(new DiskScan(disk).inSegments)
                .as("sent in the end, after call %d", call)
                .hasSize(letters);
        assertThat(new DiskScan(disk).letters).isEmpty();
    }

    private void atEachCall(BooleanSupplier isMet) {
        int call = 0;
        while (isMet.getAsBoolean()) {
            nothingIsLost(call++);
            forget();
            begin();
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void replayAtAnyCallOfALetter_losesNone(int before) {
        int[] call = {0};
        atEachCall(() -> {
            for (int i = 0; i < before; i++) {
                bury();
            }
            return isMetAt(call[0]++, this::bury, this::replay);
        });
    }

    @Test
    void letterAtAnyCallOfAReplay_isLostByNone() {
        int[] call = {0};
        atEachCall(() -> {
            bury();
            bury();
            return isMetAt(call[0]++, this::replay, this::bury);
        });
    }

    @Test
    void replayAtAnyCallOfAnother_losesNone() {
        int[] call = {0};
        atEachCall(() -> {
            bury();
            bury();
            return isMetAt(call[0]++, this::replay, this::replay);
        });
    }

    /** The disk takes no more, and does not sync what it took: whoever comes next has to have the directory that was made. */
    @Test
    void replayOnADiskThatFails_letsGoOfWhatItHasMade() throws IOException {
        bury();
        bury();
        Path directory = process().getPath(SPOOL);
        Inventory.Entry entry = Inventory.of(directory).get(0);
        int[] asked = {0};

        assertThatThrownBy(() -> DeadLetterReplay.of(directory, entry, letter -> {
                    if (asked[0]++ > 0) {
                        faults.capacity = disk.used;
                        faults.syncFails = true;
                    }
                    return true;
                }))
                .isInstanceOf(IOException.class);

        faults.heal();
        assertThat(Inventory.of(process().getPath(SPOOL)))
                .extracting(Inventory.Entry::life)
                .containsExactlyInAnyOrder(Inventory.Life.RUNNING, Inventory.Life.GONE);
        nothingIsLost(0);
    }

    /** Somebody may put a file of letters in the place of the one that is written to: what is in it is no less a letter. */
    @Test
    void fileThatIsPutThereAtAnyCallOfALetter_stays() {
        int[] call = {0};
        atEachCall(() -> {
            bury();
            return isMetAt(call[0]++, this::bury, this::putThere);
        });
    }

    private void putThere() {
        Path directory = process().getPath(SPOOL);
        try (Stream<Path> homes = Files.list(directory)) {
            Path dead = homes.findFirst().orElseThrow().resolve("dead");
            Path file = dead.resolve("dead.jsonl");
            byte[] theirs = another(file);
            Files.move(file, dead.resolve("0-dead.jsonl"));
            disk.put(disk.lookUp(dead.toString()), "dead.jsonl", theirs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more letter like the first of a file. */
    private byte[] another(Path file) throws IOException {
        String line = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")[0] + "\n";
        return line.replaceAll("[0-9a-f-]{36}", String.format("00000000-0000-4000-8000-%012x", letters++))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** All of the one that is written to has been sent by then, and it is gone. */
    @Test
    void fileThatIsPutInThePlaceOfOneThatWasReplayed_getsTheLetterOfAnyCall() {
        int[] call = {0};
        atEachCall(() -> {
            bury();
            return isMetAt(call[0]++, this::bury, this::replayAndPutThere);
        });
    }

    private void replayAndPutThere() {
        try (Stream<Path> homes = Files.list(process().getPath(SPOOL))) {
            Path dead = homes.filter(home -> Files.exists(home.resolve("dead").resolve("dead.jsonl")))
                    .findFirst()
                    .orElseThrow()
                    .resolve("dead");
            byte[] theirs = another(dead.resolve("dead.jsonl"));
            replay();
            disk.put(disk.lookUp(dead.toString()), "dead.jsonl", theirs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some program renames it in a loop: the sender must not try for ever, and a letter that is dropped is nowhere. */
    @Test
    void fileThatIsTakenAwayAtEachTry_isGivenUpAndHoldsNothing() {
        Set<String> reasons = new HashSet<>();
        for (int distance = 0; distance < CALLS_OF_A_TRY; distance++) {
            takenAwayEach(distance);

            boolean kept = buries();

            faults.heal();
            notices.speakAll(0);
            assertThat(new DiskScan(disk).letters)
                    .as("each %d calls: %s", distance, said)
                    .hasSize(kept ? 1 : 0);
            assertThat(said).hasSize(kept ? 0 : 1);
            reasons.addAll(said);
            forget();
            begin();
        }
        assertThat(reasons)
                .anyMatch(text -> text.contains("no such file"))
                .anyMatch(text -> text.contains("takes the file away again and again"));
    }

    private void takenAwayEach(int calls) {
        Path directory = process().getPath(SPOOL);
        int[] number = {0};
        faults.meanwhile = () -> {
            try (Stream<Path> homes = Files.list(directory)) {
                for (Path home : homes.toList()) {
                    Path dead = home.resolve("dead");
                    if (Files.exists(dead.resolve("dead.jsonl"))) {
                        Files.move(dead.resolve("dead.jsonl"), dead.resolve(number[0]++ + "-dead.jsonl"));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            faults.meanwhileAfter = calls;
        };
        faults.meanwhileAfter = calls;
    }
}
