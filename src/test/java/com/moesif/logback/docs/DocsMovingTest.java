package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Rig;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A spool is moved to another machine by the commands that stand in the operating guide. */
@Timeout(120)
class DocsMovingTest {
    private static final String JAVA = "java -jar moesif-logback-appender-0.1.0-SNAPSHOT-cli.jar";
    private static final List<Markdown.Block> STEPS =
            Markdown.page("operating").blocks("Moving a spool to another machine", "sh");

    @TempDir
    private Path temp;

    private Path oldMachine;
    private Path newMachine;

    @BeforeEach
    void machines() throws IOException {
        oldMachine = Files.createDirectory(temp.resolve("old"));
        newMachine = Files.createDirectory(temp.resolve("new"));
        assertThat(STEPS).hasSize(3);
    }

    private static String spool(Path machine) {
        return "<applicationId>the-id</applicationId><spool><directory>" + machine.resolve("actions")
                + "</directory></spool>";
    }

    /** What the collector didn't take before the service was stopped for good. */
    private void leave(Rig rig) {
        rig.collector.playAlways(Fault.status(503));
        rig.configure(rig.collector.baseUri().toString(), spool(oldMachine));
        rig.log(40).awaitRetries(1);
        rig.context.stop();
        rig.collector.behave();
    }

    /** As seen from wherever the commands are given. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run(Markdown.Block step, Path machine, String more) throws IOException, InterruptedException {
        String program =
                System.getProperty("java.home") + "/bin/java -cp '" + classPath() + "' com.moesif.logback.cli.Main";
        String script = step.text()
                        .replace(JAVA, program)
                        .replace("/var/lib/acme", machine.toString())
                        .replace("/run/secrets/moesif", temp.toString())
                + more;
        Path out = temp.resolve("out");
        Process process = new ProcessBuilder("sh", "-e", "-c", script)
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(new File(out.toString())))
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void theCommandLine_sendsWhatHasCome() throws Exception {
        try (Rig rig = new Rig()) {
            leave(rig);
            run(STEPS.get(0), oldMachine, "");
            assertThat(run(STEPS.get(1), newMachine, "")).contains("left by appender 'RIG'", "actions: 40");
            Files.writeString(temp.resolve("application-id"), "the-id\n");

            String said = run(STEPS.get(2), newMachine, " --base-uri " + rig.collector.baseUri());

            assertThat(said).contains("delivered: 40").endsWith(String.format("Nothing is left.%n"));
            assertThat(rig.collector.actions()).hasSize(40);
            assertThat(newMachine.resolve("actions")).isEmptyDirectory();
        }
    }

    @Test
    void anAppenderOfTheSameKind_sendsWhatHasCome() throws Exception {
        try (Rig rig = new Rig()) {
            leave(rig);
            run(STEPS.get(0), oldMachine, "");
            run(STEPS.get(1), newMachine, "");

            rig.configure(rig.collector.baseUri().toString(), spool(newMachine));

            await().atMost(Rig.AMPLE).until(() -> rig.collector.actions().size() == 40);
            // The context was stopped before, and stops nothing a second time.
            rig.appender().stop();
        }
    }
}
