package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An operator names dead letters by their ids: those go, and no other. */
class LetterRemovalTest extends LettersScene {
    LetterRemovalTest() {
        super(false);
    }

    private static String id(int number) {
        return new UUID(0x4000, number).toString();
    }

    private void bury(int... numbers) {
        for (int number : numbers) {
            byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
            assertThat(letters.bury(
                            new Spool.DeadLetter(json, id(number), DeadReason.REFUSED, 400, "no"), Instant.EPOCH))
                    .isTrue();
        }
    }

    private Inventory.Entry entry() throws IOException {
        return Inventory.of(spool).get(0);
    }

    private Set<String> remove(int... numbers) throws IOException {
        return LetterRemoval.of(
                entry(), IntStream.of(numbers).mapToObj(LetterRemovalTest::id).collect(Collectors.toSet()));
    }

    @Test
    void thoseThatAreNamed_goAndTheOthersStay() throws IOException {
        bury(1, 2, 3);
        Path file = entry().dead().get(0);
        Files.writeString(file, "no letter\n", StandardOpenOption.APPEND);
        List<String> before = Files.readAllLines(file);

        assertThat(remove(2, 7)).containsExactly(id(2));

        assertThat(entry().dead())
                .singleElement()
                .satisfies(left -> assertThat(Files.readAllLines(left))
                        .containsExactly(before.get(0), before.get(2), "no letter"));
        assertThat(remove(2)).as("it is gone already").isEmpty();
    }

    /** Its appender writes to it: under another name it would write to a new one each time that somebody looks. */
    @Test
    void aFileWithoutAnyOfThem_keepsItsName() throws IOException {
        bury(1);
        Path file = Files.move(entry().dead().get(0), letters.made().resolve("01234567-dead.jsonl"));
        bury(2);

        assertThat(remove(2)).containsExactly(id(2));

        assertThat(entry().dead()).containsExactly(file);
    }

    @Test
    void theLastOne_takesItsFileAlong() throws IOException {
        bury(1, 2);

        assertThat(remove(1, 2)).containsExactlyInAnyOrder(id(1), id(2));

        assertThat(entry().dead()).isEmpty();
        bury(1);
        assertThat(entry().dead()).as("it may be refused again").hasSize(1);
    }

    /** An appender of an older version wrote it, could not sync it, and cuts it off while the file is read. */
    @Test
    void aLetterThatItsAppenderTakesBack_isNotSaidToBeRemoved() throws IOException {
        bury(1, 2);
        long first = Files.size(entry().dead().get(0)) / 2;
        int[] asked = {0};
        Set<String> named = new HashSet<>(Set.of(id(1), id(2))) {
            private static final long serialVersionUID = 1;

            @Override
            public boolean contains(Object id) {
                // Each is asked for when the file is looked through, and again when letters are taken out.
                if (++asked[0] == 4) {
                    cutOff(first);
                }
                return super.contains(id);
            }
        };

        assertThat(LetterRemoval.of(entry(), named)).containsExactly(id(1));
    }

    private void cutOff(long length) {
        try (Stream<Path> files = Files.list(letters.made())) {
            for (Path file : files.filter(each -> each.toString().endsWith(DeadLetters.SUFFIX))
                    .toList()) {
                try (OutFile out = OutFile.open(file)) {
                    out.truncate(length);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatSomebodyElseHasNow_isLeftToThem() throws IOException {
        bury(1);
        Inventory.Entry seen = entry();
        Path theirs = Files.move(seen.dead().get(0), letters.made().resolve("01234567-dead.jsonl"));

        assertThat(LetterRemoval.of(seen, Set.of(id(1)))).isEmpty();

        assertThat(theirs).exists();
    }
}
