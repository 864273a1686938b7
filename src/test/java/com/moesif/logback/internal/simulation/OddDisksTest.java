package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.DrainedSpool;
import com.moesif.logback.internal.spool.Inventory;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disks that can do less than others, and what becomes of a spool there. */
class OddDisksTest extends SpoolScene {
    /** Java finds no mount point there, and only a warning needs one. */
    @Test
    void aJail_hasASpool() {
        faults.jailed = true;
        Someone life = new Someone(ENDPOINT, false);
        life.tend();

        assertThat(life.spool.isWell()).as("%s", said).isTrue();
        assertThat(said).isEmpty();
        life.spool.close();
    }

    /** Nobody can tell there whom a file belongs to, so that all are believed. */
    @Test
    void aDiskThatKnowsNoOwners_hasASpool_andWhatIsLeftThereIsSent() throws IOException {
        faults.ownerless = true;
        Someone left = new Someone(ENDPOINT, false).withOneAction();
        assertThat(left.spool.isWell()).as("%s", said).isTrue();
        left.process.die();
        assertThat(Inventory.of(new SimFileSystem(disk, "scene." + processes++).getPath(SPOOL)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.owner()).isNotNull());
        Someone life = new Someone(ENDPOINT, false);
        life.tend();

        assertThat(life.recovered()).isOne();
        assertThat(said).isEmpty();
        life.spool.close();
    }

    /** Somebody puts another in its place between two looks of ours; an appender looks for weeks, and has not many descriptors. */
    @Test
    void aFileThatIsExchangedWhileItIsOpened_isNotBelieved_andNotKeptOpen() throws IOException {
        new Someone(ENDPOINT, false).withOneAction().process.die();
        SimFileSystem process = new SimFileSystem(disk, "scene." + processes++);
        Path directory = Inventory.of(process.getPath(SPOOL)).get(0).directory();
        byte[] owner = Files.readAllBytes(directory.resolve("owner"));
        List<String> troubles = new ArrayList<>();
        faults.meanwhile = () -> disk.put(disk.lookUp(directory.toString()), "owner", owner);
        int call = 0;
        while (faults.meanwhileAfter < 0) {
            faults.meanwhileAfter = call++;
            troubles.add(
                    String.valueOf(Inventory.of(process.getPath(SPOOL)).get(0).trouble()));

            assertThat(process.open).as("at call %d", call).isZero();
        }

        assertThat(troubles).contains("has an owner file that has just been exchanged for another");
    }

    /** Locks are not what they should be there, so that two may send the same. */
    @ParameterizedTest
    @CsvSource({"ext4, false", "NFS4, true", "cifs, true", "smb3, true", "fuse.sshfs, true", "fuseblk, false"})
    void aSpoolOnADiskOfTheNetwork_isToldOf(String type, boolean isTold) {
        faults.fileSystemType = type;
        Someone life = new Someone(ENDPOINT, false);
        life.tend();

        assertThat(life.spool.isWell()).as("%s", said).isTrue();
        assertThat(said).hasSize(isTold ? 1 : 0).allMatch(text -> text.contains("locks there may not hold"));
        life.spool.close();
    }

    /** Closing any channel of the lock file would let the lock go, and another appender send all that is written here. */
    @Test
    void whoLooksThroughItsOwnSpool_letsNoLockGo() throws IOException {
        Someone life = new Someone(ENDPOINT, false).withOneAction();

        assertThat(Inventory.of(life.process.getPath(SPOOL))).singleElement().satisfies(entry -> {
            assertThat(entry.life()).isEqualTo(Inventory.Life.RUNNING);
            assertThat(entry.pid()).isEqualTo(ProcessHandle.current().pid());
        });

        Someone other = new Someone(ENDPOINT, false);
        other.tend();
        assertThat(other.recovered()).isZero();
        other.spool.close();
        life.spool.close();
    }

    /** A lock file can't be opened for writing there, and what is there has only to be read. */
    @Test
    void aDiskThatIsReadOnly_canBeDrained() throws IOException {
        new Someone(ENDPOINT, false).withOneAction().process.die();
        faults.readOnly = true;
        Path directory = new SimFileSystem(disk, "scene." + processes++).getPath(SPOOL);

        DrainedSpool drained =
                new DrainedSpool(List.of(Inventory.of(directory).get(0).directory()), new Notices(new Scribe(said)));

        Spool.Recovered found = drained.nextRecovered();
        assertThat(found.actions()).isOne();
        assertThat(found.segment().isWhole()).isTrue();
        found.segment().settled(1);
        assertThat(drained.leftovers().values())
                .singleElement()
                .asString()
                .contains("all of it was sent, but the file can't be deleted: Read-only file system");
        drained.close();
    }

    /** Nobody may say that all has been sent there. */
    @Test
    void whatCannotBeListed_mayHoldMore() throws IOException {
        Someone life = new Someone(ENDPOINT, false).withOneAction();
        Inventory.Entry entry = Inventory.of(life.process.getPath(SPOOL)).get(0);
        assertThat(Inventory.hasUnread(entry)).isFalse();
        faults.denied = true;

        assertThat(Inventory.hasUnread(entry)).isTrue();

        faults.heal();
        life.spool.close();
    }

