package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Damaged lines are set aside as they stood, as long as there is room, and what there is no room for is known. */
class CorruptFileTest {
    @TempDir
    private Path temp;

    private Usage usage = new Usage(1_000);

    private Path corrupt() {
        return temp.resolve("0-0.segment.corrupt");
    }

    /** Reads the segment, and finds these pieces of it damaged. */
    private long setAside(String... pieces) throws IOException {
        try (CorruptFile corrupt = new CorruptFile(temp.resolve("0-0.segment"), usage)) {
            for (String piece : pieces) {
                byte[] bytes = ("??" + piece + "??").getBytes(StandardCharsets.UTF_8);
                corrupt.damaged(bytes, 2, bytes.length - 2);
            }
            corrupt.keep();
            return corrupt.lost();
        }
    }

    private void used(long bytes) {
        assertThat(usage.hasRoomAside(100 - bytes)).isTrue();
        assertThat(usage.hasRoomAside(100 - bytes + 1)).isFalse();
    }

    @Test
    void eachPiece_isALineAndItsBytesAreCounted() throws IOException {
        assertThat(setAside("one", "two")).isZero();

        assertThat(corrupt()).hasContent("one\ntwo\n");
        used(8);
    }

    @Test
    void withoutDamage_thereIsNoFile() throws IOException {
        setAside();

        assertThat(temp).isEmptyDirectory();
        used(0);
    }

    @Test
    void aSecondReading_comesToTheSame() throws IOException {
        setAside("one", "two");
        setAside("one", "two");

        assertThat(corrupt()).hasContent("one\ntwo\n");
        used(8);
    }

    @Test
    void aTenthOfTheSpool_isUsedToTheByteAndTheRestIsToldOf() throws IOException {
        assertThat(setAside("x".repeat(49), "y".repeat(49))).isZero();
        used(100);
        Files.delete(corrupt());
        usage = new Usage(1_000);

        assertThat(setAside("x".repeat(49), "y".repeat(50), "z".repeat(49))).isEqualTo(50);

        assertThat(corrupt()).hasContent("x".repeat(49) + "\n" + "z".repeat(49) + "\n");
        used(100);
    }

    /** Its own bytes, which it takes the place of, are no reason to leave any out. */
    @Test
    void aSecondReadingWithoutRoomForMore_losesNothingThatWasSetAside() throws IOException {
        setAside("x".repeat(29), "y".repeat(29));
        usage.aside(40);

        assertThat(setAside("x".repeat(29), "y".repeat(29))).isZero();

        assertThat(corrupt()).hasContent("x".repeat(29) + "\n" + "y".repeat(29) + "\n");
        used(100);
    }

    @Test
    void whatIsNotKept_leavesNothingBehind() throws IOException {
        setAside("before");
        try (CorruptFile corrupt = new CorruptFile(temp.resolve("0-0.segment"), usage)) {
            corrupt.damaged("after".getBytes(StandardCharsets.UTF_8), 0, 5);
        }

        assertThat(corrupt()).hasContent("before\n");
        assertThat(temp.resolve("0-0.segment.corrupt.new")).doesNotExist();
        used(7);
    }

    @Test
    void whatACrashLeft_isInNobodysWay() throws IOException {
        Files.writeString(temp.resolve("0-0.segment.corrupt.new"), "unfinished");

        setAside("one");

        assertThat(corrupt()).hasContent("one\n");
    }

    @Test
    void itsFile_isReadByItsUserAlone() throws IOException {
        setAside("one");

        assertThat(Files.getPosixFilePermissions(corrupt())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** Each would stay until memory is collected. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void afterwards_noFileIsOpen() throws IOException {
        setAside("one");
        try (CorruptFile notKept = new CorruptFile(temp.resolve("1-0.segment"), usage)) {
            notKept.damaged(new byte[] {'x'}, 0, 1);
            assertThat(OpenFiles.below(temp)).hasSize(1);
        }

        assertThat(OpenFiles.below(temp)).isEmpty();
    }
}
