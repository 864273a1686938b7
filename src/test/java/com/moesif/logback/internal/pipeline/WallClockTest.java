package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An age that the time that has passed contradicts is none. */
class WallClockTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** So that the test crosses the point where {@code nanoTime} overflows. */
    private static final long START = Long.MAX_VALUE - SECOND;

    private long wallMillis = 1_800_000_000_000L;
    private final WallClock clock = new WallClock(() -> wallMillis);

    @Test
    void aClockThatGoesOnAsTimeDoes_isBelieved() {
        assertThat(clock.millis(START)).isEqualTo(wallMillis);

        wallMillis += 3_000;

        assertThat(clock.millis(START + 3 * SECOND)).isEqualTo(wallMillis);
    }

    @Test
    void aClockThatIsSetAhead_isBelievedOnlyAsFarAsTimeHasPassed() {
        long begun = wallMillis;
        clock.millis(START);

        wallMillis += Duration.ofDays(40).toMillis();

        assertThat(clock.millis(START + 2 * SECOND)).isEqualTo(begun + 2_000);
    }

    @Test
    void aClockThatIsSetBack_isBelieved() {
        clock.millis(START);

        wallMillis -= Duration.ofDays(40).toMillis();

        assertThat(clock.millis(START + SECOND)).isEqualTo(wallMillis);
    }
}
