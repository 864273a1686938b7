package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The name of a segment tells when it was begun, and what is in it. */
class SegmentNameTest {
    @TempDir
    private Path directory;

    private Path made(String name) throws IOException {
        return Files.createFile(directory.resolve(name));
    }

    @Test
    void aName_hasTheMomentTheNumberAndTheVersion() {
        assertThat(SegmentName.of(1_767_225_600_000L, 1)).isEqualTo("1767225600000-000001.v1.segment");
        assertThat(SegmentName.of(0, 1_234_567)).isEqualTo("0000000000000-1234567.v1.segment");
        assertThat(SegmentName.begun(Path.of(SegmentName.of(1_767_225_600_000L, 1))))
                .isEqualTo(1_767_225_600_000L);
    }

    @Test
    void whatANewerVersionHasWritten_isApart() throws IOException {
        Path second = made("2-2.v1.segment");
        Path first = made("1-1.segment");
        Path newer = made("1-3.v2.segment");
        made("1-4.v1.segment.corrupt");

        assertThat(SegmentName.all(directory)).containsExactly(first, second);
        assertThat(SegmentName.newer(directory)).containsExactly(newer);
    }

    @Test
    void oneThatSomebodyHasGivenAnotherName_isAsOldAsItsFile() throws IOException {
        for (String name : new String[] {"backup.segment", "-5.segment", "may-1.segment"}) {
            Path file = made(name);
            Files.setLastModifiedTime(file, FileTime.fromMillis(5_000));

            assertThat(SegmentName.begun(file)).isEqualTo(-1);
            assertThat(SegmentName.since(file)).isEqualTo(5_000);
        }
        assertThat(SegmentName.since(made("0-1.segment"))).isZero();
        assertThat(SegmentName.since(made("7-1.segment"))).isEqualTo(7);
    }
}
