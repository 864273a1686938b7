package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When a spool looks after its disk, and what it keeps meanwhile. Time is as the test says it is. */
class FileSpoolTest {
    private static final byte[] LINE = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    private static final int LINE_IN_FILE = 8 + LINE.length;
    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration ADOPT = Duration.ofMinutes(1);
    private static final int MAX_SIZE = 1 << 20;

    @TempDir
    private Path temp;

    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final AtomicInteger names = new AtomicInteger(0x10000000);
    private final List<FileSpool> spools = new ArrayList<>();
    private Path root;
    private Instant time = BEGIN;
    private FileSpool spool;
    /** Of {@link System#nanoTime}, which may begin anywhere. */
    private long now = Long.MIN_VALUE + 17;

    private String id = "the-id";
    private boolean refused;

    @BeforeEach
    void make() {
        root = temp.resolve("spool");
        spool = another();
    }

    @AfterEach
    void close() {
        spools.forEach(FileSpool::close);
    }

    private FileSpool another() {
        FileSpool made = new FileSpool(
                new SpoolConfig(root, MAX_SIZE),
                new Tenant("RIG", "https://one.example", () -> id, () -> refused),
                notices,
                new FileSpool.Environment(() -> time, () -> Integer.toHexString(names.incrementAndGet())));
        spools.add(made);
        return made;
    }

    private void after(Duration more) {
        now += more.toNanos();
        time = time.plus(more);
        spool.tend(now);
    }

    /** A nanosecond before that. */
    private void almostAfter(Duration more) {
        now += more.toNanos() - 1;
        spool.tend(now);
        now++;
    }

    private static Segment written(FileSpool spool, int actions) {
        Segment segment = spool.newSegment();
        for (int i = 0; i < actions; i++) {
            segment.append(LINE, 0, LINE.length, 1);
        }
        return segment;
    }

