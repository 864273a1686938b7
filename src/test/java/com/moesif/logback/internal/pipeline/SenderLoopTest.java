package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the thread of the sender rests between its turns. */
@Timeout(30)
class SenderLoopTest {
    private final Knobs knobs = new Knobs();

    /** A crash would take what comes while the sender naps, unless callers see to the file themselves, or there is none. */
    @ParameterizedTest
    @CsvSource({"ASYNC, true, 2500000", "WRITE, true, 5000000", "FSYNC, true, 5000000", "ASYNC, false, 5000000"})
    void nap_isShortWhereWhatComesWaitsForItsFile(
            Durability durability, boolean onDisk, long atMostNanos, @TempDir Path temp) {
        knobs.keeping = new PipelineConfig.Keeping(durability, Duration.ofSeconds(1), Duration.ofDays(30));
        Machine machine = new Machine(
                knobs.config(),
                notices -> onDisk
                        ? new FileSpool(new SpoolConfig(temp, 1 << 20), knobs.tenant, notices)
                        : new MemorySpool());
        machine.turn();

        SenderLoop loop = machine.parts.senderLoop;
        assertThat(loop.longestNap(1, false)).isEqualTo(atMostNanos);
        // While the ring fills faster than it is emptied.
        assertThat(loop.longestNap(machine.ring.capacity(), false)).isEqualTo(1_000_000);
        machine.close();
    }

    /** The collector answers at once; whoever asked it to stop has asked before it begins. */
    private SenderScene stopping() {
        SenderScene scene = new SenderScene(knobs);
        scene.transport.behave(post -> post.answer(201));
        long now = System.nanoTime();
        scene.sender.stopBy(now, now + Duration.ofHours(1).toNanos());
        return scene;
    }

    @Test
    void traffic_isToldOfBeforeTheTurnThatTakesIt() {
        SenderScene scene = stopping().put(3);
        List<Integer> inRing = new ArrayList<>();
        scene.parts.senderLoop.tellOfTraffic(() -> inRing.add(scene.ring.size()));

        scene.parts.senderLoop.run();

        assertThat(inRing).containsExactly(3);
        assertThat(scene.counts().delivered()).isEqualTo(3);
    }

    @Test
    void withoutTraffic_nothingIsToldOf() {
        SenderScene scene = stopping();
        List<String> told = new ArrayList<>();
        scene.parts.senderLoop.tellOfTraffic(() -> told.add("traffic"));

        scene.parts.senderLoop.run();

        assertThat(told).isEmpty();
        assertThat(scene.said).isEmpty();
    }

    /** A fault of ours, no memory, or a class that is missing: the next turn goes on where this one has ended. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTurnThatFails_isToldOfAndRepeated(boolean memory) {
        SenderScene scene = stopping().put(3);
        List<Throwable> faults = new ArrayList<>(List.of(
                memory ? new OutOfMemoryError("Java heap space") : new NoClassDefFoundError("com/acme/Missing")));
        scene.parts.senderLoop.tellOfTraffic(() -> {
            if (!faults.isEmpty()) {
                throw (Error) faults.remove(0);
            }
        });

        scene.parts.senderLoop.run();

        assertThat(faults).isEmpty();
        assertThat(scene.counts().delivered()).isEqualTo(3);
        assertThat(scene.said)
                .anyMatch(text -> text.startsWith("The sender's turn failed and is repeated: java.lang.")
                        && text.contains(memory ? "Java heap space" : "com/acme/Missing"));
    }

    /** The thread that a pipeline gives it; it ends with what follows. */
    private Thread running(SenderScene scene) {
        return running(scene.parts.senderLoop);
    }

