package com.moesif.logback.lifecycle;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.Insight;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.runtime.AppenderThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stop, flush and reload while the collector is in trouble. */
@Timeout(120)
class StopAndReloadTest {
    /** Within it a stop has to end, however busy the machine: only one without end would take longer. */

    /** Longer than a test may take: what ends has not waited for it. */
    private static final String LONG = "<shutdownTimeout>5 min</shutdownTimeout>";

    private static final String SHORT = "<shutdownTimeout>300 ms</shutdownTimeout>";

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.hang(),
                Fault.reset(),
                Fault.resetAfterBody(),
                Fault.trickle(Duration.ofSeconds(5)),
                Fault.status(503),
                Fault.status(429).header("Retry-After", "86400"),
                Fault.status(400),
                Fault.status(401),
                Fault.status(413),
                Fault.status(200).body("text/html", "<html>"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void stop_endsWhateverTheCollectorDoesAndSaysWhatIsLeft(Fault fault) {
        try (Rig rig = Rig.direct(SHORT)) {
            rig.collector.playAlways(fault);
            rig.log(100);
            await().atMost(AMPLE).until(() -> rig.collector.requests() > 0);

            // The collector never gives in: a stop that waited for it would not end.
            rig.appender().stop();

            // By a thread that a slow machine may have kept from its core; what it says comes last.
            rig.awaitWarning("before the stop");
            Counts counts = rig.counts();
            assertThat(counts.balance()).as("%s", counts).isTrue();
            assertThat(counts.pending()).isZero();
            assertThat(counts.handedOver()).isEqualTo(100);
            assertThat(rig.warnings().stream().filter(warning -> warning.contains("before the stop")))
                    .hasSize(1)
                    .allMatch(warning -> warning.startsWith("100 actions"));
        }
    }

    /** They would read as lost events. */
    @Test
    void whatIsLoggedAtDebugDuringTheStop_isNoWarningOfLogback() {
        Rig rig = Rig.global();
        ch.qos.logback.classic.Level before =
                rig.context.getLogger("org.apache.hc").getLevel();
        try (rig) {
            rig.configure(rig.collector.baseUri().toString(), "", "<logger name='org.apache.hc' level='TRACE'/>");
            rig.log(3).awaitAllDelivered();
            rig.context.getLogger("org.apache.hc").setLevel(ch.qos.logback.classic.Level.TRACE);
            MoesifAppender appender = rig.appender();
            appender.stop();
            rig.context.getLogger("com.acme").info("no action");

            assertThat(rig.warnings()).noneMatch(warning -> warning.contains("non started appender"));
            rig.log(1);
            assertThat(rig.warnings()).anyMatch(warning -> warning.contains("non started appender"));
        } finally {
            rig.context.getLogger("org.apache.hc").setLevel(before);
        }
    }

    @Test
    void flush_isFalseInTroubleAndTrueWhenItIsOver() {
        try (Rig rig = Rig.direct("")) {
            rig.collector.playAlways(Fault.status(503));
            rig.log(10);
            assertThat(rig.appender().flush(Duration.ofMillis(200))).isFalse();

            rig.collector.behave();
            await().atMost(AMPLE).until(() -> rig.appender().flush(Duration.ofSeconds(5)));
            rig.awaitAllDelivered();
        }
    }

    @Test
    void reload_underLoadAndWithTheCollectorDownLosesNothing() throws InterruptedException {
        // A sender that a busy machine keeps from its core is waited for.
        String elements = SHORT + "<maxBlockTime>60 s</maxBlockTime>";
        try (Rig rig = Rig.direct(elements)) {
            rig.collector.playAlways(Fault.status(503));
            AtomicBoolean over = new AtomicBoolean();
            MoesifAppender first = rig.appender();
            Thread load = new Thread(() -> {
                while (!over.get()) {
                    rig.log(1);
                    Thread.yield();
                }
            });
            load.start();
            await().atMost(AMPLE).until(() -> Insight.counts(first).accepted() > 2_000);
            rig.configure(rig.collector.baseUri().toString(), elements);
            MoesifAppender second = rig.appender();
            await().atMost(AMPLE).until(() -> Insight.counts(second).accepted() > 2_000);
            over.set(true);
            load.join();
            rig.collector.behave();

            await().atMost(AMPLE).untilAsserted(() -> {
                second.flush(Duration.ofSeconds(1));
                Counts before = Insight.counts(first);
                Counts after = Insight.counts(second);
                assertThat(before.balance()).as("%s", before).isTrue();
                assertThat(after.balance()).as("%s", after).isTrue();
                assertThat(before.handedOver())
                        .isPositive()
                        .isEqualTo(after.in().recovered());
                // Where the load goes on for long, there is no memory for all of it.
                assertThat(after.droppedInAll()).isEqualTo(after.dropped().get(DropReason.MEMORY_FULL));
                assertThat(rig.collector.actions())
                        .hasSize((int) (before.delivered() + after.delivered()))
                        .hasSize((int)
                                (before.accepted() - before.droppedInAll() + after.accepted() - after.droppedInAll()));
            });
            rig.assertArrived(rig.collector.actions().size());
        }
    }

    @Test
    void reload_withAnotherNameOrEndpointOrIdInheritsNothing() {
        try (Rig rig = Rig.direct(SHORT)) {
            String uri = rig.collector.baseUri().toString();
            rig.collector.playAlways(Fault.status(503));
            rig.log(7);
            MoesifAppender first = rig.appender();
            rig.configureAs("OTHER", uri, SHORT, "");
            assertThat(rig.counts().in().recovered()).isZero();
            rig.configure(uri + "/elsewhere", SHORT);
            assertThat(rig.counts().in().recovered()).isZero();
            rig.configure(uri, SHORT + "<applicationId>another-id</applicationId>");
            assertThat(rig.counts().in().recovered()).isZero();

            // Until its time is over the first goes on trying, and a collector that behaves would take them from it.
            await().atMost(AMPLE).until(() -> Insight.counts(first).handedOver() == 7);
            rig.collector.behave();
            rig.configure(uri, SHORT);
            await().atMost(AMPLE).until(() -> rig.counts().in().recovered() == 7);
            rig.awaitAllDelivered();
        }
    }

    @Test
    void reload_thatMendsARefusedIdInherits() {
        try (Rig rig = Rig.direct(SHORT)) {
            rig.collector.requireApplicationId("new-id");
            rig.log(7).awaitWarning("HTTP 401");

            rig.configure(rig.collector.baseUri().toString(), SHORT + "<applicationId>new-id</applicationId>");

            await().atMost(AMPLE).until(() -> rig.counts().in().recovered() == 7);
            rig.awaitAllDelivered();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reload_whileTheCollectorHangs_waitsForNothing(boolean spooled, @TempDir Path directory) {
        String elements = LONG + (spooled ? "<spool><directory>" + directory + "</directory></spool>" : "");
        try (Rig rig = Rig.direct(elements)) {
            rig.collector.playAlways(Fault.hang());
            rig.log(50);
            await().atMost(AMPLE).until(() -> rig.collector.requests() > 0);
            MoesifAppender first = rig.appender();

            // The one before waits for an answer as long as it wants; only what comes after it need not hang for half a
            // minute.
            rig.configure(rig.collector.baseUri().toString(), elements + "<responseTimeout>1 s</responseTimeout>");

            rig.log(50);
            await().atMost(AMPLE).until(() -> rig.counts().in().recovered() == 50);
            rig.collector.behave();
            await().atMost(AMPLE).until(() -> rig.appender().flush(Duration.ofSeconds(5)));
            assertThat(Insight.counts(first).droppedInAll() + rig.counts().droppedInAll())
                    .isZero();
            rig.assertArrived(100);
            rig.appender().stop();
        }
    }

    /** Logback stops all appenders of a logger before it takes the first one off: an AsyncAppender beside ours takes a second. */
    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void whatIsLoggedWhileAResetStopsTheOtherAppenders_isDelivered(
            boolean well, boolean spooled, @TempDir Path directory) {
        String elements = spooled ? "<spool><directory>" + directory + "</directory></spool>" : "";
        try (Rig rig = Rig.direct(elements)) {
            if (!well) {
                rig.collector.playAlways(Fault.status(503));
            }
            rig.log(10);
            MoesifAppender first = rig.appender();
            SlowToStop slow = new SlowToStop(() -> {
                if (well) {
                    await().atMost(AMPLE).until(() -> Insight.counts(first).delivered() == 10);
                }
                rig.log(20);
            });
            slow.setContext(rig.context);
            slow.start();
            rig.context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(slow);

            rig.configure(rig.collector.baseUri().toString(), elements);

            rig.log(5);
            rig.collector.behave();
            await().atMost(AMPLE).until(() -> {
                rig.appender().flush(Duration.ofSeconds(1));
                return rig.collector.actions().size() >= 35;
            });
            assertThat(Insight.counts(first).accepted()).isEqualTo(30);
            assertThat(Insight.counts(first).droppedInAll() + rig.counts().droppedInAll())
                    .isZero();
            assertThat(Insight.counts(first).balance())
                    .as("%s", Insight.counts(first))
                    .isTrue();
            rig.assertArrived(35);
            rig.appender().stop();
        }
    }

    /** Such as an AsyncAppender with a full queue. */
    private static final class SlowToStop extends AppenderBase<ILoggingEvent> {
        private final Runnable meanwhile;

        SlowToStop(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public void stop() {
            super.stop();
            meanwhile.run();
        }

        @Override
        protected void append(ILoggingEvent event) {
            // To be stopped is all that it is for.
        }
    }

    /** No answer is waited for twice, and none that is under way is asked for again. */
    @Test
    void reload_leavesWhatIsUnderWayToWhoSentIt() {
        try (Rig rig = Rig.direct("")) {
            rig.collector.play(Fault.delay(Duration.ofMillis(200)));
            rig.log(50);
            await().atMost(AMPLE).until(() -> rig.collector.requests() > 0);
            MoesifAppender first = rig.appender();

            rig.configure(rig.collector.baseUri().toString(), "");

            await().atMost(AMPLE).until(() -> Insight.counts(first).pending() == 0);
            rig.log(1);
            await().atMost(AMPLE).until(() -> rig.collector.actions().size() == 51);
            assertThat(Insight.counts(first).balance()).isTrue();
            rig.appender().stop();
        }
    }

    @Test
    void resetWithoutAFollower_goesOnDelivering() {
        Set<Thread> others = rigThreads();
        try (Rig rig = Rig.direct("")) {
            rig.collector.play(Fault.status(503));
            rig.log(50);
            MoesifAppender appender = rig.appender();

            rig.context.reset();

            await().atMost(AMPLE).until(() -> Insight.counts(appender).delivered() == 50);
            await().atMost(AMPLE).until(() -> others.containsAll(rigThreads()));
            rig.assertArrived(50);
        }
    }

    /** By themselves and not by their names: an earlier test's may still be ending. */
    private static Set<Thread> rigThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("moesif-RIG-"))
                .collect(Collectors.toSet());
    }

    @Test
    void endOfTheContext_waitsForWhatAResetDoesNot() {
        Set<Thread> others = rigThreads();
        try (Rig rig = Rig.direct("")) {
            rig.context.start();
            rig.collector.play(Fault.status(503));
            rig.log(50);

            rig.context.stop();

            assertThat(rig.counts().delivered()).isEqualTo(50);
            assertThat(rigThreads().stream().filter(thread -> !others.contains(thread)))
                    .noneMatch(thread -> thread.getName().equals("moesif-RIG-1"));
            rig.assertArrived(50);
        }
    }

    @Test
    void whatIsLoggedWhileAStopWaits_isKept(@TempDir Path directory) {
        String elements = LONG + "<responseTimeout>5 min</responseTimeout><spool><directory>" + directory
                + "</directory></spool>";
        try (Rig rig = Rig.direct(elements)) {
            rig.collector.playAlways(Fault.hang());
            rig.log(10);
            await().atMost(AMPLE).until(() -> rig.collector.requests() > 0);
            Thread stopping = new Thread(rig.appender()::stop);
            stopping.start();
            await().atMost(AMPLE).until(() -> stopping.getState() == Thread.State.TIMED_WAITING);

            rig.log(20);
            // Ends what hangs: there is nothing left to wait for.
            rig.collector.close();
            await().atMost(AMPLE).until(() -> !stopping.isAlive());

            assertThat(rig.counts().droppedInAll()).isZero();
            assertThat(rig.counts().spooled()).isEqualTo(30);
            rig.assertBalance();
        }
    }

    @Test
    void statusListenerThatStopsTheAppender_waitsForNothingOnTheSendersThread() throws Exception {
        try (Rig rig = Rig.direct(LONG)) {
            MoesifAppender appender = rig.appender();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            rig.context.getStatusManager().add(status -> {
                if (status.getLevel() == Status.WARN
                        && Thread.currentThread() instanceof AppenderThread
                        && !ended.isDone()) {
                    appender.stop();
                    ended.complete(null);
                }
            });
            rig.collector.play(Fault.status(503));
            // A second might come after the stop.
            rig.log(1);

            ended.get(60, TimeUnit.SECONDS);
            await().atMost(AMPLE).until(() -> Insight.counts(appender).delivered() == 1);
            rig.assertArrived(1);
        }
    }
}
