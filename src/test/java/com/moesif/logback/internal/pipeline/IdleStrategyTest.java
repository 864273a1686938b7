package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleStrategyTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final IdleStrategy idle = new IdleStrategy();
    private long now = 5 * SECOND;

    /** So many seconds at so many a second, seen once in each millisecond. */
    private void traffic(int perSecond, int seconds) {
        long owed = 0;
        for (int turn = 0; turn < seconds * 1_000; turn++) {
            now += SECOND / 1_000;
            owed += perSecond;
            idle.took((int) (owed / 1_000), now);
            owed %= 1_000;
        }
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos((long) (millis * 1_000_000));
    }

    private Duration nap(boolean forFile, boolean joins) {
        return Duration.ofNanos(idle.napNanos(forFile, joins));
    }

    @Test
    void sparse_sleepsUntilAnActionComes() {
        assertThat(idle.sleeps(false)).isTrue();

        traffic(300, 2);

        assertThat(idle.sleeps(false)).isTrue();
    }

    @Test
    void sparseThatJoinsAnOpenBatch_isNotWokenForEachAction() {
        traffic(100, 2);

        assertThat(idle.sleeps(true)).isFalse();
        assertThat(nap(false, true)).isEqualTo(millis(1_000));
    }

    @Test
    void nothingCame_aNapIsAsLongAsItMayBe() {
        assertThat(nap(true, false)).isEqualTo(millis(2.5));
        assertThat(nap(false, true)).isEqualTo(millis(1_000));
    }

    /** Or naps would be long and short by turns. */
    @Test
    void rate_isTheSameHoweverLongTheNapsAre() {
        idle.took(0, now);
        for (int nap = 0; nap < 5; nap++) {
            now += SECOND * 3 / 10;
            idle.took(300, now);

            assertThat(nap(false, true)).isBetween(millis(299), millis(301));
        }
    }

    @Test
    void moderate_leavesFewWaitingForTheirFile() {
        traffic(1_000, 2);

        assertThat(idle.sleeps(false)).isFalse();
        assertThat(nap(true, false)).isEqualTo(millis(2.5));
        assertThat(nap(false, true)).isBetween(millis(270), millis(330));
        assertThat(nap(false, false)).isEqualTo(millis(5));
    }

    @Test
    void dense_napsShortlyForFiles() {
        traffic(20_000, 1);

        assertThat(nap(true, false)).isBetween(millis(1.2), millis(1.4));
        assertThat(nap(false, true)).isEqualTo(millis(20));
    }

    /** What a crash takes is bounded by count while the nap can be longer, and by time when it can't be shorter. */
    @Test
    void napForFiles_isAsLongAsAboutTheSameNumberTakesToCome() {
        traffic(13_000, 1);

        assertThat(nap(true, false)).isBetween(millis(1.9), millis(2.1));

        traffic(200_000, 1);

        assertThat(nap(true, false)).isEqualTo(millis(1));
    }

    /** A burst is seen at its first turn, and forgotten soon after its last. */
    @Test
    void burst_countsAtOnceAndNotForLong() {
        traffic(10, 2);
        idle.took(500, now + 1_000);

        assertThat(idle.sleeps(false)).isFalse();

        idle.took(0, now + SECOND / 5);

        assertThat(idle.sleeps(false)).isTrue();
    }

    /** The clock of the JVM may be anywhere, beyond the range of a long as well. */
    @Test
    void firstTurn_whereverTheClockStands() {
        idle.took(1, Long.MIN_VALUE + 1);
        idle.took(1, Long.MIN_VALUE + SECOND);

        assertThat(idle.sleeps(false)).isTrue();
    }
}
