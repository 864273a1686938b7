package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a segment's file, only what is damaged is lost, and it is set aside. */
class DamageTest {
    private static final List<String> ACTIONS = List.of(
            "{\"n\":1,\"text\":\"one\"}",
            "{\"n\":2}",
            "{\"n\":3,\"text\":\"a brace { and 0badf00d {\\\"n\\\":9}\"}",
            "{\"n\":4,\"text\":\"ünïcödé\"}",
            "{\"n\":5}");

    @TempDir
    private Path temp;

    private Path file;
    private byte[] sound;
    /** Where each line begins, and where the file ends. */
    private int[] starts;

    private static final class Result {
        private final List<String> actions = new ArrayList<>();
        private int damaged;
        private byte[] aside;
    }

    @BeforeEach
    void write() throws IOException {
        DirectoryLock claim = claim("RIG-1");
        FileSegment segment = FileSegment.create("0-0.segment", claim, new Usage(1 << 20), trouble(), new LineWriter());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (String action : ACTIONS) {
            lines.writeBytes(("," + action + "\n").getBytes(StandardCharsets.UTF_8));
        }
        segment.append(lines.toByteArray(), 0, lines.size(), ACTIONS.size());
        segment.seal();
        file = claim.directory.resolve("0-0.segment");
        sound = Files.readAllBytes(file);
        starts = IntStream.concat(
                        IntStream.concat(
                                IntStream.of(0),
                                IntStream.range(1, sound.length).filter(i -> sound[i - 1] == '\n')),
                        IntStream.of(sound.length))
                .toArray();
        claim.release();
    }

    private DirectoryLock claim(String name) throws IOException {
        Path directory = temp.resolve(name);
        PrivateFiles.createDirectories(directory);
        return DirectoryLock.take(directory, Trust.ours());
    }

    private DiskTrouble trouble() {
        return new DiskTrouble(temp, notices());
    }

    private static Notices notices() {
        return new Notices(new StatusSink() {
            @Override
            public void info(String text) {}

            @Override
            public void warn(String text) {}
        });
    }

    private Result read(byte[] content) {
        try {
            Files.write(file, content);
            Path corrupt = file.resolveSibling("0-0.segment.corrupt");
            Files.deleteIfExists(corrupt);
            DirectoryLock claim = claim("RIG-1");
            FileSegment segment = FileSegment.found(file, claim, content.length, new Usage(1 << 27), trouble());
            Result result = new Result();
            result.damaged = segment.read((bytes, from, to) -> {
                assertThat(bytes[to - 1]).isEqualTo((byte) '\n');
                result.actions.add(new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8));
            });
            result.aside = Files.exists(corrupt) ? Files.readAllBytes(corrupt) : new byte[0];
            // A recovery that was killed is done again.
            Result again = new Result();
            again.damaged = segment.read((bytes, from, to) ->
                    again.actions.add(new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8)));
            assertThat(again.actions).isEqualTo(result.actions);
            assertThat(again.damaged).isEqualTo(result.damaged);
            assertThat(Files.exists(corrupt) ? Files.readAllBytes(corrupt) : new byte[0])
                    .isEqualTo(result.aside);
            claim.release();
            try (Stream<Path> left = Files.list(file.getParent())) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .isSubsetOf("lock", "0-0.segment", "0-0.segment.corrupt");
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void soundFile_isReadWhole() {
        Result result = read(sound);

        assertThat(result.actions).isEqualTo(ACTIONS);
        assertThat(result.damaged).isZero();
        assertThat(result.aside).isEmpty();
    }

