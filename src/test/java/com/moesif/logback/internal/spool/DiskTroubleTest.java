package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks that fill up, become read-only, or go away: real ones, and time as the test says it is. */
class DiskTroubleTest {
    private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final byte[] LINE = (" {\"a\":\"" + "x".repeat(100_000) + "\"}\n").getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path temp;

    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private long now;

    private Path root() {
        return temp.resolve("disk").resolve("spool");
    }

    private Disk disk(String kind) throws IOException {
        return kind.equals("ext4") ? Disk.ext4(temp.resolve("disk")) : Disk.inMemory(temp.resolve("disk"));
    }

    private FileSpool spool() {
        return spool("some id", 1 << 30);
    }

    private FileSpool spool(String id, long maxSize) {
        Tenant tenant = new Tenant("TESTED", "https://api.moesif.net", () -> id, () -> false);
        return new FileSpool(new SpoolConfig(root(), maxSize), tenant, notices);
    }

    private void later(FileSpool spool) {
        now += RETRY_NANOS;
        spool.tend(now);
        notices.speakAll(now);
    }

    private List<Path> homes() {
        if (!Files.exists(root())) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(root())) {
            return homes.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long held() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("com.moesif.logback.spool.held."))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmpfs", "ext4"})
    void fullFromTheStart_leavesNothingBehindAtAnyTry(String kind) throws IOException {
        long heldBefore = held();
        try (Disk disk = disk(kind)) {
            Files.createDirectories(root());
            disk.fill();
            FileSpool spool = spool();
            for (int i = 0; i < 5; i++) {
                later(spool);
                assertThat(spool.isWell()).isFalse();
                assertThat(spool.newSegment().isWhole()).isFalse();
            }
            assertThat(homes()).isEmpty();
            assertThat(held()).isEqualTo(heldBefore);
            assertThat(said).anyMatch(text -> text.contains("No space left on device"));

            disk.free();
            later(spool);

            assertThat(spool.isWell()).isTrue();
            assertThat(homes()).hasSize(1);
            assertThat(held()).as("the directory and its lock file").isEqualTo(heldBefore + 2);
            spool.close();
            assertThat(homes()).isEmpty();
            assertThat(held()).isEqualTo(heldBefore);
        }
    }

    /** The path alone, as the JVM's exception has it, says to nobody what is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"disk", "disk/spool"})
    void fileWhereTheDirectoryHasToBe_isSaidToBeNone(String file) throws IOException {
        Path inTheWay = temp.resolve(file);
        Files.createDirectories(inTheWay.getParent());
        Files.createFile(inTheWay);

        later(spool());

        assertThat(said).singleElement().asString().contains("(" + inTheWay + " is there, but is no directory)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmpfs", "ext4"})
    void fillsUpUnderWay_costsTheSegmentItsWholenessAndNoLineIsTorn(String kind) throws IOException {
        try (Disk disk = disk(kind)) {
            FileSpool spool = spool();
            later(spool);
            disk.fill();
            disk.free();
            Segment segment = spool.newSegment();
            int whole = 0;
            do {
                segment.append(LINE, 0, LINE.length, 1);
                whole++;
            } while (segment.isWhole());
            whole--;
            assertThat(spool.isWell()).isFalse();
            notices.speakAll(now);
            assertThat(whole).isPositive();
            segment.seal();
            int[] lines = {0};
            assertThat(segment.read((bytes, from, to) -> lines[0]++)).isZero();
            assertThat(lines[0]).isBetween(whole, whole + 1);

            segment.settled(Integer.MAX_VALUE);
            later(spool);

            // It has made room itself: what was in it has an outcome.
            assertThat(spool.isWell()).isTrue();
            assertThat(spool.bytes()).isZero();
            assertThat(said).anyMatch(text -> text.contains("can be used again"));
            spool.close();
        }
    }

    @Test
    void readOnly_isTriedAgainAndUsedOnceItCanBe() throws IOException {
        try (Disk disk = disk("ext4")) {
            disk.readOnly(true);
            FileSpool spool = spool();
            later(spool);
            later(spool);
            assertThat(spool.isWell()).isFalse();
            assertThat(said).anyMatch(text -> text.contains("Read-only file system"));

            disk.readOnly(false);
            later(spool);

            assertThat(spool.isWell()).isTrue();
            assertThat(homes()).hasSize(1);
            spool.close();
        }
    }

    @Test
    void readOnlyUnderWay_isNoticedWhatWasWrittenCanBeRead_andAnotherDiskIsUsed() throws IOException {
        try (Disk disk = disk("ext4")) {
            FileSpool spool = spool();
            later(spool);
            Segment segment = spool.newSegment();
            segment.append(LINE, 0, LINE.length, 1);
            Segment open = spool.newSegment();
            open.append(LINE, 0, LINE.length, 1);

            disk.abort();
            open.append(LINE, 0, LINE.length, 1);
            later(spool);

            assertThat(open.isWhole()).isFalse();
            assertThat(spool.isWell()).isFalse();
            assertThat(spool.newSegment().isWhole()).isFalse();
            assertThat(said).anyMatch(text -> text.contains("Read-only file system"));
            assertThat(segment.isWhole()).isTrue();
            segment.seal();
            int[] lines = {0};
            segment.read((bytes, from, to) -> lines[0]++);
            assertThat(lines[0]).isOne();
            disk.unmount();
            Disk other = disk("tmpfs");
            try {
                later(spool);
                assertThat(spool.isWell()).isTrue();
                assertThat(spool.newSegment().isWhole()).isTrue();
                spool.close();
            } finally {
                other.close();
            }
        }
    }

    @Test
    void unmountedUnderWay_isNoticedAndFoundANewHome() throws IOException {
        try (Disk disk = disk("tmpfs")) {
            FileSpool spool = spool();
            later(spool);
            Segment segment = spool.newSegment();
            segment.append(LINE, 0, LINE.length, 1);
            assertThat(segment.isWhole()).isTrue();
            int generation = spool.generation();

            disk.unmount();
            later(spool);

            assertThat(spool.generation()).isNotEqualTo(generation);
            assertThat(segment.isWhole())
                    .as("writing to it would still succeed")
                    .isFalse();
            later(spool);
            assertThat(spool.isWell()).isTrue();
            assertThat(homes()).hasSize(1);
            spool.close();
        }
    }

    @Test
    void removedUnderWay_isNoticedAndFoundANewHome() throws IOException {
        FileSpool spool = spool();
        later(spool);
        Segment segment = spool.newSegment();
        segment.append(LINE, 0, LINE.length, 1);
        try (Stream<Path> files = Files.walk(root())) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }

        later(spool);
        assertThat(segment.isWhole()).isFalse();
        later(spool);

        assertThat(spool.isWell()).isTrue();
        assertThat(spool.newSegment().isWhole()).isTrue();
        spool.close();
    }

    @Test
    void crashBeforeTheOwnerWasWritten_leavesADirectoryThatTheNextTakesAway() throws IOException {
        Files.createDirectories(root().resolve("TESTED-1"));
        Files.createFile(root().resolve("TESTED-1").resolve("lock"));
        Files.createFile(root().resolve("TESTED-1").resolve("probe.new"));
        FileSpool spool = spool();

        later(spool);

        assertThat(homes()).hasSize(1).noneMatch(home -> home.endsWith("TESTED-1"));
        spool.close();
    }
}
