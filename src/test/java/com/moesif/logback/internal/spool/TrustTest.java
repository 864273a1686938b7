package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else has put into a spool, or made of what is there: a service of one user, and files of another. */
// What is planted may hold up a thread for ever, even one that is interrupted.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrustTest {
    private static final int SERVICE = 54_321;
    private static final int ATTACKER = 54_322;
    private static final int VOLUME_GROUP = 54_323;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path temp;

    private Path root;
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private long now;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temp.resolve("spool"));
    }

    /** It may read the class path, whoever it belongs to. */
    private static List<String> serviceUser(String groups) {
        return List.of(
                "setpriv",
                "--reuid=" + SERVICE,
                "--regid=" + SERVICE,
                groups,
                "--inh-caps=+dac_read_search",
                "--ambient-caps=+dac_read_search",
                "--");
    }

    private static void assumeUsers() throws IOException {
        List<String> command = new ArrayList<>(serviceUser("--clear-groups"));
        command.add("true");
        Assumptions.assumeTrue(
                run(command.toArray(String[]::new)), "there is no setpriv, or it may not change the user");
    }

    private static boolean run(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void must(String... command) throws IOException {
        assertThat(run(command)).as(String.join(" ", command)).isTrue();
    }

    private Child service() {
        return service("--clear-groups");
    }

    private Child service(String groups) {
        return Child.start(serviceUser(groups), SpoolProgram.class.getName(), root.toString());
    }

    /** One action of the service's own, in a directory that nobody holds. */
    private Path left() throws IOException {
        must("chown", String.valueOf(SERVICE), root.toString());
        try (Child before = service()) {
            before.ask("found");
            assertThat(before.ask("keep")).isEqualTo("true");
        }
        try (Stream<Path> homes = Files.list(root)) {
            return homes.findFirst().orElseThrow();
        }
    }

    private void mode(Path path, String mode) throws IOException {
        must("chmod", mode, path.toString());
    }

    @Test
    void plantedByAnotherUser_isNeitherReadNorWritten() throws IOException {
        assumeUsers();
        Path planted = left();
        Path profile = Files.writeString(temp.resolve("profile"), "echo hello\n");
        must("chown", String.valueOf(SERVICE), profile.toString());
        Files.createDirectory(planted.resolve("dead"));
        Files.createSymbolicLink(planted.resolve("dead/dead.jsonl"), profile);
        must("chown", "-Rh", ATTACKER + ":" + ATTACKER, planted.toString());
        // As /var/tmp is: anybody may put there something, and nobody take away what is another's.
        must("chown", "root", root.toString());
        mode(root, "1777");
        try (Child service = service()) {
            assertThat(service.ask("found")).isEqualTo("0");
            assertThat(service.ask("found")).isEqualTo("0");
            assertThat(service.ask("keep")).isEqualTo("true");
            service.ask("close");

            assertThat(service.said())
                    .singleElement()
                    .asString()
                    .contains("belongs to the user " + ATTACKER + " and not to " + SERVICE)
                    .contains("chown -R");
        }
        assertThat(profile).hasContent("echo hello\n");
        assertThat(segments(planted)).hasSize(1);
        assertThat(Files.getAttribute(planted.resolve("lock"), "unix:uid")).isEqualTo(ATTACKER);
    }

    @Test
    void twentyThousandPlanted_areOneWarning_andHoldNobodyUp() throws IOException {
        assumeUsers();
        for (int i = 0; i < 20_000; i++) {
            Files.createFile(Files.createDirectory(root.resolve(String.format("ONE-%08x", i)))
                    .resolve("lock"));
        }
        must("chown", "-R", String.valueOf(ATTACKER), root.toString());
        must("chown", "root", root.toString());
        mode(root, "1777");
        try (Child service = service()) {
            service.ask("found");
            assertThat(service.ask("keep")).isEqualTo("true");
            for (int i = 0; i < 12; i++) {
                service.ask("found");
            }

            service.ask("close");
            assertThat(service.said()).singleElement().asString().contains("leaves alone: 20000");
        }
    }

    /** Whoever owns it may exchange what is in it at any moment. */
    @ParameterizedTest
    @ValueSource(strings = {"attacker", "everybody"})
    void aRootThatIsNotOursAlone_isWrittenTo_butNothingInItIsSent(String who) throws IOException {
        assumeUsers();
        Path own = left();
        must("chown", String.valueOf(who.equals("attacker") ? ATTACKER : SERVICE), root.toString());
        mode(root, "0777");
        try (Child service = service()) {
            assertThat(service.ask("found")).isEqualTo("0");
            assertThat(service.ask("keep")).isEqualTo("true");
            assertThat(service.ask("found")).isEqualTo("0");

            assertThat(segments(own)).hasSize(1);
            mode(root, "0700");
            must("chown", String.valueOf(SERVICE), root.toString());
            assertThat(service.ask("found")).isEqualTo("1");
            service.ask("close");
            assertThat(service.said())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains(
                            who.equals("attacker") ? "belongs to the user " + ATTACKER : "can be written by everybody")
                    .contains("chown, chmod go-w");
        }
    }

    /** Kubernetes gives a volume, and at each mount all that is in it, to the group that it makes the process a member of. */
    @ParameterizedTest
    @ValueSource(strings = {"2770", "2775", "2777"})
    void theVolumesGroup_isNoStranger_butEverybodyIs(String mode) throws IOException {
        assumeUsers();
        Path own = left();
        must("chown", "-R", ":" + VOLUME_GROUP, root.toString());
        must("chmod", "-R", "g+rw", root.toString());
        must("chown", "root", root.toString());
        mode(root, "2775");
        mode(own, mode);
        try (Child stranger = service();
                Child member = service("--groups=" + VOLUME_GROUP)) {
            assertThat(stranger.ask("found")).isEqualTo("0");
            assertThat(member.ask("found")).isEqualTo(mode.equals("2777") ? "0" : "1");
        }
    }

    private FileSpool spool() {
        FileSpool spool = new FileSpool(
                new SpoolConfig(root, 1 << 20),
                new Tenant("ONE", "https://one.example", () -> "id", () -> false),
                notices);
        tend(spool);
        return spool;
    }

    private void tend(FileSpool spool) {
        now += MINUTE.toNanos();
        spool.tend(now);
        notices.speakAll(now);
    }

    private Path leftHere() throws IOException {
        FileSpool before = spool();
        Segment segment = before.newSegment();
        byte[] line = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
        segment.append(line, 0, line.length, 1);
        segment.seal();
        before.close();
        return home();
    }

    private Path home() throws IOException {
        try (Stream<Path> homes = Files.list(root)) {
            return homes.findFirst().orElseThrow();
        }
    }

    private static List<Path> segments(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    private static int finds(FileSpool spool) {
        int found = 0;
        for (Spool.Recovered next = spool.nextRecovered(); next != null; next = spool.nextRecovered()) {
            found += next.actions();
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hard", "symbolic"})
    void anotherNameOfALiveLock_doesNotReleaseIt(String kind) throws IOException {
        FileSpool live = spool();
        Path home = home();
        Path planted = Files.createDirectory(root.resolve("ONE-00000000"));
        Files.copy(home.resolve("owner"), planted.resolve("owner"));
        if (kind.equals("hard")) {
            Files.createLink(planted.resolve("lock"), home.resolve("lock"));
        } else {
            Files.createSymbolicLink(
                    planted.resolve("lock"), Path.of("..", home.getFileName().toString(), "lock"));
        }

        tend(live);
        Inventory.of(root);

        try (Child other = Child.start(List.of(), SpoolProgram.class.getName(), root.toString())) {
            other.ask("found");
            assertThat(other.ask("keep")).isEqualTo("true");
            assertThat(LockFile.pid(home, Trust.ours()))
                    .as("nobody else has it")
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(other.ask("close")).isEqualTo("closed");
        }
        live.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lock fifo", "owner fifo", "owner zero", "owner link", "lock zero", "dead fifo", "dead link"})
    void whatIsNoRegularFile_isNotOpened(String what) throws IOException {
        Path left = leftHere();
        Path file = left.resolve(what.substring(0, what.indexOf(' ')));
        Files.deleteIfExists(file);
        switch (what.substring(what.indexOf(' ') + 1)) {
            case "fifo" -> must("mkfifo", "-m", "600", file.toString());
            case "zero" -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
            default -> Files.createSymbolicLink(file, temp.resolve("elsewhere"));
        }

        FileSpool heir = spool();

        boolean sent = what.startsWith("dead");
        assertThat(finds(heir)).isEqualTo(sent ? 1 : 0);
        if (!sent) {
            assertThat(said).singleElement().asString().contains("is no regular file");
        }
        Inventory.Entry entry = Inventory.of(root).stream()
                .filter(each -> each.directory().equals(left))
                .findFirst()
                .orElseThrow();
        assertThat(entry.trouble() == null).isEqualTo(sent);
        heir.close();
    }

    @Test
    void aSegmentThatIsAPipe_isLeftAlone() throws IOException {
        Path left = leftHere();
        must(
                "mkfifo",
                "-m",
                "600",
                left.resolve("0000000000000-000000.v1.segment").toString());
        FileSpool heir = spool();

        assertThat(finds(heir)).isOne();
        heir.close();
    }

    @Test
    void aSegmentOfAnotherUser_isToldAndNotSent() throws IOException {
        assumeUsers();
        Path left = leftHere();
        Path forged = Files.copy(segments(left).get(0), left.resolve("0000000000000-000000.v1.segment"));
        must("chown", String.valueOf(ATTACKER), forged.toString());
        FileSpool heir = spool();

        assertThat(finds(heir)).isOne();
        notices.speakAll(now);
        assertThat(said).singleElement().asString().contains("can't be read (belongs to the user " + ATTACKER);
        assertThat(forged).exists();
        heir.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hard", "symbolic"})
    void deadLetters_areNotWrittenThroughALink(String kind) throws IOException {
        Path profile = Files.writeString(temp.resolve("profile"), "echo hello\n");
        Files.setPosixFilePermissions(profile, PosixFilePermissions.fromString("rw-------"));
        FileSpool spool = spool();
        Path dead = Files.createDirectory(
                home().resolve("dead"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (kind.equals("hard")) {
            Files.createLink(dead.resolve("dead.jsonl"), profile);
        } else {
            Files.createSymbolicLink(dead.resolve("dead.jsonl"), profile);
        }

        boolean kept = spool.bury(
                new Spool.DeadLetter(
                        "{}".getBytes(StandardCharsets.UTF_8), UUID.randomUUID().toString(), DeadReason.EXPIRED, 0, ""),
                null);

        assertThat(kept).isTrue();
        assertThat(profile).hasContent("echo hello\n");
        try (Stream<Path> letters = Files.list(dead)) {
            assertThat(letters.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.endsWith("-dead.jsonl"));
        }
        spool.close();
    }
}
