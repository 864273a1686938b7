package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;

/** A segment's file lives as long as one of its actions has no outcome. */
class FileSegmentTest extends ClaimScene {
    private static final byte[] LINE = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
    /** Its checksum before it, and without the byte to spare. */
    private static final int LINE_IN_FILE = 8 + LINE.length;

    private Path file() {
        return claim.directory.resolve("0-0.segment");
    }

    private FileSegment written(int lines) throws IOException {
        FileSegment segment = FileSegment.create("0-0.segment", claim, usage, trouble, new LineWriter());
        for (int i = 0; i < lines; i++) {
            segment.append(LINE, 0, LINE.length, 1);
        }
        return segment;
    }

    @Test
    void aFileThatSomebodyRemoves_holdsNothingOfWhatIsWrittenToIt() throws IOException {
        FileSegment segment = written(1);
        Files.delete(file());
        segment.append(LINE, 0, LINE.length, 1);
        segment.seal();

        assertThat(segment.isWhole()).isFalse();
        assertThat(segment.kept(2)).isZero();
        notices.speak(0);
        assertThat(said).singleElement().asString().contains("removed " + file());
        segment.settled(2);
        assertThat(usage.segmentBytes()).isZero();
    }

    /** Somebody may have put it there since it was made: it must not be written over, and must not stay open. */
    @Test
    void aFileThatHoldsSomething_isNotTheOneThatWasMade() throws IOException {
        Path file = claim.directory.resolve("another's");
        PrivateFiles.create(file);
        Files.writeString(file, "theirs");

        assertThatThrownBy(() -> FileSegment.opened(file, Trust.ours()))
                .isInstanceOf(Trust.Denied.class)
                .hasMessageContaining("exchanged");

        assertThat(file).hasContent("theirs");
        if (OS.LINUX.isCurrentOs()) {
            assertThat(OpenFiles.below(file)).isEmpty();
        }
    }

    /** It has been counted as lost unless it comes back. */
    @Test
    void aFileThatComesBackAfterItWasGone_isNotDeleted() throws IOException {
        FileSegment segment = written(1);
        segment.seal();
        Path away = temp.resolve("away");
        assertThat(segment.isGone()).isFalse();
        Files.move(file(), away);
        assertThat(segment.isGone()).isTrue();
        Files.move(away, file());

        segment.settled(1);

        assertThat(file()).exists();
        assertThat(usage.segmentBytes()).isZero();
    }

    /** Whoever waits for the sync would be told that its action is on the disk. */
    @Test
    void aFileThatSomebodyRemoves_isMissedByTheNextSync() throws IOException {
        FileSegment segment = written(1);
        segment.sync();
        assertThat(segment.isWhole()).isTrue();
        Files.delete(file());
        segment.append(LINE, 0, LINE.length, 1);

        segment.sync();

        assertThat(segment.isWhole()).isFalse();
        assertThat(segment.kept(2)).isZero();
        assertThat(trouble.isMet()).as("the disk is well").isFalse();
    }

    @Test
    void aFileThatSomebodyRemovesWhenItIsWhole_isMissedByTheNextLook() throws IOException {
        FileSegment segment = written(2);
        assertThat(segment.look()).isTrue();
        segment.seal();
        assertThat(segment.look()).isTrue();
        assertThat(segment.isWhole()).isTrue();
        FileSegment found = FileSegment.found(file(), claim, Files.size(file()), usage, trouble);
        found.look();
        assertThat(found.isWhole()).isTrue();
        Segment both = Parcel.of(List.of(new Parcel.Part(segment, 2), new Parcel.Part(found, 2)));
        Files.delete(file());

        assertThat(both.isWhole()).as("nobody has looked").isTrue();
        both.look();

        assertThat(segment.isWhole()).isFalse();
        assertThat(found.isWhole()).isFalse();
        assertThat(both.isWhole()).isFalse();
    }

    @Test
    void aFileThatSomebodyReplaces_isAnothersAndHoldsNothing() throws IOException {
        FileSegment segment = written(1);
        Path other = Files.write(claim.directory.resolve("other"), LINE);
        Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);
        segment.seal();

