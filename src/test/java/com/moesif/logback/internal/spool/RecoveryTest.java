package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was written before is found once, oldest first, and is counted for as long as it is there. */
class RecoveryTest extends ClaimScene {
    private Recovery recovery;

    @BeforeEach
    void begin() {
        recovery = new Recovery(usage, trouble, notices, new Crashes(notices));
    }

    private List<Integer> found() {
        List<Integer> actions = new ArrayList<>();
        for (Spool.Recovered next = recovery.next(); next != null; next = recovery.next()) {
            actions.add(next.actions());
        }
        return actions;
    }

    private DirectoryLock another() throws IOException {
        Path directory = temp.resolve("RIG-2");
        PrivateFiles.createDirectories(directory);
        return Objects.requireNonNull(DirectoryLock.take(directory, Trust.ours()));
    }

    @Test
    void segmentsOfAllDirectories_areFoundOldestFirstAndCountedUntilTheyAreDone() throws IOException {
        DirectoryLock other = another();
        List<Path> files = List.of(
                segment(claim.directory, 1_000, 1),
                segment(other.directory, 2_000, 2),
                segment(claim.directory, 3_000, 3));
        Files.writeString(claim.directory.resolve("0-0.segment" + PrivateFiles.UNFINISHED), "half");
        assertThat(recovery.isDone()).isTrue();

        recovery.queue(claim);
        recovery.queue(other);

        long bytes = DirectoryLock.bytes(files);
        assertThat(usage.segmentBytes()).isEqualTo(bytes);
        assertThat(recovery.isDone()).isFalse();
        assertThat(DirectoryLock.files(claim.directory, PrivateFiles.UNFINISHED))
                .isEmpty();
        for (int i = 1; i <= 3; i++) {
            Spool.Recovered next = recovery.next();
            assertThat(next.actions()).isEqualTo(i);
            assertThat(next.damaged()).isZero();
            assertThat(next.sinceMillis()).isEqualTo(1_000L * i);
            bytes -= Files.size(files.get(i - 1));
            next.segment().settled(i);
            assertThat(files.get(i - 1)).doesNotExist();
            assertThat(usage.segmentBytes()).isEqualTo(bytes);
        }
        assertThat(recovery.next()).isNull();
        assertThat(recovery.isDone()).isTrue();
        assertThat(said).isEmpty();
        other.release();
    }

    @Test
    void aSegmentThatWasFound_staysUntilAllOfItIsDone() throws IOException {
        Path file = segment(claim.directory, 1_000, 3);
        recovery.queue(claim);
        Segment segment = recovery.next().segment();

        segment.settled(2);
        assertThat(file).exists();
        segment.settled(1);

        assertThat(file).doesNotExist();
    }

    /** Whoever lets go of a directory must send nothing of it. */
    @Test
    void aDirectoryThatIsGone_throwsAndNothingIsQueued() throws IOException {
        segment(claim.directory, 1_000, 1);
        Files.move(claim.directory, temp.resolve("elsewhere"));

        assertThatThrownBy(() -> recovery.queue(claim)).isInstanceOf(NoSuchFileException.class);

        assertThat(recovery.isDone()).isTrue();
        assertThat(usage.segmentBytes()).isZero();
    }

    @Test
    void whatIsAnothersByItsTurn_isNotOurs() throws IOException {
        segment(claim.directory, 1_000, 1);
        recovery.queue(claim);
        Files.move(claim.directory, temp.resolve("elsewhere"));
        claim.look();

        assertThat(recovery.next()).isNull();

        assertThat(usage.segmentBytes()).isZero();
        assertThat(temp.resolve("elsewhere").resolve(SegmentName.of(1_000, 1))).exists();
    }

    @Test
    void aFileThatSomebodyRemoves_isNeitherFoundNorCounted() throws IOException {
        Path removed = segment(claim.directory, 1_000, 1);
        Path left = segment(claim.directory, 2_000, 2);
        recovery.queue(claim);
        Files.delete(removed);

        assertThat(found()).containsExactly(2);

        assertThat(usage.segmentBytes()).isEqualTo(Files.size(left));
        recovery.tryAgain();
        assertThat(recovery.isDone()).isTrue();
    }

    @Test
    void aFileThatCannotBeRead_isToldAndHasAnotherTurn() throws IOException {
        Path unreadable = segment(claim.directory, 1_000, 1);
        segment(claim.directory, 2_000, 2);
        recovery.queue(claim);
        long bytes = usage.segmentBytes();
        Path away = Files.move(unreadable, temp.resolve("away"));
        Files.createSymbolicLink(unreadable, away);

        assertThat(found()).as("the others have their turn").containsExactly(2);
        assertThat(found()).as("not at once").isEmpty();
        assertThat(usage.segmentBytes()).isEqualTo(bytes);
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains(unreadable + " can't be read");

        Files.move(away, unreadable, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        recovery.tryAgain();
        assertThat(found()).containsExactly(1);
        recovery.tryAgain();
        assertThat(recovery.isDone()).as("it is found once").isTrue();
    }

    @Test
    void aFileThatCouldNotBeReadAndIsAnothersNow_isNotCounted() throws IOException {
        Path unreadable = segment(claim.directory, 1_000, 1);
        recovery.queue(claim);
        Files.delete(unreadable);
        Files.createSymbolicLink(unreadable, temp.resolve("nowhere"));
        assertThat(recovery.next()).isNull();
        Files.move(claim.directory, temp.resolve("elsewhere"));
        claim.look();

        recovery.tryAgain();

        assertThat(recovery.isDone()).isTrue();
        assertThat(usage.segmentBytes()).isZero();
    }

    @Test
    void damagedLines_areToldAndAFileOfNoOthersGoes() throws IOException {
        Path some = segment(claim.directory, 1_000, 2);
        Files.writeString(some, "damaged\n" + Files.readString(some) + "damaged too\n");
        Path all = segment(claim.directory, 2_000, 1);
        Files.writeString(all, "damaged\n");
        recovery.queue(claim);

        Spool.Recovered next = recovery.next();
        assertThat(next.actions()).isEqualTo(2);
        assertThat(next.damaged()).isEqualTo(2);
        notices.speakAll(0);
        assertThat(said)
                .singleElement()
                .asString()
                .contains("2 lines of " + some, "set aside in", "All others are sent");
        assertThat(some).exists();

        Spool.Recovered none = recovery.next();
        assertThat(none.actions()).isZero();
        assertThat(none.damaged()).isOne();
        assertThat(all).doesNotExist();
        assertThat(usage.segmentBytes()).isEqualTo(Files.size(some));
    }

    /** Whoever finds the segments of a crash finds what it took along, too. */
    @Test
    void crashesOfADirectory_areToldByWhoeverQueuesItsSegments() throws IOException {
        Crashes crashes = new Crashes(notices);
        new Watermark(claim, FileSpool.Environment.REAL).mark(10, 7, 100);
        Path empty = Files.writeString(claim.directory.resolve("0123abcd" + Watermark.SUFFIX), "accepted=0000");
        Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rw-------"));

        new Recovery(usage, trouble, notices, crashes).queue(claim);

        assertThat(crashes.next().atMost()).isEqualTo(100);
        assertThat(crashes.next()).isNull();
        assertThat(empty).as("it says nothing, and never will").doesNotExist();
    }
}
