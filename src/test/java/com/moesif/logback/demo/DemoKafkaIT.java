package com.moesif.logback.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.fleet.KafkaLibraries;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo by way of a real broker and a real Connect worker. */
@Timeout(300)
class DemoKafkaIT {
    @TempDir
    private Path scratch;

    @Test
    void sameActions_arriveByWayOfATopic() throws Exception {
        JavaProcess demo = JavaProcess.run(
                scratch,
                Map.of(),
                "-Dkafka.version=" + KafkaLibraries.newest(),
                "-Dits=" + System.getProperty("its", "target/it"),
                Demo.class.getName(),
                "--kafka");

        assertThat(demo.exitCode()).as("%s", demo.err()).isZero();
        assertThat(demo.out())
                .anyMatch(line -> line.startsWith("  <kafka><bootstrapServers>localhost:"))
                .anyMatch(line -> line.matches("A rush .*; [1-9]\\d* of them came twice and count once"))
                .anyMatch(line -> line.matches("Delivered  116 actions to the topic in \\d+ batches, 0 dropped"))
                .anyMatch(line -> line.startsWith("Arrived    116 actions at the collector"));
        assertThat(demo.out().stream().filter(line -> line.startsWith("     ==> ")))
                .hasSize(16);
    }
}
