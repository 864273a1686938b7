package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.ChildFirst;
import com.moesif.logback.harness.Commands;
import com.moesif.logback.harness.ConsoleBeside;
import com.moesif.logback.harness.HostProcess;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user who may have no more threads: neither a start nor a stop throws, and what was logged is sent when there are some. */
class NoThreadTest {
    /** Of nobody on this machine, or his threads would count. */
    private static final String USER = "61234";

    private static final List<String> OTHER_USER =
            List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "--", "prlimit", "--nproc=80", "--");

    @TempDir
    private Path temp;

    @BeforeEach
    void needsTwoUsers() throws Exception {
        Assumptions.assumeTrue(mayBeAnother(), "there is no setpriv or prlimit, or this user may not become another");
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void start_isOneErrorAndTheApplicationLogsOn() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = run(collector, "before");

            assertThat(process.code()).as("%s", process).isZero();
            assertThat(process.out()).contains("console runs on", "end");
            assertThat(process.err())
                    .singleElement()
                    .asString()
                    .contains("ERROR", "MOESIF", "is off", "There is no thread");
        }
    }

    @Test
    void stop_throwsNothing() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = run(collector, "stop");

            assertThat(process.code()).as("%s", process).isZero();
            assertThat(process.out()).contains("console Order of 1 for acme", "end");
            assertThat(process.err()).allMatch(line -> line.contains("WARN in com.moesif"));
        }
    }

    @Test
    void request_isSentWhenThereAreThreadsAgain() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = run(collector, "free");

            assertThat(process.code()).as("%s", process).isZero();
            assertThat(collector.actions()).as("%s", process).hasSize(1);
            assertThat(process.err())
                    .allMatch(line -> line.contains("WARN in com.moesif"))
                    .noneMatch(line -> line.contains("Please report this"));
        }
    }

    private HostProcess run(LocalCollector collector, String how) throws Exception {
        Path xml = ConsoleBeside.write(temp, collector, "Order of {number} for {company_id}");
        Path java = temp.resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\nexec " + String.join(" ", OTHER_USER) + " "
                        + Path.of(System.getProperty("java.home"), "bin", "java") + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return HostProcess.run(
                java,
                temp,
                readable(),
                List.of(
                        "-XX:+UseSerialGC",
                        // The JVM's own words about it.
                        "-Xlog:disable",
                        "-Dlogback.configurationFile=" + xml,
                        ThreadlessProgram.class.getName(),
                        how));
    }

    /** The other user can't look into our home. */
    private List<String> readable() throws IOException {
        List<String> copies = new ArrayList<>();
        for (URL url : ChildFirst.classPath()) {
            Path from = Path.of(url.getPath());
            Path to = temp.resolve(copies.size() + "-" + from.getFileName());
            try (Stream<Path> all = Files.walk(from)) {
                for (Path file : (Iterable<Path>) all::iterator) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
            copies.add(to.toString());
        }
        return copies;
    }

    private static boolean mayBeAnother() {
        List<String> command = new ArrayList<>(OTHER_USER);
        command.add("true");
        return Commands.succeeds(command);
    }
}
