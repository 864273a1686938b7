package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a spool are believed, as their owner and mode tell. */
@DisabledOnOs(OS.WINDOWS)
class StrangersTest {
    private static final int STRANGER = 54_322;

    @TempDir
    private Path temp;

    private Path directory;
    private Path file;
    private Trust ours;

    @BeforeEach
    void make() throws IOException {
        directory = temp.resolve("spool");
        PrivateFiles.createDirectories(directory);
        file = directory.resolve("file");
        PrivateFiles.create(file);
        Files.writeString(file, "ours");
        ours = Trust.ours();
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void give(Path path, String attribute, int whom) {
        try {
            Files.setAttribute(path, attribute, whom);
        } catch (IOException e) {
            Assumptions.abort("only root gives files away");
        }
    }

    private void assertNotBelieved(String why) {
        assertThatThrownBy(() -> ours.file(file))
                .isInstanceOf(Trust.Denied.class)
                .hasMessage(why);
        assertThat(ours.isFile(file)).isFalse();
        assertThatThrownBy(() -> ours.read(file)).isInstanceOf(Trust.Denied.class);
    }

    @Test
    void whatIsOurs_isBelieved() throws IOException {
        assertThat(ours.file(file)).isEqualTo(ours.file(file)).isNotEqualTo(ours.directory(directory));
        assertThat(ours.isFile(file)).isTrue();
        assertThat(ours.isDirectory(directory)).isTrue();
        assertThat(ours.soleFile(file)).isEqualTo(ours.file(file));
        try (InputStream in = ours.read(file)) {
            assertThat(in).hasContent("ours");
        }
        assertThat(ours.objectionToRoot(directory)).isEmpty();
        mode(file, "rw-r--r--");
        assertThat(ours.isFile(file)).as("others may read it").isTrue();
    }

    @Test
    void aFileIsNoDirectoryAndTheOtherWayRound() {
        assertThatThrownBy(() -> ours.file(directory)).hasMessage("is no regular file");
        assertThatThrownBy(() -> ours.directory(file)).hasMessage("is no directory");
        assertThat(ours.isFile(directory)).isFalse();
        assertThat(ours.isDirectory(file)).isFalse();
        assertThatThrownBy(() -> ours.file(temp.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatEverybodyMayWrite_isNotBelieved() throws IOException {
        mode(file, "rw----rw-");
        assertNotBelieved("can be written by everybody");
        mode(directory, "rwx---rwx");
        assertThat(ours.isDirectory(directory)).isFalse();
        assertThat(ours.objectionToRoot(directory)).hasValue("can be written by everybody");
    }

    /** As /tmp is: anybody may put there something, and nobody take away what is another's. */
    @Test
    void aStickyRoot_isBelieved() throws IOException {
        give(directory, "unix:mode", 01777);

        assertThat(ours.objectionToRoot(directory)).isEmpty();
    }

    @Test
    void whatAGroupMayWrite_isBelievedIfItIsOneOfOurs() throws IOException {
        mode(file, "rw-rw----");
        mode(directory, "rwxrwx---");
        assertThat(ours.isFile(file)).isTrue();
        assertThat(ours.objectionToRoot(directory)).isEmpty();
        give(file, "unix:gid", STRANGER);
        give(directory, "unix:gid", STRANGER);

        assertNotBelieved("can be written by the group " + STRANGER);
        assertThat(ours.objectionToRoot(directory)).hasValue("can be written by the group " + STRANGER);
        mode(file, "rw-r-----");
        assertThat(ours.isFile(file)).as("it may only read").isTrue();
    }

    @Test
    void anothersFile_isNotBelieved() throws IOException {
        int us = (Integer) Files.getAttribute(file, "unix:uid");
        give(file, "unix:uid", STRANGER);
        give(directory, "unix:uid", STRANGER);

        assertNotBelieved("belongs to the user " + STRANGER + " and not to " + us + ", as who this process runs");
        assertThat(ours.objectionToRoot(directory)).hasValue("belongs to the user " + STRANGER);
    }

    /** To look only: what root wrote there that user could not read. */
    @Test
    void root_seesASpoolAsItsOwnerSeesIt() throws IOException {
        give(file, "unix:uid", STRANGER);
        give(directory, "unix:uid", STRANGER);

        assertThat(Trust.ofOperator(directory).isFile(file)).isTrue();
        assertThat(Trust.ofOperator(temp).isFile(file)).isFalse();
        assertThat(Trust.becomingOwnerOf(directory))
                .hasValueSatisfying(command -> assertThat(command)
                        .startsWith("setpriv --reuid=" + STRANGER + " --regid=")
                        .endsWith(" --clear-groups"));
        assertThat(Trust.becomingOwnerOf(temp)).isEmpty();
        assertThat(Inventory.objection(directory))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("belongs to the user " + STRANGER + ", who could not read")
                        .endsWith(" --clear-groups java -jar …"));
    }

    /** A share that is mounted for another user shows each file as his, and writable for all: ours as well. */
    @Test
    void whereOurOwnFilesLookLikeThat_theyAreBelieved() throws IOException {
        mode(directory, "rwxrwxrwx");
        mode(file, "rw-rw-rw-");
        give(directory, "unix:uid", STRANGER);
        give(file, "unix:uid", STRANGER);

        assertThat(Trust.asMade(directory).isFile(file)).isTrue();
        mode(directory, "rwxr-xr-x");
        assertThat(Trust.asMade(directory).isFile(file))
                .as("there it could be otherwise")
                .isFalse();
    }

    @Test
    void anotherNameOfAFile_isNotWrittenTo() throws IOException {
        Files.createLink(directory.resolve("other"), file);

        assertThatThrownBy(() -> ours.soleFile(file))
                .isInstanceOf(Trust.Denied.class)
                .hasMessage("is a hard link to another file");
        assertThat(ours.isFile(file)).as("it may be read").isTrue();
    }

    @Test
    void aLink_isNotFollowed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        assertThat(ours.isFile(link)).isFalse();
        assertThatThrownBy(() -> ours.read(link)).hasMessage("is no regular file");
    }
}
