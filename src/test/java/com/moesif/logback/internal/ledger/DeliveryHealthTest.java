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
class DeliveryHealthTest {
    /** Just before {@code nanoTime} overflows, and far from there, since a sum may look like a difference there. */
    @Parameter
    private long now;

    private final DeliveryHealth health = new DeliveryHealth();

    @Test
    void aFreshOne_knowsNothing() {
        assertThat(health.lastSuccess()).isNull();
        assertThat(health.lastTrouble()).isNull();
        assertThat(health.pausedReason()).isNull();
        assertThat(health.untilNextTry(now)).isNull();
        assertThat(health.requestsInFlight()).isZero();
        assertThat(health.spooledBytes()).isZero();
        assertThat(health.oldestUnsentAge(now)).isZero();
    }

    @Test
    void requests_areCountedFromWhenTheySetOutToTheirAnswer() {
        health.sent();
        health.sent();
        assertThat(health.requestsInFlight()).isEqualTo(2);

        health.answered(7, null);

        assertThat(health.requestsInFlight()).isEqualTo(1);
        assertThat(health.lastTrouble()).isNull();
        Instant before = Instant.now();
        health.answered(5, "HTTP 503");
        assertThat(health.lastTrouble().why()).isEqualTo("HTTP 503");
        assertThat(health.lastTrouble().at()).isBetween(before, Instant.now());
        assertThat(health.requestTimes().count()).isEqualTo(2);
        assertThat(health.requestTimes().total()).isEqualTo(Duration.ofNanos(12));
        assertThat(health.requestTimes().longest()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void nextTry_isATimeFromNowAndNeverBehind() {
        health.triesAgainAt(now + 20);
        assertThat(health.untilNextTry(now)).isEqualTo(Duration.ofNanos(20));
        assertThat(health.untilNextTry(now + 21)).isZero();
        health.triesAgainAt(now + 50);
        assertThat(health.untilNextTry(now)).isEqualTo(Duration.ofNanos(50));

        health.needsNoNextTry();

        assertThat(health.untilNextTry(now)).isNull();
    }

    @Test
    void pause_isNamedByTheOperatorBeforeTheCollector() {
        health.pauses("HTTP 401", false);
        health.pauseLasts(true);
        assertThat(health.pausedReason()).isEqualTo("HTTP 401");
        health.pausedBy("JMX");
        assertThat(health.pausedReason()).isEqualTo("by JMX");
        health.pausedBy(null);
        assertThat(health.pausedReason()).isEqualTo("HTTP 401");

        health.pauseLasts(false);

        assertThat(health.pausedReason()).isNull();
    }

    @Test
    void theAge_isNeverNegative() {
        health.unsentSince(now + 20);
        assertThat(health.oldestUnsentAge(now + 30)).isEqualTo(Duration.ofNanos(10));
        assertThat(health.oldestUnsentAge(now)).isZero();
        health.unsentSince(now);
        assertThat(health.oldestUnsentAge(now + 30)).isEqualTo(Duration.ofNanos(30));

        health.nothingUnsent();

        assertThat(health.oldestUnsentAge(now + 30)).isZero();
    }

    @Test
    void whenTheSenderIsGone_nothingIsUnderWayAndNothingWaits() {
        health.sent();
        health.pauses("HTTP 401", false);
        health.unsentSince(now);

        health.gone();

        assertThat(health.requestsInFlight()).isZero();
        assertThat(health.pausedReason()).isNull();
        assertThat(health.oldestUnsentAge(now + 30)).isZero();
    }

    @Test
    void spooledBytes_areReadWhereTheyAreCounted() {
        health.countSpooledBytesFrom(() -> 42);

        assertThat(health.spooledBytes()).isEqualTo(42);
    }

    @Test
    void listeners_hearOfEachRequestAndHarmNobody() {
        List<String> heard = new ArrayList<>();
        RequestTimes.Listener broken = (nanos, accepted) -> {
            throw new StackOverflowError("a listener");
        };
        RequestTimes.Listener listener = (nanos, accepted) -> heard.add(nanos + " " + accepted);
        health.requestTimes().add(broken);
        health.requestTimes().add(listener);

        health.answered(7, null);
        health.answered(8, "HTTP 503");
        health.requestTimes().remove(listener);
        health.answered(9, null);

        assertThat(heard).containsExactly("7 true", "8 false");
    }
}
