package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What appenders have left is read oldest first, and goes once it is sent; whatever would be lost by that stays, with the reason. */
class DrainedSpoolTest {
    @TempDir
    private Path temp;

    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private Path root;

    @BeforeEach
    void make() throws IOException {
        root = temp.resolve("spool");
        PrivateFiles.createDirectories(root);
    }

    private Path left(String name) throws IOException {
        Path directory = root.resolve(name);
        PrivateFiles.createDirectories(directory);
        PrivateFiles.create(directory.resolve(LockFile.NAME));
        return directory;
    }

    private DrainedSpool drain(Path... directories) {
        return new DrainedSpool(List.of(directories), notices);
    }

    private static void settleAll(DrainedSpool spool) {
        for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
            next.segment().settled(next.actions());
        }
    }

    private static Spool.DeadLetter letter() {
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        return new Spool.DeadLetter(json, UUID.randomUUID().toString(), DeadReason.REFUSED, 400, "no");
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    /** So that nothing can be written, or put, in the place of it. */
    private static void obstruct(Path file) throws IOException {
        Files.createDirectories(file.resolve("in the way"));
    }

    @Test
    void allDirectories_areReadOldestFirstAndGoOnceAllIsSent() throws IOException {
        Path one = left("RIG-1");
        Path other = left("RIG-2");
        List<Path> files = List.of(
                ClaimScene.segment(one, 1_000, 1),
                ClaimScene.segment(other, 2_000, 2),
                ClaimScene.segment(one, 3_000, 3));
        DrainedSpool spool = drain(one, other);

        for (int i = 1; i <= 3; i++) {
            assertThat(spool.isRead()).isFalse();
            assertThat(spool.nanosUntilDue(0)).isZero();
            Path file = files.get(i - 1);
            Spool.Recovered next = spool.nextRecovered();
            assertThat(next.actions()).isEqualTo(i);
            assertThat(next.damaged()).isZero();
            assertThat(next.sinceMillis()).isEqualTo(1_000L * i);
            assertThat(next.segment().bytes()).isEqualTo(Files.size(file));
            assertThat(spool.found()).isEqualTo(i * (i + 1) / 2);
            next.segment().settled(i - 1);
            assertThat(file).as("one has no outcome yet").exists();
            next.segment().settled(1);
            assertThat(file).doesNotExist();
        }

        assertThat(spool.isRead()).isTrue();
        assertThat(spool.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(spool.nextRecovered()).isNull();
        assertThat(spool.leftovers()).isEmpty();
        spool.close();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void nothingLeft_isReadAtOnce() throws IOException {
        DrainedSpool spool = drain(left("RIG-1"));

        assertThat(spool.isRead()).isTrue();
        spool.close();
    }

    @Test
    void oneThatSomebodyHolds_isLeftToThem() throws IOException {
        Path held = left("RIG-1");
        Path file = ClaimScene.segment(held, 1_000, 1);
        DirectoryLock theirs = DirectoryLock.take(held, Trust.ours());

        DrainedSpool spool = drain(held);

        assertThat(spool.nextRecovered()).isNull();
        assertThat(spool.leftovers()).containsOnlyKeys(held).containsValue("somebody else holds it now");
        spool.close();
        assertThat(file).exists();
        assertThat(theirs.look()).isEqualTo(DirectoryLock.Hold.HELD);
        theirs.release();
    }

    @Test
    void whileItIsDrained_nobodyElseTakesIt() throws IOException {
        Path directory = left("RIG-1");
        ClaimScene.segment(directory, 1_000, 1);
        DrainedSpool spool = drain(directory);
        assertThat(DirectoryLock.take(directory, Trust.ours())).isNull();

        spool.close();

        DirectoryLock next = DirectoryLock.take(directory, Trust.ours());
        assertThat(next).isNotNull();
        next.release();
    }

    /** Whoever may write there could have put any file in the place of theirs. */
    @Test
    void whereOthersMayWrite_nothingIsSent() throws IOException {
        Path directory = left("RIG-1");
        ClaimScene.segment(directory, 1_000, 1);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));

        DrainedSpool spool = drain(directory);

        assertThat(spool.nextRecovered()).isNull();
        assertThat(spool.leftovers().get(directory)).isEqualTo("the directory it lies in can be written by everybody");
        spool.close();
    }

    @Test
    void oneThatIsGone_isToldAndTheOthersAreDrained() throws IOException {
        Path other = left("RIG-2");
        ClaimScene.segment(other, 1_000, 1);
        Path gone = root.resolve("RIG-1");

        DrainedSpool spool = drain(gone, other);

        settleAll(spool);
        assertThat(spool.found()).isOne();
        assertThat(spool.leftovers()).containsOnlyKeys(gone);
        assertThat(spool.leftovers().get(gone)).contains("it can't be taken: no such file");
        spool.close();
    }

    @Test
    void damagedLines_areSetAsideAndCountedBeforeTheirSegmentGoes() throws IOException {
        Path directory = left("RIG-1");
        Path some = ClaimScene.segment(directory, 1_000, 2);
        append(some, "damaged\n");
        Path all = directory.resolve(SegmentName.of(2_000, 1));
        PrivateFiles.create(all);
        append(all, "damaged too\n");
        DrainedSpool spool = drain(directory);

        Spool.Recovered first = spool.nextRecovered();
        assertThat(first.actions()).isEqualTo(2);
        assertThat(first.damaged()).isOne();
        assertThat(spool.found()).isEqualTo(3);
        first.segment().settled(2);
        Spool.Recovered second = spool.nextRecovered();
        assertThat(second.actions()).isZero();
        assertThat(second.damaged()).isOne();
        assertThat(spool.found()).isEqualTo(4);

        assertThat(some).doesNotExist();
        assertThat(all).as("nothing of it will have an outcome").doesNotExist();
        assertThat(some.resolveSibling(some.getFileName() + ".corrupt")).hasContent("damaged");
        assertThat(all.resolveSibling(all.getFileName() + ".corrupt")).hasContent("damaged too");
        assertThat(spool.leftovers()).isEmpty();
        spool.close();
        assertThat(directory).as("what was set aside is kept").exists();
    }

    /** Somebody may end it between two requests, and wants to know which file holds what was sent already. */
    @Test
    void howManyOfASegmentHaveAnOutcome_isKnownUntilAllHave() throws IOException {
        Path directory = left("RIG-1");
        Path file = ClaimScene.segment(directory, 1_000, 3);
        DrainedSpool spool = drain(directory);
        Segment segment = spool.nextRecovered().segment();
        assertThat(spool.settled()).isEmpty();

        segment.settled(1);
        assertThat(spool.settled()).containsExactly(Map.entry(file, 1L));
        segment.settled(1);
        assertThat(spool.settled()).containsExactly(Map.entry(file, 2L));
        assertThat(file).exists();

        segment.settled(1);
        assertThat(spool.settled()).isEmpty();
        assertThat(file).doesNotExist();
        spool.close();
    }

    /** It is no reason not to send the sound ones; and they must not go with their segment. */
    @Test
    void damagedLinesThatCannotBeSetAside_keepTheirSegment() throws IOException {
        for (String obstacle : List.of(".corrupt.new", ".corrupt")) {
            Path directory = left("RIG" + obstacle);
            Path file = ClaimScene.segment(directory, 1_000, 2);
            append(file, "damaged\ndamaged too\n");
            obstruct(file.resolveSibling(file.getFileName() + obstacle));
            DrainedSpool spool = drain(directory);

            Spool.Recovered next = spool.nextRecovered();
            assertThat(next.actions()).isEqualTo(2);
            int[] lines = {0};
            assertThat(next.segment().read((bytes, from, to) -> lines[0]++))
                    .as("again, to be sent")
                    .isEqualTo(next.damaged());
            assertThat(lines[0]).isEqualTo(2);
            next.segment().settled(2);

            assertThat(file).exists();
            assertThat(spool.leftovers()).containsOnlyKeys(file);
            assertThat(spool.leftovers().get(file)).startsWith("its damaged lines can't be set aside: ");
            spool.close();
        }
    }

    @Test
    void aDeadLetter_isKeptInTheFirstDirectoryAndItsSegmentGoes() throws IOException {
        Path one = left("RIG-1");
        Path other = left("RIG-2");
        Path file = ClaimScene.segment(other, 1_000, 1);
        DrainedSpool spool = drain(one, other);
        Segment segment = spool.nextRecovered().segment();

        assertThat(spool.bury(letter(), segment)).isTrue();
        segment.settled(1);
        assertThat(spool.bury(letter(), segment)).isTrue();
        assertThat(spool.mayBury()).isTrue();
        assertThat(spool.buryAll(List.of(letter(), letter()))).containsExactly(true, true);

        assertThat(spool.unburied()).isZero();
        assertThat(file).doesNotExist();
        spool.close();
        assertThat(Files.readAllLines(one.resolve("dead").resolve("dead.jsonl")))
                .hasSize(4);
        assertThat(other).doesNotExist();
    }

    /** Which of the segments holds it is not known. */
    @Test
    void aDeadLetterThatCannotBeWritten_keepsAllSegmentsFromThenOn() throws IOException {
        Path directory = left("RIG-1");
        Path first = ClaimScene.segment(directory, 1_000, 1);
        Path second = ClaimScene.segment(directory, 2_000, 1);
        Path third = ClaimScene.segment(directory, 3_000, 2);
        Files.writeString(directory.resolve("dead"), "in the way");
        DrainedSpool spool = drain(directory);
        spool.nextRecovered().segment().settled(1);
        Segment refused = spool.nextRecovered().segment();

        assertThat(spool.bury(letter(), refused)).as("it need not be dropped").isTrue();
        refused.settled(1);
        Segment last = spool.nextRecovered().segment();
        last.settled(1);
        assertThat(spool.settled())
                .as("nobody knows which of them holds the letter")
                .isEmpty();
        last.settled(1);

        assertThat(spool.unburied()).isOne();
        assertThat(first).doesNotExist();
        assertThat(second).exists();
        assertThat(third).exists();
        spool.close();
    }

    @Test
    void aSegmentThatGoesMeanwhile_isPassedOver() throws IOException {
        Path directory = left("RIG-1");
        Path gone = ClaimScene.segment(directory, 1_000, 1);
        ClaimScene.segment(directory, 2_000, 2);
        DrainedSpool spool = drain(directory);
        Files.delete(gone);

        assertThat(spool.nextRecovered().actions()).isEqualTo(2);

        assertThat(spool.isRead()).isTrue();
        assertThat(spool.leftovers()).isEmpty();
        spool.close();
    }

    @Test
    void aSegmentThatCannotBeRead_staysAndIsTold() throws IOException {
        Path directory = left("RIG-1");
        Path file = ClaimScene.segment(directory, 1_000, 1);
        DrainedSpool spool = drain(directory);
        Path away = Files.move(file, temp.resolve("away"));
        Files.createSymbolicLink(file, away);

        assertThat(spool.nextRecovered()).isNull();

        assertThat(spool.isRead()).isTrue();
        assertThat(spool.found()).isZero();
        assertThat(spool.leftovers()).containsOnlyKeys(file);
        assertThat(spool.leftovers().get(file)).startsWith("it can't be read: ");
        spool.close();
        assertThat(away).exists();
    }

    @Test
    void aFileThatCannotBeDeleted_isToldOnce() throws IOException {
        Path directory = left("RIG-1");
        Path file = ClaimScene.segment(directory, 1_000, 1);
        DrainedSpool spool = drain(directory);
        Segment segment = spool.nextRecovered().segment();
        Files.delete(file);
        obstruct(file);

        segment.settled(1);

        assertThat(spool.leftovers()).containsOnlyKeys(file);
        assertThat(spool.leftovers().get(file)).startsWith("all of it was sent, but the file can't be deleted: ");
        spool.close();
    }

    /** It has no place of its own to keep anything in. */
    @Test
    void nothingNew_isWrittenThere() throws IOException {
        DrainedSpool spool = drain(left("RIG-1"));

        assertThat(spool.isOnDisk()).isTrue();
        assertThat(spool.isWell()).isFalse();
        assertThat(spool.newSegment().isWhole()).isFalse();
        assertThat(spool.takesNothingNew()).isTrue();
        spool.close();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void crashesThatWereFound_areToldAndTheirMarksGo() throws IOException {
        Path directory = left("RIG-1");
        DirectoryLock killed = DirectoryLock.take(directory, Trust.ours());
        new Watermark(killed, new FileSpool.Environment(InstantSource.system(), () -> "01234567")).mark(10, 7, 100);
        killed.release();
        DrainedSpool spool = drain(directory);

        assertThat(spool.crashes().next().atLeast()).isEqualTo(3);
        assertThat(spool.crashes().next()).isNull();
        spool.crashes().areTold();

        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("at least 3 and at most 100 actions were lost");
        spool.close();
        assertThat(directory).doesNotExist();
    }
}