    /** What an earlier part of it has left in the buffer is none of the later one, wherever that ends. */
    @Test
    void filesThatAreALittleLongerThanTheBuffer_areReadWhole() throws IOException {
        String text = new String(sound, starts[1], starts[2] - starts[1], StandardCharsets.UTF_8);
        byte[] lines = text.repeat(3 * 32 * 1024 / text.length()).getBytes(StandardCharsets.UTF_8);
        for (int torn = 0; torn < text.length(); torn++) {
            byte[] content = Arrays.copyOfRange(lines, torn, lines.length);
            Files.write(file, content);
            int[] found = {0};
            List<Integer> damaged = new ArrayList<>();
            new SegmentReader(
                            file,
                            Trust.ours(),
                            (bytes, from, to) -> found[0]++,
                            (bytes, from, to) -> damaged.add(to - from))
                    .read();

            assertThat(found[0]).isEqualTo(lines.length / text.length() - (torn == 0 ? 0 : 1));
            int rest = (text.length() - torn) % text.length();
            assertThat(damaged).isEqualTo(rest < 2 ? List.of() : List.of(rest - 1));
        }
    }

    /** Nothing is looked for behind the end of the buffer. */
    @Test
    void aDamagedLineThatFillsTheBuffer_isOne() throws IOException {
        for (int length = 64 * 1024 - 4; length < 64 * 1024 + 4; length++) {
            byte[] damaged = new byte[length];
            Arrays.fill(damaged, (byte) 'a');
            damaged[length - 1] = '\n';
            Files.write(file, damaged);
            List<Integer> aside = new ArrayList<>();
            new SegmentReader(
                            file,
                            Trust.ours(),
                            (bytes, from, to) -> assertThat(to).as("sound").isZero(),
                            (bytes, from, to) -> aside.add(to - from))
                    .read();

            assertThat(aside).containsExactly(length - 1);
        }
    }

    @Test
    void truncatedAtEachByte_losesTheLastLineAtMost() {
        for (int length = 0; length < sound.length; length++) {
            int whole = 0;
            // Without its line feed a line is whole too.
            while (whole < ACTIONS.size() && starts[whole + 1] - 1 <= length) {
                whole++;
            }
            boolean torn = length > starts[whole];

            Result result = read(Arrays.copyOf(sound, length));

            assertThat(result.actions).as("length %s", length).isEqualTo(ACTIONS.subList(0, whole));
            assertThat(result.damaged).as("length %s", length).isEqualTo(torn ? 1 : 0);
            if (torn) {
                assertThat(result.aside).isEqualTo(withLineFeed(Arrays.copyOfRange(sound, starts[whole], length)));
            }
        }
    }

    private static byte[] withLineFeed(byte[] bytes) {
        byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
        line[bytes.length] = '\n';
        return line;
    }

    @Test
    void eachBitFlipped_losesThatLineAtMost() {
        for (int bit = 0; bit < 8 * sound.length; bit++) {
            byte[] flipped = sound.clone();
            int place = bit / 8;
            flipped[place] ^= (byte) (1 << bit % 8);
            int hit = 0;
            while (starts[hit + 1] <= place) {
                hit++;
            }
            List<String> others = new ArrayList<>(ACTIONS);
            others.remove(hit);
            boolean between = sound[place] == '\n';

            Result result = read(flipped);

            if (between) {
                assertThat(result.actions).as("bit %s", bit).isEqualTo(ACTIONS);
            } else if (result.damaged == 0) {
                // The case of a hex digit.
                assertThat(result.actions).as("bit %s", bit).isEqualTo(ACTIONS);
                assertThat(place - starts[hit]).isLessThan(8);
            } else {
                assertThat(result.actions).as("bit %s", bit).isEqualTo(others);
                assertThat(result.damaged).as("bit %s", bit).isEqualTo(1);
                assertThat(result.aside).isNotEmpty();
            }
        }
    }

    @Test
    void bothLineFeedsOfALineDamaged_costNothing() {
        byte[] damaged = sound.clone();
        damaged[starts[1] - 1] = 'x';
        damaged[starts[2] - 1] = 0;
        damaged[starts[3] - 1] = ' ';

        assertThat(read(damaged).actions).isEqualTo(ACTIONS);
    }

    @Test
    void zerosAtTheEnd_areSetAside() {
        Result result = read(Arrays.copyOf(sound, sound.length + 5_000));

        assertThat(result.actions).isEqualTo(ACTIONS);
        assertThat(result.damaged).isEqualTo(1);
        assertThat(result.aside).hasSize(5_001);
    }

