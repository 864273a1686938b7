package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Ports;
import com.moesif.logback.internal.spool.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a sending makes of disks and collectors in trouble, whom it trusts, and that its end always says what is still there. */
@Timeout(120)
class SpoolSendingTest {
    private static final String OLD_ACTION =
            "{\"action_name\":\"Old\",\"request\":{\"time\":\"2020-01-01T00:00:00Z\"},\"company_id\":\"c\","
                    + "\"transaction_id\":\"a3765025-46ec-45dd-bc83-b136c8d1d257\"}";

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

    private void assertAllArrivedOnce(int actions) {
        assertThat(collector.actions().stream().map(ReceivedAction::transactionId))
                .doesNotHaveDuplicates()
                .hasSize(actions);
    }

    @Test
    void aFullDisk_isDrained() throws IOException {
        try (Disk disk = Disk.inMemory(scene.spool())) {
            scene.left("MOESIF", "the-id", 1_099);
            disk.fill();

            assertThat(scene.send("spool", "the-id")).isZero();

            assertThat(scene.out())
                    .contains("Sending 1099 actions of appender 'MOESIF'", "delivered: 1099, dead letters: 0");
            assertThat(scene.lastLine()).isEqualTo("Nothing is left.");
            assertAllArrivedOnce(1_099);
            disk.free();
            assertThat(scene.spool()).isEmptyDirectory();
        }
    }

    /** Its tenant at the Collector API is not known to the service that left it. */
    @Test
    void whatIsBoundForATopic_stays_whateverTheOperatorSays() throws IOException {
        scene.left("MOESIF", "the-id", 5);
        Path owner = scene.files("owner").get(0);
        Files.writeString(
                owner, Files.readString(owner).replaceFirst("endpoint=.*", "endpoint=kafka://b1:9092/moesif-actions"));

        assertThat(scene.send("spool", "the-id", "--take-over", "--yes")).isOne();

        assertThat(scene.out())
                .contains("it is bound for the topic kafka://b1:9092/moesif-actions, and this command sends to the"
                        + " Collector API only");
        assertThat(collector.actions()).isEmpty();
        assertThat(scene.files(".segment")).isNotEmpty();
    }

    @Test
    void onAFullDisk_aDamagedLineStays_andTheSoundOnesBesideItAreSent() throws IOException {
        try (Disk disk = Disk.inMemory(scene.spool())) {
            scene.left("MOESIF", "the-id", 25);
            Path segment = scene.files(".segment").stream()
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            String damaged = Files.readString(segment).replaceFirst("12345", "12346");
            assertThat(damaged.lines()).hasSizeGreaterThan(1);
            Files.writeString(segment, damaged);
            disk.fill();

            assertThat(scene.send("spool", "the-id")).isOne();

            assertThat(scene.out()).contains("delivered: 24,", "its damaged lines can't be set aside: No space left");
            assertThat(scene.lastLine()).startsWith("Still there: ");
            assertThat(Files.readString(segment)).isEqualTo(damaged);
            disk.free();
            // With room it is done with, and what was sent already counts once.
            assertThat(scene.send("spool", "the-id")).isOne();
            assertAllArrivedOnce(24);
            assertThat(scene.files(".corrupt")).hasSize(1);
            assertThat(scene.lastLine()).startsWith("1 file of damaged lines is left in MOESIF-");
        }
    }

    @Test
    void onAFullDisk_anActionThatIsTooOldToBeSent_isNotLost() throws IOException {
        try (Disk disk = Disk.inMemory(scene.spool())) {
            scene.left("MOESIF", "the-id", 5);
            Path old = scene.files(".segment").get(0).resolveSibling("0000000000000-000000.segment");
            Files.writeString(old, line(OLD_ACTION));
            disk.fill();

            assertThat(scene.send("spool", "the-id")).isOne();

            assertThat(scene.out())
                    .contains("delivered: 5, dead letters: 0")
                    .contains("1 actions were given up, and can't be written to the dead letters");
            assertThat(old).exists();
            disk.free();
            assertThat(scene.send("spool", "the-id")).isOne();
            assertThat(scene.out()).contains("dead letters: 1");
            assertThat(scene.lastLine()).startsWith("1 dead letter is left in MOESIF-");
            assertThat(Files.readString(scene.files("dead.jsonl").get(0))).contains(OLD_ACTION);
            assertAllArrivedOnce(5);
        }
    }

    private static String line(String json) {
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x %s\n", crc.getValue(), json);
    }

