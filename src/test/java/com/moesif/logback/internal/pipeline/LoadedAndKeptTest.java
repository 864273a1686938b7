package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Parcel;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.transport.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of segments, and what memory has no room for, one batch at a time. */
class LoadedAndKeptTest extends SpooledScene {
    private boolean keptSynced;

    /** What was written of it before the disk failed would be found, and sent once more. */
    @Test
    void aLateFileThatTheDiskDoesNotTake_isGivenUp() {
        Machine machine = machine();
        ScriptedSegment torn = new ScriptedSegment(List.of(0));
        torn.whole = false;
        SegmentCache cache = cache(machine, new Knobs(), new Packer(false), torn);
        ScriptedSegment before = new ScriptedSegment(List.of(0));
        Batch batch = one(before);

        assertThat(cache.keep(batch)).isSameAs(batch);

        assertThat(torn.settled).containsExactly(1);
        assertThat(before.settled).as("it is where it was").isEmpty();
        machine.close();
    }

    /** Another file may lie in its place, and nobody has refused what is in that. */
    @Test
    void anActionInItsFile_isReadOnlyWhileThatIsSurelyItsFile() {
        Machine machine = machine();
        SegmentCache cache = machine.parts.segmentCache;
        ScriptedSegment segment = new ScriptedSegment(List.of(7), 0);
        Batch batch = Batch.found(segment, 1);
        assertThat(cache.json(batch)).asString(StandardCharsets.UTF_8).isEqualTo(ScriptedSegment.json(7, 0));

        segment.visible = false;
        assertThat(cache.json(batch)).as("it can't be looked at").isNull();
        segment.visible = true;
        segment.onLook = () -> segment.whole = false;
        assertThat(cache.json(batch)).as("it is seen to be another").isNull();
        machine.close();
    }

    @Test
    void anActionInItsFile_isKnownOnlyIfThatCanBeReadAndHoldsNoOther() {
        Machine machine = machine();
        SegmentCache cache = machine.parts.segmentCache;
        ScriptedSegment segment = new ScriptedSegment(List.of(7), 0);
        Batch batch = Batch.found(segment, 1);

        segment.failures.add(new IOException("Input/output error"));
        assertThat(cache.json(batch)).isNull();
        segment.numbers.add(8);
        assertThat(cache.json(batch)).isNull();
        segment.numbers.clear();
        assertThat(cache.json(batch)).isNull();
        machine.close();
    }

    private static Batch one(Segment segment) {
        byte[] json = ScriptedSegment.json(0, 0).getBytes(StandardCharsets.UTF_8);
        return Batch.sealed(new Payload("", json, false), 1, json.length, new Batch.Origin(0, Long.MAX_VALUE, segment));
    }

    /** One that keeps in this segment what it keeps late. */
    private SegmentCache cache(Machine machine, Knobs knobs, Packer packer, Segment late) {
        PipelineConfig config = knobs.config();
        SegmentLoader loader = new SegmentLoader(packer, config.batch(), null, machine.ledger, InstantSource.system());
        return new SegmentCache(new MemorySpool(), keeping(late), loader, config, machine.ledger, notices);
    }

    /** What is kept late is in the place of what was to be synced when it came. */
    @ParameterizedTest
    @EnumSource
    void whatIsKeptLate_isSyncedWhereAllIs(Durability durability) {
        Knobs knobs = new Knobs();
        knobs.keeping = new PipelineConfig.Keeping(durability, Duration.ZERO, maxAge);
        Machine machine = machine();
        ScriptedSegment before = new ScriptedSegment(List.of(0));
        before.whole = false;
        ScriptedSegment late = new ScriptedSegment(List.of(0));

        Batch kept = cache(machine, knobs, new Packer(false), late).keep(one(before));

        assertThat(kept.origin().segment()).isSameAs(late);
        assertThat(before.settled).containsExactly(1);
        assertThat(keptSynced).isEqualTo(durability == Durability.FSYNC);
        machine.close();
    }

