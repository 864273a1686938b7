package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each action that is given up is kept once, on a line of its own, as long as there is room. */
class DeadLettersTest {
    private static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");

    @TempDir
    private Path temp;

    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new StatusSink() {
        @Override
        public void info(String text) {}

        @Override
        public void warn(String text) {
            said.add(text);
        }
    });
    private Usage usage = new Usage(1 << 20);
    private DirectoryLock claim;
    private DeadLetters letters;

    @BeforeEach
    void claim() throws IOException {
        Path directory = temp.resolve("RIG-1");
        PrivateFiles.createDirectories(directory);
        claim = DirectoryLock.take(directory, Trust.ours());
        again();
    }

    @AfterEach
    void release() {
        claim.release();
    }

    /** As the next start finds them. */
    private void again() {
        letters = new DeadLetters(claim, usage, notices, FileSpool.Environment.REAL);
    }

    private static Spool.DeadLetter letter(String id) {
        return letter(id, "{\"error\":\"no\"}", "{\"a\":1}");
    }

    private static Spool.DeadLetter letter(String id, String answer, String json) {
        return new Spool.DeadLetter(json.getBytes(StandardCharsets.UTF_8), id, DeadReason.REFUSED, 400, answer);
    }

    private static String id(int number) {
        return new UUID(0x4000, number).toString();
    }

    private Path file() {
        return claim.directory.resolve("dead").resolve("dead.jsonl");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private List<Inventory.Letter> read() throws IOException {
        List<Inventory.Letter> all = new ArrayList<>();
        DeadLetterFile.read(file(), claim.trust, (letter, line) -> all.add(letter));
        return all;
    }

    @Test
    void aLetter_isOneLineThatSaysEverything() throws IOException {
        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();

        assertThat(lines())
                .containsExactly("{\"id\":\"" + id(1) + "\",\"time\":\"2026-11-30T18:00:00Z\",\"reason\":\"refused\","
                        + "\"status\":400,\"answer\":\"{\\\"error\\\":\\\"no\\\"}\",\"action\":{\"a\":1}}");
        assertThat(usage.hasRoomAside((1 << 20) / 10 - Files.size(file()))).isTrue();
        assertThat(usage.hasRoomAside((1 << 20) / 10 - Files.size(file()) + 1))
                .as("its bytes are counted")
                .isFalse();
        assertThat(letters.bytes()).isEqualTo(Files.size(file()));
        assertThat(said).isEmpty();
    }

    /** Its segment comes again after a crash. */
    @Test
    void anAction_isKeptOnceAlsoByTheNextStart() throws IOException {
        letters.bury(letter(id(1)), NOW);
        letters.bury(letter(id(2)), NOW);
        long size = Files.size(file());

        assertThat(letters.bury(letter(id(1)), NOW)).as("it is kept").isTrue();
        again();
        assertThat(letters.bury(letter(id(2)), NOW)).isTrue();
        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();

        assertThat(Files.size(file())).isEqualTo(size);
        assertThat(letters.bury(letter(id(3)), NOW)).isTrue();
        assertThat(read()).extracting(Inventory.Letter::id).containsExactly(id(1), id(2), id(3));
    }

    /** A crash has left zeros in the middle: what comes after them is known all the same. */
    @Test
    void anAction_isKeptOnceAlsoBehindZeros() throws IOException {
        letters.made();
        Files.write(file(), new byte[] {0, 0, '\n'});
        letters.bury(letter(id(1)), NOW);
        assertThat(letters.hasFailed()).isFalse();
        long size = Files.size(file());
        again();

        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();

        assertThat(Files.size(file())).isEqualTo(size);
        assertThat(read().stream().filter(Objects::nonNull))
                .as("it is found, too")
                .extracting(Inventory.Letter::id)
                .containsExactly(id(1));
    }

    /** A crash has left them where a letter was to be: the next one has a line of its own. */
    @Test
    void aLetterAfterZeros_isFound() throws IOException {
        letters.made();
        PrivateFiles.create(file());
        Files.write(file(), new byte[] {0, 0});

        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();

        assertThat(read().stream().filter(Objects::nonNull))
                .extracting(Inventory.Letter::id)
                .containsExactly(id(1));
    }

    @Test
    void lettersThatSomebodyHasPutThere_takeOfTheTenth() throws IOException {
        letters.bury(letter(id(1)), NOW);
        long one = Files.size(file());
        Path theirs = Files.move(file(), temp.resolve("theirs"));
        usage = new Usage(10 * (2 * one));
        again();
        assertThat(letters.bytes()).isZero();
        Files.move(theirs, file());

        assertThat(letters.bury(letter(id(2)), NOW)).isTrue();
        assertThat(letters.bury(letter(id(3)), NOW)).isFalse();
    }

    /** Whoever sends letters again gives their file another name meanwhile. */
    @Test
    void anAction_isKeptOnceWhateverTheFileIsCalled() throws IOException {
        letters.bury(letter(id(1)), NOW);
        Files.move(file(), file().resolveSibling("1234abcd-dead.jsonl"));
        again();

        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();

        assertThat(file()).doesNotExist();
    }

    /** A crash cut it off: it is no letter, and must not spoil the next one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 60})
    void aTornLastLine_countsForNothingAndIsEnded(int missing) throws IOException {
        letters.bury(letter(id(1)), NOW);
        letters.bury(letter(id(2)), NOW);
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - missing));
        again();

        assertThat(letters.bury(letter(id(2)), NOW)).isTrue();
        assertThat(letters.bury(letter(id(3)), NOW)).isTrue();

        assertThat(read().stream().filter(Objects::nonNull))
                .extracting(Inventory.Letter::id)
                .contains(id(1), id(2), id(3));
        assertThat(Files.readString(file())).endsWith("}}\n").doesNotContain("\n\n");
    }

    @Test
    void linesOfSomebodyElse_areNoLetters() throws IOException {
        letters.made();
        PrivateFiles.create(file());
        String sound = "{\"id\":\"" + id(1) + "\",\"x\":{}}\n";
        Files.writeString(
                file(),
                "\n{}\nDear diary\n"
                        + "{\"id\":\"no-uuid-but-as-long-as-one-is-0123456\",\"x\":{}}\n"
                        + "{\"id\":\"" + id(2) + "\",\"x\":{}\n"
                        + "{\"id\":\"" + id(3) + "\n"
                        + " " + sound.replace(id(1), id(4))
                        + sound);

        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();
        assertThat(Files.readString(file())).endsWith(sound);
        for (int number = 2; number <= 4; number++) {
            assertThat(letters.bury(letter(id(number)), NOW)).isTrue();
        }

        assertThat(lines()).hasSize(8 + 3);
    }

    @Test
    void aTenthOfTheSpool_isTheirsToTheByteAndThenTheyAreDroppedWithAWarning() throws IOException {
        letters.bury(letter(id(1)), NOW);
        long one = Files.size(file());
        usage = new Usage(10 * (3 * one));
        usage.aside(one);
        again();

        assertThat(letters.bury(letter(id(2)), NOW)).isTrue();
        assertThat(letters.bury(letter(id(3)), NOW)).isTrue();
        assertThat(letters.bury(letter(id(4)), NOW)).isFalse();
        assertThat(letters.bury(letter(id(3)), NOW)).as("it is kept already").isTrue();

        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("a tenth", "<maxSize>", "dropped");
        assertThat(lines()).hasSize(3);
    }

    @Test
    void lettersThatComeTogether_areKeptOnceEach() throws IOException {
        letters.bury(letter(id(1)), NOW);

        assertThat(letters.bury(List.of(letter(id(2)), letter(id(1)), letter("?"), letter(id(2)), letter(id(3))), NOW))
                .containsExactly(true, true, false, true, true);

        assertThat(read()).extracting(Inventory.Letter::id).containsExactly(id(1), id(2), id(3));
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not be written");
    }

    @Test
    void lettersThatComeTogether_haveNoMoreThanTheirTenth() throws IOException {
        letters.bury(letter(id(1)), NOW);
        long one = Files.size(file());
        usage = new Usage(10 * (3 * one));
        usage.aside(one);
        again();

        assertThat(letters.bury(List.of(letter(id(2)), letter(id(3)), letter(id(4))), NOW))
                .containsExactly(true, true, false);

        assertThat(usage.hasRoomAside(1)).isFalse();
        assertThat(lines()).hasSize(3);
    }

    @Test
    void theAnswer_isCutAndEscaped() throws IOException {
        String answer = "a\"\\\n\u0000\u007f\u00e9~ " + "x".repeat(5_000);
        letters.bury(letter(id(1), answer, "{}"), NOW);

        String line = lines().get(0);
        assertThat(line).contains("\"answer\":\"a\\\"\\\\\\u000a\\u0000\\u007f\\u00e9~ xxx");
        assertThat(line.chars().filter(c -> c == 'x').count()).isEqualTo(2_048 - 9);
        assertThat(read()).singleElement().isNotNull();
    }

    @Test
    void anAnswerOfJustTheLength_isWhole() throws IOException {
        letters.bury(letter(id(1), "x".repeat(2_048), "{}"), NOW);
        letters.bury(letter(id(2), "x".repeat(2_049), "{}"), NOW);

        assertThat(lines())
                .allSatisfy(line ->
                        assertThat(line.chars().filter(c -> c == 'x').count()).isEqualTo(2_048));
    }

    @Test
    void anActionWithoutAnId_isNotKeptAndTold() {
        assertThat(letters.bury(letter("?"), NOW)).isFalse();

        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not be written");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aDiskThatRefuses_isToldAndTheLetterMayComeAgain() throws IOException {
        Files.writeString(claim.directory.resolve("dead"), "in the way");

        assertThat(letters.bury(letter(id(1)), NOW)).isFalse();

        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not be written");
        assertThat(letters.bytes()).isZero();
        Files.delete(claim.directory.resolve("dead"));
        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();
        assertThat(lines()).hasSize(1);
    }

    /** It may lead to any other file. */
    @Test
    void aLinkInThePlaceOfTheFile_isNotWrittenTo() throws IOException {
        letters.made();
        Path elsewhere = Files.writeString(temp.resolve("elsewhere"), "nobody's business");
        Files.createSymbolicLink(file(), elsewhere);

        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();

        assertThat(elsewhere).hasContent("nobody's business");
        assertThat(DirectoryLock.files(file().getParent(), ".jsonl"))
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString()).endsWith("-dead.jsonl"));
    }

    /** Its segment comes again after a crash, with others that the disk has no room for. */
    @Test
    void aLetterThatIsThere_isKeptAlsoWhenOthersCannotBeWritten() throws IOException {
        letters.bury(letter(id(1)), NOW);
        letters.bury(letter(id(1)), NOW);
        Path directory = file().getParent();
        Path aside = Files.move(directory, temp.resolve("aside"));
        Files.writeString(directory, "in the way");

        assertThat(letters.bury(List.of(letter(id(1)), letter(id(2))), NOW)).containsExactly(true, false);

        Files.delete(directory);
        Files.move(aside, directory);
        assertThat(lines()).hasSize(1);
    }

    /** Whoever wrote it may have been killed before it was on the disk: then it must not cost its segment. */
    @Test
    void aLetterThatMayNotOutlastAPowerFailure_isNotKept() throws IOException {
        letters.bury(letter(id(1)), NOW);
        Path directory = file().getParent();
        Path aside = Files.move(directory, temp.resolve("aside"));
        Files.writeString(directory, "in the way");

        assertThat(letters.bury(List.of(letter(id(1)), letter(id(2))), NOW)).containsExactly(false, false);

        Files.delete(directory);
        Files.move(aside, directory);
        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();
    }

    /** Such an action, refused once more, has no letter by now, and soon no segment. */
    @Test
    void aLetterThatSomebodyHasTakenOut_isWrittenAgain() throws IOException {
        letters.bury(letter(id(1)), NOW);
        Files.write(file(), new byte[0]);

        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();

        assertThat(read()).extracting(Inventory.Letter::id).containsExactly(id(1));
        Path other = temp.resolve("other");
        PrivateFiles.create(other);
        Files.writeString(other, Files.readString(file()).replace(id(1), id(2)));
        Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);

        assertThat(letters.bury(letter(id(1)), NOW)).isTrue();

        assertThat(read())
                .as("the file is as long as before")
                .extracting(Inventory.Letter::id)
                .containsExactly(id(2), id(1));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLetter_costsNoDescriptor() throws IOException {
        letters.bury(letter(id(1)), NOW);
        letters.bury(letter(id(2)), NOW);

        assertThat(OpenFiles.below(file().getParent())).isEmpty();
    }
}
