package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wired in one way or another, by where actions are kept and who waits for that. */
@Timeout(60)
class AssemblyTest {
    private final Knobs knobs = new Knobs();

    @TempDir
    private Path temp;

    private Wiring wiring;

    private Wiring onDisk(Durability durability) {
        knobs.keeping = new PipelineConfig.Keeping(durability, Duration.ofHours(1), Duration.ofDays(30));
        wiring = new Wiring(
                knobs.config(),
                new FakeTransport(),
                notices -> new FileSpool(new SpoolConfig(temp, 1 << 24), knobs.tenant, notices));
        // It has its directory, and callers may write.
        wiring.sender.runOnce(wiring.now);
        wiring.parts.batchWriter.mayLead(true);
        return wiring;
    }

    @AfterEach
    void close() {
        if (wiring != null) {
            wiring.parts.close();
        }
    }

    private String mark() throws IOException {
        try (Stream<Path> all = Files.walk(temp)) {
            Path file = all.filter(each -> each.toString().endsWith(".accepted.new"))
                    .findAny()
                    .orElseThrow();
            return Files.readString(file);
        }
    }

    /** A full ring, and what is encoded and not written yet. */
    @Test
    void whereNobodyWaits_aCrashTakesAtMostTheRingAndWhatIsInHand() throws IOException {
        knobs.queueSize = 256;
        onDisk(Durability.ASYNC);

        assertThat(mark()).contains(" most=%018d ".formatted(256 + RingEncoder.MOST_IN_HAND));
    }

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"WRITE", "FSYNC"})
    void whereCallersWait_aCrashTakesNothing(Durability durability) throws IOException {
        onDisk(durability);

        assertThat(mark()).contains(" most=%018d ".formatted(0));
    }

    @Test
    void withoutASpool_nobodyWaitsForAFile() {
        knobs.maxBlockTime = Duration.ofSeconds(1);

        assertThat(new Wiring(knobs.config(), new FakeTransport()).parts.afterPut())
                .isNull();
    }

    @Test
    void whereNobodyMayBeKeptWaiting_nobodyRests() {
        assertThat(onDisk(Durability.ASYNC).parts.afterPut()).isNull();
    }

    /** Some hundreds wait for their file, and none is written: the sender has no processor, and this caller has one. */
    @Test
    void whereCallersMayWait_theyRestWhileNothingIsWritten() {
        knobs.maxBlockTime = Duration.ofSeconds(1);
        Runnable afterPut = onDisk(Durability.ASYNC).parts.afterPut();
        wiring.putNext(300, "");

        afterPut.run();

        assertThat(wiring.ring.size()).as("it does not write").isEqualTo(300);
    }

    @Test
    void whereCallersWaitForTheirFile_theyWriteIt() {
        Runnable afterPut = onDisk(Durability.WRITE).parts.afterPut();
        wiring.putNext(1, "");

        afterPut.run();

        assertThat(wiring.parts.batchWriter.writtenSoFar()).isOne();
    }

    /** What comes while a large batch is packed again would be lost in a crash. */
    @Test
    void whileABatchIsPackedAgain_whatComesIsWritten() {
        onDisk(Durability.WRITE);
        wiring.putNext(3, "");

        wiring.parts.segmentCache.packer().giveWay();

        assertThat(wiring.parts.batchWriter.writtenSoFar()).isEqualTo(3);
    }

    /** Their callers wait. */
    @Test
    void whileABatchIsPackedAgain_whatComesIsSynced() {
        onDisk(Durability.FSYNC);
        wiring.putNext(3, "");
        assertThat(wiring.parts.commit.isCommitted(3)).isFalse();

        wiring.parts.segmentCache.packer().giveWay();

        assertThat(wiring.parts.commit.isCommitted(3)).isTrue();
    }

    @Test
    void withoutASpool_packingAgainLeavesTheRingToTheSender() {
        Wiring inMemory = new Wiring(knobs.config(), new FakeTransport());
        inMemory.parts.batchWriter.mayLead(true);
        inMemory.putNext(3, "");

        inMemory.parts.segmentCache.packer().giveWay();

        assertThat(inMemory.ring.size()).isEqualTo(3);
    }
}
