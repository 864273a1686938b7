package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RingTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Knobs knobs = new Knobs();
    private final Ledger ledger = new Ledger();
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private Ring ring() {
        return ring(Pipeline.Clocks.SYSTEM);
    }

    private Ring ring(Pipeline.Clocks clocks) {
        Ring ring = new Ring(knobs.config(), ledger, notices, clocks);
        ledger.countHeldFrom(() -> new Counts.Held(ring.size(), 0));
        return ring;
    }

    private static void put(Ring ring, int number) {
        put(ring, number, "");
    }

    private static void put(Ring ring, int number, String text) {
        ring.expect();
        ring.put(Sample.action(number, text));
    }

    private Counts counts() {
        Counts counts = ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        return counts;
    }

    @Test
    void fourProducers_arriveWholeAndEachInItsOrder() throws Exception {
        knobs.queueSize = 64;
        knobs.maxBlockTime = LONG;
        Ring ring = ring();
        int producers = 4;
        int each = 50_000;
        List<CapturedAction> prepared =
                IntStream.range(0, each).mapToObj(Sample::action).toList();
        ring.attach(Thread.currentThread());
        for (int p = 0; p < producers; p++) {
            threads.execute(() -> prepared.forEach(action -> {
                ring.expect();
                ring.put(action);
            }));
        }

        List<CapturedAction> taken = new ArrayList<>(producers * each);
        while (taken.size() < producers * each) {
            CapturedAction action = ring.poll();
            if (action == null) {
                ring.sleep(LONG);
            } else {
                taken.add(action);
            }
        }

        assertThat(ring.poll()).isNull();
        assertThat(ring.takenSoFar()).isEqualTo(producers * each);
        assertThat(ledger.counts().accepted()).isEqualTo(producers * each);
        assertThat(ledger.counts().droppedInAll()).isZero();
        int[] seen = new int[each];
        java.util.Map<CapturedAction, Integer> numbers = new java.util.IdentityHashMap<>();
        IntStream.range(0, each).forEach(i -> numbers.put(prepared.get(i), i));
        for (CapturedAction action : taken) {
            int number = numbers.get(action);
            seen[number]++;
            // Each producer goes upwards, so no number is seen more often than the one before it.
            if (number > 0) {
                assertThat(seen[number]).isLessThanOrEqualTo(seen[number - 1]);
            }
        }
        assertThat(seen).containsOnly(producers);
    }

    @Test
    void firstPut_alwaysWakesASleepingSender() throws Exception {
        Ring ring = ring();
        AtomicInteger taken = new AtomicInteger();
        int rounds = 30_000;
        Future<?> sender = threads.submit(() -> {
            ring.attach(Thread.currentThread());
            while (taken.get() < rounds) {
                if (ring.poll() == null) {
                    ring.sleep(LONG);
                } else {
                    taken.incrementAndGet();
                }
            }
        });

        CapturedAction action = Sample.action(1);
        for (int round = 1; round <= rounds; round++) {
            ring.expect();
            ring.put(action);
            while (taken.get() < round) {
                Thread.onSpinWait();
            }
        }

        sender.get();
    }

    /** A sender that only looked again and again would take a processor from the application. */
    @Test
    void whileThereIsNothing_theSenderWaits_untilTheFirstPut() throws Exception {
        Ring ring = ring();
        Thread sender = new Thread(() -> {
            ring.attach(Thread.currentThread());
            while (ring.size() == 0) {
                ring.sleep(LONG);
            }
        });
        sender.setDaemon(true);
        sender.start();
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);

        put(ring, 1);

        sender.join();
    }

    @Test
    void whatTheRingHolds_isWhatWasPut_andNoMoreThanItsSlots() {
        knobs.queueSize = 8;
        Ring ring = ring();
        assertThat(ring.capacity()).isEqualTo(8);
        assertThat(ring.held()).isZero();

        for (int i = 0; i < 10; i++) {
            put(ring, i);
        }

        assertThat(ring.held()).isEqualTo(8);
    }

    /** What is a wake-up worth? A trickle can wait; a burst must find the sender at work before the ring is full. */
    @Test
    void nap_isEndedByTheActionThatMakesTheRingHalfFullAndByNoneBefore() throws Exception {
        knobs.queueSize = 8;
        Ring ring = ring();
        Thread sender = new Thread(() -> {
            ring.attach(Thread.currentThread());
            ring.nap(LONG.toNanos());
        });
        sender.setDaemon(true);
        sender.start();
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);

        for (int i = 1; i < 4; i++) {
            put(ring, i);
        }
        await().during(Duration.ofMillis(200)).until(sender::isAlive);
        put(ring, 4);

        sender.join();
    }

    /** A few of them are all that maxMemory has room for, however many slots are free. */
    @Test
    void nap_isEndedByTheHeavyActionThatMakesTheMemoryHalfFullAndByNoneBefore() throws Exception {
        knobs.maxMemory = 1_500_000;
        Ring ring = ring();
        ring.senderHolds(500_000, false);
        Thread sender = new Thread(() -> {
            ring.attach(Thread.currentThread());
            ring.nap(LONG.toNanos());
        });
        sender.setDaemon(true);
        sender.start();
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);

        for (int i = 1; i < 5; i++) {
            put(ring, i, "x".repeat(100_000));
        }
        put(ring, 5);
        await().during(Duration.ofMillis(200)).until(sender::isAlive);
        put(ring, 6, "x".repeat(100_000));

        sender.join();
        assertThat(counts().pending()).isEqualTo(6);
    }

    /** It found the sender at work, and so did not wake it; nobody else may come for as long as it waits. */
    @Test
    void nap_isShortWhileSomebodyWaitsSinceBeforeIt() throws Exception {
        knobs.maxMemory = 1_000_000;
        knobs.maxBlockTime = LONG;
        Ring ring = ring();
        ring.attach(Thread.currentThread());
        put(ring, 1, "x".repeat(400_000));
        Thread caller = new Thread(() -> put(ring, 2, "x".repeat(700_000)));
        caller.setDaemon(true);
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        // Returns: or else the time-out of this test ends it.
        ring.nap(LONG.toNanos());

        ring.poll();
        ring.letIn();
        caller.join();
        assertThat(ring.size()).isEqualTo(1);
        assertThat(ledger.counts().droppedInAll()).isZero();
    }

    @Test
    void wake_endsANapToo() {
        Ring ring = ring();
        ring.attach(Thread.currentThread());
        ring.wake();
        LockSupport.park(this);

        ring.nap(LONG.toNanos());
    }

    @Test
    void wake_isNotForgottenWhenSomethingElseHasUsedItsPermit() {
        Ring ring = ring();
        ring.attach(Thread.currentThread());
        ring.wake();
        // A lock taken while speaking, say.
        LockSupport.park(this);

        // Returns: or else the time-out of this test ends it.
        ring.sleep(LONG);
    }

    @Test
    void producerInTheMiddleOfItsPut_doesNotMakeTheSenderSpin() throws Exception {
        Ring ring = ring();
        ring.attach(Thread.currentThread());
        takeSlot(ring);
        assertThat(ring.size()).isEqualTo(1);
        assertThat(ring.poll()).isNull();
        long before = waits();

        for (int i = 0; i < 100; i++) {
            ring.sleep(LONG);
        }

        assertThat(waits() - before).as("sleeps in which the thread waited").isGreaterThanOrEqualTo(100);
    }

    private static long waits() {
        return ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId())
                .getWaitedCount();
    }

    private static Object queue(Ring ring) throws ReflectiveOperationException {
        Field field = Ring.class.getDeclaredField("slots");
        field.setAccessible(true);
        Field inner = Slots.class.getDeclaredField("queue");
        inner.setAccessible(true);
        return inner.get(field.get(ring));
    }

    /** The second half of what an offer does. */
    @SuppressWarnings("unchecked")
    private static void fillSlot(Ring ring, int number) throws ReflectiveOperationException {
        Object queue = queue(ring);
        Class<?> type = queue.getClass();
        while (!type.getSimpleName().equals("ConcurrentCircularAtomicArrayQueue")) {
            type = type.getSuperclass();
        }
        Field slots = type.getDeclaredField("buffer");
        slots.setAccessible(true);
        ((AtomicReferenceArray<CapturedAction>) slots.get(queue)).set(number, Sample.action(number));
    }

    /** The first half of what an offer does. */
    static void takeSlot(Ring ring) throws ReflectiveOperationException {
        Object queue = queue(ring);
        Class<?> type = queue.getClass();
        while (!type.getSimpleName().endsWith("ProducerIndexField")) {
            type = type.getSuperclass();
        }
        Method cas = type.getDeclaredMethod("casProducerIndex", long.class, long.class);
        cas.setAccessible(true);
        assertThat(cas.invoke(queue, ring.putSoFar(), ring.putSoFar() + 1)).isEqualTo(true);
    }

    /** The stack of a caller has ended in the middle of its put: it has counted its action as dropped. */
    @Test
    void aSlotThatStaysEmpty_holdsUpNobodyAtTheStop() throws Exception {
        Ring ring = ring();
        ring.attach(Thread.currentThread());
        ring.expect();
        takeSlot(ring);
        ring.giveUp(DropReason.INTERNAL_ERROR);
        put(ring, 1);
        put(ring, 2);

        ring.abandon();

        assertThat(ledger.dropped(DropReason.STOPPED)).isEqualTo(2);
        assertThat(ring.held()).isZero();
        put(ring, 3);
        assertThat(ledger.dropped(DropReason.STOPPED)).as("nor later").isEqualTo(3);
        assertThat(ring.held()).isZero();
    }

    /** Callers that a busy machine takes the core from in the middle of their puts, one behind the other. */
    @Test
    void slotsThatAreFilledAfterTheStop_areCountedOnce() throws Exception {
        Ring ring = ring();
        ring.attach(Thread.currentThread());
        ring.expect();
        takeSlot(ring);
        ring.expect();
        takeSlot(ring);
        put(ring, 2);
        ring.abandon();

        fillSlot(ring, 0);
        put(ring, 3);
        assertThat(ledger.dropped(DropReason.STOPPED)).isEqualTo(4);
        fillSlot(ring, 1);
        put(ring, 4);

        assertThat(ledger.dropped(DropReason.STOPPED)).isEqualTo(5);
        assertThat(ring.held()).isZero();
        put(ring, 5);
        assertThat(ledger.dropped(DropReason.STOPPED)).isEqualTo(6);
        assertThat(ring.held()).isZero();
    }

    /** It has found the sender there, and counts its action itself when it is through. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallerInTheMiddleOfItsPutAtTheStop_isHeldUntilItIsThrough(boolean behindAHole) throws Exception {
        Ring ring = ring();
        ring.attach(Thread.currentThread());
        if (behindAHole) {
            ring.expect();
            takeSlot(ring);
            ring.giveUp(DropReason.INTERNAL_ERROR);
        }
        ring.abandon();
        assertThat(ring.held()).isZero();

        ring.expect();
        takeSlot(ring);

        assertThat(ring.held()).isOne();
    }

    /** The ring was idle until a caller began its put, and another has put behind it. */
    @Test
    void aSlotThatWasTakenJustNow_isNotToldOf() throws Exception {
        Ring ring = ring();
        ring.lookForHole(0);
        takeSlot(ring);
        put(ring, 1);

        ring.lookForHole(Duration.ofSeconds(30).toNanos());

        notices.speakAll(Duration.ofSeconds(30).toNanos());
        assertThat(said).isEmpty();
    }

    @Test
    void aSlotThatStaysEmpty_isToldOf() throws Exception {
        Ring ring = ring();
        long now = Long.MAX_VALUE - 1;
        ring.lookForHole(now);
        takeSlot(ring);
        put(ring, 1);
        put(ring, 2);
        ring.lookForHole(now);
        ring.lookForHole(now + Duration.ofSeconds(10).toNanos());
        notices.speakAll(now);
        assertThat(said).isEmpty();

        ring.lookForHole(now + Duration.ofSeconds(10).toNanos() + 1);

        notices.speakAll(now);
        assertThat(said).singleElement().asString().contains("The 2 actions behind it");
    }

    /** Whoever waited for its file, or for room, would do so in vain. */
    @Test
    void behindASlotThatStaysEmpty_nobodyWaits_untilItIsFilled() throws Exception {
        Ring ring = ring();
        long tenSeconds = Duration.ofSeconds(10).toNanos() + 1;
        ring.lookForHole(0);
        takeSlot(ring);
        put(ring, 1);
        ring.lookForHole(0);
        assertThat(ring.heartbeat().isMissed()).isFalse();

        ring.lookForHole(tenSeconds);
        ring.heartbeat().beat();
        assertThat(ring.heartbeat().isMissed()).isTrue();
        ring.heartbeat().rest();
        assertThat(ring.heartbeat().isMissed()).isTrue();

        fillSlot(ring, 0);
        ring.lookForHole(tenSeconds + 1);
        assertThat(ring.heartbeat().isMissed()).isFalse();
    }

    /** A job that logs flat out from its first line on must not lose actions to the loading of Jackson. */
    @Test
    void fullRing_waitsLongerForASenderThatHasNotBegun() {
        knobs.queueSize = 2;
        knobs.maxBlockTime = Duration.ofMillis(50);
        Rests rests = new Rests();
        Ring ring = ring(rests.clocks());
        put(ring, 1);
        put(ring, 2);

        put(ring, 3);

        assertThat(Duration.ofNanos(rests.nowNanos)).isEqualTo(Duration.ofMillis(10 * 50));
        assertThat(counts().dropped()).containsEntry(DropReason.QUEUE_FULL, 1L);
    }

    @Test
    void fullRing_holdsACallerForMaxBlockTimeAndThenDropsTheActionCounted() {
        knobs.queueSize = 2;
        knobs.maxBlockTime = Duration.ofMillis(200);
        Rests rests = new Rests();
        Ring ring = ring(rests.clocks());
        put(ring, 0);
        ring.poll();
        ledger.delivered(1);
        put(ring, 1);
        put(ring, 2);

        put(ring, 3);

        assertThat(Duration.ofNanos(rests.nowNanos)).isEqualTo(Duration.ofMillis(200));
        assertThat(counts().dropped()).containsEntry(DropReason.QUEUE_FULL, 1L);
        assertThat(counts().pending()).isEqualTo(2);
        assertThat(notices.speak(0)).isFalse();
    }

    @Test
    void slotThatIsFreed_isTakenByWhoeverWaits() throws Exception {
        knobs.queueSize = 2;
        knobs.maxBlockTime = LONG;
        Ring ring = ring();
        put(ring, 1);
        put(ring, 2);
        Future<?> caller = threads.submit(() -> put(ring, 3));

        assertThat(ring.poll()).isNotNull();
        ring.letIn();

        caller.get();
        assertThat(ring.size()).isEqualTo(2);
        assertThat(ledger.counts().droppedInAll()).isZero();
    }

    @Test
    void withoutBlockTime_aFullRingHoldsNobody() {
        knobs.queueSize = 2;
        Ring ring = ring();

        for (int i = 0; i < 100_000; i++) {
            put(ring, i);
        }

        assertThat(counts().dropped()).containsEntry(DropReason.QUEUE_FULL, 99_998L);
    }

    @Test
    void interruptedCaller_losesNothingAndKeepsItsFlag() throws Exception {
        knobs.queueSize = 2;
        knobs.maxBlockTime = LONG;
        Ring ring = ring();
        put(ring, 1);
        put(ring, 2);
        CountDownLatch waiting = new CountDownLatch(1);
        Future<Boolean> caller = threads.submit(() -> {
            Thread.currentThread().interrupt();
            waiting.countDown();
            put(ring, 3);
            return Thread.interrupted();
        });
        waiting.await();

        assertThat(ring.poll()).isNotNull();
        ring.letIn();

        assertThat(caller.get()).isTrue();
        assertThat(ring.size()).isEqualTo(2);
        assertThat(ledger.counts().droppedInAll()).isZero();
    }

    @Test
    void heavyValues_areBoundedByMaxMemory() {
        knobs.maxMemory = 100_000;
        Ring ring = ring();
        String heavy = "x".repeat(40_000);
        put(ring, 1, heavy);
        put(ring, 2, heavy);
        put(ring, 3, heavy);
        put(ring, 4, "light");
        assertThat(counts().dropped()).containsEntry(DropReason.MEMORY_FULL, 1L);
        assertThat(counts().pending()).isEqualTo(3);

        assertThat(ring.poll()).isNotNull();
        put(ring, 5, heavy);

        assertThat(ring.size()).isEqualTo(3);
        assertThat(ledger.dropped(DropReason.MEMORY_FULL)).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void heavyValue_waitsForNothingWhileTheCollectorFails() {
        knobs.maxMemory = 100_000;
        knobs.maxBlockTime = Duration.ofHours(1);
        Ring ring = ring();
        ring.senderHolds(90_000, true);

        put(ring, 1, "x".repeat(40_000));
        put(ring, 2, "light");

        assertThat(counts().dropped()).containsEntry(DropReason.MEMORY_FULL, 1L);
        assertThat(ring.size()).isEqualTo(1);
    }

    @Test
    void heavyValue_waitsForMemoryAsLongAsForASlot() throws Exception {
        knobs.maxMemory = 100_000;
        knobs.maxBlockTime = LONG;
        Ring ring = ring();
        String heavy = "x".repeat(60_000);
        put(ring, 1, heavy);
        Future<?> caller = threads.submit(() -> put(ring, 2, heavy));

        assertThat(ring.poll()).isNotNull();
        ring.letIn();

        caller.get();
        assertThat(ring.size()).isEqualTo(1);
        assertThat(ledger.counts().droppedInAll()).isZero();
    }

    @Test
    void memoryOfHeavyValues_isGivenBackWhereverTheyGo() {
        knobs.maxMemory = 100_000;
        knobs.queueSize = 2;
        Ring ring = ring();
        String heavy = "x".repeat(30_000);
        put(ring, 1);
        put(ring, 2);
        for (int i = 0; i < 10; i++) {
            put(ring, 3, heavy);
        }
        assertThat(counts().dropped()).containsEntry(DropReason.QUEUE_FULL, 10L);
        ring.poll();
        ring.poll();
        put(ring, 4, heavy);
        put(ring, 5, heavy);

        assertThat(ledger.dropped(DropReason.MEMORY_FULL)).isZero();
        assertThat(ring.size()).isEqualTo(2);
    }

    @Test
    void abandonedRing_countsWhatItHadAndWhateverComesLater() {
        Ring ring = ring();
        put(ring, 1);
        put(ring, 2);

        ring.abandon();
        put(ring, 3);

        assertThat(counts().dropped()).containsEntry(DropReason.STOPPED, 3L);
        assertThat(ring.size()).isZero();
    }

    @Test
    void abandonInTheMiddleOfTraffic_leavesNothingUncounted() throws Exception {
        knobs.queueSize = 256;
        for (int round = 0; round < 200; round++) {
            Ring ring = ring();
            CountDownLatch started = new CountDownLatch(4);
            List<Future<?>> callers = new ArrayList<>();
            for (int p = 0; p < 4; p++) {
                callers.add(threads.submit(() -> {
                    started.countDown();
                    for (int i = 0; i < 200; i++) {
                        put(ring, i);
                    }
                }));
            }
            started.await();
            for (int i = 0; i < round; i++) {
                if (ring.poll() != null) {
                    ledger.delivered(1);
                }
            }

            ring.abandon();
            join(callers);

            assertThat(ring.size()).isZero();
            assertThat(counts().accepted()).isEqualTo((round + 1) * 800L);
        }
    }

    @Test
    void settled_meansThatNobodyIsBetweenBeingCountedAndBeingInTheRing() {
        knobs.queueSize = 2;
        Ring ring = ring();
        assertThat(ring.isSettled()).isTrue();
        ring.expect();
        assertThat(ring.isSettled()).isFalse();
        ring.put(Sample.action(1));
        assertThat(ring.isSettled()).isTrue();
        put(ring, 2);
        put(ring, 3);
        assertThat(ring.isSettled()).as("one was refused").isTrue();
        ring.expect();
        ring.giveUp(DropReason.INTERNAL_ERROR);
        assertThat(ring.isSettled()).as("one could not be captured").isTrue();
        ledger.tooLate();
        assertThat(ring.isSettled()).as("one came after the stop").isTrue();
        assertThat(counts().dropped())
                .containsEntry(DropReason.QUEUE_FULL, 1L)
                .containsEntry(DropReason.INTERNAL_ERROR, 1L)
                .containsEntry(DropReason.STOPPED, 1L);
        assertThat(counts().accepted()).isEqualTo(5);
    }

    private static void join(List<Future<?>> callers) throws InterruptedException, ExecutionException {
        for (Future<?> caller : callers) {
            caller.get();
        }
    }
}
