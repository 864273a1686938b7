package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Instant ONCE = Instant.parse("2026-12-03T05:00:00Z");

    private final Patience patience = new Patience(Duration.ofMinutes(5), at(0));

    private static long at(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** One action of those that were found is left. */
    private static SpoolSender.State left(Instant lastSuccess, boolean idle) {
        return new SpoolSender.State(
                40, 0, false, idle, Optional.empty(), false, lastSuccess, Optional.of("HTTP 400"), Optional.empty());
    }

    private static SpoolSender.State paused(boolean byRefusal, Instant lastSuccess) {
        return new SpoolSender.State(
                0,
                0,
                false,
                false,
                Optional.of("HTTP 403"),
                byRefusal,
                lastSuccess,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void whereNothingIsAccepted_itEndsSoonAfterTheLastOutcome() {
        assertThat(patience.end(left(null, true), at(1))).isEmpty();
        assertThat(patience.end(left(null, true), at(6))).isEmpty();
        assertThat(patience.end(left(null, true), at(7)))
                .hasValue("refused by the collector (HTTP 400), which has accepted nothing since that would tell whose"
                        + " fault it is");
    }

    @Test
    void whereOthersAreAccepted_itWaitsForTheProof_butNotForEver() {
        for (int second = 0; second <= 60; second += 5) {
            assertThat(patience.end(left(ONCE.plusSeconds(second), true), at(second)))
                    .isEmpty();
        }
        assertThat(patience.end(left(ONCE.plusSeconds(60), true), at(61)).orElseThrow())
                .startsWith("refused by the collector (HTTP 400), or by something on the way to it");
    }

    @Test
    void somethingUnderWay_isWaitedFor_asLongAsTheOperatorWants() {
        assertThat(patience.end(left(null, false), at(1))).isEmpty();
        assertThat(patience.end(left(null, false), at(301))).isEmpty();
        assertThat(patience.end(left(null, false), at(302)))
                .hasValue("not sent, since the collector has taken nothing for 300 s (HTTP 400)");
    }

    @Test
    void aPauseForSomeActionsOnly_lasts_whileOthersAreAccepted() {
        assertThat(patience.end(paused(true, null), at(90))).isEmpty();
        assertThat(patience.end(paused(true, ONCE), at(91))).isEmpty();
        assertThat(patience.end(paused(true, ONCE), at(181))).isEmpty();
        assertThat(patience.end(paused(true, ONCE), at(182))).hasValue("not sent, since delivery pauses: HTTP 403");
    }

    @Test
    void aPauseForAll_endsItAtOnce() {
        assertThat(patience.end(paused(false, ONCE), at(1))).hasValue("not sent, since delivery pauses: HTTP 403");
    }
}
