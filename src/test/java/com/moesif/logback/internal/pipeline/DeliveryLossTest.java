package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a segment turns out to hold, and whatever throws on the way: no batch is lost, and none is sent twice at once. */
class DeliveryLossTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int MOST_ACTIONS = 4;

    private final Machine machine = new Machine(
            new PipelineConfig(
                    16_384,
                    Duration.ZERO,
                    64 << 20,
                    new PipelineConfig.BatchLimits(4 << 20, MOST_ACTIONS, true),
                    SECOND,
                    Machine.REQUEST_TIMEOUT,
                    4,
                    PipelineConfig.Keeping.NOTHING,
                    new Tenant("nobody", "", () -> "", () -> false)),
            notices -> new MemorySpool());
    private final ScriptedCollector collector = machine.collector;

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private ScriptedSegment found(int actions) {
        ScriptedSegment segment = new ScriptedSegment(numbers(actions));
        machine.delivery.inherit(List.of(Batch.found(segment, actions)));
        return segment;
    }

    private void allArrived(int actions) {
        assertThat(machine.balanced().delivered()).isEqualTo(actions);
        assertThat(collector.accepted.stream().sorted()).isEqualTo(numbers(actions));
        assertThat(machine.delivery.unsent().bytes()).isZero();
    }

    @Test
    void aSegmentOfMoreThanABatch_goesOutInPartsInItsOrder() {
        ScriptedSegment segment = found(11);
        machine.run(SECOND);

        assertThat(collector.posts.stream().map(ScriptedCollector.Post::numbers))
                .containsExactlyInAnyOrder(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9, 10));
        allArrived(11);
        assertThat(segment.settled).containsExactlyInAnyOrder(4, 4, 3);
    }

    @Test
    void aLoadThatThrows_leavesItsBatch() {
        ScriptedSegment segment = found(11);
        segment.failures.add(new OutOfMemoryError("Java heap space"));

        assertThatThrownBy(machine::turn).isInstanceOf(OutOfMemoryError.class);

        assertThat(machine.balanced().spooled()).isEqualTo(11);
        machine.run(SECOND);
        allArrived(11);
    }

    @Test
    void aFileThatCannotBeRead_isAskedForAgainAfterFiveSecondsAndIsNotGivenUp() {
        ScriptedSegment segment = found(3);
        segment.failures.add(new IOException("Input/output error"));
        segment.failures.add(new IOException("Input/output error"));
        machine.run(Duration.ofMillis(4_999));
        assertThat(segment.failures).as("not before").hasSize(1);
        assertThat(machine.balanced().spooled()).isEqualTo(3);

        machine.run(Duration.ofSeconds(6));

        allArrived(3);
        assertThat(segment.failures).isEmpty();
        assertThat(machine.said).anyMatch(text -> text.contains("can't be sent now (Input/output error)"));
    }

    @Test
    void aFileThatIsGone_isCountedAsCorruptAndTold() {
        ScriptedSegment segment = found(3);
        segment.failures.add(new NoSuchFileException("0-0.segment"));
        machine.run(SECOND);

        assertThat(machine.balanced().corrupt()).isEqualTo(3);
        assertThat(machine.balanced().spooled()).isZero();
        assertThat(segment.settled).containsExactly(3);
        assertThat(machine.said).anyMatch(text -> text.contains("3 unsent actions is gone"));
        assertThat(collector.posts).isEmpty();
    }

    @Test
    void aFileThatAnotherHasTaken_isHandedOverAndTold() {
        ScriptedSegment segment = found(3);
        segment.taken = true;
        segment.failures.add(new NoSuchFileException("0-0.segment"));
        machine.run(SECOND);

        assertThat(machine.balanced().handedOver()).isEqualTo(3);
        assertThat(machine.balanced().corrupt()).isZero();
        assertThat(machine.said).anyMatch(text -> text.contains("Another process has taken"));
    }

    /** It was damaged after it was counted. */
    @Test
    void aFileOfLessThanWasCounted_isShortByCorruptOnes() {
        ScriptedSegment segment = found(11);
        segment.numbers.removeIf(number -> number >= 9);
        machine.run(SECOND);

        assertThat(machine.balanced().corrupt()).isEqualTo(2);
        assertThat(machine.balanced().delivered()).isEqualTo(9);
        assertThat(segment.settled.stream().mapToInt(Integer::intValue).sum()).isEqualTo(11);
    }

    /** Somebody has put it back from a backup. */
    @Test
    void aFileOfMoreThanWasCounted_isSentWhole() {
        ScriptedSegment segment = found(3);
        segment.numbers.add(3);
        segment.numbers.add(4);
        machine.run(SECOND);

        allArrived(5);
        assertThat(machine.balanced().in().recovered()).isEqualTo(5);
        assertThat(segment.settled.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    }

    @Test
    void aBisectThatThrows_leavesItsBatch() {
        List<byte[]> spoilt = new ArrayList<>();
        collector.behaviour = post -> {
            spoil(post, spoilt);
            return status(400);
        };
        machine.put(MOST_ACTIONS);
        assertThatThrownBy(() -> machine.run(SECOND)).isInstanceOf(UncheckedIOException.class);

        assertThat(machine.balanced().pending()).isEqualTo(MOST_ACTIONS);
        mend(spoilt);
        collector.behaviour = post -> CREATED;
        machine.run(SECOND);
        machine.allDelivered();
    }

    /** Memory ends when the sender is to be woken: the request is there all the same, and its batch is not sent beside it. */
    @Test
    void aRequestThatCannotBeToldOf_isOneRequestAndCountedAsOne() {
        FakeTransport transport = new FakeTransport();
        transport.behave(post -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        Wiring wiring = new Wiring(new Knobs().config(), transport);
        boolean[] lacks = {true};
        InFlight inFlight = new InFlight(transport, SECOND.toNanos(), () -> {
            if (lacks[0]) {
                throw new OutOfMemoryError("Java heap space");
            }
        });
        UnsentBatches unsent = new UnsentBatches(
                wiring.parts.open, inFlight, new Suspects(null, Packer::json, bytes -> false, true), () -> 0);
        Delivery delivery = new Delivery(
                unsent,
                wiring.parts.segmentCache,
                new SendSchedule(Duration.ZERO, 4, () -> 0.5, Hold.none()),
                wiring.ledger,
                new Notices(new Scribe(wiring.said)),
                Probe.none());
        unsent.backlog.add(batch(1));

        assertThatThrownBy(() -> delivery.dispatch(wiring.now)).isInstanceOf(OutOfMemoryError.class);

        assertThat(unsent.backlog.isEmpty()).isTrue();
        assertThat(unsent.held()).isEqualTo(new Counts.Held(1, 0));
        assertThat(wiring.ledger.health().requestsInFlight()).isEqualTo(1);
        lacks[0] = false;
        delivery.settle(wiring.now);
        assertThat(unsent.held()).as("it is to be tried again").isEqualTo(new Counts.Held(1, 0));
        assertThat(wiring.ledger.health().requestsInFlight()).isZero();
    }

    /** The body of this request can't be unpacked any more, as if memory were short. */
    private static void spoil(ScriptedCollector.Post post, List<byte[]> spoilt) {
        byte[] body = post.payload().body();
        body[0] ^= 1;
        spoilt.add(body);
    }

    private static void mend(List<byte[]> spoilt) {
        spoilt.forEach(body -> body[0] ^= 1);
    }

    @Test
    void aProbeThatCannotBeCutOff_leavesItsBatch() {
        Machine large = new Machine();
        List<byte[]> spoilt = new ArrayList<>();
        large.collector.behaviour = post -> {
            if (large.collector.posts.size() == 5) {
                spoil(post, spoilt);
            }
            return status(503);
        };
        large.put(100);
        // After five failures a probe of fifty asks.
        assertThatThrownBy(() -> large.run(Duration.ofMinutes(5))).isInstanceOf(UncheckedIOException.class);

        assertThat(large.balanced().pending()).isEqualTo(100);
        mend(spoilt);
        large.collector.behaviour = post -> CREATED;
        large.run(Duration.ofMinutes(5));
        large.allDelivered();
    }

    /** As if memory were short when it is to be noted: it is one like any other again. */
    @Test
    void aRefusalThatCannotBeNoted_leavesItsBatch() {
        Wiring wiring = new Wiring(new Knobs().config(), collector);
        UnsentBatches unsent = wiring.parts.delivery.unsent();
        Requeue requeue = new Requeue(unsent, wiring.parts.segmentCache);
        Batch suspect = batch(1);
        unsent.suspects.refused(suspect, new Undeliverable.Refusal(400, "", false), 0);
        assertThat(unsent.suspects.ask(SECOND.multipliedBy(10).toNanos(), true)).isSameAs(suspect);

        assertThatThrownBy(() -> requeue.suspect(suspect, null, 0)).isInstanceOf(NullPointerException.class);

        assertThat(unsent.suspects.isAsked(suspect)).isFalse();
        assertThat(unsent.backlog.next(true)).isSameAs(suspect);
        assertThat(unsent.backlog.isEmpty()).isTrue();
        assertThat(unsent.held().pending()).isZero();
    }

    /** A fault of ours, or no memory: whoever reads it finds out whether it is there, and it costs no other. */
    @Test
    void aBatchWhoseFileCannotBeLookedFor_hasItsPlaceAndSoHaveTheOthers() {
        Wiring wiring = new Wiring(new Knobs().config(), collector);
        UnsentBatches unsent = wiring.parts.delivery.unsent();
        ScriptedSegment unseen = new ScriptedSegment(numbers(2));
        unseen.onLook = () -> {
            throw new IllegalStateException("a fault");
        };
        Batch first = Batch.found(unseen, 2);

        new Requeue(unsent, wiring.parts.segmentCache)
                .addLeft(List.of(first, Batch.found(new ScriptedSegment(numbers(3)), 3)));

        assertThat(unsent.held()).isEqualTo(new Counts.Held(0, 5));
        assertThat(unsent.backlog.next(true)).isSameAs(first);
        assertThat(unsent.backlog.next(true).actions()).isEqualTo(3);
    }

    @Test
    void anAnswerThatCannotBeJudged_costsNothingAndIsATroubleLikeAnother() {
        collector.behaviour = post -> new Answer(0, "", "", "", new Unspeakable());
        machine.put(3);
        assertThatThrownBy(() -> machine.run(SECOND)).isInstanceOf(StackOverflowError.class);

        assertThat(machine.balanced().pending()).isEqualTo(3);
        assertThat(machine.ledger.health().requestsInFlight()).isZero();
        assertThat(machine.delivery.isFailing())
                .as("it waits before it asks again")
                .isTrue();
        assertThat(collector.posts).hasSize(1);
        collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(1));
        machine.allDelivered();
    }

    /** What a library of another version throws, or a mock. */
    private static final class Unspeakable extends IOException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new StackOverflowError("a message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new StackOverflowError("a cause");
        }
    }

    /** Without compression, too, a bad one is found by halving. */
    @Test
    void withoutGzip_aBadActionIsFoundAllTheSame() {
        Machine plain = new Machine(
                new PipelineConfig(
                        16_384,
                        Duration.ZERO,
                        64 << 20,
                        new PipelineConfig.BatchLimits(4 << 20, Integer.MAX_VALUE, false),
                        SECOND,
                        Machine.REQUEST_TIMEOUT,
                        4,
                        PipelineConfig.Keeping.NOTHING,
                        new Tenant("nobody", "", () -> "", () -> false)),
                notices -> new MemorySpool());
        plain.collector.behaviour = post -> post.holds(7) ? status(400) : CREATED;
        plain.put(100).run(SECOND);

        assertThat(plain.balanced().delivered()).isEqualTo(99);
        assertThat(plain.balanced().pending()).isEqualTo(1);
        assertThat(plain.collector.posts).allMatch(post -> !post.payload().gzip());
        plain.collector.behaviour = post -> CREATED;
        plain.run(Duration.ofMinutes(10));
        plain.allDelivered();
    }

    @Test
    void whatIsTakenFromTheSender_isEverythingOnce() {
        collector.behaviour = post -> post.numbers().equals(List.of(0)) ? status(400) : null;
        machine.put(1).run(SECOND);
        machine.put(20).turn().turn();
        assertThat(machine.delivery.unsent().held().pending()).isEqualTo(21);

        List<Batch> all = new ArrayList<>();
        machine.delivery.unsent().takeAll(machine.now, all);

        assertThat(all.stream().mapToInt(Batch::actions).sum()).isEqualTo(21);
        assertThat(all.stream().map(batch -> Arrays.hashCode(Packer.unpack(batch))))
                .doesNotHaveDuplicates();
        assertThat(machine.delivery.unsent().held().pending()).isZero();
        assertThat(machine.delivery.unsent().bytes()).isZero();
    }

    /** A stop with little memory left: what needs none to be taken is not lost for the sake of what does. */
    @Test
    void whatWasTakenBeforeAFault_isInTheList() {
        UnsentBatches unsent = new UnsentBatches(
                new OpenBatch(new Full(), new Packer(false), false),
                new InFlight(collector, 1, () -> {}),
                new Suspects(null, Packer::json, bytes -> false, true),
                () -> 0);
        Batch flying = batch(1);
        Batch queued = batch(2);
        Batch suspect = batch(3);
        unsent.post(flying, 0);
        unsent.backlog.add(queued);
        unsent.suspects.refused(suspect, new Undeliverable.Refusal(400, "", false), 0);
        unsent.open.fill(0, 1);
        List<Batch> all = new ArrayList<>();

        assertThatThrownBy(() -> unsent.takeAll(0, all)).isInstanceOf(OutOfMemoryError.class);

        assertThat(all).containsExactly(flying, queued, suspect);
        assertThat(unsent.held()).as("the open one alone is still there").isEqualTo(new Counts.Held(1, 0));
    }

    private static Batch batch(int number) {
        byte[] json = ScriptedSegment.json(number, 0).getBytes(StandardCharsets.UTF_8);
        return Batch.sealed(
                new Payload("", json, false),
                1,
                json.length,
                new Batch.Origin(number, Long.MAX_VALUE, new MemorySpool().newSegment()));
    }

    /** Has one action, whose batch can't be ended. */
    private static final class Full implements Intake {
        @Override
        public int fill(long nowNanos, long room, OpenBatch batch) {
            LineBuffer line = new LineBuffer();
            line.write(new byte[] {','}, 0, 1);
            batch.take(line, 1, 1, 0, 0);
            return 1;
        }

        @Override
        public Segment roll(long nowNanos, OpenBatch batch, boolean synced) {
            throw new OutOfMemoryError("Java heap space");
        }

        @Override
        public Segment keepLate(byte[] late, int actions, boolean synced) {
            throw new OutOfMemoryError("Java heap space");
        }

        @Override
        public void refusedAsTooLarge(int bytes) {}

        @Override
        public void accepted() {}
    }

    private static List<Batch> two() {
        return List.of(
                Batch.found(new ScriptedSegment(List.of(0, 1)), 2), Batch.found(new ScriptedSegment(List.of(2, 3)), 2));
    }

    /** Memory is short in the middle of it: whoever asks again must find all of them, and each once. */
    @Test
    void anInheritanceThatThrows_isTakenNotAtAll() {
        List<Batch> two = two();
        boolean[] lacks = {true};
        List<Batch> inherited = new AbstractList<>() {
            @Override
            public Batch get(int index) {
                if (index == 1 && lacks[0]) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return two.get(index);
            }

            @Override
            public int size() {
                return 2;
            }
        };

        assertThatThrownBy(() -> machine.delivery.inherit(inherited)).isInstanceOf(OutOfMemoryError.class);
        assertThat(machine.delivery.unsent().held()).isEqualTo(new Counts.Held(0, 0));

        lacks[0] = false;
        machine.delivery.inherit(inherited);
        machine.run(SECOND);
        allArrived(4);
    }

    @Test
    void anInheritanceThatThrows_isAskedForAgain() {
        boolean[] lacks = {true};
        machine.sender.inherit(into -> {
            if (lacks[0]) {
                throw new OutOfMemoryError("Java heap space");
            }
            into.addAll(two());
        });

        assertThatThrownBy(machine::turn).isInstanceOf(OutOfMemoryError.class);
        lacks[0] = false;
        machine.run(SECOND);

        allArrived(4);
    }

    /** What the first has brought has its place, and does not come once more with the second. */
    @Test
    void inheritancesOneAfterTheOther_areEachTakenOnce() {
        machine.sender.inherit(into -> into.addAll(two()));
        machine.turn();
        machine.sender.inherit(into -> into.add(Batch.found(new ScriptedSegment(List.of(4, 5)), 2)));
        machine.run(SECOND);

        allArrived(6);
    }
}
