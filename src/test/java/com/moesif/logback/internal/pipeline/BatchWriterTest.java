package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Spool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the ring to the open batch, by the sender or by a caller. */
class BatchWriterTest {
    private final Ledger ledger = new Ledger();
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final LineBuffer lines = new LineBuffer();
    private Ring ring;
    private BatchWriter batchWriter;
    private OpenBatch open;
    /** How often the clock still fails. */
    private int faults;

    /** How often memory still lacks for an action that has no company. */
    private int shortages;
    /** Whether such an action can be encoded otherwise. */
    private boolean mended;

    /** What happens where such an action is encoded. */
    private Runnable whileEncoding = () -> {};

    private int names;
    private final Knobs knobs = new Knobs();
    /** Whether it does where the clock is asked, as it is for the name of a segment. */
    private boolean memoryEnds;

    private Duration passed = Duration.ZERO;

    private final InstantSource clock = () -> {
        if (memoryEnds) {
            throw new OutOfMemoryError("Java heap space");
        }
        if (faults > 0) {
            faults--;
            throw new IllegalStateException("a fault");
        }
        return Instant.now().plus(passed);
    };

    @TempDir
    private Path root;

    @BeforeEach
    void wire() {
        wire(new MemorySpool());
    }

    private void wire(Spool spool) {
        PipelineConfig config = knobs.config();
        ring = new Ring(config, ledger, notices, Pipeline.Clocks.SYSTEM);
        batchWriter = new BatchWriter(
                ring,
                Sample.encoder(new FailingReport(), lines),
                lines,
                spool,
                new OpenSegment(lines, spool, config.batch()),
                new Undeliverable(spool, ledger, notices, InstantSource.system(), "the collector"));
        open = new OpenBatch(batchWriter, new Packer(false), false);
        ledger.countHeldFrom(() -> {
            Counts.Held held = batchWriter.held();
            int inFile = open.inFile();
            return new Counts.Held(ring.size() + held.pending() + open.actions() - inFile, held.spooled() + inFile);
        });
        batchWriter.mayLead(true);
    }

    /** Fails at each action that has no company: stands for a fault of ours. */
    private final class FailingReport implements EncodingReport {
        @Override
        public void fieldLost(String rule, String field, String why) {}

        @Override
        public void fieldDoubtful(String rule, String field, String why) {}

        @Override
        public void withoutCompany(String rule, String actionName) {
            whileEncoding.run();
            if (shortages > 0) {
                shortages--;
                throw new OutOfMemoryError("Java heap space");
            }
            if (!mended) {
                throw new IllegalStateException("a fault");
            }
        }

        @Override
        public void manyNames(int limit, String example) {}

        @Override
        public void tooLarge(String actionName, String transactionId) {}
    }

    private void put(CapturedAction action) {
        ring.expect();
        ring.put(action);
    }

    private static CapturedAction faulty() {
        return new CapturedAction(0, "Tested", Map.of(), 1);
    }

    private void balanced() {
        assertThat(ledger.counts().balance()).as("%s", ledger.counts()).isTrue();
    }

    @Test
    void anActionThatCannotBeEncoded_isCountedAndToldAndHoldsUpNobody() {
        put(Sample.action(1));
        put(faulty());
        put(Sample.action(2));

        assertThat(open.fill(7, Long.MAX_VALUE)).isEqualTo(3);

        assertThat(open.actions()).isEqualTo(2);
        assertThat(ring.size()).isZero();
        assertThat(ledger.dropped(DropReason.INTERNAL_ERROR)).isEqualTo(1);
        balanced();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("could not be encoded", "IllegalStateException");
    }

    /** Five seconds each would fill the ring behind them, and cost all that come then. */
    @Test
    void actionsThatMemoryLacksFor_areWaitedForTogether() {
        mended = true;
        shortages = 5;
        for (int i = 0; i < 4; i++) {
            put(faulty());
        }
        put(Sample.action(1));

        assertThat(open.fill(7, Long.MAX_VALUE)).isZero();
        assertThat(batchWriter.lacksMemory()).isTrue();
        assertThat(open.fill(7 + RingEncoder.LONGEST_LACK_NANOS, Long.MAX_VALUE))
                .isEqualTo(5);

        assertThat(ledger.dropped(DropReason.INTERNAL_ERROR)).isEqualTo(4);
        assertThat(batchWriter.lacksMemory()).isFalse();
        balanced();
    }

