package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters that lack a required field: sent when somebody has mended them, and not before. */
@Timeout(60)
class IncompleteLettersTest {
    @TempDir
    private Path temp;

    private SpoolScene scene;
    private Path letters;

    @BeforeEach
    void aServiceHasLeftThree() throws IOException {
        scene = new SpoolScene(temp);
        try (SpoolScene.Service service = scene.service("MOESIF", "the-id", "what", "number")) {
            service.logs("n/a").logs("unknown").logs("12");
        }
        letters = scene.files("dead.jsonl").get(0);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatIsNotMended_stays_andIsTold() throws IOException {
        assertThat(scene.run("dead", scene.spool().toString())).isZero();
        assertThat(scene.out())
                .contains(" incomplete Tested ", "  lacks: what, to be added to its action in " + letters)
                .contains("\"what\":\"n/a\"", "Dead letters: 2.");
        String before = Files.readString(letters);

        assertThat(scene.send("dead", "the-id")).isOne();

        // The sending has given it another name.
        Path left = scene.files("dead.jsonl").get(0);
        assertThat(left).isNotEqualTo(letters);
        assertThat(scene.out())
                .contains("stays: it has a what that is no number. Add that to its action in " + left + ", or remove");
        assertThat(Files.readString(left)).isEqualTo(before);
        assertThat(scene.collector.actions()).hasSize(1);
    }

    /** A copy of a volume, say: what is mended in it says nothing of the other. */
    @Test
    void theSameLetterInTwoDirectories_isJudgedInEach() throws IOException {
        Path directory = letters.getParent().getParent();
        Path copy = directory.resolveSibling("MOESIF-zzzzzzzz");
        Files.createDirectories(
                copy.resolve("dead"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(directory.resolve("owner"), copy.resolve("owner"), StandardCopyOption.COPY_ATTRIBUTES);
        Path copied = copy.resolve("dead").resolve("dead.jsonl");
        Files.copy(letters, copied, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
                copied, Files.readString(copied).replace("\"n/a\"", "24.6").replace("\"unknown\"", "7"));

        assertThat(scene.send("dead", "the-id")).isOne();

        assertThat(scene.out().lines().filter(line -> line.contains(" stays: it has a what that is no number.")))
                .hasSize(2)
                .allMatch(line -> line.contains(" in " + directory.getFileName() + " stays"));
        assertThat(scene.collector.actions()).hasSize(3);
    }

    @Test
    void whatIsMended_isSent() throws IOException {
        Files.writeString(letters, Files.readString(letters).replace("\"n/a\"", "24.6"));

        assertThat(scene.send("dead", "the-id")).isOne();

        assertThat(scene.out()).contains("dead letters to be sent again: 1");
        assertThat(scene.collector.actions())
                .hasSize(2)
                .last()
                .satisfies(action -> assertThat(action.metadata()).containsEntry("what", 24.6));
        Path left = scene.files("dead.jsonl").get(0);
        assertThat(Files.readString(left)).contains("\"unknown\"").doesNotContain("24.6");

        Files.writeString(left, Files.readString(left).replace("{\"what\":\"unknown\"}", "{}"));
        assertThat(scene.send("dead", "the-id")).isOne();
        assertThat(scene.out()).contains("stays: it has no what.");

        left = scene.files("dead.jsonl").get(0);
        Files.writeString(left, Files.readString(left).replace("\"metadata\":{}", "\"metadata\":{\"what\":7}"));
        assertThat(scene.send("dead", "the-id")).isZero();
        assertThat(scene.files("dead.jsonl")).isEmpty();
        assertThat(scene.collector.actions()).hasSize(3);
    }
}
