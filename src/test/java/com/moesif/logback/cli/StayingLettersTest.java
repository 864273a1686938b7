package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters that would be given up again keep what was said of them. */
@Timeout(60)
class StayingLettersTest {
    private static final String ID = "a3765025-46ec-45dd-bc83-b136c8d1d257";

    @TempDir
    private Path temp;

    private SpoolScene scene;
    private Path letters;

    @BeforeEach
    void anAppenderHasLeftNothingElse() throws IOException {
        scene = new SpoolScene(temp);
        scene.left("MOESIF", "the-id", 1);
        Path segment = scene.files(".segment").get(0);
        letters = Files.createDirectory(segment.resolveSibling("dead")).resolve("dead.jsonl");
        Files.delete(segment);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static String action(String time) {
        return "{\"action_name\":\"A\",\"request\":{\"time\":\"" + time + "\"},\"company_id\":\"c\","
                + "\"transaction_id\":\"" + ID + "\"}";
    }

    private static String letter(String action) {
        return "{\"id\":\"" + ID + "\",\"time\":\"2026-01-01T00:00:00Z\",\"reason\":\"refused\",\"status\":400,"
                + "\"answer\":\"\\\"company_id\\\" is no text\",\"action\":" + action + "}\n";
    }

    private String lettersLeft() throws IOException {
        List<Path> left = scene.files(".jsonl");
        assertThat(left).hasSize(1);
        return Files.readString(left.get(0));
    }

    /** It would be given up once more for its age, and nobody would know any more why the collector had refused it. */
    @Test
    void oneThatIsTooOldByNow_keepsItsReasonAndItsAnswer() throws IOException {
        String all = letter(action("2020-01-01T00:00:00Z")) + "no letter\n";
        Files.writeString(letters, all);
        long requests = scene.collector.requests();

        assertThat(scene.send("dead", "the-id")).isOne();

        assertThat(scene.out())
                .contains("dead letters to be sent again: 0")
                .contains("Left where they are, since they are too large to be sent, or damaged: 1")
                .contains("Left where they are, since they are older than the 30 days that the collector takes: 1");
        assertThat(scene.lastLine()).startsWith("2 dead letters are left in MOESIF-");
        assertThat(lettersLeft()).isEqualTo(all);
        assertThat(scene.collector.requests()).isEqualTo(requests);
        assertThat(scene.run("dead", scene.spool().toString())).isZero();
        assertThat(scene.out()).contains(" refused (HTTP 400) A " + ID, "company_id", "Dead letters: 1.");
    }

    /** Somebody has changed it in its file. Refused once more it would have no place, since a letter has the id of its action. */
    @Test
    void oneWhoseActionHasNoId_orIsNoJson_stays_andIsTold() throws IOException {
        String now = action(Instant.now().toString());
        String[] actions = {
            now.replace(ID, "PAY-17"),
            now.replace("transaction_id", "id"),
            now.replace("\"A\"", "A"),
            now.replace(ID, "1-1-1-1-1")
        };
        String[] faults = {
            "it has a transaction_id that is no UUID",
            "it has no transaction_id",
            "it is no JSON any more",
            "it has a transaction_id that is no UUID"
        };
        for (int i = 0; i < actions.length; i++) {
            for (Path file : scene.files(".jsonl")) {
                Files.delete(file);
            }
            Files.createDirectories(letters.getParent());
            Files.writeString(letters, letter(actions[i]));

            assertThat(scene.send("dead", "the-id")).isOne();

            assertThat(scene.out())
                    .contains(ID + " in " + letters.getParent().getParent().getFileName() + " stays: " + faults[i]
                            + ". Correct its action in " + scene.files(".jsonl").get(0)
                            + ", or remove it by --delete.");
            assertThat(lettersLeft()).isEqualTo(letter(actions[i]));
        }
        assertThat(scene.collector.actions()).isEmpty();
    }

    /** As a required field that an operator has added. */
    @Test
    void oneThatHasAnotherId_isSent() throws IOException {
        String other = "B3765025-46EC-45DD-BC83-B136C8D1D257";
        Files.writeString(letters, letter(action(Instant.now().toString()).replace(ID, other)));

        assertThat(scene.send("dead", "the-id")).isZero();

        assertThat(scene.collector.actions()).hasSize(1);
    }

    /** Nothing else is accepted that would tell whose fault it is: it is no letter for now, and only the end can say why. */
    @Test
    void oneThatIsRefusedAgainAlone_isToldWithTheWordsOfTheCollector() throws IOException {
        Files.writeString(letters, letter(action(Instant.now().toString()).replace("\"c\"", "7")));
        scene.collector.behave();

        assertThat(scene.send("dead", "the-id")).isOne();

        assertThat(scene.out())
                .containsPattern(
                        "1 actions stay, .*: refused by the collector \\(HTTP 400: .*company_id.*\\), which has");
    }
}
