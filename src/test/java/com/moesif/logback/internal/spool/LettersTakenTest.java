package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators send dead letters again, and remove some, while their appender writes more: none is lost by that. */
@Timeout(120)
class LettersTakenTest extends LettersScene {
    private static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");
    private static final int LETTERS = 1_000;

    private Path end;

    LettersTakenTest() {
        super(false);
    }

    @BeforeEach
    void nameWhatEndsTheOperators() {
        end = temp.resolve("end");
    }

    private static Spool.DeadLetter letter(String id) {
        byte[] json = ("{\"transaction_id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        return new Spool.DeadLetter(json, id, DeadReason.REFUSED, 400, "no");
    }

    private Child operator(String... removed) {
        List<String> args = new ArrayList<>(List.of(spool.toString(), segments.toString(), end.toString()));
        args.addAll(List.of(removed));
        return Child.start(List.of(), ReplayProgram.class.getName(), args.toArray(String[]::new));
    }

    /** Until they are kept, as the sender does when the disk is in the way: it may be in the operator's way too often. */
    private void bury(List<Spool.DeadLetter> all) {
        boolean[] kept = letters.bury(all, NOW);
        while (!kept[0] || !kept[kept.length - 1]) {
            kept = letters.bury(all, NOW);
        }
    }

    private Set<String> bury() {
        Set<String> kept = new HashSet<>();
        for (int i = 0; i < LETTERS; i++) {
            String id = UUID.randomUUID().toString();
            bury(List.of(letter(id)));
            kept.add(id);
        }
        return kept;
    }

    /** Wherever they are now. */
    private Set<String> found() throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(DeadLetters.SUFFIX)) {
                    DeadLetterFile.read(file, claim.trust, (letter, line) -> {
                        assertThat(letter).as(file + " has whole letters only").isNotNull();
                        found.add(letter.id());
                    });
                } else if (file.toString().endsWith(SegmentName.SUFFIX)) {
                    new SegmentReader(
                                    file,
                                    claim.trust,
                                    (bytes, from, to) ->
                                            found.add(id(new String(bytes, from, to - from, StandardCharsets.UTF_8))),
                                    (bytes, from, to) ->
                                            assertThat(file).as("it is sound").isNull())
                            .read();
                }
            }
        }
        return found;
    }

    private static String id(String json) {
        return json.replaceAll("(?s).*\"transaction_id\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void sentAgainByAnotherProcess_whileMoreCome_noneIsLost() throws IOException {
        Set<String> kept;
        try (Child operator = operator()) {
            assertThat(operator.reply()).isEqualTo("ready");
            kept = bury();
            Files.createFile(end);
            assertThat(operator.end()).as("%s", operator.said()).isZero();
        }

        assertThat(found()).containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void oneRemovedByAnotherProcess_whileMoreCome_noOtherIsLost() throws IOException {
        // One of them comes after each removal, or no file would be taken away. Each leaves one more file to look
        // through.
        String removed = UUID.randomUUID().toString();
        Set<String> kept;
        try (Child operator = operator(removed)) {
            assertThat(operator.reply()).isEqualTo("ready");
            kept = new HashSet<>();
            for (int i = 0; i < LETTERS / 10; i++) {
                String id = UUID.randomUUID().toString();
                bury(List.of(letter(removed), letter(id)));
                kept.add(id);
            }
            Files.createFile(end);
            assertThat(operator.end()).as("%s", operator.said()).isZero();
        }

        assertThat(found()).contains(kept.toArray(String[]::new));
    }

    @Test
    void sentAgainByTwoProcesses_noneIsLostAndNeitherFails() throws IOException {
        Set<String> kept;
        try (Child one = operator();
                Child other = operator()) {
            assertThat(one.reply()).isEqualTo("ready");
            assertThat(other.reply()).isEqualTo("ready");
            kept = bury();
            Files.createFile(end);
            assertThat(one.end()).as("%s", one.said()).isZero();
            assertThat(other.end()).as("%s", other.said()).isZero();
        }

        assertThat(found()).containsExactlyInAnyOrderElementsOf(kept);
    }
}