    /** The limits are of all that is held: another batch is read only where it surely fits. */
    @Test
    void memory_isSharedToTheByte() {
        Machine machine = machine();
        Knobs knobs = new Knobs();
        knobs.maxMemory = 16_000;
        knobs.maxBytes = 1_000;
        SegmentCache cache = cache(machine, knobs, new Packer(false), null);
        assertThat(cache.hasMemory(15_000)).isTrue();
        assertThat(cache.hasMemory(15_001)).isFalse();
        assertThat(cache.isMuch(4_000)).isFalse();
        assertThat(cache.isMuch(4_001)).isTrue();

        Batch batch = one(new ScriptedSegment(List.of(0)));
        assertThat(cache.fitting(batch, 8_000 - batch.heldBytes())).isSameAs(batch);
        assertThat(cache.fitting(batch, 8_001 - batch.heldBytes()))
                .as("and what is in its file goes")
                .matches(held -> !held.isLoaded());
        machine.close();
    }

    /** A segment that holds more is not what is to be read for a part of it. */
    @Test
    void whereMemoryIsShort_aPartIsInAFileOfItsOwnAndAWholeInThatItHas() {
        Machine machine = machine().turn();
        SegmentCache cache = machine.parts.segmentCache;
        ScriptedSegment segment = new ScriptedSegment(List.of(0, 1, 2));
        Batch whole = cache.ready(Batch.found(segment, 3), machine.now).get(0);

        assertThat(cache.fitting(whole, Long.MAX_VALUE / 2).origin().segment()).isSameAs(segment);
        assertThat(files(".segment")).isEmpty();

        Batch part = cache.packer().split(whole, 1)[1];
        Batch held = cache.fitting(part, Long.MAX_VALUE / 2);
        assertThat(held.isLoaded()).isFalse();
        assertThat(held.origin().segment()).isNotSameAs(segment);
        assertThat(segment.settled).containsExactly(2);
        assertThat(cache.ready(held, machine.now))
                .singleElement()
                .extracting(Batch::actions)
                .isEqualTo(2);
        held.settled();
        machine.close();
    }

    @Test
    void whereMemoryIsShort_aBatchThatIsInItsFileOnlyStaysThere() {
        Machine machine = machine();
        Batch inFile = Batch.found(new ScriptedSegment(List.of(0, 1)), 2);

        assertThat(machine.parts.segmentCache.inItsFile(inFile)).isSameAs(inFile);
        machine.close();
    }

    /** It takes some memory to save some. */
    @Test
    void whereMemoryEnds_aBatchStaysAsItIs() {
        Machine machine = machine();
        ScriptedSegment segment = new ScriptedSegment(List.of(0));
        segment.onLook = () -> {
            throw new OutOfMemoryError("Java heap space");
        };
        Batch batch = one(segment);

        assertThat(machine.parts.segmentCache.fitting(batch, Long.MAX_VALUE / 2))
                .isSameAs(batch);
        machine.close();
    }

    @Test
    void afterOneThatCannotBeRead_noneIsReadForFiveSeconds() {
        Machine machine = machine();
        SegmentCache cache = cache(machine, new Knobs(), new Packer(false), null);
        ScriptedSegment unreadable = new ScriptedSegment(List.of(0));
        unreadable.failures.add(new IOException("Input/output error"));
        Batch batch = Batch.found(unreadable, 1);
        assertThat(cache.canRead(machine.now)).isTrue();
        assertThat(cache.ready(batch, machine.now)).containsExactly(batch);

        long again = machine.now + Duration.ofSeconds(5).toNanos();
        assertThat(cache.canRead(again - 1)).isFalse();
        assertThat(cache.nanosUntilDue(again - 1)).isOne();
        assertThat(cache.canRead(again)).isTrue();
        assertThat(cache.ready(batch, again)).singleElement().matches(Batch::isLoaded);
        machine.close();
    }

    /** Those beside it have been read well, and more than one may be bad. */
    @Test
    void ofSegmentsThatTravelTogether_oneThatCannotBeReadCostsTheOthersNothing() {
        ScriptedSegment first = new ScriptedSegment(List.of(0));
        ScriptedSegment bad = new ScriptedSegment(List.of(1, 2));
        ScriptedSegment last = new ScriptedSegment(List.of(3));
        for (int i = 0; i < 3; i++) {
            bad.failures.add(new IOException("Input/output error"));
        }
        Machine machine = machine();
        machine.delivery.inherit(List.of(Batch.found(
                Parcel.of(List.of(new Parcel.Part(first, 1), new Parcel.Part(bad, 2), new Parcel.Part(last, 1))), 4)));
        machine.run(Duration.ofSeconds(6));
        assertThat(machine.collector.accepted).containsExactlyInAnyOrder(0, 3);

        machine.run(MINUTE);

        assertThat(machine.balanced().delivered()).isEqualTo(4);
        assertThat(bad.settled).containsExactly(2);
        machine.close();
    }

