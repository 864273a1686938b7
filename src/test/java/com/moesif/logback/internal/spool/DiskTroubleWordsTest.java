package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said of a disk in trouble, and what is still to be deleted there. */
class DiskTroubleWordsTest extends ClaimScene {
    /** The path alone, as the JVM's exceptions have it, says to nobody what is wrong. */
    @Test
    void reasons_areInWords() throws IOException {
        Path directory = Files.createDirectory(temp.resolve("directory"));
        Path file = Files.createFile(temp.resolve("file"));
        assertThat(DiskTrouble.reason(new NoSuchFileException("f"))).isEqualTo("no such file or directory");
        assertThat(DiskTrouble.reason(new AccessDeniedException("f"))).isEqualTo("permission denied");
        assertThat(DiskTrouble.reason(new FileSystemException("f", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(DiskTrouble.reason(new NotDirectoryException("f"))).isEqualTo("f is no directory");
        assertThat(DiskTrouble.reason(new FileAlreadyExistsException(directory.toString())))
                .isEqualTo(directory + " is there already");
        assertThat(DiskTrouble.reason(new FileAlreadyExistsException(file.toString())))
                .isEqualTo(file + " is there, but is no directory");
        assertThat(DiskTrouble.reason(new DirectoryNotEmptyException("f"))).isEqualTo("f: DirectoryNotEmptyException");
        assertThat(DiskTrouble.reason(new IOException("Input/output error"))).isEqualTo("Input/output error");
        assertThat(DiskTrouble.reason(new EOFException())).isEqualTo("EOFException");
        assertThat(DiskTrouble.reason(new SecurityException("no"))).isEqualTo("java.lang.SecurityException: no");
    }

    @Test
    void trouble_isToldOnceAndSoIsItsEnd() {
        trouble.over();
        assertThat(trouble.wasMet()).isFalse();
        trouble.met("write to a file", new IOException("Input/output error"));
        trouble.met("write to a file", new IOException("Input/output error"));
        notices.speakAll(0);
        assertThat(said)
                .singleElement()
                .asString()
                .contains("The spool in " + temp + " can't be used: could not write to a file (Input/output error)")
                .contains("kept in memory as far as maxMemory goes", "tried again every 5 s");
        assertThat(trouble.isMet()).isTrue();

        trouble.over();
        trouble.over();

        notices.speakAll(0);
        assertThat(said).hasSize(2).last().asString().contains("can be used again", "2 times");
        assertThat(trouble.isMet()).isFalse();
        assertThat(trouble.wasMet())
                .as("there may be actions that no file holds")
                .isTrue();
    }

    /** All of it has an outcome: left there it would be sent again after a restart. */
    @Test
    void aFileThatCannotBeDeletedNow_isDeletedLater() throws IOException {
        Path file = temp.resolve("0-0.segment");
        Path obstacle = Files.createDirectories(file.resolve("in the way"));
        trouble.delete(file);
        assertThat(trouble.isMet()).isTrue();
        trouble.over();

        trouble.deleteAgain();
        assertThat(file).exists();
        assertThat(trouble.isMet())
                .as("one like that is no reason to do without the disk")
                .isFalse();
        Files.delete(obstacle);
        trouble.deleteAgain();
        assertThat(file).doesNotExist();

        Files.createFile(file);
        trouble.deleteAgain();
        assertThat(file).as("it is done with the one before").exists();
        trouble.delete(file);
        assertThat(file).doesNotExist();
        assertThat(trouble.isMet()).isFalse();
    }

    @Test
    void filesThatSomebodyRemoves_areCountedAndToldAndTheDiskIsWell() {
        trouble.removed(temp.resolve("0-0.segment"));
        trouble.removed(temp.resolve("1-0.segment"));

        assertThat(trouble.removals()).isEqualTo(2);
        assertThat(trouble.isMet()).isFalse();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("Somebody has removed " + temp.resolve("1-0.segment"));
    }
}
