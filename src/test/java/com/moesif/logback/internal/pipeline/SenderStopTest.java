package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import java.time.Duration;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the sender may end: not before what can be delivered is, and no later than it must. */
class SenderStopTest extends SpooledScene {
    private static final Duration GATHER = Duration.ofMillis(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Knobs knobs = new Knobs();
    private final SenderScene scene = new SenderScene(knobs);

    private boolean isOver() {
        return scene.sender.isOver(scene.now);
    }

    private void stop() {
        scene.sender.stopBy(scene.now, scene.now + HOUR.toNanos());
    }

    @Test
    void aStop_isOverWhenAllIsDelivered() {
        scene.turn();
        assertThat(scene.sender.isAskedToEnd()).isFalse();
        assertThat(isOver()).as("nobody has asked").isFalse();
        scene.put(1);
        stop();
        assertThat(scene.sender.isAskedToEnd()).isTrue();
        assertThat(isOver()).as("in the ring").isFalse();
        scene.turn();
        assertThat(scene.posted()).as("it waits for no company").isEqualTo(1);
        assertThat(isOver()).as("under way").isFalse();

        scene.post(0).answer(201);
        scene.turn();

        assertThat(isOver()).isTrue();
        assertThat(scene.counts().delivered()).isEqualTo(1);
    }

    @Test
    void aStop_isOverAtItsDeadlineWhateverIsLeft() {
        scene.put(1);
        stop();
        scene.turn();
        scene.now += HOUR.toNanos() - 1;
        assertThat(isOver()).isFalse();

        scene.now++;

        assertThat(isOver()).isTrue();
    }

    /** It is counted already, and will be in the ring in a moment. */
    @Test
    void aStop_waitsASecondForWhoeverIsInTheMiddleOfAnAppend() {
        scene.ring.expect();
        stop();
        scene.turn();
        scene.now += Duration.ofSeconds(1).toNanos() - 1;
        assertThat(isOver()).isFalse();

        scene.now++;

        assertThat(isOver()).as("it may have died there").isTrue();
    }

    @Test
    void aStop_waitsForNoneThatWasRefused() {
        scene.put(1).turn();
        scene.after(GATHER);
        scene.post(0).answer(400);
        scene.turn();
        assertThat(scene.posted()).isEqualTo(1);
        stop();
        scene.turn();
        assertThat(scene.posted()).as("it is asked about once more").isEqualTo(2);
        assertThat(isOver()).isFalse();

        scene.post(1).answer(400);
        scene.turn();

        assertThat(isOver()).as("no other can be accepted any more").isTrue();
        assertThat(scene.counts().pending()).isEqualTo(1);
    }

    /** Only the heir knows the whole configuration: a stop that would send by half of it leaves the ring as it is. */
    @Test
    void whatIsHeldForAnHeir_isTakenOnlyWhenTheHeirIsThere() {
        scene.parts.hold.begin(scene.now);
        scene.parts.hold.keepForHeir();
        scene.put(2);
        stop();
        assertThat(scene.turn()).isZero();

        scene.sender.leaveBy(scene.now, scene.now + HOUR.toNanos());

        assertThat(scene.turn()).isEqualTo(2);
        assertThat(scene.posted()).isZero();
    }

    @Test
    void aStop_isNotOverWhileMoreMayCome() {
        stop();
        scene.sender.receives(scene.now, true);
        scene.turn();
        scene.now += Duration.ofSeconds(2).toNanos();
        assertThat(isOver()).isFalse();

        scene.sender.receives(scene.now, false);

        assertThat(isOver()).isTrue();
    }

    /** Its heir sends what is left: the same at the same time would be doubled work. */
    @Test
    void whoMakesWay_sendsNothingMoreAndWaitsForTheAnswersUnderWay() {
        scene.put(1).turn();
        scene.after(GATHER);
        assertThat(scene.posted()).isEqualTo(1);
        scene.put(1);
        scene.sender.leaveBy(scene.now, scene.now + HOUR.toNanos());
        scene.turn();
        scene.after(Duration.ofSeconds(2));
        assertThat(scene.posted()).isEqualTo(1);
        assertThat(isOver()).isFalse();

        scene.post(0).answer(201);
        scene.turn();

        assertThat(isOver()).isTrue();
        assertThat(scene.counts().pending()).isEqualTo(1);
        assertThat(scene.counts().delivered()).isEqualTo(1);
    }

    @Test
    void afterItsEnd_nothingIsShownAsUnsentOrUnderWay() {
        scene.put(1).turn();
        scene.after(GATHER);
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
        scene.put(3).turn();
        scene.put(4);
        List<Batch> left = new ArrayList<>();

        scene.sender.takeAll(scene.now, left);

        assertThat(left.stream().mapToInt(Batch::actions).sum()).isEqualTo(7);
        assertThat(scene.sender.end()).isZero();
        Counts counts = scene.ledger.counts();
        assertThat(counts.pending() + counts.spooled()).isZero();
    }

    /** Whoever ends the JVM may have the lock that a status needs. */
    @Test
    void whileTheJvmGoesDown_nothingIsSaid() {
        assertThat(scene.sender.maySpeak()).isTrue();
        scene.sender.exiting();
        scene.put(1).turn();
        scene.post(0).answer(503);
        scene.turn();

        assertThat(scene.sender.maySpeak()).isFalse();
        assertThat(scene.said).isEmpty();
    }

    /** The next life sends it: then an hour of waiting for the collector gains nothing. */
    @Test
    void whereAllIsInFiles_aStopIsOverAfterOneAttempt() {
        Machine machine = machine();
        machine.collector.behaviour = post -> status(503);
        machine.put(3).run(MINUTE);
        machine.sender.stopBy(machine.now, machine.now + HOUR.toNanos());
        assertThat(machine.sender.isOver(machine.now)).as("before the attempt").isFalse();
        int before = machine.collector.posts.size();
        machine.turn();
        assertThat(machine.collector.posts).hasSize(before + 1);
        assertThat(machine.sender.isOver(machine.now)).as("it may succeed").isFalse();
        machine.turn();

        assertThat(machine.sender.isOver(machine.now)).isTrue();
        assertThat(machine.balanced().spooled()).isEqualTo(3);
        machine.close();
    }

    @Test
    void whatIsInNoFile_isTriedUntilTheDeadline() {
        scene.put(1);
        stop();
        scene.turn();
        scene.post(0).answer(503);
        scene.turn();

        assertThat(isOver()).isFalse();
        scene.after(Duration.ofMinutes(1));
        assertThat(scene.posted()).isEqualTo(2);
    }

    /** While the collector takes nothing: whoever logs must not wait for the disk either. */
    @Test
    void aSpoolThatIsFull_dropsWhatComesWithThatReasonAndTakesItAgainLater() {
        knobs.keeping = new PipelineConfig.Keeping(Durability.ASYNC, Duration.ZERO, maxAge);
        Machine machine = new Machine(
                knobs.config(),
                notices -> new FileSpool(new SpoolConfig(temp.resolve("small"), 64 << 10), knobs.tenant, notices));
        machine.collector.behaviour = post -> status(503);
        String text = "x".repeat(1_000);
        for (int i = 0; i < 30; i++) {
            machine.put(10, text).run(SECOND);
        }
        long full = machine.balanced().dropped().get(DropReason.SPOOL_FULL);
        assertThat(full).isPositive();
        assertThat(machine.balanced().spooled()).isEqualTo(300 - full);
        assertThat(machine.said).anyMatch(said -> said.contains("The spool has reached its <maxSize>"));

        machine.collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(10));
        machine.put(10, text).run(MINUTE);

        assertThat(machine.balanced().delivered()).isEqualTo(310 - full);
        assertThat(machine.balanced().dropped()).containsEntry(DropReason.SPOOL_FULL, full);
        machine.close();
    }

