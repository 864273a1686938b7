package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a turn of the sender does beside sending: for those who write to the file themselves, who log, who ask, and who count. */
@Timeout(30)
class SenderTurnTest {
    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    @TempDir
    private Path temp;

    private final Knobs knobs = new Knobs();

    /** Over real files to which callers write themselves. */
    private Machine whereCallersWrite(long maxSize) {
        knobs.keeping = new PipelineConfig.Keeping(Durability.WRITE, Duration.ofSeconds(1), Duration.ofDays(36_500));
        return new Machine(
                knobs.config(),
                notices -> new FileSpool(new SpoolConfig(temp.resolve("spool"), maxSize), knobs.tenant, notices));
    }

    private static BatchWriter.Lead lead(Machine machine) {
        return machine.parts.commit.lead();
    }

    @Test
    void whatACallerWrote_andWhatTheSenderHas_areBothCounted() {
        Machine machine = whereCallersWrite(1 << 20);
        machine.collector.behaviour = post -> status(503);
        machine.put(2).turn();
        assertThat(machine.counts().spooled()).isEqualTo(2);

        machine.put(1);
        assertThat(lead(machine)).isEqualTo(BatchWriter.Lead.HAD);

        assertThat(machine.counts().spooled()).isEqualTo(3);
        assertThat(machine.counts().pending()).isZero();
        // At its end, too: they are in files that nobody deletes.
        assertThat(machine.sender.end()).isZero();
        assertThat(machine.counts().spooled()).isEqualTo(3);
        machine.parts.close();
    }

    /** Room is made by sending it, and there is nothing else to send. */
    @Test
    void aSpoolThatCallersHaveFilled_isSent_andThenTheyWriteAgain() {
        Machine machine = whereCallersWrite(64 << 10);
        machine.turn();
        machine.put(100, "x".repeat(1_000));
        assertThat(lead(machine)).isEqualTo(BatchWriter.Lead.HAD);
        machine.put(1);

        machine.turn();
        assertThat(lead(machine)).as("while there is no room").isEqualTo(BatchWriter.Lead.SENDERS);
        machine.run(Duration.ofSeconds(5));

        assertThat(machine.counts().delivered()).isEqualTo(101);
        machine.put(1);
        assertThat(lead(machine)).isEqualTo(BatchWriter.Lead.HAD);
        machine.run(Duration.ofSeconds(5)).allDelivered();
        machine.close();
    }

    @Test
    void whatTheSenderHolds_countsAgainstTheMemoryOfThoseWhoLog() {
        knobs.maxMemory = 64 << 10;
        SenderScene scene = new SenderScene(knobs);
        scene.put(Sample.action(1, "x".repeat(50_000))).turn();

        assertThat(scene.ring.put(expected(scene, 50_000))).isFalse();
        assertThat(scene.counts().dropped()).containsEntry(DropReason.MEMORY_FULL, 1L);

        scene.after(Duration.ofMillis(10));
        scene.post(0).answer(201);
        scene.turn();
        assertThat(scene.ring.put(expected(scene, 50_000))).isTrue();
    }

    private static CapturedAction expected(SenderScene scene, int length) {
        scene.ring.expect();
        return Sample.action(2, "x".repeat(length));
    }

    @Test
    void aTurn_saysHowManyItHasTaken() {
        SenderScene scene = new SenderScene(knobs).put(3);

        assertThat(scene.turn()).isEqualTo(3);
        assertThat(scene.turn()).isZero();
    }

    /** Somebody has mended the disk, and now asks. */
    @Test
    void aFlush_asksADiskAgainThatHasRefusedAMomentAgo() throws IOException {
        Path spool = temp.resolve("spool");
        Files.writeString(spool, "in the way");
        Machine machine = new Machine(
                knobs.config(), notices -> new FileSpool(new SpoolConfig(spool, 1 << 20), knobs.tenant, notices));
        machine.collector.behaviour = post -> status(503);
        machine.put(1).turn();
        assertThat(machine.counts().pending()).isEqualTo(1);
        Files.delete(spool);
        machine.turn();
        assertThat(machine.counts().pending()).isEqualTo(1);

        machine.flushes.request(machine.ring::putSoFar, false);
        machine.turn();
        machine.put(1).turn();

        assertThat(machine.counts().spooled()).isPositive();
        machine.close();
    }

