package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.transport.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose turn it is, and what is held. */
class BacklogTest {
    private static final Segment NOWHERE = new MemorySpool().newSegment();

    private int losses;
    private final Backlog backlog = new Backlog(() -> losses);

    private static ScriptedSegment segment(int actions) {
        return new ScriptedSegment(IntStream.range(0, actions).boxed().toList());
    }

    private static Batch fresh(long sequence, int bytes, int actions, Segment segment) {
        return Batch.sealed(
                new Payload("", new byte[bytes], false),
                actions,
                bytes,
                new Batch.Origin(sequence, Long.MAX_VALUE, segment));
    }

    private static Batch fresh(long sequence) {
        return fresh(sequence, 10, 1, NOWHERE);
    }

    private static Batch found(int actions) {
        return Batch.found(segment(actions), actions);
    }

    @Test
    void theNewest_isTheLastOfTheFreshOrElseOfTheFound() {
        Batch oldest = fresh(1);
        Batch newest = fresh(2);
        Batch unloaded = fresh(3, 10, 1, segment(1)).unloaded();
        Batch found = found(1);
        backlog.add(found(1));
        backlog.add(found);
        backlog.add(oldest);
        assertThat(backlog.newest(true)).isSameAs(oldest);
        assertThat(backlog.newest(false)).as("it would have to be read").isNull();
        assertThat(backlog.newest(true)).isSameAs(found);

        backlog.add(oldest);
        backlog.add(newest);
        assertThat(backlog.newest(false)).isSameAs(newest);
        backlog.add(unloaded);
        assertThat(backlog.newest(false)).as("it would have to be read").isNull();
        assertThat(backlog.newest(true)).isSameAs(unloaded);
        assertThat(backlog.bytes()).isEqualTo(oldest.heldBytes());
        assertThat(backlog.actions()).isEqualTo(2);
    }

    private List<Batch> drained() {
        List<Batch> all = new ArrayList<>();
        while (!backlog.isEmpty()) {
            all.add(backlog.next(true));
        }
        return all;
    }

    @Test
    void freshAndFound_goByTurnsOldestFirst() {
        Batch fresh1 = fresh(1);
        Batch fresh2 = fresh(2);
        Batch fresh3 = fresh(3);
        Batch found1 = found(1);
        Batch found2 = found(1);
        List.of(found1, found2, fresh1, fresh2, fresh3).forEach(backlog::add);

        assertThat(drained()).containsExactly(fresh1, found1, fresh2, found2, fresh3);
    }

    @Test
    void whatIsPutBack_goesFirst_freshOrFound() {
        Batch fresh = fresh(1);
        Batch found = found(1);
        backlog.add(fresh(2));
        backlog.add(found(1));

        backlog.putBack(found);
        assertThat(backlog.next(true)).isSameAs(found);
        backlog.putBack(fresh);
        assertThat(backlog.next(true)).isSameAs(fresh);
        backlog.putBack(fresh);
        backlog.putBack(found);
        assertThat(backlog.next(true)).isSameAs(found);
        assertThat(backlog.next(true)).isSameAs(fresh);
    }

    @Test
    void whatIsTaken_isGone() {
        backlog.add(fresh(1));
        backlog.add(found(2));
        List<Batch> taken = new ArrayList<>();
        backlog.takeAll(taken);
        assertThat(taken).hasSize(2);
        assertThat(backlog.isEmpty()).isTrue();

        backlog.takeAll(taken);
        losses++;

        assertThat(taken).hasSize(2);
        assertThat(backlog.actions()).as("also when all are counted anew").isZero();
    }

    @Test
    void whatIsHeld_isCountedAsItComesAndGoes() {
        Batch inMemory = fresh(4, 100, 3, NOWHERE);
        Batch inBoth = fresh(5, 1_000, 5, segment(5));
        Batch inFile = found(11);
        List.of(inMemory, inBoth, inFile).forEach(backlog::add);

        assertThat(backlog.bytes()).isEqualTo(1_100);
        assertThat(backlog.pending()).isEqualTo(3);
        assertThat(backlog.spooled()).isEqualTo(16);
        assertThat(backlog.actions()).isEqualTo(19);
        assertThat(backlog.oldestSequence(100)).isEqualTo(Batch.BEFORE_ALL);

        assertThat(drained()).hasSize(3);
        assertThat(backlog.bytes()).isZero();
        assertThat(backlog.actions()).isZero();
        assertThat(backlog.oldestSequence(100)).isEqualTo(100);
        backlog.putBack(inMemory);
        assertThat(backlog.bytes()).isEqualTo(100);
        assertThat(backlog.oldestSequence(100)).isEqualTo(4);
        assertThat(backlog.oldestSequence(3)).isEqualTo(3);
    }

