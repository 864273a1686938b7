package com.moesif.logback.internal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.pipeline.Pipeline;
import com.moesif.logback.internal.pipeline.PipelineConfig;
import com.moesif.logback.internal.pipeline.SimulatedLife;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was synced is found by whoever comes after a power failure, whatever that keeps of the rest. */
class SegmentsAfterPowerLossTest {
    private static final byte[] LINE = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
    private static final String REGISTER = "com.moesif.logback.spool.held.(sim=segments.";
    private static final int POWER_FAILURES = 25;

    private final AtomicInteger names = new AtomicInteger(0x10000000);
    private final DiskFaults faults = new DiskFaults(new Random(1), new Coverage());
    private int processes;

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith(REGISTER));
    }

    private SimFileSystem process(SimDisk disk) {
        return new SimFileSystem(disk, "segments." + processes++);
    }

    private FileSpool begun(SimFileSystem process) {
        FileSpool spool = new FileSpool(
                new SpoolConfig(process.getPath("/var/spool"), 1 << 20),
                new Tenant("MOESIF", "https://collector", () -> "the-id", () -> false, false, 0),
                new Notices(new Scribe(new ArrayList<>())),
                new Environment(() -> BEGIN, () -> Integer.toHexString(names.incrementAndGet())));
        spool.tend(0);
        return spool;
    }

    private static void append(Segment segment) {
        segment.append(LINE, 0, LINE.length, 1);
    }

    private static int found(FileSpool spool) {
        int actions = 0;
        for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
            actions += next.actions();
        }
        return actions;
    }

    @Test
    void whatWasSynced_isFoundAfterAnyPowerFailure() {
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem process = process(disk);
            FileSpool spool = begun(process);
            Segment segment = spool.newSegment();
            append(segment);
            segment.sync();
            append(segment);
            segment.sync();
            append(segment);
            assertThat(segment.isWhole()).isTrue();

            process.die();
            disk.powerFails(new Random(failure));

            assertThat(found(begun(process(disk))))
                    .as("power failure %d", failure)
                    .isBetween(2, 3);
        }
    }

    /** They are on the disk in one file or the other: a segment goes when what is damaged in it is synced beside it. */
    @Test
    void whatWasSetAside_isThereAfterAnyPowerFailure() throws IOException {
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem first = process(disk);
            Segment segment = begun(first).newSegment();
            append(segment);
            segment.sync();
            damage(first);
            first.die();
            SimFileSystem second = process(disk);
            Spool.Recovered found = begun(second).nextRecovered();
            assertThat(found.damaged()).isOne();
            found.segment().settled(found.actions());
            second.die();
            disk.powerFails(new Random(failure));

            assertThat(contents(process(disk)))
                    .as("power failure %d", failure)
                    .anyMatch(content -> content.contains("damaged"));
        }
    }

    private static void damage(SimFileSystem process) throws IOException {
        for (Path file : files(process, ".segment")) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.position(channel.size());
                ByteBuffer bytes = ByteBuffer.wrap("damaged\n".getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }
    }

    private static List<String> contents(SimFileSystem process) throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files(process, "")) {
            contents.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
        return contents;
    }

    private static List<Path> files(SimFileSystem process, String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> homes = Files.list(process.getPath("/var/spool"))) {
            for (Path home : homes.filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.list(home)) {
                    files.filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    /** Most of them are in segments that were full, and to which nobody comes back. */
    @Test
    void whatACallerNeedNotWaitForWithFsync_isFoundAfterAnyPowerFailure() {
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem process = process(disk);
            SimulatedLife life = life(process);
            life.turn(1);
            for (int i = 0; i < 5; i++) {
                assertThat(life.log(action(i))).isTrue();
            }
            life.turn(2);
            life.turn(3);
            assertThat(life.hasCommitted(5)).isTrue();
            assertThat(life.counts().delivered()).isZero();

            process.die();
            life.killed();
            disk.powerFails(new Random(failure));

            assertThat(found(begun(process(disk))))
                    .as("power failure %d", failure)
                    .isEqualTo(5);
        }
    }

    private SimulatedLife life(SimFileSystem process) {
        Tenant tenant = new Tenant("MOESIF", "https://collector", () -> "the-id", () -> false, false, 0);
        PipelineConfig config = new PipelineConfig(
                64,
                Duration.ZERO,
                1 << 20,
                new PipelineConfig.BatchLimits(1 << 16, 2, false),
                Duration.ofSeconds(1),
                Duration.ofSeconds(35),
                4,
                new PipelineConfig.Keeping(Durability.FSYNC, Duration.ofSeconds(1), Duration.ofDays(30)),
                tenant);
        Transport silent = new Transport() {
            @Override
            public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
                return () -> {};
            }

            @Override
            public void close() {}
        };
        Pipeline.Clocks clocks = new Pipeline.Clocks(() -> BEGIN, () -> 0, null);
        return new SimulatedLife(
                config,
                new SimulatedLife.Place(new SimulatedLife.Jvm(), silent, notices -> begun(process), clocks, () -> 0.5),
                tenant,
                new Scribe(new ArrayList<>()),
                () -> {});
    }

    private static CapturedAction action(int number) {
        CapturedAction action = new CapturedAction(BEGIN.toEpochMilli(), "Tested", Map.of(), 3);
        action.add("action_name", "Tested");
        action.add("company_id", "12345");
        action.add("n", number);
        return action;
    }

    /** The disk took it only later, when its caller had been let go. */
    @Test
    void whatIsKeptLateWithFsync_isFoundAfterAnyPowerFailure() {
        for (int failure = 0; failure < POWER_FAILURES; failure++) {
            SimDisk disk = new SimDisk(faults, BEGIN::toEpochMilli);
            SimFileSystem process = process(disk);
            SimulatedLife life = life(process);
            life.turn(1);
            faults.errorRate = 1;
            for (int i = 0; i < 5; i++) {
                assertThat(life.log(action(i))).isTrue();
            }
            life.turn(2);
            assertThat(life.counts().pending()).isEqualTo(5);
            faults.heal();
            for (int second = 1; second < 60; second++) {
                life.turn(Duration.ofSeconds(second).toNanos());
            }
            assertThat(life.counts().spooled()).isEqualTo(5);

            process.die();
            life.killed();
            disk.powerFails(new Random(failure));

            assertThat(found(begun(process(disk))))
                    .as("power failure %d", failure)
                    .isEqualTo(5);
        }
    }
}