    @Test
    void fromAReadOnlyDisk_allIsSent_andTheEndSaysThatItsFilesStay() throws IOException {
        try (Disk disk = Disk.inMemory(scene.spool())) {
            scene.left("MOESIF", "the-id", 40);
            Map<Path, String> before = scene.contents();
            disk.readOnly(true);

            assertThat(scene.send("spool", "the-id")).isOne();

            assertThat(scene.out())
                    .contains("delivered: 40, dead letters: 0")
                    .contains("all of it was sent, but the file can't be deleted: Read-only file system");
            assertThat(scene.lastLine()).isEqualTo("Still there: 40 actions in 1 directory.");
            assertAllArrivedOnce(40);
            assertThat(scene.contents()).isEqualTo(before);
            disk.readOnly(false);
            assertThat(scene.send("spool", "the-id")).isZero();
            assertAllArrivedOnce(40);
        }
    }

    @Test
    void aDeadAddress_isShown_andTheSendingEnds() throws IOException {
        scene.left("MOESIF", "the-id", 40);
        Map<Path, String> before = scene.contents();

        assertThat(scene.sendWith(
                        "spool",
                        "the-id",
                        "--base-uri",
                        "http://127.0.0.1:" + Ports.free(),
                        "--yes",
                        "--timeout",
                        "2s"))
                .isOne();

        assertThat(scene.out())
                .containsPattern(
                        "sent 0, left 40; the collector takes nothing now \\(.*refused.*\\), (next try in \\d+ s|tried just now)")
                .contains("not sent, since the collector has taken nothing for 2 s");
        assertThat(scene.lastLine()).isEqualTo("Still there: 40 actions in 1 directory.");
        assertThat(scene.contents()).isEqualTo(before);
    }

    /** It has no elements of a configuration, and can't give a proxy credentials. */
    @Test
    void aProxyThatWantsCredentials_isToldInTheWordsOfTheCommand() throws IOException {
        scene.left("MOESIF", "the-id", 1);
        collector.playAlways(Fault.status(407));

        assertThat(scene.send("spool", "the-id")).isOne();

        assertThat(scene.out())
                .contains("The proxy wants credentials, which this command can't give")
                .doesNotContain("<proxy>");
        collector.playAlways(Fault.status(404));
        assertThat(scene.send("spool", "the-id")).isOne();
        assertThat(scene.out())
                .contains("There is no Collector API at this address: check --base-uri")
                .doesNotContain("<baseUri>");
    }

    @Test
    void oneThatIsRefusedAndNothingElse_endsTheSending_andStays() throws IOException {
        scene.left("MOESIF", "the-id", 1);
        collector.playAlways(Fault.status(400));

        assertThat(scene.send("spool", "the-id")).isOne();

        assertThat(scene.out()).contains("refused by the collector (HTTP 400), which has accepted nothing since");
        assertThat(scene.lastLine()).isEqualTo("Still there: 1 actions in 1 directory.");
    }

    @Test
    void whatIsNotBoundForMoesif_goesNowhere_withoutAWordOfTheOperators() throws IOException {
        scene.left("MOESIF", "the-id", 3);
        Path owner = scene.files("owner").get(0);
        Files.writeString(owner, Files.readString(owner).replace("refused=false", "refused=true"));
        long before = collector.requests();

        assertThat(scene.sendWith("spool", "the-id", "--yes", "--take-over")).isOne();

        assertThat(collector.requests()).isEqualTo(before);
        assertThat(scene.out())
                .contains("it is bound for " + collector.baseUri() + ", which is not Moesif's address.")
                .contains("--base-uri " + collector.baseUri())
                .contains("There is nothing to send.");
    }

    @Test
    void plainHttpToAnotherMachine_isRefused() throws IOException {
        scene.left("MOESIF", "the-id", 3);

        // An address that is for documents only (RFC 5737).
        assertThat(scene.sendWith("spool", "the-id", "--base-uri", "http://192.0.2.1", "--yes"))
                .isOne();

        assertThat(scene.out()).contains("by plain http everybody", "--insecure", "There is nothing to send.");
    }

    @Test
    void whatIsBoundElsewhere_isSentHere_onlyWhenSomebodySaysYes() throws IOException {
        scene.left("MOESIF", "the-id", 3);
        try (LocalCollector other = LocalCollector.start(0)) {
            String address = other.baseUri().toString();

            assertThat(scene.sendWith("spool", "the-id", "--base-uri", address)).isOne();
            assertThat(other.requests()).isZero();
            assertThat(scene.out())
                    .contains(
                            "they are bound for " + collector.baseUri() + ", and there is no terminal on which to ask");

            assertThat(scene.sendWith("spool", "the-id", "--base-uri", address, "--yes"))
                    .isZero();
            assertThat(other.actions()).hasSize(3);
            assertThat(scene.spool()).isEmptyDirectory();
        }
    }

