package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.broken;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.transport.Payload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much more may be taken, and whether anybody may wait for it: with files for the rest, and without. */
class DeliveryRoomTest extends SpooledScene {
    private static final long MAX_MEMORY = 10_000;
    private static final Undeliverable.Refusal REFUSAL = new Undeliverable.Refusal(403, "no", false);

    private static Batch batch(int bytes, boolean inFile) {
        ScriptedSegment segment = new ScriptedSegment(List.of(0));
        segment.whole = inFile;
        return Batch.sealed(
                new Payload("", new byte[bytes], false), 1, bytes, new Batch.Origin(0, Long.MAX_VALUE, segment));
    }

    private static void fails(Machine machine) {
        machine.collector.behaviour = post -> broken();
        machine.put(1).run(SECOND);
        assertThat(machine.delivery.isFailing()).isTrue();
    }

    @Test
    void withoutFiles_allThatIsHeldCountsAndATroubleIsOneForAll() {
        Machine machine = new Machine(MAX_MEMORY, 1_000);
        assertThat(machine.delivery.room()).isEqualTo(MAX_MEMORY);
        assertThat(machine.delivery.isStuck()).isFalse();
        machine.delivery.unsent().backlog.add(batch(7_000, false));

        assertThat(machine.delivery.room()).isEqualTo(3_000);
        assertThat(machine.delivery.heldAgainstRing()).isEqualTo(7_000);
        machine.delivery.unsent().backlog.next(true);
        fails(machine);
        assertThat(machine.delivery.isStuck()).isTrue();
        assertThat(machine.delivery.canLeave()).as("it would be lost").isFalse();
    }

    @Test
    void withFiles_aFullBatchMakesRoomByItself() {
        maxMemory = MAX_MEMORY;
        Machine machine = machine().turn();
        machine.delivery.unsent().backlog.add(batch(4_000, true));
        assertThat(machine.delivery.heldAgainstRing()).isEqualTo(4_000);
        machine.delivery.unsent().backlog.add(batch(4_000, true));

        assertThat(machine.delivery.room()).isEqualTo(Long.MAX_VALUE);
        assertThat(machine.delivery.heldAgainstRing())
                .as("half is always for what waits in the ring")
                .isEqualTo(MAX_MEMORY / 2);
        machine.delivery.unsent().backlog.next(true);
        machine.delivery.unsent().backlog.next(true);
        assertThat(machine.delivery.canLeave()).as("an attempt may succeed").isFalse();
        fails(machine);
        assertThat(machine.delivery.isStuck()).isFalse();
        assertThat(machine.delivery.canLeave()).isTrue();
        machine.close();
    }

    /** Each was let in to ask whether others are accepted. */
    @Test
    void whereMemoryIsOverfull_theNextTurnMakesRoom() {
        Machine machine = new Machine(MAX_MEMORY, 1_000);
        UnsentBatches unsent = machine.delivery.unsent();
        unsent.suspects.doubt();
        for (int i = 0; i < 3; i++) {
            unsent.suspects.refused(batch(4_000, false), REFUSAL, machine.now);
        }
        machine.delivery.tend(machine.now);

        assertThat(unsent.bytes()).isEqualTo(2 * 4_000);
        assertThat(machine.ledger.dropped(DropReason.MEMORY_FULL)).isOne();
    }

    /** Full memory lets in nothing, so that nobody would be left to ask whether the way is free. */
    @Test
    void whatIsForbidden_isKnownToHaveAsked() {
        Machine machine = new Machine();
        machine.collector.behaviour = post -> status(403);
        machine.put(2).run(SECOND);

        assertThat(machine.delivery.unsent().needAnother()).isTrue();
    }
}
