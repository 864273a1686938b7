package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several segments in one batch: each file lives until the last of its own actions has an outcome. */
class ParcelTest extends ClaimScene {
    private final List<Path> files = new ArrayList<>();

    /** So many actions in a file of their own, which are told apart by its number and theirs. */
    private Parcel.Part part(int number, int actions) throws IOException {
        String name = number + "-0.segment";
        FileSegment segment = FileSegment.create(name, claim, usage, trouble, new LineWriter());
        for (int i = 0; i < actions; i++) {
            byte[] line = (" {\"a\":" + number + i + "}\n").getBytes(StandardCharsets.UTF_8);
            segment.append(line, 0, line.length, 1);
        }
        segment.seal();
        files.add(claim.directory.resolve(name));
        return new Parcel.Part(segment, actions);
    }

    private Segment parcel() throws IOException {
        return Parcel.of(List.of(part(1, 2), part(2, 3), part(3, 1)));
    }

    private static List<Integer> counts(Segment segment) {
        return Parcel.parts(segment, 1).stream().map(Parcel.Part::actions).toList();
    }

    private static String read(Segment segment) throws IOException {
        StringBuilder text = new StringBuilder();
        segment.peek(
                (bytes, from, to) -> text.append(new String(bytes, from + 6, to - from - 8, StandardCharsets.UTF_8))
                        .append(' '));
        return text.toString().strip();
    }

    @Test
    void aHalf_isOfTheSegmentsThatItsActionsAreIn() throws IOException {
        Segment all = parcel();

        assertThat(counts(all)).containsExactly(2, 3, 1);
        assertThat(counts(all.first(5))).containsExactly(2, 3);
        assertThat(counts(all.first(3))).containsExactly(2, 1);
        assertThat(counts(all.first(2))).as("one segment is no parcel").containsExactly(1);
        assertThat(counts(all.after(2))).containsExactly(3, 1);
        assertThat(counts(all.after(3))).containsExactly(2, 1);
        assertThat(counts(all.after(1).first(2))).containsExactly(1, 1);
        assertThat(read(all.first(2))).isEqualTo("10 11");
        assertThat(read(all.after(5))).isEqualTo("30");
    }

    @Test
    void halvesThatAreDone_letTheFilesGoOfWhichNothingIsLeft() throws IOException {
        Segment all = parcel();
        assertThat(read(all)).isEqualTo("10 11 20 21 22 30");

        all.first(3).settled(3);
        assertThat(files.get(0)).doesNotExist();
        assertThat(files.get(1)).as("two of it have no outcome").exists();
        all.after(3).settled(3);

        assertThat(files).noneMatch(Files::exists);
        assertThat(usage.segmentBytes()).isZero();
    }

    @Test
    void oneThatIsGone_makesTheWholeOfItNotWhole() throws IOException {
        Segment all = parcel();
        assertThat(all.bytes()).isEqualTo(DirectoryLock.bytes(files));
        assertThat(all.look()).isTrue();
        assertThat(all.isWhole()).isTrue();
        assertThat(all.isTaken()).isFalse();
        assertThat(all.kept(6)).isEqualTo(6);
        Files.delete(files.get(2));

        assertThat(all.look()).isTrue();

        assertThat(all.isWhole()).isFalse();
        assertThat(all.kept(6)).isZero();
    }

    @Test
    void oneThatCannotBeLookedAt_isSaid() throws IOException {
        Segment all = parcel();
        Path away = Files.move(claim.directory, temp.resolve("away"));
        // To later JDKs nothing is below a file, which here would be an answer.
        Files.createSymbolicLink(claim.directory, claim.directory);

        assertThat(all.look()).isFalse();

        Files.delete(claim.directory);
        Files.move(away, claim.directory);
        assertThat(all.look()).isTrue();
        assertThat(all.isWhole()).isTrue();
    }

    /** Whoever has taken the directory sends what is in it: nothing there is for us to delete. */
    @Test
    void whatAnotherHasTaken_isKnownAndStays() throws IOException {
        Segment all = parcel();
        Path lock = claim.directory.resolve("lock");
        Files.delete(lock);
        PrivateFiles.create(lock);
        try (FileChannel theirs = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            assertThat(theirs.tryLock()).isNotNull();
            claim.look();

            assertThat(all.isTaken()).isTrue();
            assertThat(all.kept(6)).isZero();
            all.settled(6);
        }

        assertThat(files).allMatch(Files::exists);
    }
}