    @Test
    void anActionThatMemoryLacksFor_staysInTheRingUntilThereIsSome() {
        mended = true;
        shortages = 2;
        put(Sample.action(1));
        put(faulty());
        put(Sample.action(2));

        assertThat(open.fill(7, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(open.fill(8, Long.MAX_VALUE)).isZero();
        assertThat(ring.size()).isEqualTo(2);
        balanced();
        assertThat(open.fill(9, Long.MAX_VALUE)).isEqualTo(2);

        assertThat(open.actions()).isEqualTo(3);
        assertThat(ledger.counts().droppedInAll()).isZero();
        balanced();
    }

    @Test
    void anActionThatMemoryLacksForForLong_isDroppedAndHoldsUpNobody() {
        shortages = Integer.MAX_VALUE;
        put(Sample.action(1));
        put(faulty());
        put(Sample.action(2));

        assertThat(open.fill(7, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(open.fill(6 + RingEncoder.LONGEST_LACK_NANOS, Long.MAX_VALUE))
                .isZero();
        assertThat(open.fill(7 + RingEncoder.LONGEST_LACK_NANOS, Long.MAX_VALUE))
                .isEqualTo(2);

        assertThat(open.actions()).isEqualTo(2);
        assertThat(ledger.dropped(DropReason.INTERNAL_ERROR)).isEqualTo(1);
        balanced();
    }

    /** At a stop there is no other time, and what is behind it would be lost, too. */
    @Test
    void anActionThatMemoryLacksForAtTheEnd_isDroppedAtOnce() {
        shortages = Integer.MAX_VALUE;
        put(faulty());
        put(Sample.action(1));

        batchWriter.waitNoMore();
        assertThat(open.fill(7, Long.MAX_VALUE)).isEqualTo(2);

        assertThat(open.actions()).isEqualTo(1);
        assertThat(ledger.dropped(DropReason.INTERNAL_ERROR)).isEqualTo(1);
        balanced();
    }

    /** The caller's thread may have little stack left, and it is not its business. */
    @Test
    void anActionThatACallerCannotEncode_isLeftToTheSender() {
        put(Sample.action(1));
        put(faulty());
        put(Sample.action(2));

        assertThat(batchWriter.tryLead(System.nanoTime())).isEqualTo(BatchWriter.Lead.HAD);
        assertThat(ring.size()).as("before it").isEqualTo(2);
        assertThat(batchWriter.held()).isEqualTo(new Counts.Held(1, 0));
        balanced();
        assertThat(batchWriter.tryLead(System.nanoTime()))
                .as("or its caller would wait, and nobody wake the sender")
                .isEqualTo(BatchWriter.Lead.SENDERS);
        assertThat(ledger.dropped(DropReason.INTERNAL_ERROR)).isZero();

        open.fill(7, Long.MAX_VALUE);

        assertThat(ring.size()).isZero();
        assertThat(ledger.dropped(DropReason.INTERNAL_ERROR)).isEqualTo(1);
        assertThat(batchWriter.isEmpty()).isTrue();
        balanced();
    }

    @Test
    void anActionThatIsPerhapsTooLarge_isLeftToTheSender() {
        put(Sample.action(1, "x".repeat(250_001)));

        assertThat(batchWriter.tryLead(System.nanoTime())).isEqualTo(BatchWriter.Lead.SENDERS);
        assertThat(ring.size()).isEqualTo(1);

        open.fill(7, Long.MAX_VALUE);
        assertThat(ring.size()).isZero();
        assertThat(open.actions()).isEqualTo(1);
        put(Sample.action(2, "x".repeat(200_000)));
        batchWriter.tryLead(System.nanoTime());
        assertThat(ring.size()).as("that one a caller writes").isZero();
    }

    @Test
    void anActionThatIsTooLarge_isDroppedAndCounted() {
        put(Sample.action(1, "x".repeat(1_000_001)));
        put(Sample.action(2));

        assertThat(open.fill(7, Long.MAX_VALUE)).isEqualTo(2);

        assertThat(ledger.dropped(DropReason.TOO_LARGE)).isEqualTo(1);
        assertThat(open.actions()).isEqualTo(1);
        assertThat(open.bytes()).isLessThan(1_000);
        balanced();
    }

    @Test
    void aCaller_writesOnlyWithTheSendersLeaveAndWhileItIsThere() {
        put(Sample.action(1));
        batchWriter.mayLead(false);
        assertThat(batchWriter.tryLead(System.nanoTime())).isEqualTo(BatchWriter.Lead.SENDERS);
        assertThat(ring.size()).isEqualTo(1);
        batchWriter.mayLead(true);
        batchWriter.close();

        assertThat(batchWriter.tryLead(System.nanoTime())).isEqualTo(BatchWriter.Lead.SENDERS);
        assertThat(ring.size()).isEqualTo(1);
    }

    @Test
    void whatHasBeenWritten_isKnownByItsSequenceNumber() {
        assertThat(batchWriter.writtenSoFar()).isZero();
        put(Sample.action(1));
        put(Sample.action(2));

        batchWriter.tryLead(System.nanoTime());

        assertThat(batchWriter.writtenSoFar()).isEqualTo(2);
        assertThat(batchWriter.isEmpty()).isFalse();
        assertThat(batchWriter.held()).isEqualTo(new Counts.Held(2, 0));
        open.fill(7, Long.MAX_VALUE);
        assertThat(batchWriter.isEmpty()).isTrue();
        assertThat(open.completeUpTo()).isEqualTo(2);
    }

    /** It may be the last for days, and a process that is killed then has lost nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"written", "set aside", "failed", "dropped"})
    void whateverBecomesOfAnAction_theSpoolIsTold(String fate) throws IOException {
        FileSpool spool = onDisk(100);
        put(Sample.action(1));
        open.fill(7, Long.MAX_VALUE);

        // Within a second it would be told only of what changes how many are in memory.
        passed = Duration.ofSeconds(1);
        put(
                switch (fate) {
                    case "set aside" -> Sample.action(2, "x".repeat(1_000_001));
                    case "failed" -> faulty();
                    default -> Sample.action(2);
                });
        if (fate.equals("dropped")) {
            batchWriter.drop(DropReason.MEMORY_FULL, open);
        } else {
            open.fill(7, Long.MAX_VALUE);
        }

        assertThat(marks())
                .anySatisfy(line ->
                        assertThat(line).contains("accepted=000000000000000002 written=000000000000000002 most="));
        spool.close();
    }

    private FileSpool onDisk(long crashMayTake) {
        FileSpool spool = new FileSpool(
                new SpoolConfig(root, 1 << 24),
                new Tenant("MOESIF", "https://collector", () -> "the-id", () -> false),
                notices,
                new FileSpool.Environment(clock, () -> "1234567" + names++));
        spool.crashMayTake(crashMayTake);
        spool.tend(0);
        wire(spool);
        return spool;
    }

    /** However many there are: each of them is written to the disk, and answers and deadlines wait meanwhile. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void actionsThatAreIncomplete_areTakenInSlices(boolean spooled) {
        FileSpool spool = spooled ? onDisk(100) : null;
        int count = 3 * RingEncoder.MOST_IN_HAND;
        for (int i = 0; i < count; i++) {
            put(Sample.incomplete(i));
        }

        int taken = open.fill(7, Long.MAX_VALUE);
        assertThat(taken).isPositive().isLessThanOrEqualTo(RingEncoder.MOST_IN_HAND);
        assertThat(batchWriter.isEmpty()).as("nothing of them is left in hand").isTrue();
        balanced();

        while (ring.size() > 0) {
            open.fill(7, Long.MAX_VALUE);
        }
        assertThat(ledger.counts().dead().get(DeadReason.INCOMPLETE)).isEqualTo(spooled ? count : 0);
        assertThat(ledger.dropped(DropReason.INCOMPLETE)).isEqualTo(spooled ? 0 : count);
        balanced();
        if (spooled) {
            spool.close();
        }
    }

    /** A fault of ours, or no memory: they have left the ring already. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anActionThatFailsToBecomeADeadLetter_isCountedAndToldAndHoldsUpNobody(boolean incomplete) {
        FileSpool spool = onDisk(0);
        put(Sample.action(1));
        open.fill(7, Long.MAX_VALUE);
        put(incomplete ? Sample.incomplete(2) : Sample.action(2, "x".repeat(1_000_001)));
        put(Sample.action(3));
        faults = Integer.MAX_VALUE;

        while (ring.size() > 0) {
            open.fill(7, Long.MAX_VALUE);
        }

        assertThat(open.actions()).isEqualTo(2);
        assertThat(ledger.dropped(incomplete ? DropReason.INCOMPLETE : DropReason.TOO_LARGE))
                .isEqualTo(1);
        assertThat(ledger.counts().deadInAll()).isZero();
        balanced();
        notices.speakAll(0);
        if (incomplete) {
            assertThat(said).anyMatch(text -> text.contains("It is dropped, since it can't be kept as a dead letter."));
        }
        spool.close();
    }

    /** Memory is short for all at once. */
    @Test
    void actionsThatFailToBecomeDeadLettersTogether_doSoOneByOne() {
        FileSpool spool = onDisk(0);
        for (int i = 0; i < 3; i++) {
            put(Sample.incomplete(i));
        }
        faults = 2;

        open.fill(7, Long.MAX_VALUE);

        assertThat(ledger.counts().dead().get(DeadReason.INCOMPLETE)).isEqualTo(2);
        assertThat(ledger.dropped(DropReason.INCOMPLETE)).isEqualTo(1);
        balanced();
        spool.close();
    }

    /** A caller may be the last to write: whoever closes must not miss what it has added. */
    @Test
    void whoeverCloses_isToldWhatNobodyHasTaken() {
        put(Sample.action(1));
        batchWriter.tryLead(System.nanoTime());

        assertThat(batchWriter.close()).isEqualTo(new Counts.Held(1, 0));
        assertThat(batchWriter.held()).isEqualTo(new Counts.Held(0, 0));
    }

    private List<String> marks() throws IOException {
        return Files.readAllLines(file(".accepted.new"));
    }

    private Path file(String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(suffix))
                    .findAny()
                    .orElseThrow();
        }
    }

    @Test
    void whatIsInTheRing_isDroppedWithItsReason() {
        put(Sample.action(1));
        open.fill(7, Long.MAX_VALUE);
        put(Sample.action(2));
        put(Sample.action(3));

        assertThat(batchWriter.drop(DropReason.MEMORY_FULL, open)).isEqualTo(2);

        assertThat(ledger.dropped(DropReason.MEMORY_FULL)).isEqualTo(2);
        assertThat(open.completeUpTo()).isEqualTo(3);
        assertThat(ring.size()).isZero();
        balanced();
    }

    /** The segment that has ended and the one that begins are two: what ends for want of memory is the second one only. */
    @Test
    void memoryThatEndsWhereTheNextSegmentBegins_costsNothing() throws IOException {
        put(Sample.action(1));
        open.fill(1, Long.MAX_VALUE);
        // The second one belongs to the next batch.
        knobs.maxBytes = open.bytes() * 3 / 2;
        FileSpool files = onDisk(0);
        put(Sample.action(1));
        put(Sample.action(2));
        open.fill(1, Long.MAX_VALUE);
        memoryEnds = true;

        Batch first = open.seal(1);
        memoryEnds = false;
        open.fill(2, Long.MAX_VALUE);
        Batch second = open.seal(2);
        assertThat(first.actions()).isEqualTo(1);
        assertThat(second.actions()).isEqualTo(1);
        assertThat(linesOf(first)).isEqualTo(1);
        assertThat(linesOf(second)).isEqualTo(1);
        assertThat(second.origin().segment()).isNotSameAs(first.origin().segment());
        files.close();
    }

    private static int linesOf(Batch batch) throws IOException {
        int[] lines = {0};
        batch.origin().segment().peek((bytes, from, to) -> lines[0]++);
        return lines[0];
    }

    /** What a crash takes is told by it, and a stop waits for no file that is written already. */
    @Test
    void whatACallerWrites_countsAsInItsFileBeforeTheSenderComes() {
        FileSpool spool = onDisk(0);
        put(Sample.action(1));
        put(Sample.action(2));
        open.fill(7, Long.MAX_VALUE);
        for (int i = 3; i <= 5; i++) {
            put(Sample.action(i));
        }

        assertThat(batchWriter.tryLead(System.nanoTime())).isEqualTo(BatchWriter.Lead.HAD);

        assertThat(batchWriter.held()).isEqualTo(new Counts.Held(0, 3));
        balanced();
        spool.close();
    }

    /** Written to a file that is under no name any more it would be lost with the memory that has it. */
    @Test
    void aFileThatSomebodyRemovesBeforeItIsFull_isNoHomeForItsBatch() throws IOException {
        FileSpool spool = onDisk(0);
        put(Sample.action(1));
        open.fill(7, Long.MAX_VALUE);
        Files.delete(file(".segment"));

        assertThat(open.seal(8).isSpooled()).isFalse();
        spool.close();
    }

    /** It may come between the sender's last look and the end of the batch. */
    @Test
    void whatACallerWritesBeforeTheBatchEnds_isPartOfIt() throws IOException {
        FileSpool spool = onDisk(0);
        put(Sample.action(1));
        open.fill(7, Long.MAX_VALUE);
        put(Sample.action(2));
        assertThat(batchWriter.tryLead(8)).isEqualTo(BatchWriter.Lead.HAD);

        Batch batch = open.seal(9);

        assertThat(batch.actions()).isEqualTo(2);
        assertThat(linesOf(batch)).isEqualTo(2);
        assertThat(batchWriter.isEmpty()).isTrue();
        put(Sample.action(3));
        open.fill(10, Long.MAX_VALUE);
        assertThat(open.firstSequence()).isEqualTo(2);
        spool.close();
    }

    /** What callers add to it would be in no file. */
    @Test
    void aFileThatSomebodyRemoves_isSeenAtALook() throws IOException {
        FileSpool spool = onDisk(0);
        put(Sample.action(1));
        batchWriter.tryLead(7);
        assertThat(batchWriter.held()).isEqualTo(new Counts.Held(0, 1));
        Files.delete(file(".segment"));

        batchWriter.look();

        assertThat(batchWriter.held()).isEqualTo(new Counts.Held(1, 0));
        spool.close();
    }

    /** Each may be large, and all of them are in memory until they are on the disk. */
    @Test
    void actionsThatAreIncompleteAndLarge_areTakenFewAtATime() {
        FileSpool spool = onDisk(0);
        int count = 20;
        for (int i = 0; i < count; i++) {
            CapturedAction large = Sample.incomplete(i);
            large.add("more", "x".repeat(50_000));
            put(large);
        }

        assertThat(open.fill(7, Long.MAX_VALUE)).isEqualTo(2);

        while (ring.size() > 0) {
            open.fill(7, Long.MAX_VALUE);
        }
        assertThat(ledger.counts().dead().get(DeadReason.INCOMPLETE)).isEqualTo(count);
        balanced();
        spool.close();
    }

    /** Memory is short for all at once, and the disk takes none of them: nobody may count on letters that are not there. */
    @Test
    void actionsThatTheDiskTakesNoLettersOf_areDroppedAlsoWhenTheyAreTriedOneByOne() throws IOException {
        FileSpool spool = onDisk(0);
        put(Sample.action(1));
        open.fill(7, Long.MAX_VALUE);
        Files.createFile(file(".segment").resolveSibling("dead"));
        for (int i = 0; i < 3; i++) {
            put(Sample.incomplete(i));
        }
        faults = 1;

        open.fill(7, Long.MAX_VALUE);

        assertThat(faults).isZero();
        assertThat(ledger.dropped(DropReason.INCOMPLETE)).isEqualTo(3);
        assertThat(ledger.counts().deadInAll()).isZero();
        balanced();
        spool.close();
    }

    /** The lock is free then, and the sender, which sleeps until it is, has not been woken: nobody else may come for hours. */
    @Test
    @Timeout(60)
    void aCallerWhoseStackEndsWhereItLetsGo_leavesTheSenderAwake() throws InterruptedException {
        mended = true;
        put(faulty());
        Thread sender = new Thread(() -> open.fill(7, Long.MAX_VALUE));
        sender.setDaemon(true);
        ring.attach(sender);
        whileEncoding = () -> {
            whileEncoding = () -> {};
            sender.start();
            await().until(() -> sender.getState() == Thread.State.WAITING);
            atTheEndOfTheStack(batchWriter::letGo);
        };
        // It has let go already, which it does not know.
        AtomicReference<Throwable> thrown = onASmallStack(() -> batchWriter.tryLead(System.nanoTime()));

        sender.join();

        assertThat(thrown.get()).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(batchWriter.writer()).isNull();
    }

    /** Where it takes the lock, the JDK lets it come to an end, and throws then: not even that may keep others away for ever. */
    @Test
    @Timeout(60)
    void aCallerWhoseStackEnds_leavesTheLockWithItsNextAction() throws InterruptedException {
        // Whatever class begins at the end of a stack is lost for the tests that follow: all begin here.
        put(Sample.action(1));
        assertThat(batchWriter.tryLead(System.nanoTime())).isEqualTo(BatchWriter.Lead.HAD);
        List<Thread> kept = new ArrayList<>();
        Runnable lead = () -> {
            batchWriter.tryLead(System.nanoTime());
            kept.add(batchWriter.writer());
        };

        AtomicReference<Throwable> thrown = onASmallStack(() -> {
            for (int i = 0; i < 20; i++) {
                // Nobody has stack enough to let go of it there.
                atTheEndOfTheStack(() -> batchWriter.tryLead(System.nanoTime()));
                lead.run();
            }
        });

        assertThat(thrown.get()).isNull();
        assertThat(kept).hasSize(20).containsOnlyNulls();
    }

    /** @return what it has thrown */
    private static AtomicReference<Throwable> onASmallStack(Runnable work) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(null, work, "caller", 256 * 1024);
        caller.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
        caller.start();
        caller.join();
        return thrown;
    }

    /** At each depth on the way back, as whoever calls it does where it fails. */
    private static void atTheEndOfTheStack(Runnable work) {
        try {
            atTheEndOfTheStack(work);
        } catch (StackOverflowError e) {
            // Here it ends.
        }
        try {
            work.run();
        } catch (StackOverflowError e) {
            // There is more of it where this returns to.
        }
    }

    /** It writes for all: whoever comes meanwhile has nothing to do but to look again. */
    @Test
    void whileAnotherWrites_theWriterIsBusy() {
        mended = true;
        put(faulty());
        List<BatchWriter.Lead> meanwhile = new ArrayList<>();
        whileEncoding = () -> meanwhile.add(
                CompletableFuture.supplyAsync(() -> batchWriter.tryLead(1)).join());

        assertThat(batchWriter.tryLead(1)).isEqualTo(BatchWriter.Lead.HAD);

        assertThat(meanwhile).containsExactly(BatchWriter.Lead.BUSY);
    }

    @Test
    void memoryThatLackedForWhatIsGone_isNoLack() {
        shortages = Integer.MAX_VALUE;
        put(faulty());
        open.fill(7, Long.MAX_VALUE);
        assertThat(batchWriter.lacksMemory()).isTrue();

        batchWriter.waitNoMore();
        open.fill(8, Long.MAX_VALUE);

        assertThat(ring.size()).isZero();
        assertThat(batchWriter.lacksMemory()).isFalse();
    }
}
