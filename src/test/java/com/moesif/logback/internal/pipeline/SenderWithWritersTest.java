package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.OpenFiles;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.transport.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The sender beside callers who write for themselves, and whoever wakes it. */
class SenderWithWritersTest extends SpooledScene {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Knobs knobs = new Knobs();

    private void durability(Durability durability) {
        knobs.keeping = new PipelineConfig.Keeping(durability, SECOND, maxAge);
    }

    private Machine onDisk(Durability durability) {
        return onDisk(durability, 1L << 30);
    }

    private Machine onDisk(Durability durability, long maxSize) {
        durability(durability);
        Machine machine = new Machine(
                knobs.config(),
                notices -> new FileSpool(new SpoolConfig(temp.resolve("spool"), maxSize), knobs.tenant, notices));
        machine.collector.behaviour = post -> status(503);
        return machine.turn();
    }

    @Test
    void whatCallersHaveWritten_isCountedBesideWhatTheSenderHolds() {
        Machine machine = onDisk(Durability.WRITE);
        machine.put(3).turn();
        machine.put(2);
        assertThat(machine.parts.commit.lead()).isEqualTo(BatchWriter.Lead.HAD);
        machine.put(4);

        assertThat(machine.sender.heldInAll()).isEqualTo(new Counts.Held(4, 5));
        assertThat(machine.counts().accepted()).isEqualTo(9);
        machine.close();
    }

    @Test
    void whatCallersHaveWrittenWhereThereAreNoFiles_isCountedAsUnsent() {
        durability(Durability.WRITE);
        SenderScene scene = new SenderScene(knobs);
        scene.put(3).turn();
        scene.put(2);
        assertThat(scene.commit.lead()).isEqualTo(BatchWriter.Lead.HAD);
        scene.put(4);

        assertThat(scene.sender.heldInAll()).isEqualTo(new Counts.Held(9, 0));
    }