    /** A file system of somebody's own may throw anything, which must not end the sender's turn. */
    @Test
    void whatNoDiskThrows_isTroubleOfTheDisk() {
        Someone life = new Someone(ENDPOINT, false);
        life.tend();
        seconds += 5;
        faults.inTurn = true;
        faults.throwAt = DiskFaults.Call.STAT;
        life.tend();

        assertThat(life.spool.isWell()).isFalse();
        assertThat(said).singleElement().asString().contains("could not look after its directory");
        seconds += 5;
        life.tend();
        assertThat(life.spool.isWell()).isTrue();
        faults.inTurn = false;
        life.spool.close();
    }

    /** Whoever waits for the sync would be told that the action is in a file. */
    @Test
    void aFileThatCannotBeLookedAtAfterItsSync_isNotWhole() {
        Someone life = new Someone(ENDPOINT, false);
        life.tend();
        Segment segment = life.spool.newSegment();
        segment.append(LINE, 0, LINE.length, 1);
        segment.sync();
        assertThat(segment.isWhole()).isTrue();
        segment.append(LINE, 0, LINE.length, 1);
        faults.denied = true;

        segment.sync();

        assertThat(segment.isWhole()).isFalse();
        life.notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not look at");
        faults.heal();
        segment.seal();
        life.spool.close();
    }

    /** Its lock file was removed, and it was so quiet that another took it for one that had ended. */
    @Test
    void whatAnotherHasTakenOver_isTheOthers() throws IOException {
        Someone life = new Someone(ENDPOINT, false);
        life.tend();
        Segment segment = life.spool.newSegment();
        segment.append(LINE, 0, LINE.length, 1);
        Path home = Inventory.of(life.process.getPath(SPOOL)).get(0).directory();
        Files.delete(home.resolve("lock"));
        seconds += 240;
        Someone other = new Someone(ENDPOINT, false);
        other.tend();
        assertThat(segment.isTaken()).as("nobody has looked").isFalse();

        life.tend();

        assertThat(segment.isTaken()).isTrue();
        assertThat(segment.kept(1)).isZero();
        assertThat(other.recovered()).isOne();
        other.spool.close();
        life.spool.close();
    }

    /** Nobody can tell there whether an owner lives: its actions would be sent by it and by its heir. */
    @Test
    void whereFilesCannotBeLocked_nothingIsAdoptedUntilTheyCan() throws IOException {
        Someone left = new Someone(ENDPOINT, false).withOneAction();
        left.process.die();
        Someone life = new Someone(ENDPOINT, false);
        faults.refused = DiskFaults.Call.LOCK;
        life.tend();
        int open = life.process.open;
        for (int i = 0; i < 30; i++) {
            life.tend();
            seconds += 5;
            assertThat(life.recovered()).isZero();
        }
        assertThat(life.spool.isWell()).as("it keeps its own").isTrue();
        assertThat(life.process.open).as("it tries each minute").isEqualTo(open);
        assertThat(Inventory.of(new SimFileSystem(disk, "scene." + processes++).getPath(SPOOL)))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.life()).isEqualTo(Inventory.Life.UNKNOWN));
        assertThat(said)
                .singleElement()
                .asString()
                .contains("on a file system without locks", "Operation not permitted");
        faults.heal();
        seconds += 60;
        life.tend();

        assertThat(life.recovered()).isOne();
        assertThat(said).anyMatch(text -> text.contains("can be locked now"));
        life.spool.close();
    }

    /** As on a share that is mounted for another user: it is tried every 5 s, for weeks. */
    @Test
    void permissionsThatCannotBeSet_leaveNoDirectoryAtEachTry() throws IOException {
        Someone before = new Someone(ENDPOINT, false);
        before.tend();
        before.spool.close();
        Someone life = new Someone(ENDPOINT, false);
        faults.refused = DiskFaults.Call.CHMOD;
        for (int i = 0; i < 10; i++) {
            life.tend();
            seconds += 5;
        }

        assertThat(life.spool.isWell()).isFalse();
        assertThat(said).anyMatch(text -> text.contains("Operation not permitted"));
        try (Stream<Path> left = Files.list(life.process.getPath(SPOOL))) {
            assertThat(left).isEmpty();
        }
        faults.heal();
        life.tend();
        assertThat(life.spool.isWell()).isTrue();
        life.spool.close();
    }

    /** It can be neither written nor deleted then: once the disk is well, the old numbers must not stand for all that came. */
    @Test
    void markOnADiskThatWasReadOnly_goesOnLater() {
        said.clear();
        Someone life = new Someone(ENDPOINT, false);
        life.spool.crashMayTake(100);
        life.tend();
        life.spool.mark(10, 7);
        faults.readOnly = true;
        life.spool.mark(20, 19);
        Segment segment = life.spool.newSegment();
        faults.heal();
        seconds += 5;
        life.tend();
        life.spool.mark(30, 26);
        segment.seal();
        life.process.die();

        Someone next = new Someone(ENDPOINT, false);
        next.tend();
        Spool.Crash crash = next.spool.crashes().next();

        assertThat(crash.atLeast()).isEqualTo(4);
        assertThat(crash.atMost()).isEqualTo(Spool.Crash.NOT_KNOWN);
        assertThat(next.spool.crashes().next()).isNull();
        next.spool.close();
    }
}
