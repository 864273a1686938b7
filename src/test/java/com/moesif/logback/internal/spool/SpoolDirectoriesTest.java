package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which directory an appender lives in, and what it is called. */
class SpoolDirectoriesTest extends ClaimScene {
    private static final Owner OWNER = new Owner("RIG", "https://one.example", "0123", false);

    private static FileSpool.Environment naming(String... names) {
        Iterator<String> next = List.of(names).iterator();
        return new FileSpool.Environment(InstantSource.system(), next::next);
    }

    private static DirectoryLock claimed(Path root, String name) throws IOException {
        return SpoolDirectories.claimNew(root, name, true, naming("01234567"));
    }

    private SpoolDirectories finder(FileSpool.Environment environment) {
        return new SpoolDirectories(
                temp, new Adoption(temp, false, notices, InstantSource.system()), notices, environment);
    }

    @Test
    void itsName_isThatOfTheAppenderWithoutWhatNoFileShouldHave() throws IOException {
        String longest = "n".repeat(40);
        for (List<String> each : List.of(
                List.of("RIG", "RIG-01234567"),
                List.of("to bill/../ü", "to_bill_-01234567"),
                List.of(longest, longest + "-01234567"),
                List.of(longest + "o", longest + "-01234567"))) {
            DirectoryLock lock = claimed(temp.resolve("root"), each.get(0));
            assertThat(lock.directory).isEqualTo(temp.resolve("root").resolve(each.get(1)));
            assertThat(SpoolDirectories.isNamedFor(each.get(0), lock.directory)).isTrue();
            lock.releaseAndTidy();
        }
    }

    @Test
    void anothersName_isNotTakenForOurs() {
        for (String other :
                List.of("RIG-0123456", "RIG-012345678", "RIG-0123456g", "RIG-RIG-01234567", "rig-01234567")) {
            assertThat(SpoolDirectories.isNamedFor("RIG", temp.resolve(other)))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void whatIsNamedLikeThat_mayBeOfAnyAppender() {
        for (String ours : List.of("RIG-01234567", "-89abcdef", "to_bill_-x-01234567")) {
            assertThat(SpoolDirectories.isNamedAsOurs(temp.resolve(ours)))
                    .as(ours)
                    .isTrue();
        }
        for (String other : List.of("RIG", "RIG-0123456", "RIG-0123456g", "RIG.-01234567")) {
            assertThat(SpoolDirectories.isNamedAsOurs(temp.resolve(other)))
                    .as(other)
                    .isFalse();
        }
    }

    /** Somebody who looked for what others left was faster, and finds that it's nothing. */
    @Test
    void aNewDirectoryThatAnotherHas_isLeftToItAndAnotherMade() throws IOException {
        DirectoryLock held = claimed(temp, "RIG");

        DirectoryLock ours = SpoolDirectories.claimNew(temp, "RIG", true, naming("01234567", "01234567", "89abcdef"));

        assertThat(ours.directory).isEqualTo(temp.resolve("RIG-89abcdef"));
        assertThat(ours.isLocked()).isTrue();
        ours.releaseAndTidy();
        assertThatThrownBy(() -> SpoolDirectories.claimNew(
                        temp, "RIG", true, naming("01234567", "01234567", "01234567", "89abcdef")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("locked, or removed, by somebody else");
        held.releaseAndTidy();
    }

    @Test
    void whatWasLeft_isMovedIntoBeforeOneIsMade() throws IOException {
        DirectoryLock left = claimed(temp, "RIG");
        OWNER.write(left.directory);
        DirectoryLock fresh = finder(naming("89abcdef")).find(OWNER);
        assertThat(fresh.directory).isEqualTo(temp.resolve("RIG-89abcdef"));
        left.release();

        DirectoryLock again = finder(naming()).find(OWNER);

        assertThat(again.directory).isEqualTo(left.directory);
        again.releaseAndTidy();
        fresh.releaseAndTidy();
        assertThat(said).isEmpty();
    }

    @Test
    void whereFilesCannotBeLocked_nothingIsAdopted() throws IOException {
        DirectoryLock unlocked = SpoolDirectories.claimNew(temp, "RIG", false, naming("01234567"));
        DirectoryLock locked = SpoolDirectories.claimNew(temp, "RIG", true, naming("89abcdef"));
        SpoolDirectories finder = finder(naming());

        assertThat(finder.areLocksThere(unlocked)).isFalse();
        assertThat(finder.areLocksThere(locked)).isTrue();

        unlocked.releaseAndTidy();
        locked.releaseAndTidy();
        assertThat(Files.exists(locked.directory)).isFalse();
    }
}
