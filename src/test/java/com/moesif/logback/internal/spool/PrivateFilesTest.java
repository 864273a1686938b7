package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is made in a spool is for nobody but its user, and is never put over what was there. */
@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {
    @TempDir
    private Path temp;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aFile_isItsUsersAloneAndNewlyMade() throws IOException {
        Path file = temp.resolve("file");
        PrivateFiles.create(file);
        assertThat(mode(file)).isEqualTo("rw-------");
        Files.writeString(file, "ours");

        assertThatThrownBy(() -> PrivateFiles.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        PrivateFiles.createIfMissing(file);

        assertThat(file).hasContent("ours");
        PrivateFiles.createIfMissing(temp.resolve("other"));
        assertThat(mode(temp.resolve("other"))).isEqualTo("rw-------");
    }

    @Test
    void directories_areMadeWithThoseAboveThemAndExistingOnesStayAsTheyAre() throws IOException {
        Path there = Files.createDirectory(temp.resolve("there"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path made = there.resolve("a").resolve("b");

        PrivateFiles.createDirectories(made);
        PrivateFiles.createDirectories(made);

        assertThat(mode(made)).isEqualTo("rwx------");
        assertThat(mode(made.getParent())).isEqualTo("rwx------");
        assertThat(mode(there)).isEqualTo("rwxr-xr-x");
        Path link = Files.createSymbolicLink(temp.resolve("link"), there);
        PrivateFiles.createDirectories(link);
        PrivateFiles.createDirectories(link.resolve("c"));
        assertThat(there.resolve("c")).isDirectory();
    }

    @Test
    void aFileInThePlaceOfADirectory_isAnError() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "in the way");

        assertThatThrownBy(() -> PrivateFiles.createDirectories(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> PrivateFiles.createDirectories(file.resolve("below")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("in the way");
    }

    @Test
    void aReplacement_isWholeAndLeavesNothingBeside() throws IOException {
        Path file = Files.writeString(temp.resolve("owner"), "before, and longer");
        Files.writeString(temp.resolve("owner.new"), "of one that was killed");

        PrivateFiles.replace(file, "after".getBytes(StandardCharsets.UTF_8));

        assertThat(file).hasContent("after");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(temp.resolve("owner.new")).doesNotExist();
    }

    /** As on Windows: whose they are is told by where they lie. */
    @Test
    void whereThereAreNoPermissions_filesAreMadeAllTheSame() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(temp.resolve("files.zip"), Map.of("create", true))) {
            Path directory = archive.getPath("/a", "b");
            PrivateFiles.createDirectories(directory);
            PrivateFiles.create(directory.resolve("file"));
            PrivateFiles.replace(directory.resolve("owner"), "ours".getBytes(StandardCharsets.UTF_8));

            assertThat(directory.resolve("file")).isEmptyFile();
            assertThat(Trust.asMade(directory).isDirectory(directory)).isTrue();
            assertThat(Files.readString(directory.resolve("owner"))).isEqualTo("ours");
            assertThatThrownBy(() -> PrivateFiles.create(directory.resolve("file")))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    @Test
    void aDirectorysName_isSyncedWhereItIs() {
        assertThatCode(() -> PrivateFiles.syncNames(temp)).doesNotThrowAnyException();
        assertThatThrownBy(() -> PrivateFiles.syncNames(temp.resolve("none").resolve("below")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> PrivateFiles.syncDirectory(temp.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
