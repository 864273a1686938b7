package com.moesif.logback.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A start on a developer's machine, where nobody has a key. */
@Timeout(120)
class NoKeyTest {
    @TempDir
    private Path scratch;

    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            LoggerFactory.getLogger("com.acme.shop.Orders").info("open for business");
        }
    }

    @Test
    void aPlainProgram_saysOneLine_andNoneOfLogbacksStatuses() throws Exception {
        JavaProcess program = JavaProcess.run(
                scratch,
                Map.of(),
                "-Dlogback.configurationFile=" + Path.of("sample-logback.xml").toAbsolutePath(),
                Program.class.getName());

        assertThat(program.exitCode()).isZero();
        assertThat(program.out()).singleElement().asString().endsWith("INFO  Orders - open for business");
        assertThat(Stream.concat(program.err().stream(), program.out().stream()))
                .filteredOn(line -> !line.contains("open for business"))
                .singleElement()
                .asString()
                .contains(" WARN in ", "There is no <applicationId>: the appender is switched off");
    }
}