    private static Batch batch(int number) {
        ScriptedSegment segment = new ScriptedSegment(List.of(number));
        segment.whole = false;
        return segment.loaded();
    }

    private static int actions(List<Batch> batches) {
        return batches.stream().mapToInt(Batch::actions).sum();
    }

    @Test
    void whatAnotherHasLeftJustBeforeTheEnd_isForWhoeverComesAfter() {
        scene.put(2);
        scene.sender.inherit(batches -> batches.add(batch(9)));
        List<Batch> left = new ArrayList<>();

        scene.sender.takeAll(scene.now, left);

        assertThat(actions(left)).isEqualTo(3);
        assertThat(scene.sender.end()).isZero();
    }

    /** Memory ends in the middle of it: what was there by then is left to whoever comes after, and all of its own. */
    @Test
    void anInheritanceThatFailsAtTheEnd_costsNothing() {
        scene.put(2).turn();
        scene.put(2);
        scene.sender.inherit(batches -> {
            batches.add(batch(9));
            throw new OutOfMemoryError("Java heap space");
        });
        List<Batch> left = new ArrayList<>();

        assertThatThrownBy(() -> scene.sender.takeAll(scene.now, left)).isInstanceOf(OutOfMemoryError.class);

        assertThat(actions(left)).isEqualTo(5);
        assertThat(scene.sender.end()).isZero();
    }

