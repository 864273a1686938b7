package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On which terms the sender ends, whoever asks first. */
class StopRequestTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final StopRequest stop = new StopRequest();

    @Test
    void untilSomebodyAsks_thereAreNoTerms() {
        assertThat(stop.isAsked()).isFalse();
        assertThat(stop.receives(7, true)).as("nothing ends yet").isFalse();
        assertThat(stop.isAsked()).isFalse();
        assertThat(stop.receives()).isTrue();
        assertThat(stop.receives(7, false)).isFalse();
        assertThat(stop.receives()).isFalse();
    }

    @Test
    void deliver_sendsUntilTheDeadlineAndWaitsASecondForAppends() {
        assertThat(stop.deliverBy(7, 70)).isTrue();

        assertThat(stop.isAsked()).isTrue();
        assertThat(stop.terms()).isEqualTo(new StopRequest.Terms(70, 7 + SECOND, true));
        assertThat(stop.deliverBy(8, 80)).as("the last one holds").isTrue();
        assertThat(stop.terms()).isEqualTo(new StopRequest.Terms(80, 8 + SECOND, true));
    }

    /** Its heir was quicker, and sends what is left. */
    @Test
    void leave_holdsWhoeverAsksForMoreAfterwards() {
        stop.deliverBy(7, 70);
        stop.leaveBy(8, 80);

        assertThat(stop.deliverBy(9, 90)).isFalse();
        assertThat(stop.terms()).isEqualTo(new StopRequest.Terms(80, 8 + SECOND, false));
    }

    /** Whoever says last that callers may still come, or that none may, has them waited for from then on. */
    @Test
    void callersWhoMayStillCome_areWaitedForOnTheSameTerms() {
        stop.deliverBy(7, 70);

        assertThat(stop.receives(20, true)).isTrue();
        assertThat(stop.receives()).isTrue();
        assertThat(stop.terms()).isEqualTo(new StopRequest.Terms(70, 20 + SECOND, true));

        stop.leaveBy(8, 80);
        assertThat(stop.receives(30, false)).isTrue();
        assertThat(stop.receives()).isFalse();
        assertThat(stop.terms()).isEqualTo(new StopRequest.Terms(80, 30 + SECOND, false));
    }
}
