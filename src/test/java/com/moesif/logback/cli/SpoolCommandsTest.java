package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of a spool, and sends of it, while services run and when they are gone. */
class SpoolCommandsTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    private SpoolScene scene;
    private LocalCollector collector;

    @BeforeEach
    void open() {
        scene = new SpoolScene(temp);
        collector = scene.collector;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void spool_showsWhatLies_andWhetherItsAppenderRuns_andChangesNothing() throws IOException {
        scene.left("MOESIF", "the-id", 25);
        collector.playAlways(Fault.status(503));
        try (SpoolScene.Service running = scene.service("OTHER", "the-id")) {
            running.logs(3);
            Map<Path, String> before = scene.contents();

            assertThat(scene.run("spool", scene.spool().toString(), "--verify")).isZero();

            assertThat(scene.contents()).isEqualTo(before);
            assertThat(scene.out().replaceAll("\\s+", " "))
                    .contains(
                            "appenders: 2",
                            "left by appender 'MOESIF', " + collector.baseUri(),
                            "actions: 25",
                            "in use by process " + ProcessHandle.current().pid() + ", appender 'OTHER', "
                                    + collector.baseUri(),
                            "actions: 3",
                            "Every line is sound.")
                    .containsPattern("oldest: 20\\d\\d-\\d\\d-\\d\\dT\\S+, newest: 20\\d\\d-\\d\\d-\\d\\dT")
                    .doesNotContain("the-id");
            assertThat(scene.err()).isEmpty();
            // Having been looked at, it is still the running one's.
            assertThat(scene.run("spool", scene.spool().toString())).isZero();
            assertThat(scene.out()).contains(", appender 'OTHER'");
            collector.behave();
        }
    }

    @Test
    void json_isOneDocument_thatSaysTheSame() throws IOException {
        scene.left("MOESIF", "the-id", 25);

        assertThat(scene.run("spool", scene.spool().toString(), "--json")).isZero();

        JsonNode document = new JsonMapper().readTree(scene.out());
        assertThat(document.get("spool").asString()).isEqualTo(scene.spool().toString());
        assertThat(document.get("sound").asBoolean()).isTrue();
        JsonNode appender = document.get("appenders").get(0);
        assertThat(appender.get("life").asString()).isEqualTo("GONE");
        assertThat(appender.get("appender").asString()).isEqualTo("MOESIF");
        assertThat(appender.get("baseUri").asString())
                .isEqualTo(collector.baseUri().toString());
        assertThat(appender.get("actions").asInt()).isEqualTo(25);
        assertThat(appender.get("damagedLines").isEmpty()).isTrue();
        assertThat(appender.get("crashes").isEmpty()).isTrue();
        assertThat(Instant.parse(appender.get("oldest").asString())).isBefore(Instant.now());
    }

    /** Until there is a whole one: its file is there before. */
    private void awaitLetter() {
        await().atMost(AMPLE).until(() -> {
            List<Path> files = scene.files("dead.jsonl");
            return !files.isEmpty() && Files.readString(files.get(0)).endsWith("\n");
        });
    }

    @Test
    void deadLetters_asJson_haveTheActionWhole() throws IOException {
        try (SpoolScene.Service service = scene.service("MOESIF", "the-id")) {
            service.logs("x".repeat(1_100_000));
            awaitLetter();
        }

        assertThat(scene.run("dead", scene.spool().toString(), "--json")).isZero();

        JsonNode letter = new JsonMapper().readTree(scene.out()).get("letters").get(0);
        assertThat(letter.get("reason").asString()).isEqualTo("tooLarge");
        assertThat(letter.get("tooLarge").asBoolean()).isTrue();
        assertThat(letter.get("action").get("metadata").get("what").asString()).hasSize(1_100_000);
        assertThat(letter.get("id").asString())
                .isEqualTo(letter.get("action").get("transaction_id").asString());
    }

    /** People edit the file of dead letters by hand. */
    @Test
    void deadLetters_thatSomebodyHasEdited_areAsJsonOneDocument() throws IOException {
        scene.left("MOESIF", "the-id", 1);
        Path home = scene.files(".segment").get(0).getParent();
        Path dead = Files.createDirectories(home.resolve("dead")).resolve("dead.jsonl");
        String head =
                "{\"id\":\"a3765025-46ec-45dd-bc83-b136c8d1d257\",\"time\":\"2026-01-01T00:00:00Z\",\"reason\":\"C:\\temp\","
                        + "\"status\":400,\"answer\":\"";
        String lacking = "\"lacking\":[\"number metadata.amount\",\"string company_id\"],";
        Files.writeString(
                dead,
                head + "a \\u00fc\"," + lacking
                        + "\"action\":{\"action_name\":\"Säved\",\t\"metadata\": {\"a\":99.00}\r}}\n"
                        + head + "no \\escape\",\"action\":{\"action_name\":\"No comma\" \"b\":\"\t\"}}\n"
                        + head + "\",\"action\":{\"action_name\":\"Last\"}}");

        assertThat(scene.run("dead", scene.spool().toString(), "--json")).isZero();

        assertThat(scene.out()).matches("[\\n -~]*").contains("99.00");
        JsonNode letters = new JsonMapper().readTree(scene.out()).get("letters");
        assertThat(letters.size()).isEqualTo(3);
        JsonNode saved = letters.get(0);
        assertThat(saved.get("reason").asString()).isEqualTo("C:\\temp");
        assertThat(saved.get("answer").asString()).isEqualTo("a ü");
        assertThat(saved.get("file").asString()).isEqualTo(dead.toString());
        assertThat(saved.get("lacking").valueStream().map(JsonNode::asString)).containsExactly("amount", "company_id");
        assertThat(saved.get("action").get("action_name").asString()).isEqualTo("Säved");
        assertThat(saved.has("spoiltAction")).isFalse();
        JsonNode spoilt = letters.get(1);
        assertThat(spoilt.has("action")).isFalse();
        assertThat(spoilt.get("spoiltAction").asString()).isEqualTo("{\"action_name\":\"No comma\" \"b\":\"\t\"}");
        assertThat(spoilt.get("answer").asString()).isEqualTo("no \\escape");
        assertThat(spoilt.get("lacking").isEmpty()).isTrue();
        assertThat(letters.get(2).get("action").get("action_name").asString()).isEqualTo("Last");
    }

    /** As on Windows, where operators edit, too: each line ends with a carriage return, and a mark stands before the first. */
    @Test
    void deadLetters_thatAnotherEditorHasSaved_areSentAsBefore_andWhatIsNoneIsCounted() throws IOException {
        scene.left("MOESIF", "the-id", 1);
        Path home = scene.files(".segment").get(0).getParent();
        Files.delete(scene.files(".segment").get(0));
        Path dead = Files.createDirectories(home.resolve("dead")).resolve("dead.jsonl");
        String letter = "{\"id\":\"a3765025-46ec-45dd-bc83-b136c8d1d25%d\",\"time\":\"2026-01-01T00:00:00Z\","
                + "\"reason\":\"refused\",\"status\":400,\"answer\":\"no\",\"action\":{\"action_name\":\"A\",\"request\":{},"
                + "\"transaction_id\":\"a3765025-46ec-45dd-bc83-b136c8d1d25%<d\"}}%s\r\n";
        Files.writeString(dead, "\uFEFF" + letter.formatted(1, "") + letter.formatted(2, " ") + "{\"id\": 3}\r\n");

        assertThat(scene.run("dead", scene.spool().toString())).isZero();
        assertThat(scene.out())
                .contains("Dead letters: 2.", "no letters", ": 1. They are not sent, and stay in " + dead + ".");
        assertThat(scene.run("dead", scene.spool().toString(), "--json")).isZero();
        JsonNode document = new JsonMapper().readTree(scene.out());
        assertThat(document.get("letters").size()).isEqualTo(2);
        assertThat(document.get("spoiltLines").asInt()).isOne();

        assertThat(scene.send("dead", "the-id")).isOne();
        assertThat(collector.actions()).hasSize(2);
        assertThat(scene.out()).contains("or damaged: 1");
        assertThat(scene.lastLine()).isEqualTo("1 dead letter is left in " + home.getFileName() + ".");
    }

    @Test
    void noDeadLetters_areAsJsonAnEmptyList() throws IOException {
        scene.left("MOESIF", "the-id", 1);

        assertThat(scene.run("dead", scene.spool().toString(), "--json")).isZero();
        assertThat(new JsonMapper().readTree(scene.out())).hasToString("{\"letters\":[],\"spoiltLines\":0}");
        assertThat(scene.run("dead", temp.resolve("nowhere").toString(), "--json"))
                .isOne();
        assertThat(scene.out()).isEmpty();
    }

    /** Written as they are read: what is printed needs no heap for all of them. */
    @Test
    void deadLetters_moreThanTheHeapHolds_areShownAsJson() throws Exception {
        scene.left("MOESIF", "the-id", 1);
        Path home = scene.files(".segment").get(0).getParent();
        Path dead = Files.createDirectories(home.resolve("dead")).resolve("dead.jsonl");
        int letters = 60;
        String letter =
                "{\"id\":\"a3765025-46ec-45dd-bc83-b136c8d1d257\",\"time\":\"2026-01-01T00:00:00Z\",\"reason\":\"expired\","
                        + "\"status\":0,\"answer\":\"\",\"action\":{\"action_name\":\"" + "x".repeat(900_000)
                        + "\"}}\n";
        try (Writer file = Files.newBufferedWriter(dead)) {
            for (int i = 0; i < letters; i++) {
                file.write(letter);
            }
        }
        Path shown = temp.resolve("shown.json");
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "dead",
                        scene.spool().toString(),
                        "--json")
                .redirectOutput(shown.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(program.waitFor()).isZero();
        assertThat(new JsonMapper().readTree(shown).get("letters").size()).isEqualTo(letters);
    }

    @Test
    void whatIsShown_fitsIntoATerminal() throws IOException {
        scene.left("APPENDER_WITH_A_NAME_THAT_IS_RATHER_LONG", "the-id", 5);

        assertThat(scene.run("spool", scene.spool().toString())).isZero();

        assertThat(scene.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void verify_namesTheFileWithADamagedLine_andEndsWith1() throws IOException {
        scene.left("MOESIF", "the-id", 25);
        Path segment = scene.files(".segment").get(0);
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(100);
            file.write(file.read() ^ 1);
        }
        Map<Path, String> before = scene.contents();

        assertThat(scene.run("spool", scene.spool().toString(), "--verify")).isOne();

        assertThat(scene.out()).contains("actions: 24", "damaged lines: 1", segment + ": 1");
        assertThat(scene.contents()).isEqualTo(before);
    }

    /** The middle of a line was written when it was killed: the one before is still there. */
    @Test
    void crash_isShownUntilSomebodyWasTold() throws IOException {
        scene.left("MOESIF", "the-id", 5);
        Path mark =
                scene.crashed(scene.files(".segment").get(0).getParent(), "000000000000000042", "000000000000008851");
        String next = Files.readString(mark).replace("42", "43");
        Files.writeString(mark, next.substring(0, next.length() - 9), StandardOpenOption.APPEND);

        assertThat(scene.run("spool", scene.spool().toString())).isZero();
        assertThat(scene.out().replaceAll("\\s+", " "))
                .contains("it ended without a stop: at least 37 and at most 8851 actions were lost;"
                        + " it last wrote at 2026-11-30T22:35:54.025Z");

        assertThat(scene.send("spool", "the-id")).isZero();
        assertThat(scene.out()).contains("at least 37 and at most 8851 actions were lost");
        assertThat(scene.spool()).isEmptyDirectory();
    }

    /** Whoever waited for each action lost none; and its mark is written once, so that nobody knows when it wrote last. */
    @Test
    void crashThatTookNothing_hasABeginning_andNoLastWrite() throws IOException {
        scene.left("MOESIF", "the-id", 5);
        scene.crashed(scene.files(".segment").get(0).getParent(), "000000000000000042", "000000000000000000");

        assertThat(scene.run("spool", scene.spool().toString())).isZero();
        assertThat(scene.out().replaceAll("\\s+", " "))
                .contains("no action was lost whose log call had returned, unless <commitTimeout> had let it go, or the"
                        + " power failed and <durability> is write; it began at 2026-11-30T22:35:54.025Z")
                .doesNotContain("last wrote");
        assertThat(scene.run("spool", scene.spool().toString(), "--json")).isZero();
        JsonNode crash = new JsonMapper()
                .readTree(scene.out())
                .get("appenders")
                .get(0)
                .get("crashes")
                .get(0);
        assertThat(crash.get("lastWrite").isNull()).isTrue();
        assertThat(crash.get("lostAtMost").asInt()).isZero();
    }

    /** Its appender has another name now, say: nobody comes for it by himself. */
    @Test
    void send_tellsOfACrashThatLeftNothingElse_andRemovesItsDirectory() throws IOException {
        scene.left("MOESIF", "the-id", 5);
        Path home = scene.files(".segment").get(0).getParent();
        Path mark = scene.crashed(home, "000000000000000042", "000000000000008851");
        for (Path segment : scene.files(".segment")) {
            Files.delete(segment);
        }

        assertThat(scene.send("spool", "another-id")).isZero();
        assertThat(scene.out())
                .contains(
                        ": a note of a crash stays, left by appender 'MOESIF'",
                        "it belongs to another application id.");
        assertThat(scene.lastLine()).isEqualTo("Notes of crashes stay in 1 directory.");
        assertThat(mark).exists();

        assertThat(scene.send("spool", "the-id")).isZero();
        assertThat(scene.out())
                .contains("at least 37 and at most 8851 actions were lost")
                .doesNotContain("Sending 0", "nothing to send");
        // No appender follows that one here.
        assertThat(scene.out().replaceAll("\\s+", " "))
                .contains("The appender of " + home.getFileName() + " was killed, or its process ended without a stop");
        assertThat(scene.lastLine()).isEqualTo("Nothing is left.");
        assertThat(scene.spool()).isEmptyDirectory();
        assertThat(collector.requests()).isPositive();
    }

    @Test
    void send_drainsWhatIsLeft_ofThisIdOnly_andTouchesNobodyWhoRuns() throws IOException {
        scene.left("MOESIF", "the-id", 40);
        scene.left("ANOTHER", "another-id", 7);
        collector.playAlways(Fault.status(503));
        try (SpoolScene.Service service = scene.service("RUNNING", "the-id")) {
            service.logs(5);
            assertThat(scene.files(".segment")).anyMatch(file -> file.toString().contains("RUNNING"));
            collector.behave();
            assertThat(scene.send("spool", "the-id")).isOne();

            assertThat(scene.out())
                    .contains(
                            "7 actions stay, left by appender 'ANOTHER'",
                            "not sent, it belongs to another application id.")
                    .contains("Sending 40 actions of appender 'MOESIF'", "delivered: 40, dead letters: 0")
                    .doesNotContain("the-id");
            assertThat(scene.lastLine()).startsWith("Still there: 7 actions in 1 directory.");
        }
        assertThat(collector.actions().stream().map(ReceivedAction::transactionId))
                .doesNotHaveDuplicates()
                .hasSizeBetween(40, 45);
        assertThat(scene.files(".segment"))
                .isNotEmpty()
                .allMatch(file -> file.toString().contains("ANOTHER"));
        assertThat(scene.send("spool", "another-id")).isZero();
        assertThat(scene.files(".segment")).isEmpty();
        assertThat(scene.send("spool", "another-id")).isZero();
        assertThat(scene.out()).isEqualTo(String.format("There is nothing to send.%nNothing is left.%n"));
    }

    @Test
    void send_endsWhenDeliveryPauses_andLeavesAllInTheFiles() throws IOException {
        scene.left("MOESIF", "the-id", 40);
        collector.playAlways(Fault.status(401));

        assertThat(scene.send("spool", "the-id")).isOne();

        assertThat(scene.out()).contains("delivered: 0", "40 actions stay", "not sent, since delivery pauses: ");
        assertThat(scene.lastLine()).isEqualTo("Still there: 40 actions in 1 directory.");
        collector.behave();
        assertThat(scene.send("spool", "the-id")).isZero();
        assertThat(scene.out()).contains("delivered: 40");
    }

    @Test
    void dead_listsTheLetters_andSendsThemAgain_whileTheirAppenderRuns() throws IOException {
        collector.play(Fault.status(400));
        try (SpoolScene.Service service = scene.service("MOESIF", "the-id")) {
            service.logs("bad");
            // It is dead once it has been refused three times, and another been accepted after each.
            for (int refusals = 1; refusals <= 3; refusals++) {
                long requests = 2 * refusals - 1;
                await().atMost(AMPLE).until(() -> collector.requests() == requests);
                service.logs(1);
                await().atMost(AMPLE).until(() -> collector.requests() == requests + 1);
                if (refusals < 3) {
                    collector.play(Fault.status(400));
                }
            }
            awaitLetter();
            assertThat(scene.run("dead", scene.spool().toString())).isZero();
            assertThat(scene.out()).contains(" refused (HTTP 400) Tested ", "\"what\":\"bad\"", "Dead letters: 1.");
            assertThat(scene.run("spool", scene.spool().toString())).isZero();
            assertThat(scene.out()).contains("dead letters: 1 refused");
            String id = Files.readString(scene.files(".jsonl").get(0)).substring(7, 43);

            assertThat(scene.send("dead", "the-id")).isZero();

            assertThat(scene.out()).contains("dead letters to be sent again: 1");
            await().atMost(AMPLE)
                    .untilAsserted(() -> assertThat(collector.actions())
                            .filteredOn(action -> action.transactionId().equals(id))
                            .singleElement()
                            .satisfies(action -> assertThat(action.metadata()).containsEntry("what", "bad")));
            assertThat(scene.files(".jsonl")).isEmpty();
        }
        assertThat(scene.spool()).isEmptyDirectory();
    }

    /** "Nothing is left." is what an operator deletes a spool by. */
    @Test
    void send_namesDeadLettersAndLinesSetAside_thatStay_andEndsWith1() throws IOException {
        scene.left("MOESIF", "the-id", 2);
        Path home = scene.files(".segment").get(0).getParent();
        Path dead = Files.createDirectories(home.resolve("dead")).resolve("dead.jsonl");
        String letter = "{\"id\":\"a3765025-46ec-45dd-bc83-b136c8d1d257\",\"time\":\"2026-01-01T00:00:00Z\","
                + "\"reason\":\"refused\",\"status\":400,\"answer\":\"no\",\"action\":{\"action_name\":\"A\"}}\n";
        Files.writeString(dead, letter);

        assertThat(scene.send("spool", "the-id")).isOne();
        assertThat(scene.out()).contains("delivered: 2, dead letters: 0");
        assertThat(scene.lastLine()).isEqualTo("1 dead letter is left in " + home.getFileName() + ".");

        Files.writeString(home.resolve("0000000000000-000000.segment.corrupt"), "damaged");
        assertThat(scene.send("spool", "the-id")).isOne();
        assertThat(scene.lastLine())
                .isEqualTo("1 dead letter is left in " + home.getFileName() + ". 1 file of damaged lines is left in "
                        + home.getFileName() + ".");
        assertThat(Files.readString(dead)).isEqualTo(letter);
    }

    /** They are not in the way of what runs; but the spool is not to be deleted. */
    @Test
    void send_namesDeadLettersOfAppendersThatRun_andEndsWith0() throws IOException {
        try (SpoolScene.Service service = scene.service("MOESIF", "the-id")) {
            service.logs("x".repeat(1_100_000));
            awaitLetter();
            Path home = scene.files("dead.jsonl").get(0).getParent().getParent();

            assertThat(scene.send("spool", "the-id")).isZero();

            assertThat(scene.lastLine())
                    .isEqualTo("Of appenders that run, 1 dead letter is left in " + home.getFileName() + ".");
            assertThat(scene.send("dead", "the-id")).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spool",
                "spool a b",
                "spool --verify",
                "spool a --verify --send",
                "spool a --application-id-file x",
                "spool a --base-uri http://127.0.0.1",
                "spool a --yes",
                "spool a --sned",
                "spool a --send --verify --yes",
                "dead",
                "dead a --verify",
                "dead a --send --application-id-file"
            })
    void argumentsThatMakeNoSense_endWith2_inOneLine(String arguments) {
        assertThat(scene.run(arguments.split(" "))).isEqualTo(Command.MISUSED);
        assertThat(scene.err().lines()).singleElement().asString().endsWith("--help says more.");
    }

    /** Before anything is touched: letters on their way out would be left half way. */
    @ParameterizedTest
    @ValueSource(strings = {"two words", "caf\u00e9", "\uFEFFthe-id", "the-id\nanother"})
    void idThatCantBeOne_endsWith2_inOneLine_andTouchesNothing(String id) throws IOException {
        scene.left("MOESIF", "the-id", 1);
        Map<Path, String> before = scene.contents();

        for (String command : List.of("spool", "dead")) {
            assertThat(scene.send(command, id, "--take-over", "--yes")).isEqualTo(Command.MISUSED);
            assertThat(scene.err().lines())
                    .singleElement()
                    .asString()
                    .contains("application id", "character")
                    .doesNotContain(id);
        }
        assertThat(scene.contents()).isEqualTo(before);
    }

    /** Else all would be well, since nothing lies in it that could be sent. */
    @Test
    void directoryOfOneAppender_isNotTakenForASpool() throws IOException {
        scene.left("MOESIF", "the-id", 1);
        String home = scene.files(".segment").get(0).getParent().toString();

        for (String command : List.of("spool", "dead")) {
            assertThat(scene.run(command, home)).isOne();
            assertThat(scene.err().lines())
                    .singleElement()
                    .asString()
                    .contains("Give the one that it lies in: " + scene.spool());
        }
    }

    /** All would be well there, too, and nothing be sent. */
    @Test
    void directoryThatASpoolLiesIn_isNotTakenForOne() throws IOException {
        scene.left("MOESIF", "the-id", 1);
        Path above = scene.spool().getParent();
        Path id = Files.writeString(temp.resolve("id"), "the-id");

        for (String command : List.of("spool", "dead")) {
            assertThat(scene.run(command, above.toString())).isOne();
            assertThat(scene.err().lines())
                    .singleElement()
                    .asString()
                    .contains(above + " is no spool", "There is a spool one level below: " + scene.spool());
            assertThat(scene.run(command, above.toString(), "--send", "--application-id-file", id.toString()))
                    .isOne();
            assertThat(scene.out()).isEmpty();
        }
    }

    /** Such as lost+found, or what a backup has put there. */
    @Test
    void directoryInASpoolThatIsNoAppenders_isNotShown() throws IOException {
        scene.left("MOESIF", "the-id", 1);
        Files.createFile(Files.createDirectory(scene.spool().resolve("backup")).resolve("file"));
        Files.createDirectory(scene.spool().resolve("lost+found"));

        assertThat(scene.run("spool", scene.spool().toString())).isZero();
        assertThat(scene.out()).contains("appenders: 1").doesNotContain("backup");
        assertThat(scene.send("spool", "the-id")).isZero();
        assertThat(scene.lastLine()).isEqualTo("Nothing is left.");
    }

    @Test
    void spoolThatHoldsNothingButSnapshots_isOneStill() throws IOException {
        Files.createFile(
                Files.createDirectories(scene.spool().resolve(".snapshot")).resolve("file"));

        assertThat(scene.run("spool", scene.spool().toString())).isZero();
    }

    @Test
    void noSuchDirectory_isSaid() {
        assertThat(scene.run("spool", temp.resolve("nowhere").toString())).isOne();
        assertThat(scene.err()).contains("there is no directory " + temp.resolve("nowhere") + " that can be read");
        assertThat(scene.run("spool")).isEqualTo(Command.MISUSED);
        assertThat(scene.err()).startsWith("spool: it takes one DIR, not: nothing.");
    }
}
