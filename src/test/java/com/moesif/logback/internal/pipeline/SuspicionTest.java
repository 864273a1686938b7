package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts against an action that was refused alone, and when it is asked about. */
@ParameterizedClass
@ValueSource(longs = {Long.MAX_VALUE - 1_000_000_000, 1L << 60})
class SuspicionTest {
    private static final Refusal REFUSAL = new Refusal(400, "", false);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Just before {@code nanoTime} overflows, and far from there, since a sum may look like a difference there. */
    @Parameter
    private long now;

    private final Suspicion suspicion = new Suspicion();

    private void refused() {
        suspicion.refused(REFUSAL, now);
    }

    private long secondsUntilDue() {
        return (suspicion.dueAtNanos() - now) / SECOND;
    }

    @Test
    void whileNothingIsAccepted_itIsAskedAboutMoreAndMoreSeldom() {
        for (long seconds : new long[] {5, 15, 45, 135, 300, 300, 300, 300, 300, 300, 300}) {
            refused();
            assertThat(secondsUntilDue()).isEqualTo(seconds);
            now += seconds * SECOND;
        }
        suspicion.othersAreAccepted();
        assertThat(suspicion.isConfirmed())
                .as("refused often, and alone in the world")
                .isFalse();
    }

    @Test
    void whileOthersAreAccepted_theWaitGrowsWithWhatCounts() {
        refused();
        for (long seconds : new long[] {5, 15, 45}) {
            suspicion.othersAreAccepted();
            assertThat(suspicion.dueAtNanos() - now).isEqualTo(seconds * SECOND);
            assertThat(suspicion.isConfirmed()).isEqualTo(seconds == 45);
            now += seconds * SECOND;
            refused();
            assertThat(suspicion.isConfirmed()).as("none was accepted after it").isFalse();
        }
    }

    @Test
    void refusalsInAMoment_areOne() {
        refused();
        for (int i = 0; i < 10; i++) {
            suspicion.othersAreAccepted();
            now += SECOND / 10;
            refused();
        }
        suspicion.othersAreAccepted();
        assertThat(suspicion.isConfirmed()).isFalse();
        now += 4 * SECOND - 1;
        refused();
        now += 5 * SECOND;
        suspicion.othersAreAccepted();
        refused();
        suspicion.othersAreAccepted();
        assertThat(suspicion.isConfirmed())
                .as("the one before was a nanosecond too early")
                .isFalse();
        now += 5 * SECOND;
        refused();
        suspicion.othersAreAccepted();
        assertThat(suspicion.isConfirmed()).isTrue();
    }

    @Test
    void aRefusalFiveSecondsLater_counts() {
        refused();
        for (int i = 1; i < Suspicion.PROOF; i++) {
            suspicion.othersAreAccepted();
            assertThat(suspicion.isConfirmed()).isFalse();
            now += 5 * SECOND;
            refused();
        }
        suspicion.othersAreAccepted();

        assertThat(suspicion.isConfirmed()).isTrue();
        suspicion.begunAnew();
        assertThat(suspicion.isConfirmed()).isFalse();
    }

    @Test
    void aLastChance_isTakenByTheNextRefusal() {
        refused();
        assertThat(suspicion.hasLastChance()).isFalse();
        suspicion.giveLastChance();
        assertThat(suspicion.hasLastChance()).isTrue();

        refused();

        assertThat(suspicion.hasLastChance()).isFalse();
    }

    @Test
    void itIsToldOnce_andKnowsWhatWasSaidLast() {
        refused();
        Refusal last = new Refusal(413, "", true);
        suspicion.refused(last, now);

        assertThat(suspicion.refusal()).isSameAs(last);
        assertThat(suspicion.isToBeTold()).isTrue();
        suspicion.told();
        assertThat(suspicion.isToBeTold()).isFalse();
    }
}
