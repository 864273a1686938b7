package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender on its thread. The timeout only ends what would never end by itself, however slow the machine is. */
@Timeout(300)
class PipelineTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration AMPLE = Duration.ofSeconds(20);
    /** Longer than a test may take: whatever ends has not waited for it. */
    private static final Duration LONG = Duration.ofHours(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Knobs knobs = new Knobs();
    private final FakeTransport transport = new FakeTransport();
    private final Ledger ledger = new Ledger();
    private final List<String> warned = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> onWarn = text -> {};
    /** A stack has ended within the ring's own offer. */
    private volatile boolean slotLeftEmpty;

    private final Notices notices = new Notices(new StatusSink() {
        @Override
        public void info(String text) {}

        @Override
        public void warn(String text) {
            warned.add(text);
            onWarn.accept(text);
        }
    });
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private volatile boolean ended;
    private Pipeline pipeline;

    private Spool spool = new MemorySpool();
    private Pipeline.Clocks clocks = Pipeline.Clocks.SYSTEM;

    @TempDir
    private Path directory;

    private void start() {
        start(() -> {});
    }

    private void start(Runnable onTraffic) {
        make();
        pipeline.start(onTraffic, () -> {});
    }

    private void make() {
        pipeline = new Pipeline(
                knobs.config(),
                new Pipeline.Dependencies(
                        Sample::encoder,
                        transport,
                        spool,
                        task -> {
                            Thread made = new Thread(task, "sender");
                            made.setDaemon(true);
                            thread.compareAndSet(null, made);
                            return made;
                        },
                        clocks),
                ledger,
                notices);
        pipeline.tellOfEnd(() -> ended = true);
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            pipeline.expect();
            pipeline.put(Sample.action(i));
        }
    }

    @AfterEach
    void close() {
        transport.behave(post -> post.answer(201));
        pipeline.stop(Duration.ZERO);
    }

    private Counts settledCounts() {
        await().atMost(AMPLE).until(() -> ledger.counts().balance());
        return ledger.counts();
    }

    @Test
    void stop_deliversWhatIsQueuedAndCloses() {
        transport.behave(post -> post.answer(201));
        start();
        put(5_000);

        pipeline.stop(AMPLE);

        assertThat(settledCounts().delivered()).isEqualTo(5_000);
        assertThat(transport.isClosed()).isTrue();
        assertThat(thread.get().isAlive()).isFalse();
        assertThat(warned).isEmpty();
    }

    @Test
    void stopWithoutWork_isPrompt() {
        start();

        pipeline.stop(LONG);

        assertThat(thread.get().isAlive()).isFalse();
    }

    @Test
    void stopWithoutAnAnswer_endsInTimeAndSaysHowManyAreLost() {
        start();
        put(7);

        // No answer comes: a stop that waited for it would not end.
        pipeline.stop(SHORT);

        assertThat(settledCounts().handedOver()).isEqualTo(7);
        assertThat(settledCounts().pending()).isZero();
        // On a slow machine its thread may not have ended when the stop has, which is said too.
        await().atMost(AMPLE)
                .until(() -> warned.stream().anyMatch(text -> text.startsWith("7 actions") && text.contains("lost")));
        assertThat(transport.isClosed()).isTrue();
    }

    @Test
    void interruptedStop_goesOnAndKeepsTheFlag() throws Exception {
        start();
        put(3);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread stopping = new Thread(() -> {
            pipeline.stop(AMPLE);
            flag.complete(Thread.interrupted());
        });
        stopping.start();
        await().atMost(AMPLE).until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        await().atMost(AMPLE).until(() -> transport.posts.size() == 1);

        stopping.interrupt();
        await().during(Duration.ofMillis(200)).atMost(AMPLE).until(() -> !transport.isClosed());
        transport.posts.get(0).answer(201);

        assertThat(flag.get()).isTrue();
        assertThat(settledCounts().delivered()).isEqualTo(3);
    }

    /** Where there was no thread to be had, an appender may be told to go all the same: nothing of it stays. */
    @Test
    void retirementWithoutAStart_isTheEnd() {
        make();

        pipeline.retire(AMPLE);

        assertThat(transport.isClosed()).isTrue();
        assertThat(ended).isTrue();
        assertThat(settledCounts().pending()).isZero();
        put(1);
        assertThat(settledCounts().dropped()).containsEntry(DropReason.STOPPED, 1L);
    }

    /** A web application's class loader is closed next: what is still open by then could not be closed any more. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void senderThatIsStuck_doesNotHoldTheStopAndCountsWhenItIsFree(boolean afterAReset) {
        knobs.linger = Duration.ZERO;
        CountDownLatch stuck = new CountDownLatch(1);
        transport.behave(post -> await().atMost(AMPLE).until(() -> stuck.getCount() == 0));
        start();
        put(3);
        await().atMost(AMPLE).until(() -> !transport.posts.isEmpty());
        put(2);

        if (afterAReset) {
            pipeline.retire(SHORT);
            pipeline.awaitEnd(SHORT);
        } else {
            pipeline.stop(SHORT);
            assertThat(warned).anyMatch(text -> text.contains("did not end in time"));
        }

        assertThat(thread.get().isAlive()).as("nobody has waited for it").isTrue();
        assertThat(transport.isClosed()).isTrue();

        stuck.countDown();
        await().atMost(AMPLE).until(() -> !thread.get().isAlive());
        put(1);
        assertThat(settledCounts().pending()).isZero();
        assertThat(settledCounts().handedOver()).isEqualTo(5);
        assertThat(settledCounts().dropped()).containsEntry(DropReason.STOPPED, 1L);
    }

    @Test
    void senderThatHangs_keepsNobodyWaitingAndAnotherThreadSaysSo() {
        knobs.linger = Duration.ZERO;
        knobs.queueSize = 8;
        knobs.maxBlockTime = LONG;
        CountDownLatch stuck = new CountDownLatch(1);
        transport.behave(post -> {
            await().atMost(AMPLE.multipliedBy(4)).until(() -> stuck.getCount() == 0);
        });
        start();
        put(1);
        await().atMost(AMPLE).until(() -> !transport.posts.isEmpty());
        put(8);
        await().atMost(AMPLE).until(() -> {
            put(1);
            return warned.stream().anyMatch(text -> text.contains("in one operation"));
        });
        long dropped = ledger.dropped(DropReason.QUEUE_FULL);

        put(100);

        assertThat(ledger.dropped(DropReason.QUEUE_FULL)).isEqualTo(dropped + 100);
        stuck.countDown();
        await().atMost(AMPLE).until(() -> ledger.counts().balance());
    }

    @Test
    void errorInATurn_isSurvived() {
        transport.behave(post -> post.answer(201));
        onWarn = text -> {
            throw new StackOverflowError("a listener of the status");
        };
        start();
        notices.raise("topic", "something");
        put(10);
        assertThat(pipeline.flush(AMPLE)).isTrue();

        put(10);

        assertThat(pipeline.flush(AMPLE)).isTrue();
        assertThat(warned).isNotEmpty();
        onWarn = text -> {};
    }

    /** A class that is missing, say: nothing is delivered, and somebody has to say why. */
    @Test
    void turnThatFailsEachTime_isTold() {
        start(() -> {
            throw new NoClassDefFoundError("org/acme/Missing");
        });

        put(1);

        await().atMost(AMPLE)
                .until(() -> warned.stream().anyMatch(text -> text.contains("NoClassDefFoundError: org/acme/Missing")));
    }

    @Test
    void errorInTheLastWords_stillClosesTheTransport() {
        start();
        put(1);
        onWarn = text -> {
            throw new StackOverflowError("a listener of the status");
        };

        // Whoever stops it is not to be troubled.
        pipeline.stop(SHORT);

        assertThat(warned).as("the last words").isNotEmpty();
        assertThat(transport.isClosed()).isTrue();
        assertThat(ended).as("who waits for the end hears of it").isTrue();
        assertThat(thread.get().isAlive()).isFalse();
        onWarn = text -> {};
    }

    @Test
    void flush_waitsForTheDelivery() {
        transport.behave(post -> CompletableFuture.runAsync(() -> post.answer(201)));
        start();
        put(100);

        assertThat(pipeline.flush(AMPLE)).isTrue();

        assertThat(settledCounts().delivered()).isEqualTo(100);
    }

    @Test
    void flush_endsWithItsTimeAndWithTheInterruptOfWhoeverWaits() throws Exception {
        start();
        put(1);
        assertThat(pipeline.flush(SHORT)).isFalse();

        Thread.currentThread().interrupt();
        assertThat(pipeline.flush(AMPLE)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void flushOnTheSendersThread_isFalseAtOnce() throws Exception {
        CompletableFuture<Boolean> flushed = new CompletableFuture<>();
        transport.behave(post -> {
            flushed.complete(pipeline.flush(AMPLE));
            post.answer(201);
        });
        start();
        put(1);

        assertThat(flushed.get()).isFalse();
    }

    @Test
    void flushOfAPipelineThatStops_isOverWithIt() throws Exception {
        start();
        put(1);
        CompletableFuture<Boolean> flushed = CompletableFuture.supplyAsync(() -> pipeline.flush(Duration.ofHours(1)));
        await().atMost(AMPLE).until(() -> !transport.posts.isEmpty());

        pipeline.stop(SHORT);

        assertThat(flushed.get()).isFalse();
        assertThat(pipeline.flush(Duration.ofHours(1))).isFalse();
    }

    @Test
    void flushWhileTheSenderSpeaks_isNotSleptOver() throws Exception {
        start();
        awaitIdle();
        CountDownLatch speaking = new CountDownLatch(1);
        AtomicReference<Thread> second = new AtomicReference<>();
        onWarn = text -> {
            speaking.countDown();
            long end = System.nanoTime() + AMPLE.toNanos();
            // Not for ever: whoever stops the pipeline waits for this.
            while (System.nanoTime() - end < 0
                    && (second.get() == null || second.get().getState() != Thread.State.TIMED_WAITING)) {
                Thread.onSpinWait();
            }
            // A lock inside a status listener may use up the permit that was meant to end the next sleep.
            LockSupport.parkNanos(AMPLE.toNanos());
        };
        notices.raise("topic", "something");
        CompletableFuture<Boolean> flushed = new CompletableFuture<>();
        speaking.await();
        second.set(new Thread(() -> flushed.complete(pipeline.flush(AMPLE))));
        second.get().start();

        assertThat(flushed.get()).isTrue();
    }

    @Test
    void noticeWhileTheSenderSleeps_isSaidAtOnce() {
        start();
        awaitIdle();

        notices.raise("topic", "something is wrong");

        await().atMost(AMPLE).until(() -> warned.contains("something is wrong"));
    }

    @Test
    void idleSender_doesNotWakeUp() {
        transport.behave(post -> post.answer(201));
        start();
        put(1);
        assertThat(pipeline.flush(AMPLE)).isTrue();

        awaitIdle();
    }

    /** A wake-up costs more than an action: a trickle shares one. */
    @Test
    void trickle_sharesItsWakeUps() {
        start();

        Trickle trickle = trickle(1_500, Duration.ofMillis(1));

        assertThat(trickle.wakeUps()).isLessThan(10 + trickle.atMostEvery(Duration.ofMillis(20)));
    }

    /** What waits for its file is written when it comes; between two of them the sender sleeps. */
    @ParameterizedTest
    @CsvSource({"20, 100", "200, 10", "1500, 1"})
    void trickleIntoAFile_wakesTheSenderForItsActionsAlone(int actions, long everyMillis) {
        knobs.keeping = new PipelineConfig.Keeping(Durability.ASYNC, Duration.ZERO, Duration.ofDays(36_500));
        spool = new FileSpool(new SpoolConfig(directory, 1L << 30), knobs.tenant, notices);
        start();

        Trickle trickle = trickle(actions, Duration.ofMillis(everyMillis));

        // For the action, for its batch, and for the answer; and when many come, for all that come in a nap.
        long most = Math.min(3L * actions, trickle.atMostEvery(Duration.ofNanos(1_700_000)));
        assertThat(trickle.wakeUps()).isLessThan(10 + most);
    }

    /** What the sender did while actions came; by the time that they took, however slow the machine is. */
    private record Trickle(Duration took, long wakeUps) {
        /** How often something happens that happens at most once in so long. */
        long atMostEvery(Duration once) {
            return took.dividedBy(once);
        }
    }

    private Trickle trickle(int actions, Duration every) {
        transport.behave(post -> post.answer(201));
        put(1);
        assertThat(pipeline.flush(AMPLE)).isTrue();
        long before = THREADS.getThreadInfo(thread.get().getId()).getWaitedCount();
        long start = System.nanoTime();
        for (int i = 0; i < actions; i++) {
            put(1);
            LockSupport.parkNanos(every.toNanos());
        }
        Trickle trickle = new Trickle(
                Duration.ofNanos(System.nanoTime() - start),
                THREADS.getThreadInfo(thread.get().getId()).getWaitedCount() - before);
        assertThat(pipeline.flush(AMPLE)).isTrue();
        assertThat(settledCounts().delivered()).isEqualTo(1L + actions);
        return trickle;
    }

    /** A kill would take what waits for its file: while the sender gets no processor, callers leave it theirs. */
    @Test
    void senderThatIsStalledWhileManyWaitForTheirFile_isGivenTheCallersProcessor() throws Exception {
        knobs.keeping = new PipelineConfig.Keeping(Durability.ASYNC, Duration.ZERO, Duration.ofDays(36_500));
        spool = new FileSpool(new SpoolConfig(directory, 1L << 30), knobs.tenant, notices);
        knobs.maxBlockTime = SHORT;
        transport.behave(post -> post.answer(201));
        CountDownLatch stall = new CountDownLatch(1);
        start(() -> awaitUninterruptibly(stall));

        Thread caller = new Thread(() -> {
            // Not flat out: the ring would be full before anybody can see that the sender stands still.
            while (stall.getCount() > 0) {
                put(1);
                LockSupport.parkNanos(100_000);
            }
        });
        caller.start();
        await().atMost(AMPLE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> LockSupport.getBlocker(caller) instanceof WriteBehind);
        assertThat(ledger.counts().accepted()).isGreaterThan(256);
        stall.countDown();
        caller.join();

        assertThat(pipeline.flush(AMPLE)).isTrue();
        assertThat(ledger.counts().delivered()).isEqualTo(ledger.counts().accepted());
    }

    /** In memory nothing is gained by it. */
    @Test
    void senderThatIsStalledWithoutFiles_holdsUpNobody() throws Exception {
        knobs.maxBlockTime = SHORT;
        CountDownLatch stall = new CountDownLatch(1);
        start(() -> awaitUninterruptibly(stall));

        Thread caller = new Thread(() -> put(2_000));
        caller.start();
        caller.join();

        assertThat(ledger.counts().pending()).isEqualTo(2_000);
        stall.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * It fails anywhere in the middle, also where it unlocks: nobody who comes later may be held up for its sake. What it throws says
     * that the action has no outcome: it is given up then, as the gate does it. A stack that ends within the ring's own offer leaves a
     * slot empty, which nobody can pass, and of which a status tells: then there is nothing to be seen here.
     */
    @Test
    void callerAtTheEndOfItsStack_holdsUpNobody() throws Exception {
        knobs.keeping = new PipelineConfig.Keeping(Durability.WRITE, AMPLE, Duration.ofDays(36_500));
        spool = new FileSpool(new SpoolConfig(directory, 1L << 30), knobs.tenant, notices);
        transport.behave(post -> post.answer(201));
        onWarn = text -> slotLeftEmpty |= text.contains("left it empty");
        start();
        // As any application does first: a class that is initialised at the end of a stack is lost to its JVM.
        put(1);
        AtomicInteger reached = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();

        // Interpreted at first and compiled later: then each frame has another size.
        for (int i = 0; i < 20; i++) {
            Thread deep = new Thread(null, () -> putAtEachDepth(reached, failed), "deep", 256 * 1024);
            deep.start();
            deep.join();
        }
        for (int i = 0; i < failed.get(); i++) {
            pipeline.giveUp(DropReason.INTERNAL_ERROR);
        }
        put(1);

        assertThat(reached).as("puts near the end of a stack").hasPositiveValue();
        boolean flushed = pipeline.flush(AMPLE);
        assumeFalse(slotLeftEmpty, "a stack has ended within the ring's own offer");
        assertThat(flushed)
                .as("told: %s, sender: %s", warned, List.of(thread.get().getStackTrace()))
                .isTrue();
        // Not that each has an outcome: a stack that ends within the ring's own offer leaves no word of what it did.
        if (ledger.counts().oddities().get(Oddity.LATE_COMMITS) > 0) {
            // Nobody waits for a sender that is seen to hang, and a machine with too much to do may let it hang for a
            // second.
            await().atMost(AMPLE)
                    .until(() -> warned.stream().anyMatch(text -> text.contains("has been in one operation")));
        }
    }

    /** A class that is missing by then, say, since the jar of the running application was exchanged. */
    @Test
    void whatThrowsWhileACallerWaitsForItsFile_givesItsActionNoSecondOutcome() {
        knobs.keeping = new PipelineConfig.Keeping(Durability.WRITE, AMPLE, Duration.ofDays(36_500));
        spool = new FileSpool(new SpoolConfig(directory, 1L << 30), knobs.tenant, notices);
        transport.behave(post -> post.answer(201));
        Thread caller = Thread.currentThread();
        AtomicInteger thrown = new AtomicInteger();
        clocks = new Pipeline.Clocks(
                InstantSource.system(),
                () -> {
                    if (Thread.currentThread() == caller) {
                        thrown.incrementAndGet();
                        throw new NoClassDefFoundError("a part of it");
                    }
                    return System.nanoTime();
                },
                Pipeline.Parking.JDK);
        start();

        put(3);

        assertThat(thrown).hasPositiveValue();
        assertThat(pipeline.flush(AMPLE)).isTrue();
        assertThat(settledCounts().delivered()).isEqualTo(3);
    }

    private void putAtEachDepth(AtomicInteger reached, AtomicInteger failed) {
        try {
            putAtEachDepth(reached, failed);
        } catch (StackOverflowError e) {
            // The end of the stack: from here on an action is put at each depth on the way back.
        }
        if (slotLeftEmpty) {
            // Each action behind it would wait for its file in vain.
            return;
        }
        CapturedAction action;
        try {
            action = Sample.action(1);
            pipeline.expect();
        } catch (StackOverflowError e) {
            return;
        }
        reached.setPlain(reached.getPlain() + 1);
        try {
            pipeline.put(action);
        } catch (StackOverflowError e) {
            failed.setPlain(failed.getPlain() + 1);
        }
    }

    /** What waits in the ring would be lost in a crash: it is in its file at once, although its batch stays open for long. */
    @Test
    void withFiles_anActionIsWrittenAtOnceAlthoughItsBatchIsOpen() {
        knobs.linger = Duration.ofHours(1);
        knobs.keeping = new PipelineConfig.Keeping(Durability.ASYNC, Duration.ZERO, Duration.ofDays(36_500));
        transport.behave(post -> post.answer(201));
        Tenant tenant = new Tenant("RIG", "https://one.example", () -> "", () -> false);
        spool = new FileSpool(new SpoolConfig(directory.resolve("spool"), 1 << 30), tenant, notices);
        start();
        put(1);
        await().atMost(AMPLE).until(() -> ledger.counts().delivered() == 1);
        for (int i = 1; i <= 20; i++) {
            int written = i;
            put(1);
            // Each comes when the sender has just begun to rest; the first of a batch finds it asleep.
            await().atMost(AMPLE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> ledger.counts().spooled() == written);
        }

        assertThat(transport.posts).as("the batch is open").hasSize(1);
    }

    /** One second without a single wake-up: each would end in another wait, and is counted. */
    private void awaitIdle() {
        long[] before = {-1};
        await().atMost(AMPLE).during(Duration.ofSeconds(1)).until(() -> {
            long waits = THREADS.getThreadInfo(thread.get().getId()).getWaitedCount();
            boolean same = waits == before[0];
            before[0] = waits;
            return same && thread.get().getState() == Thread.State.TIMED_WAITING;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4_096})
    void senderThatWaitsForAnswers_doesNotSpin(int queueSize) {
        knobs.queueSize = queueSize;
        knobs.maxMemory = 64 << 10;
        knobs.maxActions = 100;
        knobs.maxInFlight = 1;
        knobs.maxBlockTime = SHORT;
        start();
        // More than fits: memory is full, requests are under way, and the ring is not empty.
        while (ledger.dropped(DropReason.QUEUE_FULL) == 0) {
            put(1);
        }

        assertThat(cpuShare()).isLessThan(0.5);
    }

    /** It could take nothing, and each caller would pay for waking it. */
    @Test
    void senderWithFullMemory_isNotWokenByAHalfFullRing() {
        knobs.maxMemory = 64 << 10;
        knobs.maxInFlight = 1;
        start();
        // Some hundreds fill the memory; with the rest the ring is more than half full, and stays so.
        put(6_000);
        await().atMost(AMPLE).until(() -> !transport.posts.isEmpty());
        long before = THREADS.getThreadInfo(thread.get().getId()).getWaitedCount();
        long start = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            put(1);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        long naps = Duration.ofNanos(System.nanoTime() - start).toMillis() / 5;

        assertThat(THREADS.getThreadInfo(thread.get().getId()).getWaitedCount() - before)
                .isLessThan(naps + 100);
        assertThat(ledger.counts().droppedInAll()).isZero();
    }

    @Test
    void tinyQueue_doesNotMakeTheSenderSpin() throws Exception {
        knobs.queueSize = 2;
        transport.behave(post -> post.answer(201));
        start();
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> {
            while (enough.getCount() > 0) {
                put(1);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        });

        double share = cpuShare();

        enough.countDown();
        trickle.get();
        assertThat(share).isLessThan(0.5);
    }

    /** What the sender's thread takes of a second and a bit. */
    private double cpuShare() {
        long id = thread.get().getId();
        long start = System.nanoTime();
        long cpu = THREADS.getThreadCpuTime(id);
        await().atMost(AMPLE).until(() -> System.nanoTime() - start > 1_200_000_000L);
        return (double) (THREADS.getThreadCpuTime(id) - cpu) / (System.nanoTime() - start);
    }
}
