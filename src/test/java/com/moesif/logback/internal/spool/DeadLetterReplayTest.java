package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.DeadReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Dead letters become segments that whoever adopts them sends; what can't be sent stays where it is. */
class DeadLetterReplayTest extends LettersScene {
    private static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");
    /** The collector takes no more of one action. */
    private static final int LARGEST = 1_000_000;

    DeadLetterReplayTest() {
        super(true);
    }

    private static Spool.DeadLetter letter(String id, int bytes) {
        String head = "{\"transaction_id\":\"" + id + "\",\"x\":\"";
        String json = head + "x".repeat(Math.max(0, bytes - head.length() - 2)) + "\"}";
        return new Spool.DeadLetter(json.getBytes(StandardCharsets.UTF_8), id, DeadReason.REFUSED, 400, "no");
    }

    private static Spool.DeadLetter letter() {
        return letter(UUID.randomUUID().toString(), 0);
    }

    private Inventory.Entry owners() throws IOException {
        return Inventory.of(spool).get(0);
    }

    private DeadLetterReplay.Result replay() throws IOException {
        return DeadLetterReplay.of(segments, owners(), letter -> true);
    }

    /** Those that were made of letters, all sound. */
    private List<Long> actionsOfSegments() throws IOException {
        List<Long> actions = new ArrayList<>();
        for (Path segment : Inventory.of(segments).get(0).segments()) {
            Inventory.Content content = Inventory.read(segment);
            assertThat(content.damaged()).isZero();
            actions.add(content.actions());
        }
        return actions;
    }

