package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.HostProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An append that fails anywhere in its middle, for want of stack, must cost nothing that comes later. */
@Timeout(180)
class DeepStackTest {
    @TempDir
    private Path directory;

    @Test
    void threadThatHadNoStackLeft_shipsWhatItLogsLater_andTellsWhatCannotBeRead() throws Exception {
        HostProcess process = HostProcess.run(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                directory,
                List.of(System.getProperty("java.class.path")),
                List.of("-Xmx512m", DeepStackProgram.class.getName()));

        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.out().stream().filter(line -> line.matches("\\d .*")))
                .as("%s", process)
                .hasSize(DeepStackProgram.THREADS)
                .allMatch(line -> line.contains("This value was lost: it failed: "));
    }
}
