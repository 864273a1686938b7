package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A power failure keeps what it likes of what was not synced, so that each moment is tried with many of them. */
class LettersAfterPowerLossTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final String REGISTER = "com.moesif.logback.spool.held.(sim=letters.";
    private static final int POWER_FAILURES = 25;
    /** Where each of many calls has as many. */
    private static final int FEW_POWER_FAILURES = 8;

    private static final int MANY_CALLS = 8;

    private final AtomicInteger names = new AtomicInteger(0x10000000);
    private final DiskFaults faults = new DiskFaults(new Random(1), new Coverage());
    private final Spool.DeadLetter letter = letter(ID);
    private int processes;

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith(REGISTER));
    }

    private static Spool.DeadLetter letter(String id) {
        byte[] json = ("{\"transaction_id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        return new Spool.DeadLetter(json, id, DeadReason.REFUSED, 400, "");
    }

    private FileSpool begun(SimFileSystem process) {
        FileSpool spool = new FileSpool(
                new SpoolConfig(process.getPath("/var/spool"), 1 << 20),
                new Tenant("MOESIF", "https://collector", () -> "the-id", () -> false, false, 0),
                new Notices(new Scribe(new ArrayList<>())),
                new Environment(() -> BEGIN, () -> Integer.toHexString(names.incrementAndGet())));
        spool.tend(0);
        return spool;
    }

    private SimFileSystem process(SimDisk disk) {
        return new SimFileSystem(disk, "letters." + processes++);
    }

    @Test
    void aLetterThatIsKept_isThereAfterAnyPowerFailure() {
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem process = process(disk);
            assertThat(begun(process).bury(letter, null)).isTrue();

            isThereAfter(failure, disk, process, "nothing was killed");
        }
    }

    /** Whoever wrote it was killed before it was synced: to whoever comes next it is there, and its segment goes. */
    @Test
    void aLetterThatWasFound_isThereAfterAnyPowerFailure() {
        int call = 0;
        while (isThereAfterKillAt(call)) {
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** The directory was made, and the disk did not take its name: to the next try it is there. */
    @Test
    void aLetterWhoseFirstTryFailed_isThereAfterAnyPowerFailure() throws IOException {
        int call = 0;
        while (isThereAfterErrorAt(call, false)) {
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** An operator has taken away the file of those before: the name of the new one is not on the disk because that one's was. */
    @Test
    void aLetterInANewFileWhoseFirstTryFailed_isThereAfterAnyPowerFailure() throws IOException {
        int call = 0;
        while (isThereAfterErrorAt(call, true)) {
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /**
     * @param takenBefore whether a file of letters was there before, and was taken away
     * @return whether there was such a call
     */
    private boolean isThereAfterErrorAt(int call, boolean takenBefore) throws IOException {
        boolean failed = false;
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem process = process(disk);
            FileSpool spool = begun(process);
            if (takenBefore) {
                assertThat(spool.bury(letter(ID.replace('1', '2')), null)).isTrue();
                Files.delete(home(process).resolve("dead/dead.jsonl"));
            }
            faults.failAfter = call;
            boolean kept = spool.bury(letter, null);
            failed = faults.failAfter < 0;
            faults.heal();
            assertThat(kept || spool.bury(letter, null)).isTrue();

            isThereAfter(failure, disk, process, "an error at call " + call);
        }
        return failed;
    }

    /** An operator has put it back, and the file system is yet to write it and the directory it lies in. */
    @Test
    void aLetterThatSomebodyHasPutThere_isThereAfterAnyPowerFailure() throws IOException {
        byte[] line = line();
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem process = process(disk);
            FileSpool spool = begun(process);
            Path dead = Files.createDirectory(home(process).resolve("dead"));
            Path file = Files.createFile(
                    dead.resolve("dead.jsonl"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel letters = FileChannel.open(file, StandardOpenOption.WRITE)) {
                letters.write(ByteBuffer.wrap(line));
            }
            assertThat(spool.bury(letter, null)).isTrue();

            isThereAfter(failure, disk, process, "it was put there");
        }
    }

    /** Its letter goes, and only a segment has it then. */
    @Test
    void aLetterThatIsSentAgain_isThereAfterAnyPowerFailure() throws IOException {
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem process = process(disk);
            FileSpool spool = begun(process);
            assertThat(spool.bury(letter, null)).isTrue();
            assertThat(spool.bury(letter(ID.replace('1', '2')), null)).isTrue();
            Path directory = process.getPath("/var/spool");
            Inventory.Entry entry = Inventory.of(directory).get(0);
            boolean all = failure % 2 == 0;
            DeadLetterReplay.of(directory, entry, each -> all || each.id().equals(ID));

            process.die();
            disk.powerFails(new Random(failure));

            DiskScan left = new DiskScan(disk);
            Set<String> ids = new HashSet<>(left.letters);
            ids.addAll(left.inSegments);
            assertThat(ids).as("power failure %d", failure).contains(ID, ID.replace('1', '2'));
        }
    }

    /** The program that sends it again is killed, and the power fails then: one of both files has it. */
    @Test
    void aLetterWhoseSenderWasKilled_isThereAfterAnyPowerFailure() throws IOException {
        int call = 0;
        while (isThereAfterKillOfReplayAt(call)) {
            call++;
        }
        assertThat(call).as("calls").isGreaterThan(MANY_CALLS);
    }

    /** @return whether there was such a call */
    private boolean isThereAfterKillOfReplayAt(int call) throws IOException {
        boolean killed = false;
        for (int failure = 0; failure < FEW_POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem process = process(disk);
            assertThat(begun(process).bury(letter, null)).isTrue();
            SimFileSystem operators = process(disk);
            Path directory = operators.getPath("/var/spool");
            Inventory.Entry entry = Inventory.of(directory).get(0);
            faults.doomed = operators;
            faults.killAfter = call;
            try {
                DeadLetterReplay.of(directory, entry, each -> true);
            } catch (DiskFaults.Killed e) {
                // As intended.
            }
            killed = operators.isDead();
            faults.doomed = null;

            process.die();
            operators.die();
            disk.powerFails(new Random(failure));

            assertThat(new DiskScan(disk).holds(ID))
                    .as("after a kill at call %d, and power failure %d", call, failure)
                    .isTrue();
        }
        return killed;
    }

    /** The letter as it stands in a file. */
    private byte[] line() throws IOException {
        SimFileSystem process = process(new SimDisk(faults, BEGIN::toEpochMilli));
        assertThat(begun(process).bury(letter, null)).isTrue();
        return Files.readAllBytes(home(process).resolve("dead/dead.jsonl"));
    }

    private static Path home(SimFileSystem process) throws IOException {
        try (Stream<Path> all = Files.list(process.getPath("/var/spool"))) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /** @return whether there was such a call */
    private boolean isThereAfterKillAt(int call) {
        boolean killed = false;
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem first = process(disk);
            FileSpool spool = begun(first);
            faults.doomed = first;
            faults.killAfter = call;
            try {
                spool.bury(letter, null);
            } catch (DiskFaults.Killed e) {
                // As intended.
            }
            killed = first.isDead();
            faults.doomed = null;
            first.die();
            SimFileSystem second = process(disk);
            assertThat(begun(second).bury(letter, null)).isTrue();

            isThereAfter(failure, disk, second, "a kill at call " + call);
        }
        return killed;
    }

    private static void isThereAfter(int failure, SimDisk disk, SimFileSystem process, String before) {
        process.die();
        disk.powerFails(new Random(failure));
        assertThat(List.copyOf(new DiskScan(disk).letters))
                .as("after %s, and power failure %d", before, failure)
                .containsExactly(ID);
    }
}
