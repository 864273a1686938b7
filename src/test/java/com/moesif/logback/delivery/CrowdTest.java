package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.moesif.logback.collector.LocalCollector;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hundreds of callers at a full ring, on one processor: they must leave it to the sender, whose work they wait for. Its
 * figures: {@link CrowdProgram}.
 */
@Timeout(240)
class CrowdTest {
    private static final int ACTIONS = 20_000;

    @TempDir
    private Path directory;

    /** Each waits long enough for a machine that is busy with other tests; what starves the sender costs actions all the same. */
    @ParameterizedTest
    @CsvSource({"async, 200", "async, 1", "write, 200", "fsync, 200"})
    void crowdOnOneProcessor_losesNothing(String kept, int threads) throws Exception {
        assumeTrue(new File("/usr/bin/taskset").canExecute(), "no taskset");
        try (LocalCollector collector = LocalCollector.start(0)) {
            Path xml = directory.resolve("logback.xml");
            Files.writeString(
                    xml,
                    "<configuration><appender name=\"MOESIF\" class=\"com.moesif.logback.MoesifAppender\">"
                            + "<applicationId>the-id</applicationId><baseUri>" + collector.baseUri() + "</baseUri>"
                            + "<maxBlockTime>2 s</maxBlockTime>" + spool(kept)
                            + "</appender><root level=\"INFO\"><appender-ref ref=\"MOESIF\"/></root></configuration>");
            Path out = directory.resolve("out");
            Process process = new ProcessBuilder(List.of(
                            "/usr/bin/taskset",
                            "-c",
                            "0",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Dlogback.configurationFile=" + xml,
                            "-cp",
                            System.getProperty("java.class.path"),
                            CrowdProgram.class.getName(),
                            String.valueOf(threads),
                            String.valueOf(ACTIONS)))
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try {
                assertThat(process.waitFor()).isZero();
            } finally {
                process.destroyForcibly();
            }

            assertThat(Files.readString(out))
                    .contains("flushed=true", "accepted=" + (ACTIONS + 1) + " ", "delivered=" + (ACTIONS + 1) + " ")
                    .contains(" dropped=0 ");
            assertThat(collector.actions().stream().map(action -> action.transactionId()))
                    .doesNotHaveDuplicates()
                    .hasSize(ACTIONS + 1);
        }
    }

    private String spool(String kept) {
        return kept.equals("async")
                ? ""
                : "<spool><directory>" + directory.resolve("spool") + "</directory><durability>" + kept
                        + "</durability></spool>";
    }
}
