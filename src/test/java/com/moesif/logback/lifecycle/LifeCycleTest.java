package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Scene;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Start, stop and flush of an appender within one JVM. */
@Timeout(90)
class LifeCycleTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void stop_deliversWhatIsQueued() {
        scene.appender.setLinger("1 h");
        scene.start().log(0, 4_000);

        scene.appender.stop();

        scene.assertArrived(4_000);
        assertThat(scene.counts().delivered()).isEqualTo(4_000);
        assertThat(scene.counts().pending()).isZero();
        assertThat(scene.warnings()).isEmpty();
    }

    @Test
    void stopOfAnIdleAppender_isPrompt() {
        // Longer than the test may take: a stop that ends has not waited for it.
        scene.appender.setShutdownTimeout("5 min");
        scene.start();

        scene.appender.stop();

        assertThat(scene.collector.requests()).isZero();
    }

    @Test
    void stopWithoutACollector_endsInTimeAndSaysHowManyAreLost() {
        scene.collector.close();
        scene.appender.setShutdownTimeout("400 ms");
        scene.start().log(0, 25);

        scene.appender.stop();

        // By a thread that a slow machine may have kept from its core.
        await().atMost(Scene.AMPLE)
                .untilAsserted(() -> assertThat(scene.warnings())
                        .filteredOn(text -> text.contains("lost unless"))
                        .singleElement()
                        .asString()
                        .startsWith("25 actions"));
        assertThat(scene.counts().handedOver()).isEqualTo(25);
        assertThat(scene.errors()).isEmpty();
    }

    @Test
    void stopAtACollectorThatHangs_endsInTime() {
        scene.collector.playAlways(Fault.hang());
        scene.appender.setShutdownTimeout("400 ms");
        // Longer than the test may take: a stop that ends has not waited for the answer.
        scene.appender.setResponseTimeout("5 min");
        scene.start().log(0, 25);
        await().atMost(Scene.AMPLE).until(() -> scene.collector.requests() > 0);

        scene.appender.stop();

        // A slow machine may keep the last thread from its core for longer than the stop waits for it.
        await().atMost(Scene.AMPLE).until(() -> Scene.ourThreads().isEmpty());
        assertThat(scene.counts().handedOver()).isEqualTo(25);
    }

    @Test
    void stop_wakesABackoffForALastAttempt() {
        // The next attempt is due in five minutes, which no stop waits for.
        scene.collector.playAlways(Fault.status(503).header("Retry-After", "300"));
        scene.start().log(0);
        await().atMost(Scene.AMPLE).until(() -> scene.counts().traffic().retries() == 1);
        scene.collector.behave();

        scene.appender.stop();

        scene.assertArrived(1);
        assertThat(scene.counts().delivered()).isEqualTo(1);
        assertThat(scene.collector.requests()).isEqualTo(2);
    }

    @Test
    void startAndStopTwice_areHarmlessAndARestartWorks() {
        scene.start().start().log(1);
        scene.appender.stop();
        scene.appender.stop();
        scene.assertArrived(1);

        scene.start().log(2);
        scene.appender.stop();

        scene.assertArrived(2);
        assertThat(scene.counts().accepted()).as("of this life").isEqualTo(1);
        assertThat(scene.warnings()).isEmpty();
    }

    @Test
    void stopBeforeAnyStart_isHarmless() {
        scene.appender.stop();

        assertThat(scene.appender.flush(Scene.AMPLE)).isFalse();
        assertThat(Insight.counts(scene.appender)).isNull();
    }

    @Test
    void stoppedAppender_leavesNoThread() {
        scene.start().log(1);
        assertThat(scene.appender.flush(Scene.AMPLE)).isTrue();
        assertThat(Scene.ourThreads()).isNotEmpty().allMatch(name -> name.startsWith("moesif-SCENE-"));

        scene.appender.stop();

        await().atMost(Scene.AMPLE).until(() -> Scene.ourThreads().isEmpty());
    }

    @Test
    void startWithoutActions_opensNoConnection() {
        scene.start();

        assertThat(scene.appender.flush(Scene.AMPLE)).isTrue();

        assertThat(scene.collector.requests()).isZero();
        // Those that a request needs are there, so that the first need not wait for them; and the watchdog.
        assertThat(Scene.ourThreads()).hasSizeBetween(1, 5);
    }

    @Test
    void exitHook_isGoneAfterTheStop() throws Exception {
        for (int i = 0; i < 3; i++) {
            scene.start();
            assertThat(isRegistered()).isTrue();
            scene.appender.stop();
            assertThat(isRegistered()).isFalse();
        }
    }

    /** The runtime keeps its hooks to itself; but one that it has can be taken from it, once. */
    private boolean isRegistered() throws Exception {
        Object life = field(scene.appender, "runtime");
        Object hook = field(life == null ? field(scene.appender, "ended") : life, "exitHook");
        Thread thread = (Thread) field(hook, "thread");
        boolean registered = Runtime.getRuntime().removeShutdownHook(thread);
        if (registered) {
            Runtime.getRuntime().addShutdownHook(thread);
        }
        return registered;
    }

    private static Object field(Object of, String name) throws Exception {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    @Test
    void stopWhileOthersLog_leavesNothingUncountedAndThrowsAtNobody() throws Exception {
        scene.appender.setQueueSize("64");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 5; round++) {
            scene.collector.clear();
            scene.start();
            AtomicBoolean enough = new AtomicBoolean();
            AtomicInteger logged = new AtomicInteger();
            List<Future<?>> callers = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                callers.add(threads.submit(() -> {
                    while (!enough.get()) {
                        scene.log(logged.getAndIncrement());
                    }
                }));
            }
            await().atMost(Scene.AMPLE)
                    .until(() -> Insight.counts(scene.appender).traffic().batches() > 0);

            scene.appender.stop();
            int atStop = logged.get();
            await().atMost(Scene.AMPLE).until(() -> logged.get() > atStop + 100);
            enough.set(true);
            for (Future<?> caller : callers) {
                caller.get();
            }

            Counts counts = Insight.counts(scene.appender);
            assertThat(counts.balance()).as("%s", counts).isTrue();
            assertThat(counts.accepted()).isEqualTo(logged.get());
            assertThat(counts.pending()).isZero();
            assertThat(counts.dropped().get(DropReason.STOPPED)).isPositive();
            assertThat(counts.handedOver()).isZero();
            scene.assertArrived((int) counts.delivered());
        }
        threads.shutdown();
    }

    @Test
    void stop_waitsForAnAppendThatIsUnderWay() throws Exception {
        CountDownLatch capturing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        scene.start();
        // A getter that takes its time.
        Object slow = new Object() {
            @SuppressWarnings("unused")
            public String getName() throws InterruptedException {
                capturing.countDown();
                goOn.await();
                return "slow";
            }

            @Override
            public String toString() {
                return "slow";
            }
        };
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> scene.logger
                .atInfo()
                .addKeyValue("action_name", "Tested")
                .addKeyValue("n", 1)
                .addKeyValue("slow", Map.of("bean", slow))
                .log("tested"));
        capturing.await();
        Thread stopping = new Thread(scene.appender::stop);

        stopping.start();
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Scene.AMPLE)
                .until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        caller.get();
        stopping.join();

        scene.assertArrived(1);
        assertThat(scene.counts().delivered()).isEqualTo(1);
    }

    @Test
    void flushOnAThreadOfOurs_isFalse() throws Exception {
        scene.start();
        CompletableFuture<Boolean> flushed = new CompletableFuture<>();
        scene.context.getStatusManager().add(status -> {
            if (Thread.currentThread().getName().startsWith("moesif-")) {
                flushed.complete(scene.appender.flush(Scene.AMPLE));
            }
        });
        scene.collector.play(Fault.status(503));
        scene.log(1);

        assertThat(flushed.get()).isFalse();
    }

    @Test
    void flush_isTrueWhenAllIsDeliveredAndFalseWhenTimeIsOver() {
        scene.appender.setShutdownTimeout("0 ms");
        scene.start().log(0, 10);
        assertThat(scene.appender.flush(Scene.AMPLE)).isTrue();
        assertThat(scene.collector.actions()).hasSize(10);

        scene.collector.playAlways(Fault.hang());
        scene.log(10);
        assertThat(scene.appender.flush(Duration.ofMillis(100))).isFalse();
        scene.collector.close();
    }

    @Test
    void filterThatThrows_isSaidAtOnceAlthoughTheSenderSleeps() {
        scene.appender.addFilter(new Filter<>() {
            @Override
            public FilterReply decide(ILoggingEvent event) {
                throw new StackOverflowError("a filter");
            }
        });
        scene.start();

        scene.log(1);

        await().atMost(Scene.AMPLE)
                .until(() -> scene.warnings().stream().anyMatch(text -> text.contains("StackOverflowError")));
        assertThat(scene.counts().accepted()).isEqualTo(1);
        assertThat(scene.counts().dropped()).containsEntry(DropReason.INTERNAL_ERROR, 1L);
    }

    @Test
    void statusListenerThatThrows_reachesNoCaller() {
        scene.start();
        scene.appender.stop();
        scene.context.getStatusManager().add(status -> {
            throw new StackOverflowError("a listener");
        });

        scene.log(0, 3);

        assertThat(scene.counts().dropped()).containsEntry(DropReason.STOPPED, 3L);
    }

    @Test
    void aStartWithoutContext_saysInASentenceWhatIsMissing() {
        assertThatThrownBy(() -> new MoesifAppender().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("A MoesifAppender needs a LoggerContext before it starts: call setContext(");
    }
}
