package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.MemorySpool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that wait for room or for their file, and what ends that. None waits for its time, which is longer than the test's. */
@Timeout(60)
class RingWaitersTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Knobs knobs = new Knobs();
    private final Ledger ledger = new Ledger();
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));

    private Ring ring() {
        return new Ring(knobs.config(), ledger, notices, Pipeline.Clocks.SYSTEM);
    }

    private static boolean put(Ring ring, int number, String text) {
        ring.expect();
        return ring.put(Sample.action(number, text));
    }

    /** A ring of two slots that are taken, and the thread of a caller that waits for one. */
    private Thread waitingAt(Ring ring, BooleanSupplier put) {
        Thread caller = new Thread(put::getAsBoolean);
        caller.setDaemon(true);
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        return caller;
    }

    private Ring full() {
        knobs.queueSize = 2;
        knobs.maxBlockTime = HOUR;
        Ring ring = ring();
        put(ring, 1, "");
        put(ring, 2, "");
        return ring;
    }

    /** Only what was taken is waited for, with durability write or fsync. */
    @Test
    void whetherAnActionWasTaken_isSaid_andWhyNot() {
        knobs.queueSize = 2;
        knobs.maxMemory = 100_000;
        Ring ring = ring();
        assertThat(put(ring, 1, "")).isTrue();
        assertThat(put(ring, 2, "x".repeat(200_000))).isFalse();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().startsWith("maxMemory is full of captured and unsent actions.");
        said.clear();

        assertThat(put(ring, 3, "")).isTrue();
        assertThat(put(ring, 4, "")).isFalse();

        notices.speakAll(0);
        assertThat(said).singleElement().asString().startsWith("The ring of queueSize slots was full for maxBlockTime");
    }

    @Test
    void atTheEnd_nobodyWaitsForASlot() throws InterruptedException {
        Ring ring = full();
        Thread caller = waitingAt(ring, () -> put(ring, 3, ""));

        ring.abandon();

        caller.join();
        assertThat(ledger.counts().droppedInAll()).isEqualTo(3);
    }

    @Test
    void whileTheSenderHangs_nobodyWaitsForASlot() throws InterruptedException {
        Ring ring = full();
        Thread caller = waitingAt(ring, () -> put(ring, 3, ""));

        ring.letGo();

        caller.join();
        assertThat(ledger.dropped(DropReason.QUEUE_FULL)).isOne();
    }

    @Test
    void memoryThatTheSenderHasFreed_isForWhoeverWaitsForIt() throws InterruptedException {
        knobs.maxMemory = 100_000;
        knobs.maxBlockTime = HOUR;
        Ring ring = ring();
        ring.senderHolds(90_000, false);
        Thread caller = waitingAt(ring, () -> put(ring, 1, "x".repeat(40_000)));

        ring.senderHolds(0, false);

        caller.join();
        assertThat(ring.size()).isOne();
        assertThat(ledger.counts().droppedInAll()).isZero();
    }

    /** It may be memory that lacks, and then the ring is never half full. */
    @Test
    void whoHasToWait_endsANap() throws InterruptedException {
        knobs.maxMemory = 100_000;
        knobs.maxBlockTime = HOUR;
        Ring ring = ring();
        ring.senderHolds(90_000, false);
        Thread sender = new Thread(() -> {
            ring.attach(Thread.currentThread());
            ring.nap(HOUR.toNanos());
        });
        sender.setDaemon(true);
        sender.start();
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);

        Thread caller = waitingAt(ring, () -> put(ring, 1, "x".repeat(40_000)));

        sender.join();
        ring.letGo();
        caller.join();
    }

    /** The sender may have memory to give back, and where nobody waits nobody else tells it. */
    @Test
    void whoFindsNoMemory_endsANap_alsoWhereNobodyWaits() throws InterruptedException {
        knobs.maxMemory = 100_000;
        Ring ring = ring();
        ring.senderHolds(90_000, false);
        Thread sender = new Thread(() -> {
            ring.attach(Thread.currentThread());
            ring.nap(HOUR.toNanos());
        });
        sender.setDaemon(true);
        sender.start();
        await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);

        assertThat(put(ring, 1, "x".repeat(40_000))).isFalse();

        sender.join();
    }

    @Test
    void anInterrupt_isHandedBackAlsoToWhoWasLetGo() throws InterruptedException {
        Ring ring = full();
        boolean[] flag = {false};
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            put(ring, 3, "");
            flag[0] = Thread.interrupted();
        });
        caller.setDaemon(true);
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        ring.letGo();

        caller.join();
        assertThat(flag[0]).isTrue();
    }

    private GroupCommit commit(Ring ring) {
        LineBuffer lines = new LineBuffer();
        MemorySpool spool = new MemorySpool();
        PipelineConfig config = knobs.config();
        BatchWriter batchWriter = new BatchWriter(
                ring,
                Sample.encoder(new EncodingNotices(ledger, notices), lines),
                lines,
                spool,
                new OpenSegment(lines, spool, config.batch()),
                new Undeliverable(spool, ledger, notices, InstantSource.system(), "the collector"));
        return new GroupCommit(
                ring,
                batchWriter,
                new PipelineConfig.Keeping(Durability.WRITE, HOUR, HOUR),
                ledger,
                notices,
                Pipeline.Clocks.SYSTEM);
    }

    /** Nobody writes any more, and nothing is late: it has its outcome. */
    @Test
    void atTheEnd_nobodyWaitsForItsFile() throws InterruptedException {
        Ring ring = ring();
        GroupCommit commit = commit(ring);
        put(ring, 1, "");
        Thread caller = waitingForItsFile(commit);

        commit.close();

        caller.join();
        notices.speakAll(0);
        assertThat(said).isEmpty();
    }

    @Test
    void whileTheSenderHangs_nobodyWaitsForItsFile_andThatIsTold() throws InterruptedException {
        Ring ring = ring();
        GroupCommit commit = commit(ring);
        put(ring, 1, "");
        Thread caller = waitingForItsFile(commit);
        ring.heartbeat().beat();
        ring.heartbeat().missedSince(ring.heartbeat().beats());

        commit.letGo();

        caller.join();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().startsWith("An action was not in its file within <commitTimeout>");
    }

    /** Whoever writes next does it for all that wait. */
    @Test
    void whoeverWrites_wakesAllWhoWait() throws InterruptedException {
        Ring ring = ring();
        GroupCommit commit = commit(ring);
        put(ring, 1, "");
        Thread first = waitingForItsFile(commit);
        put(ring, 2, "");
        Thread second = waitingForItsFile(commit);
        commit.batchWriter().mayLead(true);

        assertThat(commit.lead()).isEqualTo(BatchWriter.Lead.HAD);

        first.join();
        second.join();
        assertThat(commit.isCommitted(2)).isTrue();
    }

    /** Only the sender may write, and it does not come. */
    private static Thread waitingForItsFile(GroupCommit commit) {
        Thread caller = new Thread(commit::await);
        caller.setDaemon(true);
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        return caller;
    }
}
