package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of the machine's own, and one of a file system that has channels only: both do the same. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class OutFileTest {
    @Parameter
    private boolean isOwn;

    @TempDir
    private Path temp;

    private FileSystem archive;
    private Path file;

    @BeforeEach
    void make() throws IOException {
        archive = FileSystems.newFileSystem(temp.resolve("files.zip"), Map.of("create", true));
        file = isOwn ? temp.resolve("file") : archive.getPath("/file");
        Files.writeString(file, "");
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
    }

    private static void write(OutFile out, String text) throws IOException {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.ISO_8859_1);
        out.write(bytes, 1, bytes.length - 2);
    }

    private String content() throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatIsWritten_isInTheFileInItsOrder() throws IOException {
        try (OutFile out = OutFile.open(file)) {
            assertThat(out.length()).isZero();
            write(out, "one,");
            write(out, "two");
            assertThat(out.length()).isEqualTo(7);
            out.sync();
        }

        assertThat(content()).isEqualTo("one,two");
    }

    @Test
    void whatWasThere_isWrittenOverFromAnyPlaceAndCutOff() throws IOException {
        Files.writeString(file, "0123456789");
        try (OutFile out = OutFile.open(file)) {
            out.seek(3);
            write(out, "three");
            out.truncate(9);
            assertThat(out.length()).isEqualTo(9);
        }

        assertThat(content()).isEqualTo("012three8");
    }

    /** Of an UTF-8 text the last byte may be any. */
    @Test
    void atTheEnd_theLastByteIsKnownAndMoreIsWritten() throws IOException {
        try (OutFile out = OutFile.open(file)) {
            assertThat(out.seekEnd()).as("there is none").isEqualTo(-1);
            write(out, "a\n");
            out.seek(0);
            assertThat(out.seekEnd()).isEqualTo('\n');
            write(out, "\u00e9");
            out.seek(1);
            assertThat(out.seekEnd()).isEqualTo(0xe9);
            write(out, "b");
        }

        assertThat(content()).isEqualTo("a\n\u00e9b");
    }

    @Test
    void onceItIsClosed_nothingIsWritten() throws IOException {
        OutFile out = OutFile.open(file);
        out.close();

        assertThatThrownBy(() -> write(out, "late")).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatIsMissing_isMadeOnTheMachinesOwnDiskOnly() throws IOException {
        Files.delete(file);
        if (isOwn) {
            OutFile.open(file).close();
            assertThat(file).isEmptyFile();
        } else {
            assertThatThrownBy(() -> OutFile.open(file)).isInstanceOf(NoSuchFileException.class);
        }
    }
}