    @Test
    void whileNothingMayBeRead_onlyWhatIsInMemoryGoes() {
        Batch found = found(1);
        Batch unloaded = fresh(1, 10, 1, segment(1)).unloaded();
        backlog.add(found);
        backlog.add(unloaded);
        assertThat(backlog.hasNext(true)).isTrue();
        assertThat(backlog.hasNext(false)).isFalse();

        Batch loaded = fresh(2);
        backlog.add(loaded);

        assertThat(backlog.hasNext(false)).isTrue();
        assertThat(backlog.next(false)).isSameAs(loaded);
        assertThat(backlog.hasNext(false)).isFalse();
        assertThat(drained()).containsExactlyInAnyOrder(unloaded, found);
        assertThat(backlog.hasNext(true)).isFalse();
    }

    @Test
    void loadedOneThatWasFound_isTakenInItsPlace() {
        Batch loaded = fresh(Batch.BEFORE_ALL);
        Batch unloaded = fresh(1, 10, 1, segment(1)).unloaded();
        backlog.add(loaded);
        backlog.add(unloaded);

        assertThat(backlog.next(false)).isSameAs(loaded);
        assertThat(drained()).containsExactly(unloaded);
    }

    @Test
    void inMemoryOnly_isReplacedOneAtATimeInItsPlace() {
        Batch first = fresh(1, 10, 2, segment(2));
        Batch second = fresh(2, 10, 3, NOWHERE);
        Batch third = fresh(3, 10, 5, NOWHERE);
        List.of(first, second, third).forEach(backlog::add);
        Batch kept = second.keptIn(segment(3));

        backlog.replaceUnspooled(batch -> {
            assertThat(batch).isSameAs(second);
            return kept;
        });

        assertThat(backlog.pending()).isEqualTo(5);
        assertThat(backlog.spooled()).isEqualTo(5);
        assertThat(backlog.bytes()).isEqualTo(30);
        assertThat(drained()).containsExactly(first, kept, third);
        backlog.replaceUnspooled(batch -> {
            throw new AssertionError("there is none");
        });
    }

    @Test
    void whatWasFoundAndIsInMemoryOnly_isReplacedToo() {
        Batch found = fresh(Batch.BEFORE_ALL, 10, 2, NOWHERE);
        Batch other = found(1);
        backlog.add(other);
        backlog.add(found);
        Batch kept = found.keptIn(segment(2));

        backlog.replaceUnspooled(batch -> kept);

        assertThat(backlog.pending()).isZero();
        assertThat(backlog.spooled()).isEqualTo(3);
        assertThat(drained()).containsExactly(other, kept);
    }

    /** The directory has gone: what is in memory stays, what was in its files only is given up. */
    @Test
    void whatWasInFilesThatHaveGone_isTakenOutAndTheRestCountedAnew() {
        ScriptedSegment gone = segment(7);
        Batch lostFound = Batch.found(gone, 7);
        Batch lostFresh = fresh(1, 10, 7, gone).unloaded();
        Batch inMemory = fresh(2, 100, 7, gone);
        Batch elsewhere = found(3);
        List.of(lostFound, lostFresh, inMemory, elsewhere).forEach(backlog::add);
        gone.whole = false;

        assertThat(backlog.takeLost()).containsExactly(lostFound, lostFresh);

        assertThat(backlog.bytes()).isEqualTo(100);
        assertThat(backlog.pending()).isEqualTo(7);
        assertThat(backlog.spooled()).isEqualTo(3);
        assertThat(drained()).containsExactlyInAnyOrder(inMemory, elsewhere);
        assertThat(backlog.actions()).isZero();
    }

    /** Another batch of the same segment has had it looked at: whoever is asked before the next look after the disk tells the truth. */
    @Test
    void whatLosesItsFileWhileItWaits_isCountedAsWhatItIs() {
        ScriptedSegment gone = segment(7);
        Batch first = fresh(1, 100, 7, gone);
        Batch second = fresh(2, 100, 7, gone);
        Batch elsewhere = found(3);
        List.of(first, second, elsewhere).forEach(backlog::add);
        gone.whole = false;
        losses++;

        assertThat(backlog.pending()).isEqualTo(14);
        assertThat(backlog.spooled()).isEqualTo(3);
        assertThat(backlog.next(true)).isSameAs(first);
        assertThat(backlog.pending()).isEqualTo(7);
        assertThat(backlog.spooled()).isEqualTo(3);
        assertThat(drained()).containsExactly(elsewhere, second);
        assertThat(backlog.pending()).isZero();
        assertThat(backlog.spooled()).isZero();
        assertThat(backlog.bytes()).isZero();
    }

    @Test
    void whatLosesItsFileAndGoes_leavesNothingLessThanNone() {
        ScriptedSegment gone = segment(7);
        Batch other = fresh(2, 100, 5, NOWHERE);
        backlog.add(fresh(1, 100, 7, gone));
        backlog.add(other);
        gone.whole = false;
        losses++;

        backlog.next(true);

        assertThat(backlog.pending()).isEqualTo(5);
        assertThat(backlog.spooled()).isZero();
        backlog.replaceUnspooled(batch -> {
            losses++;
            return other.keptIn(segment(5));
        });
        assertThat(backlog.pending()).isZero();
        assertThat(backlog.spooled()).isEqualTo(5);
    }
}
