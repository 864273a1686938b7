package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {
    private final Heartbeat heartbeat = new Heartbeat();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch second = new CountDownLatch(1);
    private final Thread sender = new Thread(this::work);
    private final Watchdog watchdog = new Watchdog(heartbeat, sender, new Watchdog.Alarm() {
        @Override
        public void letGo() {
            told.add("go");
        }

        @Override
        public void tell(StackTraceElement[] place) {
            told.add(place[0].getMethodName());
        }
    });

    private void work() {
        try {
            first.await();
            second.await();
        } catch (InterruptedException e) {
            // The test is over.
        }
    }

    @BeforeEach
    void start() {
        sender.start();
        awaitWaiting(sender);
    }

    @AfterEach
    void end() throws InterruptedException {
        sender.interrupt();
        sender.join();
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void sameBeatAtTheSamePlace_forThreeLooks_isAHang_toldOnce() {
        heartbeat.beat();

        assertThat(watchdog.look()).isTrue();
        watchdog.look();
        assertThat(heartbeat.isMissed()).isFalse();
        assertThat(watchdog.look()).as("looks on, to be there for another hang").isTrue();
        assertThat(heartbeat.isMissed()).isTrue();
        watchdog.look();

        assertThat(told).containsExactly("go", "park", "go");
        heartbeat.beat();
        assertThat(heartbeat.isMissed()).isFalse();
    }

    @Test
    void senderThatGetsOn_doesNotHang() {
        heartbeat.beat();
        watchdog.look();
        watchdog.look();
        StackTraceElement[] before = sender.getStackTrace();
        first.countDown();
        await().until(() -> !Arrays.equals(sender.getStackTrace(), before));
        awaitWaiting(sender);
        // At the same beat, but at another place.
        watchdog.look();
        assertThat(heartbeat.isMissed()).isFalse();

        heartbeat.beat();
        watchdog.look();
        watchdog.look();
        heartbeat.beat();
        watchdog.look();

        assertThat(heartbeat.isMissed()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void whileTheSenderRests_theWatchdogSleeps() throws InterruptedException {
        heartbeat.beat();
        heartbeat.rest();
        Thread watching = new Thread(watchdog);
        watching.start();
        // Not for a time, as between two looks.
        awaitWaiting(watching);
        assertThat(told).isEmpty();

        heartbeat.beat();

        await().atMost(Duration.ofSeconds(10)).until(() -> told.contains("park"));
        watchdog.end();
        watching.join();
    }

    /** A processor that is kept busy by looking would be the application's. */
    @Test
    void whileTheSenderIsAtWork_theWatchdogWaitsBetweenItsLooks() throws InterruptedException {
        heartbeat.beat();
        Thread watching = new Thread(watchdog);
        watching.start();

        await().until(() -> watching.getState() == Thread.State.TIMED_WAITING);

        watchdog.end();
        watching.join();
    }

    @Test
    void theEnd_isNoticedByAWatchdogThatSleeps() throws InterruptedException {
        Thread watching = new Thread(watchdog);
        watching.start();
        awaitWaiting(watching);

        watchdog.end();

        watching.join();
        assertThat(told).isEmpty();
    }
}