    @Test
    void aRefusedId_isFollowedByAnother_onlyByTakeOver() throws IOException {
        collector.playAlways(Fault.status(401));
        scene.service("MOESIF", "old-id").logs(3).close();
        collector.behave();
        assertThat(Files.readString(scene.files("owner").get(0))).contains("refused=true");

        assertThat(scene.send("spool", "new-id")).isOne();
        assertThat(collector.actions()).isEmpty();
        assertThat(scene.out())
                .contains("it belongs to another application id, which the collector has refused", "--take-over");

        assertThat(scene.send("spool", "new-id", "--take-over")).isOne();
        assertThat(collector.actions()).isEmpty();

        assertThat(scene.send("spool", "new-id", "--take-over", "--yes")).isZero();
        assertThat(scene.out()).contains("they were kept for another application id than the one given");
        assertThat(collector.actions()).hasSize(3);
    }

    @Test
    void withoutAnOwnerFile_itIsSentWhenBothAddressAndTakeOverAreSaid() throws IOException {
        scene.left("MOESIF", "the-id", 3);
        Files.delete(scene.files("owner").get(0));

        assertThat(scene.send("spool", "the-id")).isOne();
        assertThat(scene.out()).contains("nothing says whose it is. --take-over and --base-uri URI together send it");

        assertThat(scene.send("spool", "the-id", "--take-over", "--yes")).isZero();
        assertThat(collector.actions()).hasSize(3);
    }

    /** Skipped where this build may not. */
    private static void giveAway(Path directory) throws IOException, InterruptedException {
        Process chown = new ProcessBuilder("chown", "-R", "65534:65534", directory.toString()).start();
        Assumptions.assumeTrue(chown.waitFor() == 0, "may not give files away");
    }

    @Test
    void root_looksAtTheSpoolOfAnotherUser_butWritesNothingThere() throws Exception {
        scene.left("MOESIF", "the-id", 3);
        giveAway(scene.spool());
        Map<Path, String> before = scene.contents();

        assertThat(scene.run("spool", scene.spool().toString())).isZero();
        assertThat(scene.out()).contains("left by appender 'MOESIF'", "actions: 3", "Nothing in it is sent from here");
        for (String command : new String[] {"spool", "dead"}) {
            assertThat(scene.send(command, "the-id", "--yes", "--take-over")).isOne();
            assertThat(scene.out())
                    .contains("not sent, since " + scene.spool() + " belongs to the user 65534")
                    .contains("setpriv --reuid=65534 --regid=65534 --clear-groups java -jar …");
            assertThat(scene.lastLine()).isEqualTo("Still there: 3 actions in 1 directory.");
        }
        assertThat(collector.actions()).isEmpty();
        assertThat(scene.contents()).isEqualTo(before);
    }

    @Test
    void aDirectoryOfAnotherUser_isNotLookedInto_andTheEndSaysSo() throws Exception {
        scene.left("MOESIF", "the-id", 3);
        Path planted = scene.files("owner").get(0).getParent();
        giveAway(planted);
        scene.left("OTHER", "the-id", 4);

        assertThat(scene.send("spool", "the-id")).isOne();

        assertThat(scene.out())
                .contains("delivered: 4")
                .contains(
                        planted.getFileName() + ": files stay that were not looked into: it belongs to the user 65534");
        assertThat(scene.lastLine()).isEqualTo("Not looked into: 1 directory.");
        assertThat(collector.actions()).hasSize(4);
    }

