package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left to the sender: what callers have written, and what there is at its end. */
@Timeout(30)
class SenderTurnTest {
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

    @Test
    void whatCallersWriteDuringTrouble_arrivesOnceAfterIt() {
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