    @Test
    void letters_areSegmentsOfTheSameOwnerThatNobodyHolds() throws IOException {
        Spool.DeadLetter one = letter();
        Spool.DeadLetter other = letter();
        letters.bury(List.of(one, other), NOW);

        assertThat(replay()).isEqualTo(new DeadLetterReplay.Result(2, 0));

        assertThat(owners().dead()).isEmpty();
        Inventory.Entry made = Inventory.of(segments).get(0);
        assertThat(made.owner()).isEqualTo(new Inventory.Whose("RIG", "https://one.example", "0123", true));
        assertThat(made.life()).isEqualTo(Inventory.Life.GONE);
        assertThat(Files.getPosixFilePermissions(made.segments().get(0)))
                .as("its user's alone")
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        List<String> actions = new ArrayList<>();
        new SegmentReader(
                        made.segments().get(0),
                        Trust.ours(),
                        (bytes, from, to) ->
                                actions.add(new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8)),
                        (bytes, from, to) -> assertThat(to).as("it is sound").isZero())
                .read();
        assertThat(actions)
                .containsExactly(
                        new String(one.json(), StandardCharsets.UTF_8),
                        new String(other.json(), StandardCharsets.UTF_8));
    }

    @Test
    void whereNothingMayBeSent_nothingChangesAndNoDirectoryIsLeft() throws IOException {
        letters.bury(List.of(letter(), letter()), NOW);
        Path file = owners().dead().get(0);
        byte[] before = Files.readAllBytes(file);

        DeadLetterReplay.Result result = DeadLetterReplay.of(segments, owners(), letter -> false);

        assertThat(result).as("they could be sent another time").isEqualTo(new DeadLetterReplay.Result(0, 0));
        assertThat(owners().dead())
                .singleElement()
                .satisfies(left -> assertThat(left).hasBinaryContent(before));
        assertThat(Inventory.of(segments)).isEmpty();
    }

    @Test
    void whatIsNoLetterOrTooLarge_staysAndIsCounted() throws IOException {
        letters.bury(letter(UUID.randomUUID().toString(), LARGEST), NOW);
        letters.bury(letter(UUID.randomUUID().toString(), LARGEST + 1), NOW);
        Files.writeString(owners().dead().get(0), "none\n", StandardOpenOption.APPEND);

        assertThat(replay()).isEqualTo(new DeadLetterReplay.Result(1, 2));

        assertThat(actionsOfSegments()).containsExactly(1L);
        assertThat(Files.readAllLines(owners().dead().get(0))).hasSize(2).last().isEqualTo("none");
    }

    /** A segment is sent as a whole, and is read into memory for that. */
    @Test
    void manyLetters_areSeveralSegments() throws IOException {
        letters.bury(
                IntStream.range(0, 10)
                        .mapToObj(i -> letter(UUID.randomUUID().toString(), LARGEST))
                        .toList(),
                NOW);

        assertThat(replay().revived()).isEqualTo(10);

        assertThat(actionsOfSegments()).containsExactly(5L, 5L);
    }

    /** Its last letter comes after the file was opened for reading: all is read once more, and each counts once. */
    @Test
    void whatAnAppenderOfAnOlderVersionStillWrites_isSentToo() throws IOException {
        letters.bury(List.of(letter(), letter(UUID.randomUUID().toString(), LARGEST + 1)), NOW);
        byte[] last = DeadLetterLine.of(letter(), NOW);
        boolean[] written = {false};

        DeadLetterReplay.Result result = DeadLetterReplay.of(segments, owners(), letter -> {
            if (!written[0]) {
                written[0] = true;
                append(last);
            }
            return true;
        });

        assertThat(result).isEqualTo(new DeadLetterReplay.Result(2, 1));
        assertThat(Files.readAllLines(owners().dead().get(0))).hasSize(1);
    }

    private void append(byte[] line) {
        try (Stream<Path> files = Files.list(letters.made())) {
            for (Path file : files.filter(each -> each.toString().endsWith(DeadLetters.SUFFIX))
                    .toList()) {
                Files.write(file, line, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It made segments before, and whoever comes next may have them; the letters are where they were. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aReplayThatFails_keepsHoldOfNothing() throws IOException {
        letters.bury(List.of(letter(), letter()), NOW);
        int[] asked = {0};

        assertThatThrownBy(() -> DeadLetterReplay.of(segments, owners(), letter -> {
                    if (asked[0]++ > 0) {
                        throw new IllegalStateException("of the one who asks");
                    }
                    return true;
                }))
                .hasMessage("of the one who asks");

        assertThat(OpenFiles.below(temp))
                .containsExactly(claim.directory.resolve(LockFile.NAME).toString());
        assertThat(Inventory.of(segments).get(0).life()).isEqualTo(Inventory.Life.GONE);
        assertThat(Files.readAllLines(owners().dead().get(0))).hasSize(2);
    }

    /** It was sent again with the letter gone from here, and is refused again: nothing else holds it. */
    @Test
    void sentAgainAndRefusedAgain_isKeptAgain() throws IOException {
        Spool.DeadLetter letter = letter();
        letters.bury(letter, NOW);
        replay();
        assertThat(owners().dead()).isEmpty();

        assertThat(letters.bury(letter, NOW)).isTrue();

        assertThat(owners().dead()).hasSize(1);
    }

    @Test
    void theRoomOfLettersThatWereTaken_isThereForMore() throws IOException {
        letters.bury(letter(), NOW);
        long one = letters.bytes();
        Usage usage = new Usage(10 * one);
        usage.asideIs(one);
        letters = new DeadLetters(claim, usage, notices, FileSpool.Environment.REAL);
        assertThat(letters.bytes()).isEqualTo(one);
        assertThat(letters.bury(letter(), NOW)).isFalse();

        replay();

        assertThat(letters.bury(letter(), NOW)).isTrue();
        assertThat(letters.bury(letter(), NOW)).isFalse();
    }

    @Test
    void theRoomOfLettersThatWereWrittenAndTaken_isThereForAsMany() throws IOException {
        letters.bury(letter(), NOW);
        Usage usage = new Usage(10 * 2 * letters.bytes());
        replay();
        letters = new DeadLetters(claim, usage, notices, FileSpool.Environment.REAL);
        for (int i = 0; i < 3; i++) {
            assertThat(letters.bury(letter(), NOW)).isTrue();
            assertThat(letters.bury(letter(), NOW)).isTrue();
            assertThat(letters.bury(letter(), NOW)).isFalse();

            replay();
        }
    }
}