    /** Meanwhile no caller waits for its file. */
    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"WRITE", "FSYNC"})
    void whatACrashMayTake_isMarkedWhileTheConfigurationIsRead(Durability durability) throws IOException {
        durability(durability);
        Machine machine = new Machine(
                knobs.config(),
                notices -> new FileSpool(new SpoolConfig(temp.resolve("spool"), 1 << 30), knobs.tenant, notices));
        machine.parts.hold(machine.now);
        machine.turn();
        machine.put(3).turn();
        assertThat(marked()).containsExactly(most(machine));

        machine.parts.hold.end();
        machine.turn();

        assertThat(marked()).containsExactlyInAnyOrder(0L, most(machine));
        machine.put(1).turn();
        assertThat(marked()).containsOnly(0L, most(machine));
        machine.close();
    }

    private static long most(Machine machine) {
        return machine.parts.ring.capacity() + (long) RingEncoder.MOST_IN_HAND;
    }

    /** The most that a crash may take, by the two lines of the mark. */
    private List<Long> marked() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("spool"))) {
            Path mark = files.filter(file -> file.toString().endsWith(".accepted.new"))
                    .findFirst()
                    .orElseThrow();
            return Pattern.compile("most=(\\d+)")
                    .matcher(Files.readString(mark))
                    .results()
                    .map(found -> Long.valueOf(found.group(1)))
                    .toList();
        }
    }

    /** Nobody has taken it from the sender, as after a fault; the next life finds it. */
    @Test
    void whatTheSenderStillHoldsInFiles_isCountedForEverToo() {
        Machine machine = onDisk(Durability.WRITE);
        machine.put(3).turn();
        machine.put(2);
        machine.parts.commit.lead();

        assertThat(machine.sender.end()).isZero();

        assertThat(machine.sender.heldInAll()).isEqualTo(new Counts.Held(0, 5));
        machine.parts.close();
    }

    /** Also of a caller that was quicker than the end. */
    @Test
    void whatIsInFilesAtTheEnd_isCountedForEver() {
        Machine machine = onDisk(Durability.WRITE);
        machine.put(3).turn();
        machine.sender.takeAll(machine.now, new ArrayList<>());
        machine.put(2);
        machine.parts.commit.lead();

        assertThat(machine.sender.end()).isZero();
        machine.sender.leaves(3);

        assertThat(machine.sender.heldInAll()).isEqualTo(new Counts.Held(0, 5));
        assertThat(machine.counts().spooled()).isEqualTo(5);
        machine.parts.close();
    }

    @Test
    void whatIsInMemoryAtTheEnd_isLost() {
        durability(Durability.WRITE);
        SenderScene scene = new SenderScene(knobs);
        scene.turn();
        scene.sender.takeAll(scene.now, new ArrayList<>());
        scene.put(2);
        scene.commit.lead();
        scene.put(1);

        assertThat(scene.sender.end()).isEqualTo(2);
        assertThat(scene.ledger.dropped(DropReason.STOPPED)).as("in the ring").isOne();
    }

    /** Its line is written last, to a segment that begins in the middle of the turn. */
    @Test
    void withFsync_theActionThatOverflowsABatchIsCommittedInTheSameTurn() {
        knobs.maxBytes = 100_000;
        Machine machine = onDisk(Durability.FSYNC);
        machine.put(2, "x".repeat(70_000)).turn();

        assertThat(machine.parts.commit.isCommitted(2)).isTrue();
        assertThat(machine.balanced().spooled()).isEqualTo(2);
        machine.close();
    }

    @Test
    void aTurn_saysHowManyItHasTakenAndBeatsMeanwhile() {
        SenderScene scene = new SenderScene(knobs).put(5);
        long before = scene.ring.heartbeat().beats();

        assertThat(scene.turn()).isEqualTo(5);

        assertThat(scene.ring.heartbeat().beats()).isGreaterThan(before);
        assertThat(scene.turn()).isZero();
    }

    /** The memory is for both. */
    @Test
    void whatTheSenderHolds_theRingHasNoRoomFor() {
        knobs.maxMemory = 100_000;
        SenderScene scene = new SenderScene(knobs).put(Sample.action(0, "x".repeat(70_000)));
        scene.turn();

        scene.put(Sample.action(1, "x".repeat(40_000)));

        assertThat(scene.counts().dropped()).containsEntry(DropReason.MEMORY_FULL, 1L);
        assertThat(scene.counts().pending()).isOne();
    }

    @Test
    void callers_writeOnlyWhileThereIsRoomForMore() {
        durability(Durability.WRITE);
        knobs.maxMemory = 64 << 10;
        knobs.maxInFlight = 1;
        SenderScene scene = new SenderScene(knobs);
        scene.turn();
        scene.put(1);
        assertThat(scene.commit.lead()).isEqualTo(BatchWriter.Lead.HAD);

        scene.put(4_000).turns();

        assertThat(scene.ring.size()).isPositive();
        assertThat(scene.commit.lead()).isEqualTo(BatchWriter.Lead.SENDERS);
    }

    private static Batch large(int bytes) {
        byte[] json = " ".repeat(bytes).getBytes(StandardCharsets.UTF_8);
        ScriptedSegment segment = new ScriptedSegment(List.of(0));
        segment.whole = false;
        return Batch.sealed(new Payload("", json, false), 1, bytes, new Batch.Origin(0, Long.MAX_VALUE, segment));
    }

    /** Room is made by sending it, and it may be all there is. */
    @Test
    void whatCallersHaveWrittenBeforeMemoryWasFull_isHandedOnAllTheSame() {
        durability(Durability.WRITE);
        knobs.maxMemory = 64 << 10;
        SenderScene scene = new SenderScene(knobs);
        scene.turn();
        scene.put(3);
        scene.commit.lead();
        assertThat(scene.parts.batchWriter.isEmpty()).isFalse();
        scene.parts.delivery.inherit(List.of(large(64 << 10)));

        scene.turn();

        assertThat(scene.parts.batchWriter.isEmpty()).isTrue();
    }

    /** Room is made by sending it, and there is nothing else to send. */
    @Test
    void aSpoolThatCallersHaveFilled_isSent_andThenTheyWriteAgain() {
        Machine machine = onDisk(Durability.WRITE, 64 << 10);
        machine.collector.behaviour = post -> CREATED;
        machine.put(100, "x".repeat(1_000));
        assertThat(machine.parts.commit.lead()).isEqualTo(BatchWriter.Lead.HAD);
        machine.put(1);

        machine.turn();
        assertThat(machine.parts.commit.lead()).as("while there is no room").isEqualTo(BatchWriter.Lead.SENDERS);
        machine.run(MINUTE);

        assertThat(machine.counts().delivered()).isEqualTo(101);
        machine.put(1);
        assertThat(machine.parts.commit.lead()).isEqualTo(BatchWriter.Lead.HAD);
        machine.run(MINUTE).allDelivered();
        machine.close();
    }

    /** One action at a time gets past those that are doubted, and it is the sender that takes it. */
    @Test
    void whileRefusalsAreDoubtedAndMemoryIsFull_noCallerWrites() {
        durability(Durability.WRITE);
        knobs.maxMemory = 64 << 10;
        SenderScene scene = new SenderScene(knobs);
        UnsentBatches unsent = scene.parts.delivery.unsent();
        Batch refused = large(64 << 10);
        unsent.backlog.add(refused);
        unsent.refused(refused);
        unsent.suspects.doubt();
        assertThat(scene.sender.room()).isEqualTo(1);
        scene.sender.suspend(true);

        scene.turn();

        assertThat(scene.commit.lead()).isEqualTo(BatchWriter.Lead.SENDERS);
        unsent.suspects.takeAll(new ArrayList<>());
        unsent.backlog.takeAll(new ArrayList<>());
        scene.turn();
        assertThat(scene.commit.lead()).isEqualTo(BatchWriter.Lead.HAD);
    }

    /** To the last byte: whoever logs must not wait for memory that only the collector can free. */
    @Test
    void whereMemoryIsFullToTheByte_andTheCollectorTakesNothing_whatComesIsDropped() {
        knobs.maxMemory = 64 << 10;
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(Duration.ofMillis(10));
        scene.post(0).answer(503);
        scene.turn();
        int held = (int) scene.parts.delivery.unsent().bytes();
        scene.parts.delivery.inherit(List.of(large((64 << 10) - held)));
        assertThat(scene.sender.room()).isZero();
        scene.put(1);

        assertThat(scene.turn()).isOne();

        assertThat(scene.counts().dropped()).containsEntry(DropReason.MEMORY_FULL, 1L);
        assertThat(scene.ring.size()).isZero();
    }

    /** Callers would go on to add to it. */
    @Test
    void aFileThatSomebodyRemoves_isSeenWithinASecond_andWrittenAnew() throws IOException {
        Machine machine = onDisk(Durability.WRITE);
        machine.sender.suspend(true);
        machine.put(1);
        assertThat(machine.parts.commit.lead()).isEqualTo(BatchWriter.Lead.HAD);
        Files.delete(files(".segment").get(0));

        machine.now += SECOND.toNanos();
        machine.turn().turn();

        assertThat(files(".segment")).hasSize(1);
        assertThat(machine.balanced().spooled()).isOne();
        machine.close();
    }

    /** Each action behind it is lost with the process, which nobody would see otherwise. */
    @Test
    void aSlotThatSomebodyLeavesEmpty_isToldOf() throws Exception {
        SenderScene scene = new SenderScene(knobs);
        RingTest.takeSlot(scene.ring);
        scene.ring.expect();
        scene.ring.giveUp(DropReason.INTERNAL_ERROR);
        scene.put(1).turn();
        scene.after(Duration.ofSeconds(11));

        assertThat(scene.said).anyMatch(text -> text.contains("has taken a slot of the ring and left it empty"));
    }

    /** Whoever makes way has files too, which nobody would look for within the next minute. */
    @Test
    void withAnInheritance_theFilesAreLookedFor() {
        Machine before = onDisk(Durability.ASYNC);
        before.put(3).run(SECOND);
        Machine heir = onDisk(Durability.ASYNC);
        before.close();
        heir.turn();
        assertThat(heir.counts().spooled()).isZero();

        heir.sender.inherit(batches -> {});
        heir.turn().turn();

        assertThat(heir.counts().spooled()).isEqualTo(3);
        heir.close();
    }

    @Test
    void aFlushOrKeep_isOverWhenAllIsInFilesAndTheAttemptHasFailed() {
        Machine machine = onDisk(Durability.ASYNC);
        machine.put(1);
        machine.flushes.request(machine.ring::putSoFar, true);
        machine.turn();
        assertThat(machine.flushes.isEmpty()).as("the attempt may succeed").isFalse();

        machine.turn();

        assertThat(machine.flushes.isEmpty()).isTrue();
        machine.close();
    }

    /** What is in memory only keeps whoever is content with files. */
    @Test
    void aFlushOrKeep_waitsForWhatIsInNoFile() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.flushes.request(scene.ring::putSoFar, true);
        scene.turn();
        scene.post(0).answer(503);
        scene.turn();

        assertThat(scene.flushes.isEmpty()).isFalse();
    }

    /** What the disk refused a moment ago it may take now, and whoever asks may be about to end the process. */
    @Test
    void aFlush_asksABrokenDiskAtOnce() throws IOException {
        Path inTheWay = Files.createFile(temp.resolve("spool"));
        Machine machine = onDisk(Durability.ASYNC);
        machine.put(3).run(SECOND);
        assertThat(machine.balanced().pending()).isEqualTo(3);
        Files.delete(inTheWay);
        machine.turn();
        assertThat(machine.balanced().pending())
                .as("it is not asked at each turn")
                .isEqualTo(3);

        machine.flushes.request(machine.ring::putSoFar, false);
        machine.turn().turn().turn();

        assertThat(machine.balanced().spooled()).isEqualTo(3);
        machine.close();
    }

    /** In an outage of days there may be thousands of them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsKeptLate_keepsNoFileOpen() throws IOException {
        Path inTheWay = Files.createFile(temp.resolve("spool"));
        Machine machine = onDisk(Durability.ASYNC);
        machine.put(3).run(SECOND);
        Files.delete(inTheWay);
        machine.flushes.request(machine.ring::putSoFar, false);
        machine.turn().turn().turn();
        assertThat(machine.balanced().spooled()).isEqualTo(3);
        assertThat(files(".segment")).hasSize(1);

        assertThat(OpenFiles.below(temp)).noneMatch(file -> file.endsWith(".segment"));
        machine.close();
    }

    static Stream<Consumer<SenderScene>> calls() {
        return Stream.of(
                scene -> scene.sender.suspend(true),
                scene -> scene.sender.exiting(),
                scene -> scene.sender.stopBy(scene.now, scene.now + 1),
                scene -> scene.sender.leaveBy(scene.now, scene.now + 1));
    }

    /** It may sleep for a minute otherwise. */
    @ParameterizedTest
    @MethodSource("calls")
    @Timeout(60)
    void whoeverChangesWhatIsToBeDone_wakesTheSender(Consumer<SenderScene> call) {
        SenderScene scene = new SenderScene(knobs);
        scene.ring.attach(Thread.currentThread());
        call.accept(scene);

        // Returns: or else the time-out of this test ends it.
        scene.ring.sleep(HOUR);

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @Timeout(60)
    void whoeverSaysThatNoMoreComes_wakesASenderThatStops() {
        SenderScene scene = new SenderScene(knobs);
        scene.ring.attach(Thread.currentThread());
        scene.sender.stopBy(scene.now, scene.now + HOUR.toNanos());
        scene.ring.sleep(HOUR);
        // What had woken it may have left a permit, which would end any sleep.
        LockSupport.parkNanos(this, 1);
        scene.sender.receives(scene.now, false);

        scene.ring.sleep(HOUR);

        assertThat(Thread.interrupted()).isFalse();
    }

    /** As JMX and the health of an application show it. */
    @Test
    void theNextTry_isKnownWhileThereIsTroubleAndNobodyHasSuspendedIt() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(Duration.ofMillis(10));
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isNull();
        scene.post(0).answer(503);
        scene.turn();
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isPositive();

        scene.sender.suspend(true);
        scene.turn();
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isNull();
        scene.sender.suspend(false);
        scene.turn();
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isPositive();
        scene.after(Duration.ofMinutes(1));
        scene.transport.last().answer(201);
        scene.turn();
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isNull();
    }
}