    @Test
    void zerosInTheMiddle_costWhatTheyCover() {
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, starts[1] + 4, starts[3] - 4, (byte) 0);

        Result result = read(damaged);

        assertThat(result.actions).isEqualTo(List.of(ACTIONS.get(0), ACTIONS.get(3), ACTIONS.get(4)));
        assertThat(result.damaged).isEqualTo(1);
    }

    @Test
    void foreignFiles_areSetAsideWhole() {
        byte[] text = "Dear diary,\n\ntoday I found a spool.\n".getBytes(StandardCharsets.UTF_8);
        assertThat(read(text).actions).isEmpty();
        assertThat(read(text).aside).asString(StandardCharsets.UTF_8).contains("Dear diary,", "today I found");
        assertThat(read(new byte[0]).damaged).isZero();
        assertThat(read(new byte[3_000_000]).damaged).isPositive();
    }

    @Test
    void lineBeyondAllBounds_doesNotHideTheNext() {
        byte[] huge = new byte[2_500_000];
        Arrays.fill(huge, (byte) 'x');
        huge[huge.length - 1] = '\n';
        byte[] both = Arrays.copyOf(huge, huge.length + sound.length);
        System.arraycopy(sound, 0, both, huge.length, sound.length);

        Result result = read(both);

        assertThat(result.actions).isEqualTo(ACTIONS);
        assertThat(result.damaged).isEqualTo(1);
        // It is cut where no line is that long: each piece has a line of its own there.
        byte[] aside = result.aside;
        assertThat(IntStream.range(0, aside.length).filter(i -> aside[i] == 'x'))
                .hasSize(huge.length - 1);
    }

    /** A damaged line whose line feed is damaged too hides neither itself nor the next one. */
    @Test
    void whatIsDamagedBeforeASoundLine_isSetAsideToTheByte() {
        byte[] damaged = sound.clone();
        damaged[starts[1] + 12] ^= 1;
        damaged[starts[2] - 1] = 'x';

        Result result = read(damaged);

        assertThat(result.actions).isEqualTo(List.of(ACTIONS.get(0), ACTIONS.get(2), ACTIONS.get(3), ACTIONS.get(4)));
        assertThat(result.damaged).isEqualTo(1);
        assertThat(result.aside).isEqualTo(withLineFeed(Arrays.copyOfRange(damaged, starts[1], starts[2] - 1)));
    }

    @Test
    void allLineFeedsOfManyLinesDamaged_costNothing() {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.writeBytes(sound);
            expected.addAll(ACTIONS);
        }
        byte[] damaged = many.toByteArray();
        for (int i = 0; i < damaged.length; i++) {
            damaged[i] = damaged[i] == '\n' ? (byte) ' ' : damaged[i];
        }

        Result result = read(damaged);

        assertThat(result.actions).isEqualTo(expected);
        assertThat(result.damaged).isZero();
    }

    /** Somebody may have made them so that each byte seems to be the beginning of a line, or each line that of many. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void bytesMadeToTakeLong_takeNoLonger() {
        byte[] beginnings = new byte[40_000_000];
        byte[] head = "00000000 {".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < beginnings.length; i++) {
            beginnings[i] = i % 1_000_000 == 999_999 ? (byte) '\n' : head[i % head.length];
        }

        Result result = read(beginnings);

        assertThat(result.actions).isEmpty();
        assertThat(result.damaged).isEqualTo(40);
    }

    @Test
    void directoriesAndLinksOfASegmentsName_areNotTouched() throws IOException {
        Files.createDirectory(file.resolveSibling("1-0.segment"));
        Path elsewhere = Files.writeString(temp.resolve("secret"), "nobody's business");
        Files.createSymbolicLink(file.resolveSibling("2-0.segment"), elsewhere);

        DirectoryLock claim = claim("RIG-1");

        assertThat(claim.segments()).containsExactly(file);
        claim.release();
    }
}
