package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the times of its files a directory tells whether somebody lives there, where no lock does. */
class HeartBeatTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private void touched(String name, Duration ago) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ago)));
    }

    private boolean isQuiet() throws IOException {
        return HeartBeat.isQuiet(directory, () -> NOW);
    }

    @Test
    void afterThreeMinutes_itIsQuiet() throws IOException {
        assertThat(isQuiet()).as("nothing is there").isTrue();
        touched("0-0.segment", Duration.ofHours(1));
        touched("owner", QUIET);
        assertThat(isQuiet()).isTrue();

        touched("owner", QUIET.minusMillis(1));
        assertThat(isQuiet()).as("one file is younger").isFalse();
    }

    /** Clocks of two machines differ by a little; by much only when one is wrong. */
    @Test
    void aTimeThatIsToCome_isOfOneThatLivesWhereItIsNear() throws IOException {
        touched("owner", QUIET.negated().plusMillis(1));
        assertThat(isQuiet()).isFalse();

        touched("owner", QUIET.negated());
        assertThat(isQuiet()).isTrue();
    }

    @Test
    void aBeat_isTheTimeOfTheOwnerFile_whichIsMadeAnewWhereItIsGone() throws IOException {
        Owner owner = Owner.of("RIG", "https://one.example", "the-id", false);
        HeartBeat.beat(directory, owner, () -> NOW);
        assertThat(Owner.read(directory, Trust.ours())).isEqualTo(owner);
        touched("owner", Duration.ofHours(1));

        HeartBeat.beat(directory, owner, () -> NOW);

        assertThat(Files.getLastModifiedTime(directory.resolve("owner")).toInstant())
                .isEqualTo(NOW);
    }
}
