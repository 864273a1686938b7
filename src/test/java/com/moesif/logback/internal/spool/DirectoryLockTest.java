package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.spool.DirectoryLock.Hold;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A directory is held by one at a time, whatever becomes of its lock file, and goes when nothing worth keeping is in it. */
class DirectoryLockTest extends ClaimScene {
    private Path lockFile() {
        return claim.directory.resolve("lock");
    }

    private static DirectoryLock take(Path directory) throws IOException {
        return DirectoryLock.take(directory, Trust.ours());
    }

    private void assertFree() throws IOException {
        DirectoryLock next = take(claim.directory);
        assertThat(next).isNotNull();
        next.release();
    }

    /** Of somebody who knows nothing of us: another class loader, after the system properties were exchanged. */
    private static FileChannel lockedByAnother(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        assertThat(channel.tryLock()).isNotNull();
        return channel;
    }

    @Test
    void whileItIsHeld_nobodyElseTakesIt() throws IOException {
        assertThat(take(claim.directory)).isNull();
        assertThat(DirectoryLock.takeToDrain(claim.directory, Trust.ours())).isNull();
        assertThat(claim.look()).isEqualTo(Hold.HELD);
        assertThat(claim.isReleased()).isFalse();
        assertThat(LockFile.pid(claim.directory, Trust.ours()))
                .isEqualTo(ProcessHandle.current().pid());

        claim.release();

        assertThat(claim.isReleased()).isTrue();
        assertFree();
    }

    @Test
    void oneThatNobodyHolds_canBeTakenToDrainIt() throws IOException {
        claim.release();

        claim = DirectoryLock.takeToDrain(claim.directory, Trust.ours());

        assertThat(claim.look()).isEqualTo(Hold.HELD);
        assertThat(take(claim.directory)).isNull();
    }

    /** Somebody has copied the directory with links: to open and close that file would let go of our lock. */
    @Test
    void aLockFileThatIsTheSameAsOneThatIsHeld_isNotTaken() throws IOException {
        Path copy = temp.resolve("RIG-2");
        PrivateFiles.createDirectories(copy);
        Files.createLink(copy.resolve(LockFile.NAME), lockFile());

        assertThat(take(copy)).isNull();

        assertThat(claim.look()).isEqualTo(Hold.HELD);
    }

    @Test
    void aDirectoryThatIsNotThere_isHeldByNobody() throws IOException {
        Path missing = temp.resolve("RIG-2");
        assertThatThrownBy(() -> take(missing)).isInstanceOf(NoSuchFileException.class);

        PrivateFiles.createDirectories(missing);

        DirectoryLock lock = take(missing);
        assertThat(lock).isNotNull();
        lock.releaseAndTidy();
        assertThat(missing).doesNotExist();
    }