    /** Gathers, and throws once, where somebody adds many at a time: there is no memory for a longer list. */
    private static final class ShortList extends AbstractList<Batch> {
        private final List<Batch> batches = new ArrayList<>();
        private boolean hasThrown;

        @Override
        public Batch get(int index) {
            return batches.get(index);
        }

        @Override
        public int size() {
            return batches.size();
        }

        @Override
        public void add(int index, Batch batch) {
            batches.add(index, batch);
        }

        @Override
        public boolean addAll(Collection<? extends Batch> more) {
            if (!hasThrown) {
                hasThrown = true;
                throw new OutOfMemoryError("Java heap space");
            }
            return batches.addAll(more);
        }
    }

    /** Whether or not it was inherited before: its own actions are left all the same. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInheritanceThatCannotBePassedOn_costsNoneOfItsOwn(boolean fails) {
        scene.put(2).turn();
        scene.put(2);
        scene.sender.inherit(batches -> {
            batches.add(batch(9));
            if (fails) {
                throw new OutOfMemoryError("Java heap space");
            }
        });
        List<Batch> left = new ShortList();

        assertThatThrownBy(() -> scene.sender.takeAll(scene.now, left)).isInstanceOf(OutOfMemoryError.class);

        assertThat(actions(left)).isEqualTo(fails ? 4 : 5);
        assertThat(scene.sender.end()).isEqualTo(fails ? 1 : 0);
    }

    /** What has been taken from the ring before is left, although nothing more can be taken from it. */
    @Test
    void aRingThatCannotBeEmptiedAtTheEnd_costsOnlyWhatIsInIt() {
        scene.put(3).turn();
        scene.put(2);
        scene.parts.batchWriter.dropUnmeant(action -> {
            throw new OutOfMemoryError("Java heap space");
        });
        List<Batch> left = new ArrayList<>();

        assertThatThrownBy(() -> scene.sender.takeAll(scene.now, left)).isInstanceOf(OutOfMemoryError.class);

        assertThat(actions(left)).isEqualTo(3);
    }

    /** No turn follows in which memory may be back: the action must not keep those behind it. */
    @Test
    void anActionThatMemoryLacksForAtTheEnd_isDropped_andThoseBehindItAreLeft() {
        Map<String, String> tooLarge = new AbstractMap<>() {
            @Override
            public boolean isEmpty() {
                return false;
            }

            @Override
            public void forEach(BiConsumer<? super String, ? super String> action) {}

            @Override
            public Set<Entry<String, String>> entrySet() {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        scene.put(new CapturedAction(0, "Tested", tooLarge, 4));
        scene.put(2);
        assertThat(scene.turn()).as("memory may come back").isZero();
        List<Batch> left = new ArrayList<>();

        scene.sender.takeAll(scene.now, left);

        assertThat(actions(left)).isEqualTo(2);
        assertThat(scene.sender.end()).isZero();
        assertThat(scene.ledger.dropped(DropReason.INTERNAL_ERROR)).isOne();
    }

    /** Whatever has failed before: what nobody has taken, wherever it is, is lost, and nobody waits for it. */
    @Test
    void atTheEnd_whatNobodyHasTakenIsLost_andNobodyWaitsForIt() {
        knobs.keeping = new PipelineConfig.Keeping(Durability.WRITE, SECOND, maxAge);
        SenderScene writing = new SenderScene(knobs);
        writing.put(3).turn();
        writing.put(2);
        assertThat(writing.commit.lead()).isEqualTo(BatchWriter.Lead.HAD);
        writing.sender.inherit(batches -> {
            batches.add(batch(9));
            throw new OutOfMemoryError("Java heap space");
        });
        assertThatThrownBy(writing::turn).isInstanceOf(OutOfMemoryError.class);
        assertThat(writing.sender.heldInAll()).isEqualTo(new Counts.Held(5, 0));
        writing.flushes.request(writing.ring::putSoFar, false);

        assertThat(writing.sender.end()).isEqualTo(6);

        assertThat(writing.flushes.isEmpty()).isTrue();
        assertThat(writing.commit.isCommitted(1_000)).isTrue();
        assertThat(writing.sender.heldInAll()).isEqualTo(new Counts.Held(0, 0));
    }
}