    @Test
    void theProcessThatHoldsADirectory_isNamed() throws IOException {
        try (SpoolScene.Service service = scene.service("MOESIF", "the-id")) {
            service.logs(1);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> scene.run("spool", scene.spool().toString()) == 0
                            && scene.out()
                                    .contains("in use by process "
                                            + ProcessHandle.current().pid() + ", appender"));
        }
    }

    /** What an appender has given up: one too large to be sent, and one that is not. */
    private Path leaveLetters(String tooLarge, String other) throws IOException {
        scene.left("MOESIF", "the-id", 1);
        Path dead = Files.createDirectory(scene.files("owner").get(0).resolveSibling("dead"));
        String action = "{\"action_name\":\"Big\",\"request\":{\"time\":\"2026-01-01T00:00:00Z\"},\"company_id\":\"c\","
                + "\"transaction_id\":\"%s\",\"metadata\":{\"text\":\"%s\"}}";
        String letter = "{\"id\":\"%s\",\"time\":\"2026-01-01T00:00:00Z\",\"reason\":\"tooLarge\",\"status\":0,"
                + "\"answer\":\"\",\"action\":%s}\n";
        String large = String.format(letter, tooLarge, String.format(action, tooLarge, "x".repeat(1_100_000)));
        String small = String.format(letter, other, String.format(action, other, "y".repeat(100)));
        return Files.writeString(dead.resolve("dead.jsonl"), large + "no letter\n" + small);
    }

    @Test
    void aLongDeadLetter_isCut_andOneTooLargeToBeSent_canBeRemoved() throws IOException {
        String large = "a3765025-46ec-45dd-bc83-b136c8d1d257";
        String small = "b3765025-46ec-45dd-bc83-b136c8d1d257";
        String unknown = "c3765025-46ec-45dd-bc83-b136c8d1d257";
        leaveLetters(large, small);
        String spool = scene.spool().toString();

        assertThat(scene.run("dead", spool)).isZero();
        assertThat(scene.out())
                .hasSizeLessThan(5_000)
                .contains("bytes; --full shows all)", "y".repeat(100), "Dead letters: 2.")
                .contains("Too large to be sent, with over 1000000 bytes: 1.", "--delete ID");
        assertThat(scene.run("dead", spool, "--full")).isZero();
        assertThat(scene.out()).contains("x".repeat(1_100_000)).doesNotContain("shows all)");

        // Nobody is there to say yes.
        assertThat(scene.run("dead", spool, "--delete", large)).isOne();
        assertThat(scene.out())
                .contains("Nothing is removed, since there is no terminal on which to ask. --yes removes them.");

        assertThat(scene.run("dead", spool, "--delete", large, unknown, "--yes"))
                .isOne();
        assertThat(scene.out()).contains("Removed: 1. Not there: " + unknown + ".");
        assertThat(scene.run("dead", spool)).isZero();
        assertThat(scene.out()).contains(small, "Dead letters: 1.").doesNotContain(large);
        // What is no letter is nobody's to remove.
        assertThat(String.join("", scene.contents().values())).contains("no letter\n");
        assertThat(scene.run("dead", spool, "--delete", small, "--yes")).isZero();
        assertThat(scene.run("dead", spool)).isZero();
        assertThat(scene.out()).contains("Dead letters: 0.");
    }

    /** Other programs show an id in capitals, and an editor of the file may have written it so (RFC 9562, 4). */
    @Test
    void anIdIsTheSame_inCapitalsOrNot_whereverItStands() throws IOException {
        String one = "a3765025-46ec-45dd-bc83-b136c8d1d257";
        String other = "B3765025-46EC-45DD-BC83-B136C8D1D257";
        leaveLetters(one, other);
        String spool = scene.spool().toString();

        assertThat(scene.run(
                        "dead",
                        spool,
                        "--delete",
                        " " + one.toUpperCase(Locale.ROOT),
                        other.toLowerCase(Locale.ROOT),
                        one,
                        "--yes"))
                .isZero();

        assertThat(scene.out()).isEqualTo(String.format("Removed: 2.%n"));
        assertThat(scene.run("dead", spool)).isZero();
        assertThat(scene.out()).contains("Dead letters: 0.");
    }

    /** Part of one, say: it would be said not to be there, and the others be gone already. */
    @Test
    void whatIsNoId_isMisuse_andNothingIsRemoved() throws IOException {
        String one = "a3765025-46ec-45dd-bc83-b136c8d1d257";
        leaveLetters(one, "b3765025-46ec-45dd-bc83-b136c8d1d257");
        Map<Path, String> before = scene.contents();

        for (String other : new String[] {"b3765025", "all", "{b3765025-46ec-45dd-bc83-b136c8d1d257}"}) {
            assertThat(scene.run("dead", scene.spool().toString(), "--delete", one, other, "--yes"))
                    .isEqualTo(Command.MISUSED);
            assertThat(scene.err().lines())
                    .singleElement()
                    .asString()
                    .isEqualTo("dead: an id has 36 characters, as in the list of dead letters, not: " + other
                            + ". --help says more.");
        }
        assertThat(scene.contents()).isEqualTo(before);
    }

    @Test
    void sendTakesNoIds_andSaysThatItSendsAll() throws IOException {
        leaveLetters("a3765025-46ec-45dd-bc83-b136c8d1d257", "b3765025-46ec-45dd-bc83-b136c8d1d257");

        assertThat(scene.send("dead", "the-id", "b3765025-46ec-45dd-bc83-b136c8d1d257"))
                .isEqualTo(Command.MISUSED);

        assertThat(scene.err())
                .contains("--send takes no ids: it sends all the dead letters in DIR, not: b3765025-46ec-45dd-bc83-");
    }

    @Test
    void deleteNeedsIds() {
        String id = "a3765025-46ec-45dd-bc83-b136c8d1d257";
        assertThat(scene.run("dead", "a", "--delete")).isEqualTo(Command.MISUSED);
        assertThat(scene.run("dead", "a", "--delete", id, "--send")).isEqualTo(Command.MISUSED);
        assertThat(scene.err()).contains("it takes DIR --delete ID…");
    }
}