    @Test
    void aLockFileThatWasRemoved_isMadeAgainAndLocked() throws IOException {
        Files.delete(lockFile());

        assertThat(claim.look()).isEqualTo(Hold.MENDED);

        assertThat(claim.look()).isEqualTo(Hold.HELD);
        assertThat(claim.isTaken()).isFalse();
        assertThat(lockFile()).hasContent("pid=" + ProcessHandle.current().pid());
        assertThat(take(claim.directory)).isNull();
        claim.release();
        assertFree();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLockFileThatWasRemoved_isNotKeptOpen() throws IOException {
        Files.delete(lockFile());

        claim.look();

        assertThat(OpenFiles.below(claim.directory)).containsExactly(lockFile().toString());
    }

    /** Another took it in the absence of the lock file, as if its owner had ended. */
    @Test
    void aLockFileThatAnotherHasMade_isTheOthers() throws IOException {
        Files.delete(lockFile());
        PrivateFiles.create(lockFile());
        try (FileChannel theirs = lockedByAnother(lockFile())) {
            assertThat(claim.look()).isEqualTo(Hold.TAKEN);

            assertThat(claim.holds()).isFalse();
            assertThat(claim.isTaken()).isTrue();
            assertThat(theirs.isOpen()).isTrue();
            claim.releaseAndTidy();
            assertThat(claim.directory).as("what lies there is the other's").exists();
        }
        assertThat(claim.look()).as("for good").isEqualTo(Hold.TAKEN);
    }

    @Test
    void aDirectoryThatIsExchangedOrNone_isGoneForGood() throws IOException {
        Path away = Files.move(claim.directory, temp.resolve("away"));
        PrivateFiles.createDirectories(claim.directory);

        assertThat(claim.look()).isEqualTo(Hold.GONE);

        assertThat(claim.holds()).isFalse();
        assertThat(claim.isTaken()).isFalse();
        Files.delete(claim.directory);
        Files.move(away, claim.directory);
        assertThat(claim.look()).as("what was written meanwhile is not in it").isEqualTo(Hold.GONE);
        claim.releaseAndTidy();
        assertThat(claim.directory).exists();
        assertFree();
    }

    @Test
    void aFileInThePlaceOfTheDirectory_isNone() throws IOException {
        Files.move(claim.directory, temp.resolve("away"));
        Files.writeString(claim.directory, "no directory");

        assertThat(claim.look()).isEqualTo(Hold.GONE);
    }

    /** What serves the locks may have been down for a moment. */
    @Test
    void oneThatCouldNotBeLocked_isLockedByTheNextLook() throws IOException {
        Path directory = temp.resolve("RIG-2");
        PrivateFiles.createDirectories(directory);
        DirectoryLock unlocked = DirectoryLock.takeNew(directory, false);
        assertThat(unlocked.isLocked()).isFalse();
        assertThat(LockFile.pid(directory, Trust.ours())).isZero();
        assertThat(take(directory)).as("in this JVM it is held").isNull();

        assertThat(unlocked.look()).isEqualTo(Hold.HELD);

        assertThat(unlocked.isLocked()).isTrue();
        assertThat(LockFile.pid(directory, Trust.ours()))
                .isEqualTo(ProcessHandle.current().pid());
        unlocked.releaseAndTidy();
        assertThat(directory).doesNotExist();
    }

    @Test
    void oneThatCouldNotBeLocked_isTheOthersWhoHasLockedItMeanwhile() throws IOException {
        Path directory = temp.resolve("RIG-2");
        PrivateFiles.createDirectories(directory);
        DirectoryLock unlocked = DirectoryLock.takeNew(directory, false);
        try (FileChannel theirs = lockedByAnother(directory.resolve("lock"))) {
            assertThat(unlocked.look()).isEqualTo(Hold.TAKEN);

            assertThat(theirs.isOpen()).isTrue();
            unlocked.release();
        }
    }

    /** To close a channel to it would let go of the other's lock, without a word to either. */
    @Test
    void oneThatAnotherOfThisProcessHasLocked_isNotTakenUntilThatOneLetsGo() throws IOException {
        claim.release();
        try (FileChannel theirs = lockedByAnother(lockFile())) {
            assertThat(take(claim.directory)).isNull();
            assertThat(take(claim.directory)).isNull();
            assertThat(theirs.isOpen()).isTrue();
        }

        assertFree();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void triedEachMinute_itCostsOneDescriptorAndNotOneEachTime() throws IOException {
        claim.release();
        try (FileChannel theirs = lockedByAnother(lockFile())) {
            for (int i = 0; i < 3; i++) {
                assertThat(take(claim.directory)).isNull();
                assertThat(OpenFiles.below(claim.directory))
                        .as("theirs and ours")
                        .hasSize(2);
            }
            assertThat(theirs.isOpen()).isTrue();
        }
        assertFree();
        assertThat(OpenFiles.below(claim.directory)).isEmpty();
    }

    @Test
    void ofTwoThatOthersHaveLocked_eachIsFreeForItself() throws IOException {
        claim.release();
        Path other = temp.resolve("RIG-2");
        PrivateFiles.createDirectories(other);
        PrivateFiles.create(other.resolve("lock"));
        try (FileChannel theirs = lockedByAnother(other.resolve("lock"))) {
            try (FileChannel too = lockedByAnother(lockFile())) {
                assertThat(take(claim.directory)).isNull();
                assertThat(too.isOpen()).isTrue();
            }

            assertThat(take(other)).isNull();
            assertThat(theirs.isOpen()).isTrue();
            assertFree();
        }
    }

    /** An interrupt closes a channel, and so would let go of the lock. */
    @Test
    void anInterrupt_doesNotKeepItFromBeingHeld() throws IOException {
        claim.release();
        Thread.currentThread().interrupt();
        DirectoryLock lock;
        try {
            lock = take(claim.directory);
        } finally {
            assertThat(Thread.interrupted()).as("it is the application's").isTrue();
        }

        assertThat(lock).isNotNull();
        assertThat(lock.look()).isEqualTo(Hold.HELD);
        assertThat(lockFile()).isNotEmptyFile();
        lock.release();
    }

    @Test
    void aLockFileThatSaysNothingOfUse_namesNoProcess() throws IOException {
        claim.release();
        for (String text : new String[] {"", "pid=", "pid=x\n", "pid=1234567890123456789012345\n", "17\n"}) {
            Files.writeString(lockFile(), text);
            assertThat(LockFile.pid(claim.directory, Trust.ours())).as(text).isZero();
        }
        Files.writeString(lockFile(), "pid=17\n");
        assertThat(LockFile.pid(claim.directory, Trust.ours())).isEqualTo(17);
        Files.delete(lockFile());
        assertThat(LockFile.pid(claim.directory, Trust.ours())).isZero();
    }

    @Test
    void whatIsNotWorthKeeping_goesWithTheDirectory() throws IOException {
        new Owner("RIG", "https://one.example", "0123", false).write(claim.directory);
        PrivateFiles.createDirectories(claim.directory.resolve("dead"));
        Files.writeString(claim.directory.resolve("0-0.segment.corrupt.new"), "half");
        Files.writeString(claim.directory.resolve("01234567" + Watermark.SUFFIX), "says nothing");

        claim.releaseAndTidy();

        assertThat(claim.directory).doesNotExist();
        assertThat(claim.isReleased()).isTrue();
    }

    /** Somebody was killed between making one and the first letter, and an heir may have moved it. */
    @Test
    void filesForLettersWithoutOne_goWithTheDirectory_andNothingElseGoes() throws IOException {
        Path dead = claim.directory.resolve("dead");
        PrivateFiles.createDirectories(dead);
        Path note = Files.createFile(dead.resolve("note"));
        Path letters = Files.writeString(dead.resolve("0-dead.jsonl"), "{}\n");
        Path empty = Files.createFile(dead.resolve("dead.jsonl"));

        claim.releaseAndTidy();
        assertThat(empty).exists();
        assertThat(note).exists();
        assertThat(letters).hasContent("{}\n");

        for (String name : List.of("0-dead.jsonl", "01234567-dead.jsonl", "dead.jsonl")) {
            Files.writeString(dead.resolve(name), "");
        }
        claim = take(claim.directory);
        claim.releaseAndTidy();
        assertThat(dead).isDirectoryNotContaining("glob:**.jsonl");
        assertThat(note).exists();

        Files.delete(note);
        claim = take(claim.directory);
        claim.releaseAndTidy();
        assertThat(claim.directory).doesNotExist();
    }

    @Test
    void whatIsWorthKeeping_keepsTheDirectoryAndWhoseItIs() throws IOException {
        Owner owner = new Owner("RIG", "https://one.example", "0123", false);
        owner.write(claim.directory);
        for (String name : new String[] {"0-0.segment", "0-0.segment.corrupt", "dead/dead.jsonl", "note"}) {
            Path kept = claim.directory.resolve(name);
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, "kept");

            claim.releaseAndTidy();

            assertThat(kept).hasContent("kept");
            assertThat(lockFile()).exists();
            assertThat(Owner.read(claim.directory, Trust.ours())).isEqualTo(owner);
            Files.delete(kept);
            claim = take(claim.directory);
        }
    }

    /** They were saved while a directory was held, and restored when it was not any more. */
    @Test
    void restoredSystemProperties_keepNobodyFromWhatIsFree() throws IOException {
        Properties before = System.getProperties();
        try {
            Properties saved = new Properties();
            saved.putAll(before);
            claim.release();

            System.setProperties(saved);

            claim = take(claim.directory);
            assertThat(claim).isNotNull();
            assertThat(take(claim.directory)).as("but one that is held is").isNull();
            claim.release();
        } finally {
            System.setProperties(before);
        }
    }

    /** Until the next look at it, the lock itself keeps others out. */
    @Test
    void otherSystemProperties_areToldWhatIsHeldByTheNextLook() throws IOException {
        Properties before = System.getProperties();
        try {
            System.setProperties(new Properties());
            System.getProperties().putAll(before);
            System.getProperties()
                    .keySet()
                    .removeIf(name -> String.valueOf(name).startsWith("com.moesif."));
            assertThat(JvmLocks.isHeld(claim.directory)).isFalse();
            assertThat(take(claim.directory)).isNull();

            assertThat(claim.look()).isEqualTo(Hold.HELD);

            assertThat(JvmLocks.isHeld(claim.directory)).isTrue();
            assertThat(JvmLocks.isHeld(lockFile())).isTrue();
            claim.release();
            assertThat(JvmLocks.isHeld(claim.directory)).isFalse();
            assertFree();
        } finally {
            System.setProperties(before);
        }
    }
}
