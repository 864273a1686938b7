package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the thread of the sender rests between its turns. */
@Timeout(30)
class SenderLoopTest {
    private final Knobs knobs = new Knobs();

    /** A crash would take what comes while the sender naps, unless callers see to the file themselves, or there is none. */
    @ParameterizedTest
    @CsvSource({"ASYNC, true, 2500000", "WRITE, true, 5000000", "FSYNC, true, 5000000", "ASYNC, false, 5000000"})
    void nap_isShortWhereWhatComesWaitsForItsFile(
            Durability durability, boolean onDisk, long atMostNanos, @TempDir Path temp) {
        knobs.keeping = new PipelineConfig.Keeping(durability, Duration.ofSeconds(1), Duration.ofDays(30));
        Machine machine = new Machine(
                knobs.config(),
                notices -> onDisk
                        ? new FileSpool(new SpoolConfig(temp, 1 << 20), knobs.tenant, notices)
                        : new MemorySpool());
        machine.turn();

        SenderLoop loop = machine.parts.senderLoop;
        assertThat(loop.longestNap(1, false)).isEqualTo(atMostNanos);
        // While the ring fills faster than it is emptied.
        assertThat(loop.longestNap(machine.ring.capacity(), false)).isEqualTo(1_000_000);
        machine.close();
    }
}
