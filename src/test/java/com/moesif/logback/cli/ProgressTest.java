package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String WHY = "Connect to https://moesif-proxy.acme.internal:8443 failed: Connection refused";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    private static SpoolSender.State failing(int secondsLeft) {
        return new SpoolSender.State(
                1_234_567,
                0,
                false,
                false,
                Optional.empty(),
                false,
                null,
                Optional.of(WHY),
                Optional.of(Duration.ofSeconds(secondsLeft)));
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A longer one is two on the screen, of which the next one overwrites one: a line is left behind four times a second. */
    @Test
    void lineThatChanges_fitsIntoATerminal_andSaysWhenItIsTriedAgain() {
        Progress progress = new Progress(stream, true, 9_999_999, 0);
        progress.show(failing(30), 0);
        progress.show(failing(29), Duration.ofSeconds(1).toNanos());

        List<String> lines = List.of(shown().replace("\u001b[K", "").split("\r"));
        assertThat(lines)
                .filteredOn(line -> !line.isEmpty())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThan(Wrapped.COLUMNS)
                        .startsWith("  sent 1234567, left 8765432, next try in ")
                        .contains(" s: Connect to https://"));
    }

    @Test
    void lineOfAFile_saysAll() {
        new Progress(stream, false, 9_999_999, 0).show(failing(30), 0);

        assertThat(shown().lines()).singleElement().asString().contains(WHY, "next try in 30 s");
    }
}
