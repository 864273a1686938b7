package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
        PipelineConfig config = new Knobs().config();
        Pipeline.Clocks clocks = rests.clocks();
        Spool spool = new MemorySpool();
        ring = new Ring(config, ledger, notices, clocks);
        batchWriter = new BatchWriter(
                ring,
                Sample.encoder(new EncodingNotices(ledger, notices), lines),
                lines,
                spool,
                new OpenSegment(lines, spool, config.batch()),
                new Undeliverable(spool, ledger, notices, clocks.wall(), "the collector"));
        PipelineConfig.Keeping keeping = new PipelineConfig.Keeping(Durability.WRITE, TIMEOUT, Duration.ofDays(1));
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

        scene.ring.nap(longest.toNanos());
        scene.turn();

        caller.join();
        assertThat(scene.counts().pending()).isEqualTo(1);
        assertThat(scene.counts().oddities().get(Oddity.LATE_COMMITS)).isZero();
    }
}