    @Test
    void afterItsEnd_nothingIsShownAsUnsentOrUnderWay() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(Duration.ofMillis(10));
        scene.after(Duration.ofSeconds(3));
        assertThat(scene.ledger.health().oldestUnsentAge(scene.now)).isPositive();
        assertThat(scene.ledger.health().requestsInFlight()).isEqualTo(1);

        scene.sender.takeAll(scene.now, new ArrayList<>());
        scene.sender.end();

        assertThat(scene.ledger.health().oldestUnsentAge(scene.now)).isZero();
        assertThat(scene.ledger.health().requestsInFlight()).isZero();
    }

    @Test
    void theNextTry_isShownWhileThereIsTrouble() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isNull();
        scene.after(Duration.ofMillis(10));
        scene.post(0).answer(503);
        scene.turn();
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isPositive();

        scene.sender.suspend(true);
        scene.turn();
        assertThat(scene.ledger.health().untilNextTry(scene.now))
                .as("an operator has stopped delivery")
                .isNull();
        scene.sender.suspend(false);
        scene.turn();
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isNotNull();
        scene.after(Duration.ofSeconds(1));
        scene.transport.last().answer(201);
        scene.turn();

        assertThat(scene.counts().delivered()).isEqualTo(1);
        assertThat(scene.ledger.health().untilNextTry(scene.now)).isNull();
    }

    @Test
    void whatIsLeftInTheRing_isGivenUpWithTheRest() {
        knobs.maxActions = 2;
        SenderScene scene = new SenderScene(knobs).put(3);
        scene.turn();
        scene.put(4);
        List<Batch> left = new ArrayList<>();

        scene.sender.takeAll(scene.now, left);

        assertThat(left.stream().mapToInt(Batch::actions).sum()).isEqualTo(7);
        assertThat(scene.sender.end()).isZero();
        Counts counts = scene.ledger.counts();
        assertThat(counts.pending() + counts.spooled()).isZero();
    }

    static Stream<Arguments> whatItIsAsked() {
        return Stream.of(
                asked("suspend", scene -> scene.sender.suspend(true)),
                asked("exiting", scene -> scene.sender.exiting()),
                asked("stop", scene -> scene.sender.stopBy(scene.now, scene.now + HOUR_NANOS)),
                asked("make way", scene -> scene.sender.leaveBy(scene.now, scene.now + HOUR_NANOS)));
    }

    private static Arguments asked(String name, Consumer<SenderScene> what) {
        return Arguments.of(name, what);
    }

    /** It sleeps for a minute where nothing comes. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("whatItIsAsked")
    void whateverItIsAsked_endsItsSleep(String name, Consumer<SenderScene> ask) {
        SenderScene scene = new SenderScene(knobs);
        scene.ring.attach(Thread.currentThread());

        ask.accept(scene);

        scene.ring.sleep(Duration.ofHours(1));
    }

    @Test
    void theEndOfWhatItReceives_endsItsSleep() {
        SenderScene scene = new SenderScene(knobs);
        scene.ring.attach(Thread.currentThread());
        scene.sender.stopBy(scene.now, scene.now + HOUR_NANOS);
        scene.sender.receives(scene.now, true);
        scene.ring.sleep(Duration.ofHours(1));

        scene.sender.receives(scene.now, false);

        scene.ring.sleep(Duration.ofHours(1));
    }

    /** After the trouble all that callers have put goes out, with nobody's help. */
    @Test
    void whatCallersWroteInATime_isOnlyOnceThere() {
        Machine machine = whereCallersWrite(1 << 20);
        machine.collector.behaviour = post -> status(503);
        for (int i = 0; i < 5; i++) {
            machine.put(3);
            lead(machine);
            machine.run(Duration.ofSeconds(1));
        }
        machine.collector.behaviour = post -> CREATED;

        machine.run(Duration.ofMinutes(5)).allDelivered();
        machine.close();
    }
}
