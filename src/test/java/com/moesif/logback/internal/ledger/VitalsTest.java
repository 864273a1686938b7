package com.moesif.logback.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(longs = {Long.MAX_VALUE - 10, 1L << 60})
class VitalsTest {
    /** Just before {@code nanoTime} overflows, and far from there, since a sum may look like a difference there. */
    @Parameter
    private long now;

    private final Vitals vitals = new Vitals();

    @Test
    void aFreshOne_knowsNothing() {
        assertThat(vitals.lastSuccess()).isNull();
        assertThat(vitals.lastTrouble()).isNull();
        assertThat(vitals.pausedReason()).isNull();
        assertThat(vitals.untilNextTry(now)).isNull();
        assertThat(vitals.requestsInFlight()).isZero();
        assertThat(vitals.spooledBytes()).isZero();
        assertThat(vitals.oldestUnsentAge(now)).isZero();
    }

    @Test
    void requests_areCountedFromWhenTheySetOutToTheirAnswer() {
        vitals.sent();
        vitals.sent();
        assertThat(vitals.requestsInFlight()).isEqualTo(2);

        vitals.answered(7, null);

        assertThat(vitals.requestsInFlight()).isEqualTo(1);
        assertThat(vitals.lastTrouble()).isNull();
        vitals.answered(5, "HTTP 503");
        assertThat(vitals.lastTrouble().why()).isEqualTo("HTTP 503");
        assertThat(vitals.lastTrouble().at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(vitals.requestTimes().count()).isEqualTo(2);
        assertThat(vitals.requestTimes().total()).isEqualTo(Duration.ofNanos(12));
        assertThat(vitals.requestTimes().longest()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void nextTry_isATimeFromNowAndNeverBehind() {
        vitals.triesAgainAt(now + 20);
        assertThat(vitals.untilNextTry(now)).isEqualTo(Duration.ofNanos(20));
        assertThat(vitals.untilNextTry(now + 21)).isZero();
        vitals.triesAgainAt(now + 50);
        assertThat(vitals.untilNextTry(now)).isEqualTo(Duration.ofNanos(50));

        vitals.needsNoNextTry();

        assertThat(vitals.untilNextTry(now)).isNull();
    }

    @Test
    void pause_isNamedByTheOperatorBeforeTheCollector() {
        vitals.pauses("HTTP 401");
        vitals.pauseLasts(true);
        assertThat(vitals.pausedReason()).isEqualTo("HTTP 401");
        vitals.heldBy("JMX");
        assertThat(vitals.pausedReason()).isEqualTo("by JMX");
        vitals.heldBy(null);
        assertThat(vitals.pausedReason()).isEqualTo("HTTP 401");

        vitals.pauseLasts(false);

        assertThat(vitals.pausedReason()).isNull();
    }

    @Test
    void theAge_isNeverNegative() {
        vitals.unsentSince(now + 20);
        assertThat(vitals.oldestUnsentAge(now + 30)).isEqualTo(Duration.ofNanos(10));
        assertThat(vitals.oldestUnsentAge(now)).isZero();
        vitals.unsentSince(now);
        assertThat(vitals.oldestUnsentAge(now + 30)).isEqualTo(Duration.ofNanos(30));

        vitals.nothingUnsent();

        assertThat(vitals.oldestUnsentAge(now + 30)).isZero();
    }

    @Test
    void whenTheSenderIsGone_nothingIsUnderWayAndNothingWaits() {
        vitals.sent();
        vitals.pauses("HTTP 401");
        vitals.unsentSince(now);

        vitals.gone();

        assertThat(vitals.requestsInFlight()).isZero();
        assertThat(vitals.pausedReason()).isNull();
        assertThat(vitals.oldestUnsentAge(now + 30)).isZero();
    }

    @Test
    void spooledBytes_areReadWhereTheyAreCounted() {
        vitals.countSpooledBytesFrom(() -> 42);

        assertThat(vitals.spooledBytes()).isEqualTo(42);
    }

    @Test
    void listeners_hearOfEachRequestAndHarmNobody() {
        List<String> heard = new ArrayList<>();
        RequestTimes.Listener broken = (nanos, accepted) -> {
            throw new StackOverflowError("a listener");
        };
        RequestTimes.Listener listener = (nanos, accepted) -> heard.add(nanos + " " + accepted);
        vitals.requestTimes().add(broken);
        vitals.requestTimes().add(listener);

        vitals.answered(7, null);
        vitals.answered(8, "HTTP 503");
        vitals.requestTimes().remove(listener);
        vitals.answered(9, null);

        assertThat(heard).containsExactly("7 true", "8 false");
    }
}
