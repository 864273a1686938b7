package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.ChildFirst;
import com.moesif.logback.harness.HostProcess;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A heap that somebody else has filled, for a moment. */
class ShortMemoryTest {
    @TempDir
    private Path scratch;

    @Test
    void whereverMemoryEnds_noActionIsLostForIt() throws Exception {
        HostProcess process = HostProcess.run(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                scratch,
                Stream.of(ChildFirst.classPath()).map(URL::getPath).toList(),
                List.of("-Xmx12m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", ShortMemoryProgram.class.getName()));

        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.out()).singleElement().asString().matches("[1-9][0-9]* turns had too little memory");
    }
}