    private static int found(FileSpool spool) {
        int actions = 0;
        for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
            actions += next.actions();
        }
        return actions;
    }

    private static Spool.DeadLetter letter() {
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        return new Spool.DeadLetter(json, UUID.randomUUID().toString(), DeadReason.REFUSED, 400, "no");
    }

    private List<Path> homes() throws IOException {
        return Adoption.directories(root);
    }

    @Test
    void beforeItHasADirectory_nothingIsKept() {
        assertThat(spool.isOnDisk()).isTrue();
        assertThat(spool.isWell()).isFalse();
        assertThat(spool.newSegment().isWhole()).isFalse();
        assertThat(spool.bury(letter(), null)).isFalse();
        assertThat(spool.buryAll(List.of(letter(), letter()))).containsExactly(false, false);
        assertThat(spool.mayBury()).isFalse();
        assertThat(spool.nextRecovered()).isNull();
        assertThat(root).as("no disk is touched").doesNotExist();
    }

    @Test
    void itsFirstTurn_givesItADirectoryAndItsLastTakesThatAway() throws IOException {
        after(Duration.ZERO);

        assertThat(spool.isWell()).isTrue();
        assertThat(homes()).hasSize(1);
        assertThat(Owner.read(homes().get(0), Trust.ours()))
                .isEqualTo(Owner.of("RIG", "https://one.example", "the-id", false));
        Segment segment = written(spool, 2);
        assertThat(segment.isWhole()).isTrue();
        assertThat(spool.bytes()).isEqualTo(2L * LINE_IN_FILE);
        assertThat(spool.room()).isEqualTo(MAX_SIZE - 2L * LINE_IN_FILE);
        segment.seal();
        segment.settled(2);
        spool.close();

        assertThat(root).isEmptyDirectory();
        assertThat(spool.isWell()).isFalse();
        assertThat(said).isEmpty();
    }

    @Test
    void whatHasNoOutcomeAtTheEnd_isForTheNext() throws IOException {
        after(Duration.ZERO);
        written(spool, 3).seal();
        spool.close();
        assertThat(homes()).hasSize(1);

        spool = another();
        assertThat(spool.nanosUntilDue(now)).isZero();
        after(Duration.ZERO);

        assertThat(spool.nanosUntilDue(now)).as("some wait to be read").isZero();
        assertThat(spool.bytes()).isEqualTo(3L * LINE_IN_FILE);
        assertThat(found(spool)).isEqualTo(3);
        assertThat(homes()).hasSize(1);
    }

    @Test
    void aDiskThatCannotBeUsed_isTriedEveryFiveSeconds() throws IOException {
        Files.writeString(root, "in the way");
        after(Duration.ZERO);
        assertThat(spool.isWell()).isFalse();
        assertThat(spool.nanosUntilDue(now)).isEqualTo(RETRY.toNanos());
        Files.delete(root);

        almostAfter(RETRY);
        assertThat(spool.isWell()).isFalse();
        assertThat(spool.nanosUntilDue(now - 1)).isEqualTo(1);
        after(Duration.ZERO);
        assertThat(spool.isWell()).isTrue();
        assertThat(spool.nanosUntilDue(now)).isEqualTo(ADOPT.toNanos());
    }

    @Test
    void aDiskThatCannotBeUsed_isTriedAtOnceWhenAsked() throws IOException {
        Files.writeString(root, "in the way");
        after(Duration.ZERO);
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("is there, but is no directory");
        Files.delete(root);

        spool.tryAgain(now);
        assertThat(spool.isWell()).isTrue();
        spool.tryAgain(now);

        assertThat(homes()).as("there was nothing to try").hasSize(1);
        notices.speakAll(0);
        assertThat(said).hasSize(2).last().asString().contains("can be used again");
    }

    @Test
    void aTryThatWasAskedFor_isTheOneThatIsDue() throws IOException {
        Files.writeString(root, "in the way");
        after(Duration.ZERO);
        now += RETRY.toNanos() - 1;
        spool.tryAgain(now);

        assertThat(spool.nanosUntilDue(now)).isEqualTo(RETRY.toNanos());
    }

    @Test
    void whatOthersLeave_isFoundWithinAMinuteAndAtOnceWhenAsked() {
        FileSpool other = another();
        other.tend(now);
        after(Duration.ZERO);
        written(other, 2).seal();
        other.close();

        almostAfter(ADOPT);
        assertThat(found(spool)).isZero();
        after(Duration.ZERO);
        assertThat(found(spool)).isEqualTo(2);

        FileSpool third = another();
        third.tend(now);
        written(third, 3).seal();
        third.close();
        spool.lookAgain();
        after(Duration.ofNanos(1));
        assertThat(found(spool)).isEqualTo(3);
        assertThat(spool.nanosUntilDue(now)).as("a minute from that").isEqualTo(ADOPT.toNanos());
    }

    @Test
    void aDirectoryThatIsRemoved_isMissedWithinFiveSecondsAndAnotherMadeInFive() throws IOException {
        after(Duration.ZERO);
        Segment segment = written(spool, 1);
        int generation = spool.generation();
        Path home = homes().get(0);
        Files.move(home, temp.resolve("away"));

        almostAfter(RETRY);
        assertThat(segment.isWhole()).as("nobody has looked").isTrue();
        after(Duration.ZERO);

        assertThat(segment.isWhole()).isFalse();
        assertThat(spool.isWell()).isFalse();
        assertThat(spool.generation()).isEqualTo(generation + 1);
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not find its directory");
        after(RETRY);
        assertThat(spool.isWell()).isTrue();
        assertThat(homes()).hasSize(1).doesNotContain(home);
        assertThat(written(spool, 1).isWhole()).isTrue();
        segment.seal();
        Files.move(temp.resolve("away"), home);
        after(ADOPT);
        assertThat(found(spool)).as("it is nobody's any more").isOne();
    }

    /** On a disk that somebody cleans up again and again they would come to thousands. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void ofADirectoryThatIsRemoved_noFileStaysOpen() throws IOException {
        spool.crashMayTake(100);
        after(Duration.ZERO);
        Path away = Files.move(homes().get(0), temp.resolve("away"));
        assertThat(OpenFiles.below(away)).as("its lock and its mark").hasSize(2);

        after(RETRY);
        after(RETRY);

        assertThat(spool.isWell()).isTrue();
        assertThat(OpenFiles.below(away)).isEmpty();
    }

    @Test
    void anAdoptedDirectoryThatIsRemoved_isMissedToo() throws IOException {
        FileSpool other = another();
        other.tend(now);
        after(Duration.ZERO);
        written(other, 1).seal();
        other.close();
        after(ADOPT);
        Spool.Recovered found = spool.nextRecovered();
        Path left = DirectoryLock.files(homes().get(0), SegmentName.SUFFIX).isEmpty() ? homes().get(1) : homes().get(0);
        Files.move(left, temp.resolve("away"));

        after(RETRY);

        assertThat(found.segment().isWhole()).isFalse();
        assertThat(spool.generation()).isOne();
        assertThat(spool.isWell()).as("its own is there").isTrue();
    }

    @Test
    void whatSeveralHaveLeft_isAllFoundByTheFirstTurn() throws IOException {
        List<FileSpool> others = List.of(another(), another(), another());
        for (FileSpool other : others) {
            other.tend(now);
            written(other, 1).seal();
        }
        others.forEach(FileSpool::close);

        after(Duration.ZERO);

        assertThat(found(spool)).isEqualTo(3);
        assertThat(homes()).as("it lives in one of them").hasSize(3);
    }

    @Test
    void aSegmentThatCannotBeRead_hasAnotherTurnEachMinute() throws IOException {
        after(Duration.ZERO);
        written(spool, 2).seal();
        spool.close();
        Path file = DirectoryLock.files(homes().get(0), SegmentName.SUFFIX).get(0);
        spool = another();
        after(Duration.ZERO);
        Path away = Files.move(file, temp.resolve("away"));
        Files.createSymbolicLink(file, away);
        assertThat(found(spool)).isZero();
        Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);

        almostAfter(ADOPT);
        assertThat(found(spool)).isZero();
        after(Duration.ZERO);
        assertThat(found(spool)).isEqualTo(2);
    }

    /** Where its lock file is removed nothing else tells that it lives. */
    @Test
    void eachMinute_itSaysThatItLives() throws IOException {
        after(Duration.ZERO);
        Path owner = homes().get(0).resolve("owner");
        after(ADOPT);

        assertThat(Files.getLastModifiedTime(owner).toInstant()).isEqualTo(BEGIN.plus(ADOPT));
    }

    /** Its own, and each that it has adopted and is not done with. */
    @Test
    void eachMinute_itSaysThatItLivesInWhatItHasAdopted() throws IOException {
        FileSpool other = another();
        other.tend(now);
        after(Duration.ZERO);
        written(other, 1).seal();
        other.close();
        after(ADOPT);
        assertThat(found(spool)).isOne();

        after(ADOPT);

        assertThat(homes())
                .hasSize(2)
                .allSatisfy(home -> assertThat(
                                Files.getLastModifiedTime(home.resolve("owner")).toInstant())
                        .isEqualTo(BEGIN.plus(ADOPT).plus(ADOPT)));
    }

    @Test
    void aFileThatSomebodyRemoves_makesAnotherGeneration() throws IOException {
        after(Duration.ZERO);
        Segment segment = written(spool, 1);
        int generation = spool.generation();
        Files.delete(DirectoryLock.files(homes().get(0), SegmentName.SUFFIX).get(0));

        segment.look();

        assertThat(spool.generation()).isEqualTo(generation + 1);
    }

    /** An older one may have been made before the clock was set back. */
    @Test
    void aSegmentsName_isOneThatNoOtherHas() throws IOException {
        after(Duration.ZERO);
        Path home = homes().get(0);
        Path taken = home.resolve(SegmentName.of(BEGIN.toEpochMilli(), 0));
        Files.writeString(taken, "another's");

        written(spool, 1);
        written(spool, 1);

        assertThat(DirectoryLock.files(home, SegmentName.SUFFIX))
                .containsExactly(
                        taken,
                        home.resolve(SegmentName.of(BEGIN.toEpochMilli(), 1)),
                        home.resolve(SegmentName.of(BEGIN.toEpochMilli(), 2)));
        assertThat(taken).hasContent("another's");
        Files.delete(taken);
    }

    @Test
    void whereAFileCannotBeMade_itsActionsAreInMemoryAndTheDiskIsTriedAgain() throws IOException {
        after(Duration.ZERO);
        Path home = homes().get(0);
        Path away = Files.move(home, temp.resolve("away"));

        assertThat(spool.newSegment().isWhole()).isFalse();

        assertThat(spool.isWell()).isFalse();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not create a file");
        Path half = Files.writeString(away.resolve("0-0.segment.corrupt.new"), "half");
        Files.move(away, home);
        after(RETRY);
        assertThat(spool.isWell()).isTrue();
        assertThat(homes()).as("it is its directory still").containsExactly(home);
        assertThat(home.resolve(half.getFileName()))
                .as("on a full disk every block counts")
                .doesNotExist();
        assertThat(written(spool, 1).isWhole()).isTrue();
    }

    /** One sync takes long, and a disk that has just failed would be asked for each letter. */
    @Test
    void lettersThatTheDiskTookNoneOf_waitAMinute() throws IOException {
        after(Duration.ZERO);
        assertThat(spool.mayBury()).isTrue();
        Path obstacle = Files.writeString(homes().get(0).resolve("dead"), "in the way");
        after(Duration.ofSeconds(1));
        assertThat(spool.bury(letter(), null)).isFalse();
        assertThat(spool.mayBury()).isFalse();
        Files.delete(obstacle);

        almostAfter(ADOPT);
        assertThat(spool.mayBury()).isFalse();
        after(Duration.ZERO);
        assertThat(spool.mayBury()).isTrue();
        assertThat(spool.bury(letter(), null)).isTrue();
        assertThat(spool.mayBury()).isTrue();
    }

    @Test
    void whoItBecomes_isInTheOwnerFileByTheNextTurn() throws IOException {
        written(spool, 1);
        after(Duration.ZERO);
        spool.becomes(new Tenant("RIG", "https://two.example", () -> id, () -> refused));

        after(Duration.ZERO);

        assertThat(Owner.read(homes().get(0), Trust.ours()))
                .isEqualTo(Owner.of("RIG", "https://two.example", "the-id", false));
    }

    @Test
    void whatTheCollectorThinksOfItsId_isInTheOwnerFileByTheNextTurn() throws IOException {
        after(Duration.ZERO);
        refused = true;
        after(Duration.ofNanos(1));
        assertThat(Owner.read(homes().get(0), Trust.ours()).refused()).isTrue();
        id = "another";
        refused = false;
        after(Duration.ofNanos(1));

        assertThat(Owner.read(homes().get(0), Trust.ours()))
                .isEqualTo(Owner.of("RIG", "https://one.example", "another", false));
    }

    @Test
    void ownerFileThatCannotBeWritten_isTroubleOfTheDisk() throws IOException {
        after(Duration.ZERO);
        Path obstacle =
                Files.createDirectories(homes().get(0).resolve("owner.new").resolve("in the way"));
        refused = true;
        after(Duration.ofNanos(1));

        assertThat(spool.isWell()).isFalse();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not write the owner file");
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        after(RETRY);
        assertThat(spool.isWell()).isTrue();
        assertThat(Owner.read(homes().get(0), Trust.ours()).refused()).isTrue();
    }

    private List<Spool.Crash> crashesAfterAKill() throws IOException {
        // What a killed process leaves, but for the lock, which goes with it.
        Path home = homes().get(0);
        Path left = root.resolve("RIG-left");
        PrivateFiles.createDirectories(left);
        for (Path file : DirectoryLock.files(home, "")) {
            if (!file.endsWith("lock")) {
                Files.copy(file, left.resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        DirectoryLock lock = DirectoryLock.take(left, Trust.ours());
        List<Spool.Crash> crashes = lock.crashes();
        lock.release();
        return crashes;
    }

    @Test
    void whatIsInMemoryOnly_isMarkedForWhoeverFindsACrash() throws IOException {
        spool.crashMayTake(100);
        after(Duration.ZERO);
        spool.mark(10, 7);

        assertThat(crashesAfterAKill()).singleElement().satisfies(crash -> {
            assertThat(crash.atLeast()).isEqualTo(3);
            assertThat(crash.atMost()).isEqualTo(100);
            assertThat(crash.atMillis()).isEqualTo(BEGIN.toEpochMilli());
        });
    }

    @Test
    void fromItsFirstTurn_aCrashIsKnown() throws IOException {
        spool.crashMayTake(100);
        after(Duration.ZERO);

        assertThat(crashesAfterAKill())
                .singleElement()
                .satisfies(crash -> assertThat(crash.loss()).isEqualTo("at least 0 and at most 100 actions were lost"));
    }

    @Test
    void afterTroubleWithTheDisk_nobodyKnowsTheMostThatACrashTakes() throws IOException {
        Files.writeString(root, "in the way");
        spool.crashMayTake(100);
        after(Duration.ZERO);
        spool.mark(5, 0);
        Files.delete(root);
        after(RETRY);
        assertThat(crashesAfterAKill())
                .singleElement()
                .satisfies(crash -> assertThat(crash.atMost()).isEqualTo(Spool.Crash.NOT_KNOWN));
    }

    @Test
    void whenTheProcessExits_noCrashFollows() throws IOException {
        spool.crashMayTake(100);
        after(Duration.ZERO);
        spool.mark(10, 7);

        spool.exits();
        spool.mark(20, 7);

        assertThat(crashesAfterAKill()).isEmpty();
    }

    @Test
    void afterAStop_noCrashFollows() throws IOException {
        spool.crashMayTake(100);
        after(Duration.ZERO);
        spool.mark(10, 7);
        written(spool, 1).seal();
        Path home = homes().get(0);

        spool.close();
        spool.exits();

        assertThat(DirectoryLock.files(home, Watermark.SUFFIX)).isEmpty();
        assertThat(DirectoryLock.files(home, SegmentName.SUFFIX)).hasSize(1);
    }

    @Test
    void whatCouldNotBeDeleted_isDeletedOnceTheDiskIsWellAndAtTheEnd() throws IOException {
        after(Duration.ZERO);
        Path home = homes().get(0);
        for (boolean atTheEnd : new boolean[] {false, true}) {
            Segment segment = written(spool, 1);
            segment.seal();
            Path file = DirectoryLock.files(home, SegmentName.SUFFIX).get(0);
            Path away = Files.move(file, temp.resolve("away"));
            Path obstacle = Files.createDirectories(file.resolve("in the way"));
            segment.settled(1);
            Files.delete(obstacle);
            Files.delete(file);
            Files.move(away, file);
            if (atTheEnd) {
                spool.close();
            } else {
                after(RETRY);
            }
            assertThat(file).as("all of it has an outcome").doesNotExist();
        }
        assertThat(root).isEmptyDirectory();
    }

    /** It was told to nobody, for there was no directory yet. */
    @Test
    void whenTheProcessExitsBeforeTheFirstTurn_noCrashFollows() throws IOException {
        spool.crashMayTake(100);
        spool.exits();
        after(Duration.ZERO);

        assertThat(crashesAfterAKill()).isEmpty();
    }

    /** What was left has only to be read and deleted. */
    @Test
    void whatWasLeftInADirectoryThatCannotBeWrittenTo_isSentAllTheSame() throws IOException {
        after(Duration.ZERO);
        written(spool, 2).seal();
        spool.close();
        Files.createDirectories(homes().get(0).resolve("probe.new").resolve("in the way"));
        spool = another();

        after(Duration.ZERO);

        assertThat(spool.isWell()).isFalse();
        assertThat(found(spool)).isEqualTo(2);
    }

    @Test
    void aSpoolThatCannotBeLookedThrough_isTroubleOfTheDisk() throws IOException {
        after(Duration.ZERO);
        Path away = Files.move(root, temp.resolve("away"));
        Files.writeString(root, "in the way");
        spool.lookAgain();
        after(Duration.ofNanos(1));

        assertThat(spool.isWell()).isFalse();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not look for what others left");
        Files.delete(root);
        Files.move(away, root);
        after(RETRY);
        assertThat(spool.isWell()).isTrue();
    }
}
