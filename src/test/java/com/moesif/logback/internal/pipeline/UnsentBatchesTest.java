package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import com.moesif.logback.internal.transport.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is held, wherever it is: open, in the backlog, under way, or suspected. */
class UnsentBatchesTest {
    private static final Refusal NO = new Refusal(400, "no", false);
    private static final Refusal PORTAL = new Refusal(200, "<html>Log in</html>", true);

    private final Machine machine = new Machine();
    private final UnsentBatches unsent = machine.delivery.unsent();

    @BeforeEach
    void neverAnswer() {
        machine.collector.behaviour = post -> null;
    }

    private Batch batch(int sequence, boolean inFile) {
        byte[] json = ScriptedSegment.json(sequence, 0).getBytes(StandardCharsets.UTF_8);
        ScriptedSegment segment = new ScriptedSegment(List.of(sequence));
        segment.whole = inFile;
        return Batch.sealed(
                new Payload("", json, false), 1, json.length, new Batch.Origin(sequence, Long.MAX_VALUE, segment));
    }

    private void open(int actions) {
        machine.put(actions).open.fill(machine.now, Long.MAX_VALUE);
    }

    @Test
    void whateverItsPlace_whatIsHeldIsCountedAndTakenOnce() {
        List<Batch> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(batch(100 + i, i % 2 == 0));
        }
        unsent.backlog.add(all.get(0));
        unsent.backlog.add(all.get(1));
        unsent.backlog.add(batch(200, true));
        unsent.backlog.add(batch(201, true));
        unsent.post(all.get(2), machine.now);
        unsent.post(all.get(3), machine.now);
        unsent.suspects.refused(all.get(4), NO, machine.now);
        unsent.suspects.refused(all.get(5), NO, machine.now);
        open(3);

        assertThat(unsent.held()).isEqualTo(new Counts.Held(3 + 3, 5));
        assertThat(unsent.actionsButSuspects()).isEqualTo(3 + 6);
        assertThat(unsent.bytes()).isEqualTo(8L * all.get(0).heldBytes() + machine.open.bytes());
        assertThat(unsent.oldestSequence(Long.MAX_VALUE)).isZero();
        unsent.returned(all.get(2));
        assertThat(unsent.bytes()).isEqualTo(7L * all.get(0).heldBytes() + machine.open.bytes());

        List<Batch> taken = new ArrayList<>();
        unsent.takeAll(machine.now, taken);

        assertThat(taken).hasSize(9).containsAll(all);
        assertThat(unsent.held()).isEqualTo(new Counts.Held(0, 0));
        assertThat(unsent.bytes()).isZero();
        assertThat(unsent.oldestSequence(7)).isEqualTo(7);
    }

    @Test
    void theOldest_isFoundInEachPlace() {
        unsent.backlog.add(batch(500, true));
        assertThat(unsent.oldestSequence(1_000)).isEqualTo(500);
        unsent.post(batch(400, true), machine.now);
        assertThat(unsent.oldestSequence(1_000)).isEqualTo(400);
        unsent.suspects.refused(batch(300, true), NO, machine.now);
        assertThat(unsent.oldestSequence(1_000)).isEqualTo(300);
        assertThat(unsent.oldestSequence(1)).isOne();
    }

    @Test
    void suspectsWithALastChance_canStillBeDelivered() {
        unsent.suspects.refused(batch(1, false), NO, machine.now);
        assertThat(unsent.actionsButSuspects()).isZero();

        unsent.suspects.giveLastChance();

        assertThat(unsent.actionsButSuspects()).isOne();
    }

    /** Suspects wait for another to be accepted, so one must always get past them. */
    @Test
    void wherePerhapsOnlySuspectsAreLeft_oneMoreIsNeeded() {
        assertThat(unsent.needAnother()).isTrue();
        unsent.suspects.refused(batch(1, false), NO, machine.now);
        assertThat(unsent.needAnother()).isTrue();

        unsent.backlog.add(batch(2, false));

        assertThat(unsent.needAnother()).isFalse();
    }

    /** The newest asks, and one that is newer than all that were refused has to be asked about first. */
    @Test
    void whileRefusalsAreDoubted_oneMoreIsNeededOnceTheNewestIsRefused() {
        Batch first = batch(7, false);
        unsent.backlog.add(first);
        unsent.suspects.doubt();
        assertThat(unsent.needAnother()).as("nothing has been asked").isFalse();

        unsent.refused(first);
        unsent.refused(batch(3, false));
        assertThat(unsent.needAnother())
                .as("also when an older one was refused last")
                .isTrue();

        unsent.backlog.add(batch(8, false));
        assertThat(unsent.needAnother()).isFalse();
        unsent.refused(batch(8, false));
        assertThat(unsent.needAnother()).isTrue();
        open(1);
        assertThat(unsent.needAnother()).as("it waits to be sealed").isFalse();
    }

    @Test
    void whenMemoryIsFull_thoseGiveWayThatMay() {
        UnsentBatches little = new Machine(2_000, 1_000).delivery.unsent();
        Batch suspect = batch(1, false);
        little.suspects.refused(suspect, PORTAL, machine.now);
        for (int i = 1; i < Suspicion.PROOF; i++) {
            little.suspects.accepted(batch(2, false), machine.now);
            machine.now += Duration.ofMinutes(5).toNanos();
            little.suspects.refused(little.suspects.ask(machine.now, true), PORTAL, machine.now);
        }
        little.suspects.accepted(batch(2, false), machine.now);
        little.backlog.add(batch(3, false));
        while (little.suspects.bytes() <= 500) {
            Batch more = batch(4, false);
            little.suspects.refused(more, NO, machine.now);
        }

        little.makeRoom(little.bytes() + 1);
        long before = little.bytes();
        little.makeRoom(before);

        assertThat(little.bytes()).isEqualTo(before - suspect.heldBytes());
    }
}
