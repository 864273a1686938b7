package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may write, and that nobody keeps the lock. */
@Timeout(60)
class WriterLockTest {
    private final Knobs knobs = new Knobs();
    private final Ledger ledger = new Ledger();
    private final Notices notices = new Notices(Sample.silence());
    private final LineBuffer lines = new LineBuffer();
    private Ring ring;
    private BatchWriter batchWriter;
    private OpenBatch open;

    private void wire() {
        PipelineConfig config = knobs.config();
        MemorySpool spool = new MemorySpool();
        ring = new Ring(config, ledger, notices, Pipeline.Clocks.SYSTEM);
        batchWriter = new BatchWriter(
                ring,
                Sample.encoder(new EncodingNotices(ledger, notices), lines),
                lines,
                spool,
                new OpenSegment(lines, spool, config.batch()),
                new Undeliverable(spool, ledger, notices, InstantSource.system(), "the collector"));
        open = new OpenBatch(batchWriter, new Packer(false), false);
        batchWriter.mayLead(true);
    }

    private void put(CapturedAction action) {
        ring.expect();
        ring.put(action);
    }

    private BatchWriter.Lead anotherLeads() {
        return CompletableFuture.supplyAsync(() -> batchWriter.tryLead(System.nanoTime()))
                .join();
    }

    static Stream<Consumer<WriterLockTest>> uses() {
        return Stream.of(
                test -> test.open.fill(1, Long.MAX_VALUE),
                test -> test.batchWriter.tryLead(1),
                test -> test.batchWriter.prepare(),
                test -> test.batchWriter.waitNoMore(),
                test -> test.batchWriter.look(),
                test -> test.batchWriter.drop(DropReason.MEMORY_FULL, test.open),
                test -> test.batchWriter.keepLate(" {}\n".getBytes(StandardCharsets.UTF_8), 1, true),
                test -> {
                    test.open.fill(1, Long.MAX_VALUE);
                    test.open.seal(2);
                });
    }

    @ParameterizedTest
    @MethodSource("uses")
    void whoeverHadTheLock_leavesItToTheNext(Consumer<WriterLockTest> use) {
        wire();
        put(Sample.action(1));

        use.accept(this);

        assertThat(batchWriter.writer()).isNull();
        put(Sample.action(2));
        assertThat(anotherLeads()).isEqualTo(BatchWriter.Lead.HAD);
        assertThat(ring.size()).isZero();
    }

    @Test
    void afterTheEnd_theLockIsFreeAndNobodyWrites() {
        wire();
        batchWriter.close();

        put(Sample.action(1));
        assertThat(anotherLeads()).isEqualTo(BatchWriter.Lead.SENDERS);
        assertThat(ring.size()).isOne();
    }

    /** It would be woken in vain for each of them. */
    @Test
    void whereNothingWaits_aCallerNeedsNoSender_andWhereABatchIsFullItDoes() {
        knobs.maxActions = 1;
        wire();
        assertThat(batchWriter.tryLead(1)).isEqualTo(BatchWriter.Lead.HAD);
        put(Sample.action(1));
        put(Sample.action(2));
        assertThat(batchWriter.tryLead(1)).isEqualTo(BatchWriter.Lead.HAD);

        assertThat(batchWriter.tryLead(1)).isEqualTo(BatchWriter.Lead.SENDERS);
        ring.poll();
        assertThat(batchWriter.tryLead(1)).as("it is full").isEqualTo(BatchWriter.Lead.SENDERS);
    }

    /** Or its caller would be let go before it is in its file. */
    @Test
    void anActionThatBeginsTheNextSegment_isWrittenOnlyWhenThatHasBegun() {
        knobs.maxBytes = Sample.lineLength(Sample.action(1)) * 3 / 2;
        wire();
        put(Sample.action(1));
        put(Sample.action(2));

        open.fill(1, Long.MAX_VALUE);
        assertThat(batchWriter.writtenSoFar()).isOne();

        open.seal(2);
        assertThat(batchWriter.writtenSoFar()).isEqualTo(2);
    }

    /** Callers free slots, too, where they write for all. */
    @Test
    void whoWaitsAtAFullRing_isLetInWhenACallerHasWritten() throws InterruptedException {
        knobs.queueSize = 2;
        knobs.maxBlockTime = Duration.ofHours(1);
        wire();
        put(Sample.action(1));
        put(Sample.action(2));
        Thread waiting = new Thread(() -> put(Sample.action(3)));
        waiting.setDaemon(true);
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        assertThat(batchWriter.tryLead(1)).isEqualTo(BatchWriter.Lead.HAD);

        waiting.join();
        assertThat(ring.size()).isOne();
    }

    /** The sender waits for the lock, so nothing makes room: the action that is refused for that has to free it. */
    @Test
    void whoKeptTheLockAtTheEndOfItsStack_letsGoOfItThoughTheRingIsFull(@TempDir Path temp)
            throws InterruptedException {
        knobs.keeping = new PipelineConfig.Keeping(Durability.WRITE, Duration.ofSeconds(1), Duration.ofDays(36_500));
        knobs.queueSize = 16;
        FakeTransport transport = new FakeTransport();
        transport.behave(post -> post.answer(201));
        Pipeline pipeline = new Pipeline(
                knobs.config(),
                new Pipeline.Dependencies(
                        Sample::encoder,
                        transport,
                        new FileSpool(new SpoolConfig(temp, 1 << 20), knobs.tenant, notices),
                        Thread::new),
                ledger,
                notices);
        pipeline.start(() -> {}, () -> {});
        pipeline.expect();
        pipeline.put(Sample.action(0));
        AtomicBoolean kept = new AtomicBoolean();

        Thread caller = new Thread(
                null,
                () -> {
                    kept.set(keepsTheLock(pipeline.parts.batchWriter));
                    boolean taken = kept.get();
                    while (taken) {
                        pipeline.expect();
                        taken = pipeline.parts.ring.put(Sample.action(1));
                    }
                    pipeline.expect();
                    pipeline.put(Sample.action(2));
                },
                "caller",
                256 * 1024);
        caller.start();
        caller.join();

        boolean flushed = pipeline.flush(Duration.ofSeconds(30));
        pipeline.stop(Duration.ZERO);
        assumeTrue(kept.get(), "no stack has ended where the lock is taken");
        assertThat(flushed).isTrue();
        assertThat(ledger.dropped(DropReason.QUEUE_FULL)).isEqualTo(2);
    }

    /** Whether this thread has the lock now, since its stack has ended where it took it. */
    private static boolean keepsTheLock(BatchWriter batchWriter) {
        for (int back = 0; back < 1_000; back++) {
            backFromTheEndOfTheStack(back % 50, () -> batchWriter.tryLead(System.nanoTime()));
            if (batchWriter.writer() == Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }

    /** @return from how many calls more it has to come back before the work is done */
    private static int backFromTheEndOfTheStack(int back, Runnable work) {
        int left;
        try {
            left = backFromTheEndOfTheStack(back, work);
        } catch (StackOverflowError e) {
            left = back;
        }
        try {
            if (left == 0) {
                work.run();
            }
        } catch (StackOverflowError e) {
            // This is what it is for.
        }
        return left - 1;
    }
}
