package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When nobody should wait for the sender. */
class HeartbeatTest {
    private final Heartbeat heartbeat = new Heartbeat();

    @Test
    void aBeat_isWorkAndARestIsNone() {
        assertThat(heartbeat.isBusy()).isFalse();
        heartbeat.beat();
        assertThat(heartbeat.isBusy()).isTrue();
        assertThat(heartbeat.beats()).isOne();
        heartbeat.beat();
        assertThat(heartbeat.beats()).isEqualTo(2);
        heartbeat.rest();
        assertThat(heartbeat.isBusy()).isFalse();
        assertThat(heartbeat.beats()).isEqualTo(2);
    }

    @Test
    void aMissedBeat_holdsUntilTheNextBeatOrRest() {
        heartbeat.beat();
        heartbeat.missedSince(heartbeat.beats());
        assertThat(heartbeat.isMissed()).isTrue();
        heartbeat.beat();
        assertThat(heartbeat.isMissed()).isFalse();

        heartbeat.missedSince(heartbeat.beats());
        assertThat(heartbeat.isMissed()).isTrue();
        heartbeat.rest();
        assertThat(heartbeat.isMissed()).isFalse();
    }

    /** The watchdog looks, then the sender is back, and then the watchdog says so. */
    @Test
    void aBeatThatCameMeanwhile_isNotMissed() {
        heartbeat.beat();
        long seen = heartbeat.beats();
        heartbeat.beat();
        heartbeat.missedSince(seen);
        assertThat(heartbeat.isMissed()).isFalse();

        heartbeat.rest();
        heartbeat.missedSince(heartbeat.beats());
        assertThat(heartbeat.isMissed()).as("it rests").isFalse();
    }

    /** It lives, and nothing reaches it: neither a beat nor a rest changes that, nor a watchdog that has seen it back. */
    @Test
    void stuck_isMissedUntilItIsNoMore() {
        heartbeat.stuck(true);
        assertThat(heartbeat.isMissed()).isTrue();
        heartbeat.beat();
        assertThat(heartbeat.isMissed()).isTrue();
        heartbeat.rest();
        assertThat(heartbeat.isMissed()).isTrue();
        heartbeat.missedSince(0);
        assertThat(heartbeat.isMissed()).isTrue();

        heartbeat.stuck(false);

        assertThat(heartbeat.isMissed()).isFalse();
    }

    @Test
    void whatIsSaidAgain_changesNothing() {
        heartbeat.beat();
        heartbeat.missedSince(heartbeat.beats());

        heartbeat.stuck(false);

        assertThat(heartbeat.isMissed()).as("by the watchdog").isTrue();
    }

    @Test
    @Timeout(20)
    void aWatchdog_sleepsUntilTheNextBeatOnly() throws InterruptedException {
        Thread watchdog = new Thread(heartbeat::awaitWork);
        watchdog.start();
        await().until(() -> LockSupport.getBlocker(watchdog) == heartbeat);

        heartbeat.beat();

        watchdog.join();
        // The sender is at work already.
        heartbeat.awaitWork();
    }
}