    private static Thread running(SenderLoop loop) {
        Thread thread = new Thread(loop);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void end(SenderScene scene, Thread thread) throws InterruptedException {
        scene.sender.stopBy(System.nanoTime(), System.nanoTime());
        thread.join();
    }

    /** In an idle service it takes no processor, however long that is. */
    @Test
    void whereNothingComes_itSleepsUntilItIsWoken() throws InterruptedException {
        SenderScene scene = new SenderScene(knobs);
        scene.transport.behave(post -> post.answer(201));
        Thread thread = running(scene);
        await().until(() -> LockSupport.getBlocker(thread) == scene.ring);
        AtomicLong beats = new AtomicLong();
        // Also where a wake-up without a reason costs a turn.
        await().during(Duration.ofMillis(100)).until(() -> {
            long now = scene.ring.heartbeat().beats();
            return beats.getAndSet(now) == now;
        });
        assertThat(scene.ring.heartbeat().isBusy()).isFalse();

        scene.put(1);

        await().until(() -> scene.ledger.counts().delivered() == 1);
        end(scene, thread);
    }

    /** However full the ring is: each try would collect garbage again, and find no less lack. */
    @Test
    void whileMemoryLacks_itRestsWhateverIsThere() throws InterruptedException {
        knobs.queueSize = 8;
        SenderScene scene = new SenderScene(knobs).put(8);
        AtomicBoolean lacks = new AtomicBoolean(true);
        scene.parts.senderLoop.tellOfTraffic(() -> {
            if (lacks.get()) {
                throw new OutOfMemoryError("Java heap space");
            }
        });

        Thread thread = running(scene);

        await().until(() -> LockSupport.getBlocker(thread) == scene.parts.senderLoop);
        lacks.set(false);
        await().until(() -> scene.ring.size() == 0);
        end(scene, thread);
    }

    /** The ring is not empty then, and would end each sleep at once. */
    @Test
    void whileHeld_itNapsWhateverIsThere() throws InterruptedException {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.parts.hold.begin(System.nanoTime());
        scene.parts.hold.keepForHeir();

        Thread thread = running(scene);

        await().until(() -> LockSupport.getBlocker(thread) == scene.ring);
        assertThat(scene.ring.size()).isOne();
        end(scene, thread);
    }

    /** As if a class were missing: the thread outlives also that, and does not go round and round. */
    @Test
    void aRestThatFails_isToldOf_andTheLoopRestsAllTheSame() throws InterruptedException {
        SenderScene scene = new SenderScene(knobs);
        List<String> told = new ArrayList<>();
        TurnReport report = new TurnReport(
                new SendSchedule(knobs.linger, 1, () -> 0, scene.parts.hold),
                new MemorySpool(),
                scene.ledger,
                new Notices(new Scribe(told)));
        // What it asks how long to rest is not there.
        SenderLoop loop = new SenderLoop(scene.sender, scene.commit, null, report);
        Thread thread = running(loop);

        await().until(() -> LockSupport.getBlocker(thread) == loop);

        end(scene, thread);
        assertThat(told)
                .anyMatch(text ->
                        text.startsWith("The sender's turn failed and is repeated: java.lang.NullPointerException"));
    }

    /** It could take nothing, and would be woken by each action that comes. */
    @Test
    void whereThereIsNoRoom_itRestsWhateverIsThere() throws InterruptedException {
        knobs.maxMemory = 16_000;
        SenderScene scene = new SenderScene(knobs).put(300);

        Thread thread = running(scene);

        await().until(() -> scene.sender.room() <= 0 && LockSupport.getBlocker(thread) == scene.parts.senderLoop);
        assertThat(scene.ring.size()).isPositive();
        end(scene, thread);
    }

    /** A watchdog sees by it whether the sender gets on. */
    @Test
    void fromTheBeginningOfATurnOn_itIsBusy_andAtItsEndNot() {
        SenderScene scene = stopping().put(1);
        List<Boolean> busy = new ArrayList<>();
        scene.parts.senderLoop.tellOfTraffic(
                () -> busy.add(scene.ring.heartbeat().isBusy()));

        scene.parts.senderLoop.run();

        assertThat(busy).containsExactly(true);
        assertThat(scene.ring.heartbeat().isBusy()).isFalse();
    }

    /** A stop waits for answers, and should not take a processor from those who have to bring them. */
    @Test
    void aStopThatWaits_restsBetweenItsTurns() {
        SenderScene scene = new SenderScene(knobs).put(1);
        long now = System.nanoTime();
        scene.sender.stopBy(now, now + Duration.ofMillis(50).toNanos());

        scene.parts.senderLoop.run();

        assertThat(scene.posted()).isOne();
        assertThat(scene.ring.heartbeat().beats()).isLessThan(1_000);
    }
}
