package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the next request may go, and how large it may be. */
@ParameterizedClass
@ValueSource(longs = {Long.MAX_VALUE - 1_000_000_000, 1L << 60})
class SendScheduleTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MILLI = 1_000_000;
    private static final int ALL = Integer.MAX_VALUE;

    /** Just before {@code nanoTime} overflows, and far from there, since a sum may look like a difference there. */
    @Parameter
    private long start;

    private double random = 0.5;
    private final SendSchedule schedule = new SendSchedule(Duration.ofSeconds(1), 4, () -> random, Hold.none());

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            schedule.failed(start, start, Duration.ZERO);
        }
    }

    private Duration untilRetry() {
        return Duration.ofNanos(schedule.retryAtNanos() - start);
    }

    @Test
    void atFirst_asManyMayGoAsMayBeInFlight() {
        assertThat(schedule.mayRequest(start, 3)).isTrue();
        assertThat(schedule.mayRequest(start, 4)).isFalse();
        assertThat(schedule.mostActions()).isEqualTo(ALL);
        assertThat(schedule.isInTrouble()).isFalse();
        assertThat(schedule.isPaused()).isFalse();
    }

    /** A key is often mended at once, and four requests under way are told of it together. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 64})
    void pausesOfRequestsThatSetOutTogether_areOnePause(int together) {
        for (int i = 0; i < together; i++) {
            schedule.paused(start + i, start - 1);
        }

        assertThat(untilRetry()).isEqualTo(Duration.ofSeconds(5));
        assertThat(schedule.isPaused()).isTrue();
    }

    @Test
    void pauses_areProbedAfterFiveSecondsThenEachMinuteAndSeldom() {
        long[] seconds = {5, 60, 120, 240, 300, 300, 300};
        for (long wait : seconds) {
            schedule.paused(start, start);
            assertThat(untilRetry()).isEqualTo(Duration.ofSeconds(wait));
        }
        assertThat(schedule.mostActions()).isEqualTo(50);
        for (int i = 0; i < 100; i++) {
            schedule.paused(start, start);
        }
        assertThat(untilRetry()).as("no doubling overflows").isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aProbe_goesAloneAndAtItsTime() {
        schedule.paused(start, start);

        assertThat(schedule.mayRequest(start + 5 * SECOND - 1, 0)).isFalse();
        assertThat(schedule.mayRequest(start + 5 * SECOND, 0)).isTrue();
        assertThat(schedule.mayRequest(start + 5 * SECOND, 1)).isFalse();
    }

    @Test
    void afterAnAnswer_onlyOneMayGoUntilAllMay() {
        schedule.paused(start, start);
        schedule.succeeded(start);
        assertThat(schedule.isInTrouble()).isFalse();
        assertThat(schedule.mayRequest(start, 0)).isTrue();
        assertThat(schedule.mayRequest(start, 1)).isFalse();

        int most = 50;
        for (int doubled = 100; doubled < 1 << 16; doubled *= 2) {
            most *= 2;
            assertThat(schedule.mostActions()).isEqualTo(most);
            schedule.succeeded(start);
        }

        assertThat(schedule.mostActions()).isEqualTo(ALL);
        assertThat(schedule.mayRequest(start, 3)).isTrue();
    }

    @Test
    void aSuccessFromBeforeTheTrouble_saysNothing() {
        schedule.paused(start, start);
        schedule.succeeded(start - 1);

        assertThat(schedule.isPaused()).isTrue();
        assertThat(schedule.mostActions()).isEqualTo(50);
    }

    @Test
    void backoff_doublesWithinItsBounds() {
        random = 0.999_999_999;
        long[] ceilings = {500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000};
        for (long ceiling : ceilings) {
            fail(1);
            assertThat(untilRetry()).isBetween(Duration.ofMillis(ceiling - 1), Duration.ofMillis(ceiling));
        }
        fail(1_000);
        assertThat(untilRetry()).isBetween(Duration.ofMillis(59_999), Duration.ofSeconds(60));
        random = 0;
        fail(1);
        assertThat(untilRetry()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void probes_beginWithTheFifthFailure() {
        fail(4);
        assertThat(schedule.mostActions()).isEqualTo(ALL);

        fail(1);

        assertThat(schedule.mostActions()).isEqualTo(50);
    }

    @Test
    void retryAfter_isAFloorOfFiveMinutesAtMost() {
        schedule.failed(start, start, Duration.ofSeconds(100));
        assertThat(untilRetry()).isEqualTo(Duration.ofSeconds(100));
        schedule.failed(start, start, Duration.ofDays(365_000_000_000L));
        assertThat(untilRetry()).isEqualTo(Duration.ofMinutes(5));
        schedule.failed(start, start, Duration.ofMinutes(5).minusNanos(1));
        assertThat(untilRetry()).isEqualTo(Duration.ofMinutes(5).minusNanos(1));
    }

    @Test
    void retryAfter_ofOneThatSetOutBefore_onlyProlongs() {
        schedule.failed(start, start, Duration.ofSeconds(100));

        schedule.failed(start, start - 1, Duration.ofSeconds(120));
        assertThat(untilRetry()).isEqualTo(Duration.ofSeconds(120));
        schedule.failed(start, start - 1, Duration.ofSeconds(10));
        assertThat(untilRetry()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void failuresAfterAPause_areNoPauseAndCountAnew() {
        schedule.paused(start, start);
        schedule.paused(start, start);
        fail(1);
        assertThat(schedule.isPaused()).isFalse();
        assertThat(untilRetry()).isEqualTo(Duration.ofMillis(250));

        schedule.paused(start, start);
        assertThat(untilRetry()).as("the first again").isEqualTo(Duration.ofSeconds(5));
        fail(1);
        assertThat(untilRetry()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void anAnswer_endsTheTroubleUnlessItSetOutBefore() {
        fail(2);
        schedule.answered(start - 1);
        assertThat(schedule.isInTrouble()).isTrue();

        schedule.answered(start);

        assertThat(schedule.isInTrouble()).isFalse();
        fail(1);
        assertThat(untilRetry()).as("the first again").isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void retryNow_endsTheWait() {
        fail(1);
        assertThat(schedule.mayRequest(start + 1, 0)).isFalse();

        schedule.retryNow(start + 1);

        assertThat(schedule.mayRequest(start + 1, 0)).isTrue();
    }

    @Test
    void partial_leavesAfterItHasGatheredOrLingered() {
        assertThat(schedule.partialDueAt(start)).isEqualTo(start + 10 * MILLI);
        schedule.partialSent(start);
        assertThat(schedule.partialDueAt(start)).isEqualTo(start + SECOND);
        assertThat(schedule.partialDueAt(start + SECOND - 10 * MILLI)).isEqualTo(start + SECOND);
        assertThat(schedule.partialDueAt(start + SECOND)).isEqualTo(start + SECOND + 10 * MILLI);

        schedule.hurry(true);
        assertThat(schedule.partialDueAt(start)).isEqualTo(start);
        schedule.hurry(false);
        assertThat(schedule.partialDueAt(start)).isEqualTo(start + SECOND);
    }

    @Test
    void withoutLinger_nothingGathers() {
        SendSchedule hasty = new SendSchedule(Duration.ZERO, 4, () -> random, Hold.none());

        assertThat(hasty.partialDueAt(start)).isEqualTo(start);
        hasty.partialSent(start);
        assertThat(hasty.partialDueAt(start)).isEqualTo(start);
    }

    @Test
    void hold_isTroubleUntilItEnds() {
        schedule.suspend(true);
        assertThat(schedule.isSuspended()).isTrue();
        assertThat(schedule.isInTrouble()).isTrue();
        assertThat(schedule.mayRequest(start, 0)).isFalse();

        schedule.suspend(false);

        assertThat(schedule.isSuspended()).isFalse();
        assertThat(schedule.isInTrouble()).isFalse();
        assertThat(schedule.mayRequest(start, 0)).isTrue();
    }

    @Test
    void end_isNoTroubleAndLetsNothingGo() {
        schedule.end();

        assertThat(schedule.mayRequest(start, 0)).isFalse();
        assertThat(schedule.isInTrouble()).isFalse();
    }

    /** One that was cut off may be anything; two in a row are perhaps too large. */
    @Test
    void cutOffTwiceInARow_halvesAndNotBefore() {
        fail(1);
        schedule.cutOff(1_000);
        assertThat(schedule.mostActions()).isEqualTo(ALL);
        fail(1);
        schedule.cutOff(1_000);
        assertThat(schedule.mostActions()).isEqualTo(500);
        fail(1);
        schedule.cutOff(500);
        assertThat(schedule.mostActions()).isEqualTo(250);
    }

    @Test
    void cutOffWithAnotherFailureInBetween_isNotInARow() {
        fail(1);
        schedule.cutOff(1_000);
        fail(2);
        schedule.cutOff(1_000);

        assertThat(schedule.mostActions()).isEqualTo(ALL);
    }

    @Test
    void cutOffThatWasLargerThanWhatMayGo_changesNothing() {
        fail(5);
        schedule.cutOff(1_000);
        fail(1);
        schedule.cutOff(51);
        assertThat(schedule.mostActions()).isEqualTo(50);

        fail(1);
        schedule.cutOff(50);
        assertThat(schedule.mostActions()).isEqualTo(25);
    }

    @Test
    void whatWasCutOff_isTriedAgainAfterTwentyThatPassed() {
        fail(1);
        schedule.cutOff(8);
        fail(1);
        schedule.cutOff(8);
        assertThat(schedule.mostActions()).isEqualTo(4);
        for (int passed = 1; passed < 20; passed++) {
            schedule.succeeded(start);
            assertThat(schedule.mostActions()).as("passed %s", passed).isEqualTo(4);
        }

        schedule.succeeded(start);

        assertThat(schedule.mostActions()).isEqualTo(8);
        schedule.succeeded(start);
        assertThat(schedule.mostActions()).as("it grows on").isEqualTo(16);
    }

    @Test
    void whatWasCutOff_isRememberedThroughAnOutage() {
        fail(1);
        schedule.cutOff(1_000);
        fail(1);
        schedule.cutOff(1_000);
        fail(3);
        assertThat(schedule.mostActions()).isEqualTo(50);
        pass(4);
        assertThat(schedule.mostActions()).isEqualTo(800);

        pass(19);
        assertThat(schedule.mostActions()).isEqualTo(800);
        pass(1);
        assertThat(schedule.mostActions()).isEqualTo(1_600);
    }

    @Test
    void whatWasCutOffAgain_isTriedAfterTwiceAsMany() {
        cutDownTo(4);
        pass(20);
        assertThat(schedule.mostActions()).isEqualTo(8);

        cutDownTo(4);
        pass(39);
        assertThat(schedule.mostActions()).isEqualTo(4);
        pass(1);
        assertThat(schedule.mostActions()).isEqualTo(8);
    }

    @Test
    void patience_hasAnEndAndIsForgottenWhenAllMayGo() {
        for (int patience = 20; patience < 1_280; patience *= 2) {
            cutDownTo(4);
            pass(patience);
        }
        for (int i = 0; i < 2; i++) {
            cutDownTo(4);
            pass(1_279);
            assertThat(schedule.mostActions()).isEqualTo(4);
            pass(1);
            assertThat(schedule.mostActions()).isEqualTo(8);
        }
        while (schedule.mostActions() < ALL) {
            pass(1);
        }

        cutDownTo(4);
        pass(40);
        assertThat(schedule.mostActions()).isEqualTo(8);
    }

    private void cutDownTo(int actions) {
        schedule.answered(start);
        fail(1);
        schedule.cutOff(2 * actions);
        fail(1);
        schedule.cutOff(2 * actions);
        assertThat(schedule.mostActions()).isEqualTo(actions);
    }

    private void pass(int times) {
        for (int i = 0; i < times; i++) {
            schedule.succeeded(start);
        }
    }

    @Test
    void oneActionThatIsCutOff_stillMayGoAlone() {
        fail(1);
        schedule.cutOff(1);
        fail(1);
        schedule.cutOff(1);

        assertThat(schedule.mostActions()).isEqualTo(1);
        pass(1);
        assertThat(schedule.mostActions()).as("two are known to be too many").isEqualTo(1);
        pass(19);
        assertThat(schedule.mostActions()).isEqualTo(2);
    }
}
