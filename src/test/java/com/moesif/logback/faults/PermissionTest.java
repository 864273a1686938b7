package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Commands;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.spool.Child;
import com.moesif.logback.internal.spool.SpoolProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what in the spool: whatever the umask, and when it is taken away under way. */
class PermissionTest {
    private static final int NOBODY = 65_534;
    /** Root, but without the right to do what permissions forbid. */
    private static final List<String> MERE_ROOT = List.of(
            "setpriv",
            "--inh-caps=-dac_override,-dac_read_search",
            "--bounding-set=-dac_override,-dac_read_search",
            "--");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"000", "077", "277"})
    void umask_changesNothing(String umask) throws IOException {
        try (Crime crime = new Crime(temp, "<durability>write</durability>", "")) {
            crime.collector.playAlways(Fault.status(503));
            Child victim = crime.victim(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
            victim.ask("start");
            victim.ask("log 0 10 1");
            crime.remember(victim);

            assertThat(crime.files(""))
                    .hasSizeGreaterThanOrEqualTo(5)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            crime.recover();
        }
    }

    @Test
    void takenAwayUnderWay_keepsInMemoryUntilItIsGivenBack() throws IOException {
        Assumptions.assumeTrue(mayBeMereRoot(), "there is no setpriv, or it may not take rights away");
        try (Crime crime = new Crime(temp, "", "<maxBatchSize>5</maxBatchSize>")) {
            crime.collector.playAlways(Fault.status(503));
            Child victim = crime.victim(MERE_ROOT);
            victim.ask("start");
            victim.ask("log 0 20 1");
            await().atMost(Rig.AMPLE).until(() -> victim.ask("counts").contains(" spooled=20 "));
            List<Path> directories =
                    crime.files("").stream().filter(Files::isDirectory).toList();
            Object owner = Files.getAttribute(crime.spool, "unix:uid");

            give(directories, NOBODY);
            victim.ask("log 20 20 1");
            await().atMost(Rig.AMPLE)
                    .untilAsserted(
                            () -> assertThat(victim.said()).anyMatch(said -> said.contains("permission denied")));
            String during = victim.ask("counts");
            assertThat(during).contains(" corrupt=0 ").doesNotContain(" pending=0 ");

            give(directories, owner);
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(victim.ask("counts")).contains(" pending=0 ", " spooled=40 "));
            assertThat(victim.ask("counts")).contains(" recovered=0 ", " corrupt=0 ");
            crime.remember(victim);
            crime.recover();
            assertThat(crime.returned()).hasSize(40);
        }
    }

    /** What can't be looked at is not gone: what lies there must not be counted as lost, nor be found anew. */
    @Test
    void takenAwayAtALook_isNotTakenForGone() throws IOException {
        Assumptions.assumeTrue(mayBeMereRoot(), "there is no setpriv, or it may not take rights away");
        try (Child spool = Child.start(MERE_ROOT, SpoolProgram.class.getName(), temp.toString())) {
            assertThat(spool.ask("found")).isEqualTo("0");
            assertThat(spool.ask("keep")).isEqualTo("true");
            List<Path> homes;
            try (Stream<Path> all = Files.list(temp)) {
                homes = all.toList();
            }
            Object owner = Files.getAttribute(temp, "unix:uid");

            give(homes, NOBODY);
            assertThat(spool.ask("found")).isEqualTo("0");
            assertThat(spool.ask("found")).isEqualTo("0");
            give(homes, owner);

            assertThat(spool.ask("found")).isEqualTo("0");
            assertThat(spool.ask("whole")).isEqualTo("true");
            assertThat(spool.ask("keep")).isEqualTo("true");
        }
    }

    private static void give(List<Path> directories, Object owner) throws IOException {
        for (Path directory : directories) {
            Files.setAttribute(directory, "unix:uid", owner);
        }
    }

    private static boolean mayBeMereRoot() {
        List<String> command = new ArrayList<>(MERE_ROOT);
        command.add("true");
        return Commands.succeeds(command);
    }
}