    /** What was read of it before belongs to no other batch. */
    @Test
    void aSegmentThatBreaksOffWhileItIsRead_leavesNothingInTheNext() {
        ScriptedSegment bad = new ScriptedSegment(List.of(0, 1));
        bad.failsAtItsEnd = true;
        bad.failures.add(new IOException("Input/output error"));
        Machine machine = machine();
        machine.delivery.inherit(List.of(Batch.found(bad, 2), Batch.found(new ScriptedSegment(List.of(2)), 1)));

        machine.run(MINUTE);

        assertThat(machine.balanced().delivered()).isEqualTo(3);
        assertThat(machine.collector.posts.stream().map(ScriptedCollector.Post::numbers))
                .containsExactlyInAnyOrder(List.of(0, 1), List.of(2));
        machine.close();
    }

    /** Whatever they were written with, they go in requests of the size that is allowed now. */
    @Test
    void whatIsFound_isCutToTheByte() {
        int line = Sample.lineLength(Sample.action(1));
        left(6, "");
        maxBytes = 3 * line;
        Machine exact = machine();
        exact.run(SECOND);
        assertThat(exact.collector.sizes()).containsExactly(3, 3);
        exact.close();

        maxBytes = 4 << 20;
        left(6, "");
        maxBytes = 3 * line - 1;
        Machine less = machine();
        less.run(SECOND);
        assertThat(less.collector.sizes()).containsExactly(2, 2, 2);
        less.close();
    }

    /** Callers wait for room in the ring meanwhile. */
    @Test
    void readingMuch_givesWayToWhatComesMeanwhile() {
        int[] gaps = {0};
        int[] gapsWhenRead = {0};
        Machine machine = machine();
        SegmentCache cache = cache(machine, new Knobs(), new Packer(false, () -> gaps[0]++), null);
        ScriptedSegment large =
                new ScriptedSegment(IntStream.range(0, 20_000).boxed().toList());
        large.onRead = () -> gapsWhenRead[0] = gaps[0];

        Batch read = cache.ready(Batch.found(large, 20_000), machine.now).get(0);

        assertThat(gapsWhenRead[0])
                .isBetween(read.rawBytes() / Packer.SLICE_BYTES - 1, read.rawBytes() / Packer.SLICE_BYTES);
        machine.close();
    }

    /** The collector takes what is as old as that. */
    @Test
    void whatIsAsOldAsMayBe_isNotTooOld() {
        Machine machine = machine();
        SegmentLoader loader = new SegmentLoader(
                new Packer(false), new Knobs().config().batch(), null, machine.ledger, InstantSource.system());
        long millis = 1_700_000_000_000L;
        Batch batch = Batch.sealed(
                new Payload("", ScriptedSegment.json(0, millis).getBytes(StandardCharsets.UTF_8), false),
                1,
                100,
                new Batch.Origin(0, millis, new ScriptedSegment(List.of(0), millis)));

        assertThat(loader.youngOf(batch, millis)).hasSize(1);
        machine.close();
    }

    private Intake keeping(Segment late) {
        return new Intake() {
            @Override
            public int fill(long nowNanos, long room, OpenBatch batch) {
                throw new UnsupportedOperationException("nothing comes");
            }

            @Override
            public Segment roll(long nowNanos, OpenBatch batch, boolean synced) {
                throw new UnsupportedOperationException("nothing came");
            }

            @Override
            public Segment keepLate(byte[] lines, int actions, boolean synced) {
                keptSynced = synced;
                return late;
            }

            @Override
            public void refusedAsTooLarge(int bytes) {}

            @Override
            public void accepted() {}
        };
    }

    /** It may have gone: the copy in memory is given up only for a file that was seen. */
    @Test
    void whereMemoryIsShort_aBatchWhoseFileCannotBeLookedAt_staysInMemory() {
        ScriptedSegment segment = new ScriptedSegment(List.of(0, 1));
        Machine machine = machine();
        SegmentCache cache = machine.parts.segmentCache;
        Batch loaded = cache.ready(Batch.found(segment, 2), machine.now).get(0);
        assertThat(loaded.isLoaded()).isTrue();

        segment.visible = false;
        assertThat(cache.fitting(loaded, Long.MAX_VALUE / 2).isLoaded()).isTrue();
        segment.visible = true;
        assertThat(cache.fitting(loaded, Long.MAX_VALUE / 2).isLoaded()).isFalse();
        machine.close();
    }
}
