package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Everything behind the ring, run through so much time, with a collector that answers each request at the turn after. */
final class Machine extends Wiring {
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(35);

    final ScriptedCollector collector;
    final OpenBatch open = parts.open;
    final BatchWriter batchWriter = parts.batchWriter;
    final Delivery delivery = parts.delivery;

    Machine() {
        this(64 << 20, 4 << 20);
    }

    Machine(long maxMemory, int maxBatchBytes) {
        this(config(maxMemory, maxBatchBytes), notices -> new MemorySpool());
    }

    Machine(PipelineConfig config, Function<Notices, Spool> spool) {
        this(config, new ScriptedCollector(), spool);
    }

    private Machine(PipelineConfig config, ScriptedCollector collector, Function<Notices, Spool> spool) {
        super(config, collector, spool);
        this.collector = collector;
    }

    private static PipelineConfig config(long maxMemory, int maxBatchBytes) {
        return new PipelineConfig(
                16_384,
                Duration.ZERO,
                maxMemory,
                new PipelineConfig.BatchLimits(maxBatchBytes, Integer.MAX_VALUE, true),
                Duration.ofSeconds(1),
                REQUEST_TIMEOUT,
                4,
                PipelineConfig.Keeping.NOTHING,
                new Tenant("nobody", "", () -> "", () -> false));
    }

    /** What is unsent when the sender's thread ends, as far as it is still there. */
    List<Batch> left() {
        List<Batch> unsent = new ArrayList<>();
        sender.takeAll(now, unsent);
        return unsent.stream()
                .flatMap(batch -> parts.segmentCache.left(batch).stream())
                .toList();
    }

    /** What the sender's thread does when it ends. */
    void close() {
        sender.takeAll(now, new ArrayList<>());
        sender.end();
        parts.close();
    }

    /** Puts actions with the next numbers and takes them from the ring, without a moment passing. */
    Machine put(int count) {
        return put(count, "");
    }

    Machine put(int count, String text) {
        putNext(count, text);
        return this;
    }

    /** One turn of the loop, now. */
    Machine turn() {
        collector.startTurn(now);
        sender.runOnce(now);
        return this;
    }

    /** Runs the loop through so much time, from one moment that something is due at to the next. */
    Machine run(Duration time) {
        long end = now + time.toNanos();
        int idle = 0;
        while (end - now > 0 || collector.hasAnswers() || ring.size() > 0) {
            boolean answers = collector.hasAnswers();
            int posted = collector.posts.size();
            int inRing = ring.size();
            turn();
            boolean idled = !answers && posted == collector.posts.size() && inRing == ring.size();
            idle = idled ? idle + 1 : 0;
            assertThat(idle).as("turns in a row that were due and did nothing").isLessThan(1_000);
            if (!collector.hasAnswers() && (ring.size() == 0 || idled)) {
                long due = delivery.nanosUntilDue(now, Math.max(0, end - now));
                idle = due > 0 ? 0 : idle;
                now += Math.max(due, Math.min(1_000, Math.max(0, end - now)));
            }
        }
        return this;
    }

    /** The equation holds, no action was accepted twice, and what was accepted was delivered. */
    Counts balanced() {
        Counts counts = counts();
        // AssertJ's own look for duplicates compares, and takes most of the time of tests that ask at every turn.
        assertThat(new HashSet<>(collector.accepted)).hasSameSizeAs(collector.accepted);
        assertThat((long) collector.accepted.size()).isEqualTo(counts.delivered());
        return counts;
    }

    /** The same, and all has been delivered. */
    void allDelivered() {
        Counts counts = balanced();
        assertThat(counts.delivered()).as("%s", counts).isEqualTo(numbers);
        assertThat(collector.accepted.stream().sorted())
                .isEqualTo(IntStream.range(0, numbers).boxed().toList());
        assertThat(delivery.unsent().bytes()).isZero();
        assertThat(delivery.unsent().held()).isEqualTo(new Counts.Held(0, 0));
    }
}
