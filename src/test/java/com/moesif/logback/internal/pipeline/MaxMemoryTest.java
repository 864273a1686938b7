package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beyond {@code maxMemory} a spool that is well holds everything, in real files, whatever the collector does. */
class MaxMemoryTest {
    private static final int TURNS = 1_500;
    private static final String NOISE = noise();

    @TempDir
    Path directory;

    private final int[] statuses = {201, 201, 204, 301, 400, 401, 403, 408, 413, 429, 500, 503};

    private static String noise() {
        Random random = new Random(0);
        StringBuilder text = new StringBuilder();
        while (text.length() < 64 * 1024) {
            text.append(Long.toString(random.nextLong() >>> 1, 36));
        }
        return text.toString();
    }

    private Machine machine(long maxMemory, int maxBytes, int maxInFlight, boolean gzip) {
        Tenant tenant = new Tenant(UUID.randomUUID().toString(), "", () -> "", () -> false);
        return new Machine(
                new PipelineConfig(
                        16_384,
                        Duration.ZERO,
                        maxMemory,
                        new PipelineConfig.BatchLimits(maxBytes, Integer.MAX_VALUE, gzip),
                        Duration.ofSeconds(1),
                        Machine.REQUEST_TIMEOUT,
                        maxInFlight,
                        new PipelineConfig.Keeping(Durability.ASYNC, Duration.ZERO, Duration.ofDays(36_500)),
                        tenant),
                notices -> new FileSpool(new SpoolConfig(directory.resolve("spool"), 1L << 30), tenant, notices));
    }

    /** As it was found: 8 MB, four requests under way, all of which fail, and four thousand actions of 4 kB. */
    @Test
    void anOutage_leavesInFilesWhatMemoryDoesNotHold() {
        Machine machine = machine(8 << 20, 2 << 20, 4, false);
        machine.collector.behaviour = post -> machine.collector.posts.size() <= 4 ? null : status(503);
        for (int i = 0; i < 20; i++) {
            // Without a moment passing, so that four full batches are under way.
            machine.put(110, NOISE.substring(i, i + 3_900)).turn();
        }
        assertThat(machine.collector.posts).hasSizeGreaterThanOrEqualTo(4);
        machine.run(Duration.ofMinutes(3));
        for (int i = 0; i < 180; i++) {
            machine.put(10, NOISE.substring(i, i + 3_900)).run(Duration.ofMillis(200));
        }

        assertThat(machine.balanced().droppedInAll()).as("dropped of 4,000").isZero();
        assertThat(machine.ledger.counts().spooled()).isEqualTo(4_000);
        machine.collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(5));
        machine.allDelivered();
        machine.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void whateverTheLimitsAndAnswers_aWellSpoolDropsNothing(long seed) throws IOException {
        // Neighbours would begin alike.
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        int maxMemory = 16 * 1024 << random.nextInt(8);
        int maxBytes = 1_024 + random.nextInt(2 * maxMemory);
        Machine machine = machine(maxMemory, maxBytes, 1 + random.nextInt(8), random.nextBoolean());
        String knobs = "maxMemory " + maxMemory + ", maxBatchBytes " + maxBytes;
        machine.random = random.nextDouble();
        int badOf = 2 + random.nextInt(500);
        int put = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            if (turn % 100 == 0) {
                double mood = random.nextDouble();
                machine.collector.behaviour = post -> random.nextDouble() < mood ? judged(post, badOf) : any(random);
            }
            // No more than a turn takes in: who logs faster has to wait, which is another matter.
            int length = random.nextInt(Math.min(maxMemory / 16, 20_000));
            int more = random.nextInt(4);
            int from = random.nextInt(NOISE.length() - length);
            machine.put(more, NOISE.substring(from, from + length));
            put += more;
            machine.turn();
            Counts counts = machine.balanced();
            assertThat(counts.droppedInAll()).as("%s: %s", knobs, counts).isZero();
            assertThat(machine.delivery.unsent().bytes()).as(knobs).isLessThan(2L * maxMemory + 64 * 1024);
            machine.now += Duration.ofMillis(random.nextInt(20) == 0 ? random.nextInt(400_000) : random.nextInt(50))
                    .toNanos();
        }

        machine.collector.behaviour = post -> judged(post, badOf);
        machine.run(Duration.ofHours(4));
        machine.collector.behaviour = post -> CREATED;
        machine.put(1).run(Duration.ofHours(1));
        Counts counts = machine.balanced();
        assertThat(counts.delivered() + counts.dead().get(DeadReason.REFUSED))
                .as("%s", counts)
                .isEqualTo(put + 1);
        machine.close();
        assertThat(segments()).isZero();
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".segment")).count();
        }
    }

    private static Answer judged(ScriptedCollector.Post post, int badOf) {
        return status(post.numbers().stream().anyMatch(number -> number % badOf == 1) ? 400 : 201);
    }

    private Answer any(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> ScriptedCollector.broken();
            default -> status(statuses[random.nextInt(statuses.length)]);
        };
    }
}
