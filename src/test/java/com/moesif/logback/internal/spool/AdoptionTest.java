package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is given what others leave. */
class AdoptionTest {
    private static final byte[] LINE = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    @TempDir
    private Path root;

    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private long now;

    /** An appender that can be told what the collector thinks of it. */
    private final class Someone {
        final AtomicReference<String> id;
        final AtomicBoolean refused = new AtomicBoolean();
        final FileSpool spool;

        Someone(String name, String endpoint, String id) {
            this(name, endpoint, id, false);
        }

        Someone(String name, String endpoint, String id, boolean takeOver) {
            this.id = new AtomicReference<>(id);
            this.spool = new FileSpool(
                    new SpoolConfig(root, 1 << 20),
                    new Tenant(name, endpoint, this.id::get, refused::get, takeOver, 0),
                    notices);
            tend();
        }

        void tend() {
            now += MINUTE_NANOS;
            spool.tend(now);
            notices.speakAll(now);
        }

        Someone leavesAnAction() {
            Segment segment = spool.newSegment();
            segment.append(LINE, 0, LINE.length, 1);
            assertThat(segment.isWhole()).isTrue();
            segment.seal();
            spool.close();
            return this;
        }

        int finds() {
            int found = 0;
            for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
                found += next.actions();
            }
            return found;
        }
    }

    private Someone rig(String id) {
        return new Someone("RIG", "https://one.example", id);
    }

    private long homes() throws IOException {
        try (Stream<Path> homes = Files.list(root)) {
            return homes.count();
        }
    }

    /** Somebody may put any number there. */
    @Test
    void whatLiesBehindThousandsOfOthers_hasItsTurnAtTheNextLook() throws IOException {
        rig("id").leavesAnAction();
        for (int i = 0; i < 2_000; i++) {
            Files.createFile(root.resolve("0-" + i));
        }
        Adoption adoption = new Adoption(root, false, notices, Instant::now);
        Owner heir = Owner.of("RIG", "https://one.example", "id", false);
        assertThat(adoption.orphans(heir, 1)).isEmpty();

        List<DirectoryLock> found = adoption.orphans(heir, 1);

        assertThat(found).hasSize(1);
        found.forEach(DirectoryLock::release);
    }

    /** Each look goes on where the one before has ended, and others make directories and remove them meanwhile. */
    @Test
    void whatIsThereAfterOthersHaveGone_isFoundByTheNextLook() throws IOException {
        Owner heir = Owner.of("RIG", "https://one.example", "id", false);
        for (String name : List.of("RIG-00000001", "RIG-00000002")) {
            Path left = root.resolve(name);
            PrivateFiles.createDirectories(left);
            heir.write(left);
            PrivateFiles.create(left.resolve(LockFile.NAME));
        }
        Adoption adoption = new Adoption(root, false, notices, Instant::now);
        List<DirectoryLock> first = adoption.orphans(heir, 1);
        assertThat(first).hasSize(1);
        first.forEach(DirectoryLock::releaseAndTidy);
        assertThat(homes()).isOne();

        List<DirectoryLock> second = adoption.orphans(heir, 1);

        assertThat(second)
                .singleElement()
                .satisfies(lock -> assertThat(lock.directory).isEqualTo(root.resolve("RIG-00000002")));
        second.forEach(DirectoryLock::release);
    }

    @Test
    void sameNameEndpointAndId_areTheSameTenant() throws IOException {
        rig("id").leavesAnAction();
        Someone heir = rig("id");

        assertThat(heir.finds()).isOne();
        assertThat(homes()).as("it lives in what was left").isOne();
        heir.spool.close();
    }

    @Test
    void damagedLinesThatThereIsNoRoomFor_areCountedAndTold() throws IOException {
        rig("id").leavesAnAction();
        Path home = home();
        Path segment = DirectoryLock.files(home, ".segment").get(0);
        Files.writeString(segment, "x".repeat(60_000) + "\n" + "y".repeat(60_000) + "\n" + Files.readString(segment));

        Someone heir = rig("id");
        Spool.Recovered found = heir.spool.nextRecovered();

        assertThat(found.actions()).isOne();
        assertThat(found.damaged()).isEqualTo(1);
        heir.tend();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("1 lines of", "60000 bytes of them are lost", "a tenth", "<maxSize>", "All others are sent");
        found.segment().settled(1);
        heir.spool.close();
    }

    private Path home() throws IOException {
        try (Stream<Path> homes = Files.list(root)) {
            return homes.findFirst().orElseThrow();
        }
    }

    @Test
    void anyName_isReadAsItWasWritten() throws IOException {
        Owner owner = Owner.of(" =a: #ü\\u0041\t\n!\uD83D\uDE00 ", "https://one.example/ü?a=b", "id", true);
        owner.write(root);

        assertThat(Owner.read(root, Trust.ours())).isEqualTo(owner);
    }

    @Test
    void anotherId_isAnotherTenant_andIsTold() {
        rig("theirs").leavesAnAction();
        Someone other = rig("ours");

        assertThat(other.finds()).isZero();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("1 segments with 17 bytes of actions of appender 'RIG', https://one.example and another")
                .contains("spool " + root + " --send")
                .doesNotContain("theirs");
        other.tend();
        assertThat(said).hasSize(1);
        other.spool.close();
    }

    /** Whoever lives already looks once a minute. */
    @Test
    void whatAnotherLeavesLater_isToldByTheFirstLook() {
        Someone other = rig("ours");
        assertThat(said).isEmpty();
        rig("theirs").leavesAnAction();

        other.tend();

        assertThat(said).singleElement().asString().contains("1 segments with 17 bytes of actions of appender 'RIG'");
        other.spool.close();
    }

    /** The command that is shown has to send it, and sends to Moesif alone of its own accord. */
    @ParameterizedTest
    @CsvSource({
        "https://api.moesif.net, --send",
        "https://collector.acme.example/moesif, --send --base-uri https://collector.acme.example/moesif",
        "http://[::1]:9500, --send --base-uri http://[::1]:9500",
        "kafka://b1:9092/actions, --send",
        "https://a.example;reboot, --send",
        "undecided, --send",
    })
    void whatIsAnothers_isShownWithTheCommandThatSendsItToItsAddress(String endpoint, String command) {
        new Someone("THEIRS", endpoint, "id").leavesAnAction();

        Someone other = new Someone("OURS", "https://api.moesif.net", "id");

        assertThat(said).singleElement().asString().contains("spool " + root + " " + command + ", though not to");
        other.spool.close();
    }

    /** Each minute that would hinder whoever may have it. */
    @Test
    void whatIsKnownToBeAnothers_isNotLockedAgain() throws IOException {
        rig("theirs").leavesAnAction();
        Path left = Files.move(only(), root.resolve("0-left"));
        Someone other = rig("ours");
        assertThat(said).singleElement().asString().contains("Another's: 1 (as 0-left");
        // Whoever locks it writes into it.
        FileTime before = FileTime.from(Instant.parse("2026-11-30T12:00:00Z"));
        Files.setLastModifiedTime(left.resolve(LockFile.NAME), before);

        other.tend();

        assertThat(Files.getLastModifiedTime(left.resolve(LockFile.NAME))).isEqualTo(before);
        other.spool.close();
    }

    /** An operator may have put it back with more in it; and of those that never come again there may be any number. */
    @Test
    void whatWasAnothersAndHasGone_isLookedAtAnewWhenItComesAgain() throws IOException {
        rig("theirs").leavesAnAction();
        Path left = only();
        Someone other = rig("ours");
        assertThat(said).singleElement().asString().contains("1 segments with 17 bytes");
        Path away = Files.move(left, root.resolveSibling(root.getFileName() + "-away"));
        other.tend();
        assertThat(said).last().asString().contains("No directory in", "is left alone any more");
        Files.move(away, left);
        Path segment = segments(left).get(0);
        Files.copy(segment, left.resolve(segment.getFileName().toString().replaceFirst("^.", "2")));

        other.tend();

        assertThat(said).last().asString().contains("2 segments with 34 bytes");
        other.spool.close();
    }

    @Test
    void anotherNameOrEndpoint_isAnotherTenant_evenWhenRefused() {
        Someone refused = rig("id");
        refused.refused.set(true);
        refused.tend();
        refused.leavesAnAction();
        Someone name = new Someone("OTHER", "https://one.example", "id");
        Someone endpoint = new Someone("RIG", "https://two.example", "id");

        assertThat(name.finds()).isZero();
        assertThat(endpoint.finds()).isZero();
        name.spool.close();
        endpoint.spool.close();
    }

    /** Or whoever has a wrong id for a moment would give its actions to anybody. */
    @Test
    void aRefusedId_widensNothing_takeOverDoes_andIsTold() {
        Someone typo = rig("idd");
        typo.refused.set(true);
        typo.tend();
        typo.leavesAnAction();
        Someone other = rig("id");
        assertThat(other.finds()).isZero();
        other.spool.close();

        Someone heir = new Someone("RIG", "https://one.example", "id", true);

        assertThat(heir.finds()).isOne();
        assertThat(said)
                .anyMatch(text -> text.contains("sends them with its own application id, since its <spool> has"
                        + " <takeOver>true</takeOver>. Remove that"));
        heir.spool.close();
        Someone next = rig("id");
        assertThat(next.finds()).as("it is the heir's own since").isOne();
        next.spool.close();
    }

    /** The file of its application id gave none in all its life. */
    @Test
    void whatWasKeptWithoutAnId_isSentByWhoeverHasOne_andTheOtherWayRoundNot() {
        rig("").leavesAnAction();
        Someone heir = rig("id");
        assertThat(heir.finds()).isOne();
        heir.spool.close();

        rig("other").leavesAnAction();
        Someone early = rig("");
        assertThat(early.finds()).isZero();
        early.spool.close();
    }

    @Test
    void takeOver_asksForNameAndEndpoint() {
        rig("id").leavesAnAction();
        Someone name = new Someone("OTHER", "https://one.example", "id", true);
        Someone endpoint = new Someone("RIG", "https://two.example", "id", true);

        assertThat(name.finds()).isZero();
        assertThat(endpoint.finds()).isZero();
        name.spool.close();
        endpoint.spool.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name=RIG\n", "\\u12", "\0\0\0"})
    void withoutASoundOwnerFile_isToldWithWhatHelps(String content) throws IOException {
        rig("id").leavesAnAction();
        Path left = only();
        if (content.isEmpty()) {
            Files.delete(left.resolve("owner"));
        } else {
            Files.writeString(left.resolve("owner"), content);
        }
        Someone same = rig("id");
        assertThat(same.finds()).isZero();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("which has " + (content.isEmpty() ? "no" : "a damaged") + " owner file")
                .contains("once its <spool> has <takeOver>true</takeOver>")
                .contains("spool " + root + " --send --take-over --base-uri URI");
        same.spool.close();

        Someone heir = new Someone("RIG", "https://one.example", "id", true);

        assertThat(heir.finds()).isOne();
        heir.spool.close();
    }

    @Test
    void ofANewerVersion_isLeftToIt_andToldOnce() throws IOException {
        rig("id").leavesAnAction();
        Path left = only();
        Files.writeString(
                left.resolve("owner"), Files.readString(left.resolve("owner")).replace("format=1", "format=2"));
        Someone older = rig("id");
        older.tend();

        assertThat(older.finds()).isZero();
        assertThat(said).singleElement().asString().contains("Of a newer version of this library", "the format 2");
        assertThat(segments(left)).hasSize(1);
        older.spool.close();
    }

    @Test
    void aNewerSegment_isLeftWhereItIs_andTheOthersAreSent() throws IOException {
        rig("id").leavesAnAction();
        Path left = only();
        Path newer = Files.writeString(left.resolve("1700000000000-000000.v2.segment"), "\u0001binary\n");
        Someone older = rig("id");

        assertThat(older.finds()).isOne();
        older.tend();
        assertThat(older.finds()).isZero();
        older.spool.close();
        assertThat(newer).hasContent("\u0001binary\n");
        assertThat(newer.resolveSibling(newer.getFileName() + ".corrupt")).doesNotExist();
    }

    @Test
    void oneThatHoldsNewerSegmentsOnly_isLeftToThatVersionAndTold() throws IOException {
        rig("id").leavesAnAction();
        Path left = only();
        Files.delete(segments(left).get(0));
        Files.writeString(left.resolve("1700000000000-000000.v2.segment"), "binary\n");

        Someone older = rig("id");

        assertThat(older.finds()).isZero();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("Of a newer version of this library: 1", "holds 1700000000000-000000.v2.segment");
        assertThat(homes()).as("it lives elsewhere").isEqualTo(2);
        older.spool.close();
        assertThat(segments(left)).hasSize(1);
    }

    @Test
    void oneThatOthersMayWrite_isLeftAloneAndTold() throws IOException {
        rig("id").leavesAnAction();
        Path left = only();
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwxrwxrwx"));

        Someone heir = rig("id");

        assertThat(heir.finds()).isZero();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("Not of this process's user alone: 1", "can be written by everybody");
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwx------"));
        heir.tend();
        assertThat(heir.finds()).isOne();
        heir.spool.close();
    }

    @Test
    void whereOthersMayWriteIntoTheSpool_nothingIsSentAndThatIsTold() throws IOException {
        rig("id").leavesAnAction();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));

        Someone heir = rig("id");

        assertThat(heir.finds()).isZero();
        assertThat(heir.spool.isWell()).as("it keeps its own").isTrue();
        assertThat(said).singleElement().asString().contains(root + " can be written by everybody, who can put any");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        heir.tend();
        assertThat(heir.finds()).isOne();
        heir.spool.close();
    }

    /** Whatever the next configuration says. */
    @Test
    void whatOneThatLivesTakesOver_isItsOwnFromThenOn() {
        Someone heir = new Someone("RIG", "https://one.example", "id", true);
        rig("theirs").leavesAnAction();
        heir.tend();
        assertThat(heir.finds()).isOne();
        heir.spool.close();

        Someone next = rig("id");

        assertThat(next.finds()).isOne();
        next.spool.close();
    }

    /** As they were before there were versions. */
    @Test
    void withoutAVersion_isTheFirst() throws IOException {
        rig("id").leavesAnAction();
        Path left = only();
        Path segment = segments(left).get(0);
        assertThat(segment.getFileName().toString()).endsWith(".v1.segment");
        Files.move(segment, left.resolve("1700000000000-000000.segment"));
        Files.writeString(
                left.resolve("owner"), Files.readString(left.resolve("owner")).replace("format=1\n", ""));

        Someone heir = rig("id");

        assertThat(heir.finds()).isOne();
        heir.spool.close();
    }

    private Path only() throws IOException {
        try (Stream<Path> homes = Files.list(root)) {
            return homes.findFirst().orElseThrow();
        }
    }

    private static List<Path> segments(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    private static void age(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(4))));
            }
        }
    }

    @Test
    void withoutItsLockFile_isAdoptedOnceItIsQuiet() throws IOException {
        rig("id").leavesAnAction();
        Path left = only();
        Files.delete(left.resolve("lock"));
        Someone heir = rig("id");
        assertThat(heir.finds()).as("whoever lives there may make it again").isZero();

        age(left);
        heir.tend();

        assertThat(heir.finds()).isOne();
        heir.spool.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "owner", "lock,owner"})
    void whatACleanerRemoves_isMadeAgain_andNothingIsLost(String names) throws IOException {
        Someone alive = rig("id");
        Segment open = alive.spool.newSegment();
        open.append(LINE, 0, LINE.length, 1);
        int generation = alive.spool.generation();
        Path home = only();
        for (String name : names.split(",")) {
            Files.delete(home.resolve(name));
        }

        alive.tend();

        assertThat(home.resolve("lock")).isNotEmptyFile();
        assertThat(home.resolve("owner")).isNotEmptyFile();
        assertThat(alive.spool.generation()).isEqualTo(generation);
        assertThat(open.isWhole()).isTrue();
        open.append(LINE, 0, LINE.length, 1);
        assertThat(open.isWhole()).isTrue();
        assertThat(said.stream().anyMatch(text -> text.contains("Somebody has removed the lock file")))
                .isEqualTo(names.contains("lock"));
        assertThat(said).noneMatch(text -> text.contains("lost") && !text.contains("nothing is lost"));
        Someone other = rig("id");
        assertThat(other.finds()).as("it is locked again").isZero();
        other.spool.close();
        open.seal();
        open.settled(2);
        alive.spool.close();
        assertThat(homes()).isZero();
    }

    @Test
    void ofWhatIsAdopted_theLockFileIsMadeAgainToo() throws IOException {
        Someone alive = rig("id");
        Someone heir = rig("id");
        alive.leavesAnAction();
        heir.tend();
        Spool.Recovered found = heir.spool.nextRecovered();
        try (Stream<Path> homes = Files.list(root)) {
            for (Path home : homes.toList()) {
                Files.delete(home.resolve("lock"));
            }
        }

        heir.tend();

        assertThat(found.segment().isWhole()).isTrue();
        assertThat(heir.finds()).as("it is not found twice").isZero();
        found.segment().settled(1);
        heir.spool.close();
        assertThat(homes()).isZero();
    }

    @Test
    void ourIdIsReadAgain_andWhatWasAnothersIsOurs() {
        rig("new").leavesAnAction();
        Someone heir = rig("old");
        assertThat(heir.finds()).isZero();

        heir.id.set("new");
        heir.tend();

        assertThat(heir.finds()).isOne();
        // And what it leaves itself is the new id's.
        heir.leavesAnAction();
        Someone next = rig("new");
        assertThat(next.finds()).isEqualTo(2);
        next.spool.close();
    }

    @Test
    void ofOneThatLives_nothingIsTaken_andAllWithinAMinuteOfItsEnd() throws IOException {
        Someone alive = rig("id");
        Segment segment = alive.spool.newSegment();
        segment.append(LINE, 0, LINE.length, 1);
        Someone heir = rig("id");
        assertThat(homes()).isEqualTo(2);
        assertThat(heir.finds()).isZero();

        segment.seal();
        alive.spool.close();
        heir.tend();

        assertThat(heir.finds()).isOne();
        heir.spool.close();
    }

    @Test
    void onceAdoptedSegmentsHaveAnOutcome_deadLettersMoveAndTheDirectoryGoes() throws IOException {
        Someone alive = rig("id");
        Someone heir = rig("id");
        alive.leavesAnAction();
        Path left;
        try (Stream<Path> segments = Files.walk(root)) {
            left = segments.filter(file -> file.toString().endsWith(".segment"))
                    .findAny()
                    .orElseThrow()
                    .getParent();
        }
        Files.createDirectory(left.resolve("dead"));
        Files.writeString(left.resolve("dead").resolve("dead.jsonl"), "{}\n");
        heir.tend();
        Spool.Recovered found = heir.spool.nextRecovered();
        found.segment().settled(1);

        heir.tend();

        assertThat(left).doesNotExist();
        assertThat(homes()).isOne();
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith("-dead.jsonl"));
        }
        heir.spool.close();
    }

    @Test
    void whatDiedBeforeItHadALock_isRemoved_andWhatIsNotOursStays() throws IOException {
        Path stillborn = Files.createDirectory(root.resolve("RIG-0123abcd"));
        Path full = Files.createDirectory(root.resolve("RIG-01234567"));
        Files.writeString(full.resolve("note"), "mine");
        Path foreign = Files.createDirectory(root.resolve("uploads"));
        Path alike = Files.createDirectory(root.resolve("RIG-archive"));

        Someone someone = rig("id");

        assertThat(stillborn).doesNotExist();
        assertThat(full.resolve("note")).exists();
        assertThat(foreign).exists();
        assertThat(alike).exists();
        someone.spool.close();
    }

    /** It was killed before its mark said anything: nobody of that tenant may ever come, and there is nothing to tell. */
    @Test
    void anothersDirectory_withAMarkThatSaysNothing_isRemoved() throws IOException {
        new Someone("OTHER", "https://other.example", "b").leavesAnAction();
        Path left = Files.list(root).toList().get(0);
        for (Path segment : DirectoryLock.files(left, SegmentName.SUFFIX)) {
            Files.delete(segment);
        }
        Path mark = left.resolve("0123abcd" + Watermark.SUFFIX);
        Files.setPosixFilePermissions(
                Files.writeString(mark, "accepted=0000"), PosixFilePermissions.fromString("rw-------"));

        Someone other = rig("a");
        other.tend();

        assertThat(left).doesNotExist();
        other.spool.close();
        assertThat(homes()).isZero();
    }

    /** What that says is for its tenant, or for an operator. */
    @Test
    void anothersDirectory_withAMark_stays() throws IOException {
        Someone killed = new Someone("OTHER", "https://other.example", "b");
        Path left = Files.list(root).toList().get(0);
        Path mark = DirectoryLock.files(left, Watermark.SUFFIX).get(0);
        byte[] bytes = Files.readAllBytes(mark);
        killed.leavesAnAction();
        for (Path segment : DirectoryLock.files(left, SegmentName.SUFFIX)) {
            Files.delete(segment);
        }
        Files.setPosixFilePermissions(Files.write(mark, bytes), PosixFilePermissions.fromString("rw-------"));

        Someone other = rig("a");
        other.tend();

        assertThat(mark).hasBinaryContent(bytes);
        other.spool.close();
    }
}
