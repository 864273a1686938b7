package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a caller rests that waits for its action to be written; the sender never comes here. */
class GroupCommitTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Ledger ledger = new Ledger();
    private final Notices notices = new Notices(new Scribe(new ArrayList<>()));
    private final LineBuffer lines = new LineBuffer();
    private final Rests rests = new Rests();
    private Ring ring;
    private BatchWriter batchWriter;
    private GroupCommit commit;

    @BeforeEach
    void wire() {
        wire(new MemorySpool(), Durability.WRITE);
    }

    private void wire(Spool spool, Durability durability) {
        PipelineConfig config = new Knobs().config();
        Pipeline.Clocks clocks = rests.clocks();
        ring = new Ring(config, ledger, notices, clocks);
        batchWriter = new BatchWriter(
                ring,
                Sample.encoder(new EncodingNotices(ledger, notices), lines),
                lines,
                spool,
                new OpenSegment(lines, spool, config.batch()),
                new Undeliverable(spool, ledger, notices, clocks.wall(), "the collector"));
        PipelineConfig.Keeping keeping = new PipelineConfig.Keeping(durability, TIMEOUT, Duration.ofDays(1));
        commit = new GroupCommit(ring, batchWriter, keeping, ledger, notices, clocks);
        batchWriter.mayLead(true);
    }

    private void put(CapturedAction action) {
        ring.expect();
        ring.put(action);
    }

    @Test
    void writesItself_andDoesNotRest() {
        put(Sample.action(1));

        commit.await();

        assertThat(rests.rests).isZero();
        assertThat(batchWriter.writtenSoFar()).isEqualTo(1);
    }

    /** With memory or disk short, writing is the sender's: until it comes a caller rests, and does not wake itself. */
    @Test
    void restsOnce_whileOnlyTheSenderMayWrite() {
        batchWriter.mayLead(false);
        put(Sample.action(1));

        commit.await();

        assertThat(rests.rests).isEqualTo(1);
        assertThat(rests.nowNanos).isEqualTo(TIMEOUT.toNanos());
        assertThat(ledger.counts().oddities().get(Oddity.LATE_COMMITS)).isEqualTo(1);
    }

    /** The same where an action is too large for a caller to write. */
    @Test
    void restsOnce_behindAnActionThatOnlyTheSenderWrites() {
        CapturedAction giant = Sample.action(1);
        giant.add("text", "x".repeat(600_000));
        put(giant);

        commit.await();

        assertThat(rests.rests).isEqualTo(1);
        assertThat(batchWriter.writtenSoFar()).isZero();
    }

    /** One that naps would let the caller wait until its time is over. */
    @Test
    @Timeout(60)
    void wakesTheSender_forAnActionThatOnlyTheSenderWrites() throws InterruptedException {
        Duration longest = Duration.ofMinutes(10);
        Knobs knobs = new Knobs();
        knobs.keeping = new PipelineConfig.Keeping(Durability.WRITE, longest, longest);
        SenderScene scene = new SenderScene(knobs);
        scene.ring.attach(Thread.currentThread());
        scene.turn();
        CapturedAction giant = Sample.action(1, "x".repeat(300_000));
        Thread caller = new Thread(() -> {
            scene.put(giant);
            scene.commit.await();
        });
        caller.start();

        do {
            // Anything may end a nap before its time.
            scene.ring.nap(longest.toNanos());
            scene.turn();
        } while (scene.ring.putSoFar() == 0 || scene.ring.size() > 0);

        caller.join();
        assertThat(scene.counts().pending()).isEqualTo(1);
        assertThat(scene.counts().oddities().get(Oddity.LATE_COMMITS)).isZero();
    }

    /** Others wait at the same moment, say, and the one that had the lock wrote for all. */
    @Test
    void doesNotRest_whenAnotherHasWrittenForIt() {
        put(Sample.action(1));
        commit.lead();
        batchWriter.mayLead(false);

        commit.await();

        assertThat(rests.rests).isZero();
        assertThat(ledger.counts().oddities().get(Oddity.LATE_COMMITS)).isZero();
    }

    /** A sender that hangs lets nobody wait, and the action is kept until it is back. */
    @Test
    void doesNotRest_whileTheSenderHangs() {
        batchWriter.mayLead(false);
        put(Sample.action(1));
        ring.heartbeat().beat();
        ring.heartbeat().missedSince(ring.heartbeat().beats());

        commit.await();

        assertThat(rests.rests).isZero();
        assertThat(ledger.counts().oddities().get(Oddity.LATE_COMMITS)).isEqualTo(1);
        assertThat(ring.size()).isEqualTo(1);
    }

    @Test
    void keepsAnInterruptForTheApplication() {
        batchWriter.mayLead(false);
        put(Sample.action(1));
        Thread.currentThread().interrupt();

        commit.await();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(rests.nowNanos).as("it costs no action").isEqualTo(TIMEOUT.toNanos());
    }

    @Test
    void doesNotRest_onceThereIsNoSenderAnyMore() {
        batchWriter.mayLead(false);
        put(Sample.action(1));
        commit.close();

        commit.await();

        assertThat(rests.rests).isZero();
        assertThat(ledger.counts().oddities().get(Oddity.LATE_COMMITS)).isZero();
    }

    @Test
    void withFsync_onlyWhatTheSenderHasSyncedIsCommitted(@TempDir Path root) {
        FileSpool spool = files(root);
        wire(spool, Durability.FSYNC);
        assertThat(commit.isAwaited()).isTrue();
        put(Sample.action(1));
        assertThat(commit.lead()).as("a sync is the sender's").isEqualTo(BatchWriter.Lead.SENDERS);
        OpenBatch open = new OpenBatch(batchWriter, new Packer(false), true);
        open.fill(1, Long.MAX_VALUE);
        assertThat(batchWriter.writtenSoFar()).isEqualTo(1);
        assertThat(commit.isCommitted(1)).isFalse();

        commit.written();

        assertThat(commit.isCommitted(1)).isTrue();
        assertThat(commit.isCommitted(2)).isFalse();
        spool.close();
    }

    /** There can be another: its next turn, which comes at once, writes to that. */
    @Test
    @Timeout(60)
    void withFsync_whatIsInNoFileIsNotCommittedAndTheSenderGoesOnAtOnce() {
        wire(new MemorySpool(), Durability.FSYNC);
        put(Sample.action(1));
        new OpenBatch(batchWriter, new Packer(false), true).fill(1, Long.MAX_VALUE);

        commit.written();

        assertThat(commit.isCommitted(1)).isFalse();
        ring.sleep(Duration.ofHours(1));
    }

    private FileSpool files(Path root) {
        Tenant tenant = new Tenant("MOESIF", "https://one.example", () -> "id", () -> false);
        FileSpool spool = new FileSpool(new SpoolConfig(root, 1 << 20), tenant, notices);
        spool.tend(0);
        return spool;
    }

    @Test
    void withAsync_nobodyWaits() {
        wire(new MemorySpool(), Durability.ASYNC);

        assertThat(commit.isAwaited()).isFalse();
    }
}
