package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller rests only where many wait for their file and none has been written for a while, and never for long. */
class WriteBehindTest {
    private static final int MANY = 257;
    private static final long REST = Duration.ofMillis(1).toNanos();
    private static final long STALL = Duration.ofMillis(2).toNanos();

    private final Ledger ledger = new Ledger();
    private final Notices notices = new Notices(new Scribe(new ArrayList<>()));
    private final LineBuffer lines = new LineBuffer();
    private final Rests rests = new Rests();
    private final PipelineConfig config = new Knobs().config();
    private final Spool spool = new MemorySpool();
    private final Ring ring = new Ring(config, ledger, notices, rests.clocks());
    private final BatchWriter batchWriter = new BatchWriter(
            ring,
            Sample.encoder(new EncodingNotices(ledger, notices), lines),
            lines,
            spool,
            new OpenSegment(lines, spool, config.batch()),
            new Undeliverable(spool, ledger, notices, rests.clocks().wall(), "the collector"));
    private final WriteBehind behind = new WriteBehind(ring, batchWriter, rests.clocks());

    /** So that each test crosses the point where {@code nanoTime} overflows. */
    @BeforeEach
    void beginLate() {
        rests.nowNanos = Long.MAX_VALUE - 1;
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            ring.expect();
            ring.put(Sample.action(i));
        }
    }

    /** So much later, whether a caller rests. */
    private boolean rests(long later) {
        rests.nowNanos += later;
        long before = rests.nowNanos;
        behind.restIfStalled();
        long rested = rests.nowNanos - before;
        assertThat(rested).isIn(0L, REST);
        return rested > 0;
    }

    @Test
    void aStallBehindMany_isAReasonToRest() {
        put(MANY);
        assertThat(rests(0)).as("nobody knows yet that it lasts").isFalse();
        assertThat(rests(STALL)).isFalse();
        assertThat(rests(1)).isTrue();
        assertThat(rests(0)).as("each of them").isTrue();
    }

    @Test
    void aStallBehindFew_isNoReasonToRest() {
        put(MANY - 1);
        rests(0);

        assertThat(rests(10 * STALL)).isFalse();
    }

    /** However many have been written before. */
    @Test
    void aStallBehindFewOfMany_isNoReasonToRest() {
        put(MANY);
        batchWriter.mayLead(true);
        batchWriter.tryLead(rests.nowNanos);
        put(MANY - 1);
        rests(0);

        assertThat(rests(10 * STALL)).isFalse();
    }

    @Test
    void aSenderThatWrites_isNotWaitedFor() {
        put(MANY);
        batchWriter.mayLead(true);
        assertThat(rests(0)).isFalse();
        for (int i = 0; i < 5; i++) {
            put(MANY);
            batchWriter.tryLead(rests.nowNanos);
            put(MANY);
            assertThat(rests(10 * STALL)).isFalse();
        }
        assertThat(rests(STALL + 1)).as("since the last was written").isTrue();
    }

    /** It takes nothing, and no processor helps it. */
    @Test
    void aSenderThatHangs_isNotWaitedFor() {
        put(MANY);
        rests(0);
        ring.heartbeat().beat();
        ring.heartbeat().missedSince(ring.heartbeat().beats());

        assertThat(rests(10 * STALL)).isFalse();
    }
}
