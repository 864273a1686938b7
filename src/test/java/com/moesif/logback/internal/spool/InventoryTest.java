package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.spool.Inventory.Entry;
import com.moesif.logback.internal.spool.Inventory.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator sees of a spool, while an appender may be at work in it. */
class InventoryTest extends ClaimScene {
    private static final Owner OWNER = Owner.of("RIG", "https://one.example", "the-id", true);

    private Entry entry() throws IOException {
        List<Entry> all = Inventory.of(temp);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Path file(Path file, String text) throws IOException {
        PrivateFiles.create(file);
        return Files.writeString(file, text);
    }

    @Test
    void oneThatIsLeft_isSeenWithAllThatLiesThere() throws IOException {
        Files.writeString(temp.resolve("note"), "of an operator's");
        OWNER.write(claim.directory);
        Path late = segment(claim.directory, 2_000, 1);
        Path early = segment(claim.directory, 1_000, 2);
        Path corrupt = file(claim.directory.resolve("0-0.segment.corrupt"), "damaged\n");
        Path letters = claim.directory.resolve("dead");
        PrivateFiles.createDirectories(letters);
        Path dead = file(letters.resolve("dead.jsonl"), "{}\n");
        new Watermark(claim, new FileSpool.Environment(InstantSource.system(), () -> "01234567")).mark(10, 7, 100);
        Entry running = entry();
        assertThat(running.life()).isEqualTo(Life.RUNNING);
        assertThat(running.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(running.crashes()).as("it lives").isEmpty();
        assertThat(running.segments()).containsExactly(early, late);
        claim.release();

        Entry left = entry();

        assertThat(left.directory()).isEqualTo(claim.directory);
        assertThat(left.life()).isEqualTo(Life.GONE);
        assertThat(left.pid()).isZero();
        assertThat(left.trouble()).isNull();
        assertThat(left.owner()).isEqualTo(new Inventory.Whose("RIG", "https://one.example", OWNER.idHash(), true));
        assertThat(left.owner().isMeantFor("the-id")).isTrue();
        assertThat(left.owner().isMeantFor("another")).isFalse();
        assertThat(left.segments()).containsExactly(early, late);
        assertThat(left.bytes()).isEqualTo(Files.size(early) + Files.size(late));
        assertThat(left.corrupt()).containsExactly(corrupt);
        assertThat(left.dead()).containsExactly(dead);
        assertThat(left.crashes())
                .singleElement()
                .satisfies(crash -> assertThat(crash.atLeast()).isEqualTo(3));
        assertThat(Inventory.hasUnread(left)).isFalse();
        assertThat(DirectoryLock.take(claim.directory, Trust.ours()))
                .as("to look does not hold it")
                .satisfies(DirectoryLock::release);
    }

    @Test
    void noDirectory_isSaid() {
        assertThatThrownBy(() -> Inventory.of(temp.resolve("nowhere"))).isInstanceOf(NotDirectoryException.class);
    }

    /** Whoever lives there makes its lock file anew within a minute, and touches its files. */
    @Test
    void oneWithoutALockFile_isGoneOnceItIsQuiet() throws IOException {
        OWNER.write(claim.directory);
        claim.release();
        Files.delete(claim.directory.resolve("lock"));
        assertThat(entry().life()).isEqualTo(Life.UNKNOWN);

        Files.setLastModifiedTime(
                claim.directory.resolve("owner"), FileTime.from(Instant.now().minus(Duration.ofMinutes(4))));

        assertThat(entry().life()).isEqualTo(Life.GONE);
        assertThat(claim.directory.resolve("lock"))
                .as("to look changes nothing")
                .doesNotExist();
    }

    @Test
    void segmentsOfANewerVersion_areSeenAndNotLookedInto() throws IOException {
        OWNER.write(claim.directory);
        Path ours = segment(claim.directory, 1_000, 1);
        file(claim.directory.resolve("2000-000001.v2.segment"), "binary");

        assertThat(entry().trouble()).isEqualTo("holds segments of a newer version of this library");
        assertThat(entry().segments()).containsExactly(ours);
        assertThat(Inventory.hasUnread(entry())).isTrue();

        file(claim.directory.resolve("other"), "format=2\nname=RIG\n");
        Files.delete(claim.directory.resolve("owner"));
        Files.move(claim.directory.resolve("other"), claim.directory.resolve("owner"));

        assertThat(entry().trouble()).isEqualTo("was written in the format 2 of a newer version of this library");
        assertThat(entry().segments()).isEmpty();
        assertThat(entry().owner()).isNull();
        assertThat(Inventory.hasUnread(entry())).isTrue();
    }

    @Test
    void withoutASoundOwnerFile_isSaid() throws IOException {
        Path ours = segment(claim.directory, 1_000, 1);
        assertThat(entry().trouble()).isEqualTo("has no owner file");
        assertThat(entry().segments()).containsExactly(ours);

        Path owner = file(claim.directory.resolve("owner"), "name=RIG\n");
        assertThat(entry().trouble()).isEqualTo("has a damaged owner file");

        Files.setPosixFilePermissions(owner, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(entry().trouble()).isEqualTo("has an owner file that can be written by everybody");
        assertThat(entry().owner()).isNull();
    }

    @Test
    void whatOthersMayWrite_isNotBelieved() throws IOException {
        OWNER.write(claim.directory);
        Path ours = segment(claim.directory, 1_000, 1);
        Path theirs = segment(claim.directory, 2_000, 1);
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(entry().segments()).containsExactly(ours);
        assertThat(Inventory.hasUnread(entry())).isTrue();

        Files.setPosixFilePermissions(claim.directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(entry().life()).isEqualTo(Life.UNKNOWN);
        assertThat(entry().trouble()).isEqualTo("can be written by everybody");
        assertThat(entry().segments()).isEmpty();
        assertThat(Inventory.hasUnread(entry())).isTrue();
        assertThat(Inventory.objection(temp)).isEmpty();
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(Inventory.objection(temp)).hasValue("can be written by everybody");
    }

    private Path directory(String name, String mode) throws IOException {
        Path directory = Files.createDirectory(temp.resolve(name));
        file(directory.resolve("owner"), "name=RIG\n");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
        return directory;
    }

    private Path foreign() throws IOException {
        Path foreign = Files.createDirectory(temp.resolve("photos"));
        Files.writeString(foreign.resolve("one"), "");
        return foreign;
    }

    /** Where strangers' directories lie, one that nobody can look into is most likely theirs, too. */
    @Test
    void besideStrangers_whatCannotBeToldIsNoAppenders() throws IOException {
        claim.releaseAndTidy();
        Path closed = directory("closed", "rwxrwxrwx");
        assertThat(entry().trouble()).isEqualTo("can be written by everybody");
        Path foreign = foreign();

        assertThatThrownBy(() -> Inventory.of(temp))
                .hasMessageStartingWith(temp + " is no spool")
                .hasMessageEndingWith("Give the <directory> of the <spool>");
        assertThat(Inventory.left(temp)).extracting(Entry::directory).containsExactly(closed);

        Path below = Files.createDirectory(foreign.resolve("RIG-0123abcd"));
        file(below.resolve("owner"), "name=RIG\n");
        assertThatThrownBy(() -> Inventory.of(temp))
                .hasMessageEndingWith("There is a spool one level below: " + foreign);
    }

    @Test
    void besideStrangers_anyThatIsKnownMakesASpool() throws IOException {
        claim.releaseAndTidy();
        Path known = directory("known", "rwx------");
        Path segment = segment(known, 1_000, 1);
        assertThat(entry().life()).isEqualTo(Life.UNKNOWN);
        foreign();
        assertThat(entry().segments()).containsExactly(segment);

        Files.delete(segment);
        assertThatThrownBy(() -> Inventory.of(temp)).hasMessageStartingWith(temp + " is no spool");

        Files.delete(known.resolve("owner"));
        OWNER.write(known);
        assertThat(entry().owner()).isNotNull();
    }

    /** By its name it is. */
    @Test
    void besideStrangers_whatIsNamedAsOursIsOurs() throws IOException {
        claim.releaseAndTidy();
        foreign();
        directory("RIG-0123abcd", "rwxrwxrwx");

        assertThat(entry().trouble()).isEqualTo("can be written by everybody");
    }

    @Test
    void lettersThatAreNotBelieved_areUnread() throws IOException {
        OWNER.write(claim.directory);
        assertThat(Inventory.hasUnread(entry())).isFalse();
        Path dead = Files.createDirectory(claim.directory.resolve("dead"));
        Files.setPosixFilePermissions(dead, PosixFilePermissions.fromString("rwx------"));
        Path letters = file(dead.resolve("2026-12-03.jsonl"), "");
        assertThat(Inventory.hasUnread(entry())).isFalse();

        Files.setPosixFilePermissions(letters, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(Inventory.hasUnread(entry())).isTrue();
    }

    @Test
    void oneThatIsGone_hasNothingUnread() throws IOException {
        Entry entry = entry();
        Files.move(claim.directory, temp.resolve("away"));
        assertThat(Inventory.hasUnread(entry)).isFalse();

        Files.writeString(claim.directory, "no directory");

        assertThat(Inventory.hasUnread(entry)).isFalse();
    }

    @Test
    void aSegment_isReadAndStaysAsItWas() throws IOException {
        Path file = segment(claim.directory, 1_000, 3);
        Files.writeString(file, "damaged\n", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(file);

        assertThat(Inventory.read(file)).isEqualTo(new Inventory.Content(3, 1, Instant.ofEpochMilli(1_000)));

        assertThat(file).hasBinaryContent(before);
        assertThat(DirectoryLock.files(claim.directory, ".corrupt")).isEmpty();
        Path renamed = Files.move(file, file.resolveSibling("renamed.segment"));
        assertThat(Inventory.read(renamed).begun()).isNull();
        assertThat(Inventory.read(file)).as("all in it has an outcome").isNull();
    }

    @Test
    void letters_areThoseOfAFileThatAreSound() throws IOException {
        Path letters = claim.directory.resolve("dead");
        PrivateFiles.createDirectories(letters);
        String id = "01234567-89ab-cdef-0123-456789abcdef";
        Path dead = file(
                letters.resolve("dead.jsonl"),
                "none\n{\"id\":\"" + id + "\",\"time\":\"T\",\"reason\":\"refused\",\"status\":400,\"answer\":\"no\","
                        + "\"lacking\":[\"company_id\"],\"action\":{\"a\":{}}}");
        List<Inventory.Letter> found = new ArrayList<>();

        assertThat(Inventory.letters(dead, found::add))
                .as("one line is no letter")
                .isOne();

        assertThat(found).singleElement().satisfies(letter -> {
            assertThat(List.of(letter.id(), letter.time(), letter.reason(), letter.answer(), letter.lacking()))
                    .containsExactly(id, "T", "refused", "no", "[\"company_id\"]");
            assertThat(letter.status()).isEqualTo(400);
            assertThat(letter.action()).asString().isEqualTo("{\"a\":{}}");
        });
        Files.delete(dead);
        found.clear();
        Inventory.letters(dead, found::add);
        assertThat(found).as("of a file that is gone").isEmpty();
    }
}
