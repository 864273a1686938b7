package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The soak, in short. */
class SoakTest {
    @Test
    void randomFaultsUnderLoad_loseNothing() {
        long seed = System.nanoTime();
        Soak.Result result = Soak.run(Duration.ofSeconds(30), seed, report -> {});

        assertThat(result.isWell()).as("seed %s: %s", seed, result).isTrue();
        assertThat(result.faults()).isPositive();
    }
}