        assertThat(segment.isWhole()).isFalse();
    }

    @Test
    void whileOneActionHasNoOutcome_theFileStays() throws IOException {
        FileSegment segment = written(3);
        segment.seal();
        assertThat(segment.bytes()).isEqualTo(3L * LINE_IN_FILE).isEqualTo(Files.size(file()));
        assertThat(usage.segmentBytes()).isEqualTo(segment.bytes());

        segment.settled(1);
        segment.settled(1);
        assertThat(file()).exists();
        assertThat(usage.segmentBytes()).isEqualTo(segment.bytes());

        segment.settled(1);

        assertThat(file()).doesNotExist();
        assertThat(usage.segmentBytes()).isZero();
        assertThat(segment.bytes()).isZero();
    }

    @Test
    void aHalfOfABatchThatIsDone_costsTheOtherHalfNothing() throws IOException {
        FileSegment segment = written(100);
        segment.seal();

        segment.settled(50);

        List<String> left = new ArrayList<>();
        assertThat(segment.read(
                        (bytes, from, to) -> left.add(new String(bytes, from, to - from, StandardCharsets.UTF_8))))
                .isZero();
        assertThat(left).hasSize(100);
    }

    @Test
    void oneThatWasFound_holdsWhatWasCounted() throws IOException {
        written(5).seal();
        long length = Files.size(file());
        FileSegment found = FileSegment.found(file(), claim, length, usage, trouble);
        found.holds(5);
        assertThat(found.bytes()).isEqualTo(length);

        found.settled(4);
        assertThat(file()).exists();
        found.settled(1);

        assertThat(file()).doesNotExist();
        assertThat(usage.segmentBytes()).isZero();
    }

    @Test
    void whole_isWhatCanBeReadBackFromADirectoryOfOurs() throws IOException {
        FileSegment segment = written(2);
        assertThat(segment.isWhole()).isTrue();
        assertThat(segment.kept(2)).isEqualTo(2);
        assertThat(segment.isTaken()).isFalse();
        Files.move(claim.directory, temp.resolve("elsewhere"));
        claim.look();

        assertThat(segment.isWhole()).isFalse();
        assertThat(segment.kept(2)).isZero();
    }

    /** Another may live in the place of it, with a file of the same name. */
    @Test
    void aFileInADirectoryThatIsOursNoMore_isNotDeleted() throws IOException {
        FileSegment segment = written(1);
        Files.move(claim.directory, temp.resolve("elsewhere"));
        Files.createDirectory(claim.directory);
        Files.writeString(file(), "another's");
        claim.look();

        segment.settled(1);

        assertThat(file()).hasContent("another's");
        assertThat(usage.segmentBytes()).as("its bytes are none of ours").isZero();
    }

    @Test
    void sealedTwiceAndSyncedAfterwards_isAsWell() throws IOException {
        FileSegment segment = written(2);
        segment.sync();
        segment.sync();
        segment.seal();
        segment.seal();
        segment.sync();

        assertThat(segment.isWhole()).isTrue();
        assertThat(trouble.isMet()).isFalse();
        assertThat(Files.size(file())).isEqualTo(2L * LINE_IN_FILE);
    }

    @Test
    void peek_changesNothingWhateverTheFileHolds() throws IOException {
        written(2).seal();
        Files.writeString(file(), Files.readString(file()) + "damaged\n");
        FileSegment found = FileSegment.found(file(), claim, Files.size(file()), usage, trouble);
        int[] lines = {0};

        found.peek((bytes, from, to) -> lines[0]++);

        assertThat(lines[0]).isEqualTo(2);
        assertThat(file().resolveSibling("0-0.segment.corrupt")).doesNotExist();
        assertThat(found.read((bytes, from, to) -> {})).isEqualTo(1);
        assertThat(file().resolveSibling("0-0.segment.corrupt")).hasContent("damaged");
    }

    /** A channel would be closed by that, for everybody. */
    @Test
    void anInterruptOfACaller_costsNothing() throws IOException {
        FileSegment segment = written(1);
        Thread.currentThread().interrupt();
        try {
            segment.append(LINE, 0, LINE.length, 1);
        } finally {
            assertThat(Thread.interrupted()).as("it is the application's").isTrue();
        }
        segment.append(LINE, 0, LINE.length, 1);

        assertThat(segment.isWhole()).isTrue();
        assertThat(Files.size(file())).isEqualTo(3L * LINE_IN_FILE);
    }
}
