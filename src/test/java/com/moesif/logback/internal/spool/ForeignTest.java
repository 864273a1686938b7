package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory is that lies where those of appenders lie, and is not named as one of them. */
class ForeignTest {
    @TempDir
    private Path temp;

    private Path directory;

    @BeforeEach
    void make() throws IOException {
        directory = Files.createDirectory(temp.resolve("renamed"));
    }

    private Foreign.Kind kind() throws IOException {
        return Foreign.of(directory);
    }

    @Test
    void oneWithAFileOfOurs_isAnAppenders() throws IOException {
        assertThat(kind()).isEqualTo(Foreign.Kind.EMPTY);
        for (String name : new String[] {"lock", "owner", SegmentName.of(1, 1), "x.corrupt"}) {
            Path file = Files.createFile(directory.resolve(name));
            assertThat(kind()).as(name).isEqualTo(Foreign.Kind.APPENDERS);
            Files.delete(file);
            Files.createDirectory(file);
            assertThat(kind()).as("a directory " + name).isEqualTo(Foreign.Kind.FOREIGN);
            Files.delete(file);
        }
        Files.createFile(directory.resolve("readme.txt"));
        assertThat(kind()).isEqualTo(Foreign.Kind.FOREIGN);
    }

    @Test
    void oneWithDeadLetters_isAnAppenders() throws IOException {
        Path dead = directory.resolve("dead");
        Files.createFile(dead);
        assertThat(kind()).as("a file").isEqualTo(Foreign.Kind.FOREIGN);
        Files.delete(dead);
        Files.createDirectory(dead);
        assertThat(kind()).as("without a letter").isEqualTo(Foreign.Kind.FOREIGN);

        Files.createFile(dead.resolve("dead.jsonl"));

        assertThat(kind()).isEqualTo(Foreign.Kind.APPENDERS);
    }

    @Test
    void whatNobodyCanLookInto_isTakenForAnAppenders() throws IOException {
        Files.delete(directory);
        assertThat(kind()).as("gone meanwhile").isEqualTo(Foreign.Kind.APPENDERS);
        Files.createFile(directory);
        assertThat(kind()).as("a file").isEqualTo(Foreign.Kind.APPENDERS);
    }

    @Test
    void whatAFileSystemMakes_isNothing() throws IOException {
        for (String name : new String[] {"lost+found", ".snapshot"}) {
            directory = Files.createDirectory(temp.resolve(name));
            Files.createFile(directory.resolve("any"));
            assertThat(kind()).as(name).isEqualTo(Foreign.Kind.EMPTY);
        }
    }

    @Test
    void aSpool_hasADirectoryNamedAsOursWithItsOwner() throws IOException {
        assertThat(Foreign.isSpool(directory)).isFalse();
        Path named = Files.createDirectory(directory.resolve("RIG-01234567"));
        assertThat(Foreign.isSpool(directory)).as("without an owner").isFalse();
        Files.createFile(Files.createDirectory(directory.resolve("other")).resolve("owner"));
        assertThat(Foreign.isSpool(directory)).as("of another name").isFalse();

        Files.createFile(named.resolve("owner"));

        assertThat(Foreign.isSpool(directory)).isTrue();
        assertThat(Foreign.isSpool(temp.resolve("missing"))).isFalse();
    }
}
