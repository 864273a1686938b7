package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Letters that an operator takes out of a file, while another does the same, or none. */
class TakenLettersTest extends ClaimScene {
    private static final List<String> LINES = List.of("one", "two", "three");

    private Path file;

    /** Takes all lines but "two", and does at the end of its reading what the test has for it. */
    private boolean takeAllButTwo(End end) throws IOException {
        file = Files.write(claim.directory.resolve(DeadLetters.FILE), LINES);
        return TakenLetters.sift(file, Trust.ours(), new TakenLetters.Sieve() {
            @Override
            public void begin() {}

            @Override
            public boolean stays(Inventory.Letter letter, byte[] line) {
                return end.keepsTwo() && new String(line, java.nio.charset.StandardCharsets.UTF_8).equals("two");
            }

            @Override
            public void end() throws IOException {
                end.come();
            }
        });
    }

    /** What happens when all has been read. */
    private record End(boolean keepsTwo, Path taken, IOException failure) {
        End(boolean keepsTwo, Path taken) {
            this(keepsTwo, taken, null);
        }

        void come() throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (taken != null) {
                // As another operator does it.
                try (var files = Files.list(taken.getParent())) {
                    for (Path letters : files.filter(each -> each.toString().endsWith(DeadLetters.SUFFIX))
                            .toList()) {
                        Files.move(letters, taken);
                    }
                }
            }
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(claim.directory)) {
            return new ArrayList<>(
                    files.filter(each -> each.toString().contains("dead")).toList());
        }
    }

    @Test
    void whatDoesNotStay_isGone() throws IOException {
        assertThat(takeAllButTwo(new End(true, null))).isTrue();

        assertThat(files()).singleElement().satisfies(left -> {
            assertThat(Files.readAllLines(left)).containsExactly("two");
            assertThat(Files.getPosixFilePermissions(left))
                    .as("its user's alone")
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        });
    }

    @Test
    void fileOfWhichNothingStays_isGone() throws IOException {
        assertThat(takeAllButTwo(new End(false, null))).isTrue();

        assertThat(files()).isEmpty();
    }

    /** As on a disk that is full, of which each block counts: all letters are where they were, and nothing else is. */
    @Test
    void whereItFails_allStaysAndNothingIsLeftBeside() throws IOException {
        IOException full = new IOException("No space left on device");

        assertThatThrownBy(() -> takeAllButTwo(new End(true, null, full))).isSameAs(full);

        assertThat(files())
                .singleElement()
                .satisfies(left -> assertThat(Files.readAllLines(left)).isEqualTo(LINES));
    }

    /** The other reads all of it, and sends it or takes it away: so this one may not say that it has done so. */
    @Test
    void whatAnotherHasTakenMeanwhile_isTheOthers() throws IOException {
        for (boolean keepsTwo : new boolean[] {true, false}) {
            Path theirs = claim.directory.resolve("theirs-" + keepsTwo + "-dead.jsonl");

            assertThat(takeAllButTwo(new End(keepsTwo, theirs))).isFalse();

            assertThat(files()).containsExactly(theirs);
            assertThat(Files.readAllLines(theirs)).isEqualTo(LINES);
            Files.delete(theirs);
        }
    }
}
