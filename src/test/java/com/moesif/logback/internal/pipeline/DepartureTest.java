package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The last acts of a pipeline's thread. */
class DepartureTest {
    private final Handover handover = new Handover(Long.MAX_VALUE);
    private final Knobs knobs = new Knobs();
    private final FakeTransport transport = new FakeTransport();
    private final Wiring wiring = new Wiring(knobs.config(), transport);
    private final Departure departure = departure(new NobodysHeir(knobs.tenant), transport);

    private Departure departure(Handover.Party party, Transport by) {
        return new Departure(handover, party, wiring.parts, by, wiring.ledger, new Notices(new Scribe(wiring.said)));
    }

    /** One that is there already, and does this when it is told. */
    private record Heir(Tenant tenant, Runnable onInherit, AtomicInteger told) implements Handover.Party {
        Heir(Tenant tenant, Runnable onInherit) {
            this(tenant, onInherit, new AtomicInteger());
        }

        @Override
        public long maxMemory() {
            return 1 << 20;
        }

        @Override
        public void inherit() {
            told.incrementAndGet();
            onInherit.run();
        }

        @Override
        public void makeWay() {}
    }

    private record NobodysHeir(Tenant tenant) implements Handover.Party {
        @Override
        public long maxMemory() {
            return 1 << 20;
        }

        @Override
        public void inherit() {}

        @Override
        public void makeWay() {}
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            wiring.parts.ring.expect();
            wiring.parts.ring.put(Sample.action(i));
        }
    }

    /** The thread is gone then: whoever waits has to be let go, and what is lost has to be counted. */
    @Test
    @Timeout(60)
    void fault_leavesNobodyWaiting_andCountsWhatIsLost() {
        put(3);
        wiring.parts.sender.runOnce(System.nanoTime());
        put(2);
        Flushes.Flush flush = wiring.parts.flushes.request(wiring.parts.ring::putSoFar, false);
        wiring.parts.sender.inherit(into -> {
            throw new IllegalStateException("a fault");
        });

        departure.run(() -> {});
        // Too late: nobody takes it any more.
        put(1);

        Counts counts = wiring.ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        assertThat(counts.pending()).isZero();
        assertThat(counts.handedOver()).as("what was gathered all the same").isEqualTo(5);
        assertThat(counts.dropped()).containsEntry(DropReason.STOPPED, 1L);
        assertThat(wiring.parts.commit.isCommitted(Long.MAX_VALUE)).isTrue();
        assertThat(flush.await(Duration.ofHours(1).toNanos())).isFalse();
        assertThat(transport.isClosed()).isTrue();
        assertThat(wiring.said).anyMatch(text -> text.contains("could not all be gathered"));
    }

    /** Another has counted it as handed over by then. */
    @Test
    void memoryThatEndsInTheLastInheritance_losesNothingOfIt() {
        put(2);
        wiring.parts.sender.inherit(into -> {
            into.add(Batch.found(new ScriptedSegment(List.of(1, 2, 3)), 3));
            throw new OutOfMemoryError("Java heap space");
        });

        departure.run(() -> {});

        Counts counts = wiring.ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        assertThat(counts.in().recovered()).isEqualTo(3);
        assertThat(counts.spooled()).isEqualTo(3);
        assertThat(counts.handedOver()).isEqualTo(2);
    }

    /** There may be no memory for a longer list either. */
    @Test
    void whatIsInheritedAndCannotBeLeft_isCounted() {
        wiring.parts.sender.inherit(into -> {
            into.add(Batch.found(new ScriptedSegment(List.of(1, 2, 3)), 3));
            throw new OutOfMemoryError("Java heap space");
        });
        List<Batch> noMore = new AbstractList<>() {
            @Override
            public Batch get(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public int size() {
                return 0;
            }

            @Override
            public void add(int index, Batch batch) {
                throw new OutOfMemoryError("Java heap space");
            }
        };

        assertThatThrownBy(() -> wiring.parts.sender.takeAll(System.nanoTime(), noMore))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(wiring.parts.sender.end()).isEqualTo(3);
        assertThat(wiring.ledger.counts().in().recovered()).isEqualTo(3);
    }

    @Test
    void withoutAFault_whatIsLeftIsForWhoeverComesAfter() {
        put(3);
        wiring.parts.sender.runOnce(System.nanoTime());

        departure.run(() -> {});

        Counts counts = wiring.ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        assertThat(counts.handedOver()).isEqualTo(3);
        assertThat(wiring.said).noneMatch(text -> text.contains("other appenders"));
        assertThat(handover.take(knobs.tenant))
                .hasSize(1)
                .extracting(Batch::actions)
                .isEqualTo(List.of(3));
    }

    /** Memory has an end, and nobody may ever come for what they left. */
    @Test
    void whatOthersLeftLongAgo_isGivenUpAndToldOfWhereItTakesTheMemory() {
        Payload megabyte = new Payload("", new byte[1 << 20], false);
        Batch one =
                Batch.sealed(megabyte, 2, 1 << 20, new Batch.Origin(0, Long.MAX_VALUE, new MemorySpool().newSegment()));
        Tenant longGone = new Tenant("long gone", knobs.tenant.endpoint(), () -> "id", () -> false);
        handover.leave(longGone, Collections.nCopies(100, one));
        put(3);
        wiring.parts.sender.runOnce(System.nanoTime());

        departure.run(() -> {});

        assertThat(handover.take(longGone)).isEmpty();
        assertThat(handover.take(knobs.tenant)).hasSize(1);
        assertThat(wiring.said)
                .anyMatch(text -> text.startsWith(
                        "200 actions are lost that other appenders of this JVM could not deliver before their stop."));
        Counts counts = wiring.ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        assertThat(counts.in().recovered()).isEqualTo(200);
        assertThat(counts.dropped()).containsEntry(DropReason.MEMORY_FULL, 200L);
    }

    /** A fault of ours, or no memory. */
    @Test
    void aBatchThatCannotBeLookedAt_costsTheOthersNothing() {
        ScriptedSegment segment = new ScriptedSegment(List.of(1, 2));
        segment.onLook = () -> {
            throw new IllegalStateException("a fault");
        };
        wiring.parts.delivery.inherit(List.of(Batch.found(segment, 2)));
        put(3);

        departure.run(() -> {});

        Counts counts = wiring.ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        assertThat(counts.handedOver()).isEqualTo(3);
        assertThat(counts.spooled()).isEqualTo(2);
        assertThat(handover.take(knobs.tenant)).extracting(Batch::actions).containsExactly(3);
    }

    /** A fault of ours, or no memory: what is in its file is there for the next process, and what is not is lost, and counted. */
    @Test
    void batchesThatCannotBeLeft_areCountedAndCostTheOthersNothing() {
        int[] lacks = {0};
        Runnable ask = () -> {
            if (lacks[0] > 0) {
                lacks[0]--;
                throw new IllegalStateException("a fault");
            }
        };
        ScriptedSegment inFile = new ScriptedSegment(List.of(1, 2));
        inFile.onLook = () -> lacks[0] = 3;
        inFile.onAsked = ask;
        ScriptedSegment broken = new ScriptedSegment(List.of());
        broken.whole = false;
        broken.onLook = () -> lacks[0] = 2;
        broken.onAsked = ask;
        byte[] four = ",{},{},{},{}".getBytes(StandardCharsets.UTF_8);
        Batch inMemory =
                Batch.sealed(new Payload("", four, false), 4, four.length, new Batch.Origin(0, Long.MAX_VALUE, broken));
        wiring.parts.delivery.inherit(List.of(Batch.found(inFile, 2), inMemory));
        put(3);

        departure.run(() -> {});

        Counts counts = wiring.ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        assertThat(counts.spooled()).isEqualTo(2);
        assertThat(counts.dropped()).containsEntry(DropReason.STOPPED, 4L);
        assertThat(wiring.said).anyMatch(text -> text.startsWith("At the stop 4 actions were lost"));
        assertThat(counts.handedOver()).isEqualTo(3);
        assertThat(lacks[0]).isZero();
        assertThat(handover.take(knobs.tenant)).extracting(Batch::actions).containsExactly(3);
    }

    /** As if memory were short there: nobody will have it, and it is counted. The transport is closed all the same. */
    @Test
    void whatCannotBeHandedOver_isCountedAsLost_andToldOf() {
        Tenant unknown = new Tenant(
                knobs.tenant.name(),
                "",
                () -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                () -> false);
        put(3);
        List<String> words = new ArrayList<>();

        Departure failing = departure(new NobodysHeir(unknown), transport);
        assertThatThrownBy(() -> failing.run(() -> words.add("the last"))).isInstanceOf(OutOfMemoryError.class);
        assertThat(failing.await(0)).as("nobody waits for it in vain").isTrue();

        Counts counts = wiring.ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        assertThat(counts.handedOver()).isZero();
        assertThat(counts.dropped()).containsEntry(DropReason.STOPPED, 3L);
        assertThat(wiring.said).anyMatch(text -> text.startsWith("At the stop 3 actions were lost"));
        assertThat(transport.isClosed()).isTrue();
        assertThat(words).containsExactly("the last");
    }

    @Test
    void aStopWithNothingLeft_saysNothing() {
        departure.run(() -> {});

        assertThat(wiring.said).isEmpty();
        assertThat(handover.take(knobs.tenant)).isEmpty();
    }

    @Test
    void withoutAnHeir_itIsSaidThatWhatIsLeftIsLostUnlessOneComes() {
        put(3);
        departure.run(() -> {});

        assertThat(wiring.said).anyMatch(text -> text.contains("3 actions could not be delivered before the stop"));
    }

    @Test
    void withAnHeir_nothingIsSaidAndTheHeirIsTold() {
        Heir heir = new Heir(knobs.tenant, () -> {});
        handover.enter(heir);
        put(3);

        departure.run(() -> {});
        handover.gone(heir);

        assertThat(wiring.said).noneMatch(text -> text.contains("could not be delivered"));
        assertThat(heir.told).hasValue(1);
    }

    /** Each of its own fault, or no memory: what comes after it has to be done all the same. */
    @Test
    void whateverFailsAtTheEnd_theTransportIsClosedAndTheLastWordsAreSaid() {
        Heir heir = new Heir(knobs.tenant, () -> {
            throw new OutOfMemoryError("Java heap space");
        });
        handover.enter(heir);
        List<String> words = new ArrayList<>();
        Transport broken = new Transport() {
            @Override
            public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
                return () -> {};
            }

            @Override
            public void close() {
                words.add("closed");
                throw new IllegalStateException("a fault");
            }
        };
        wiring.sender.inherit(into -> {
            throw new IllegalStateException("a fault");
        });
        wiring.ledger.dropped(DropReason.STOPPED, 2);

        assertThatThrownBy(
                        () -> departure(new NobodysHeir(knobs.tenant), broken).run(() -> words.add("the last")))
                .isInstanceOf(IllegalStateException.class);
        handover.gone(heir);

        assertThat(words).containsExactly("closed", "the last");
        assertThat(wiring.said)
                .anyMatch(text -> text.contains("could not all be gathered"))
                .anyMatch(text -> text.startsWith("At the stop 2 actions were lost"));
    }

    /** Not only when the last words are said: those may take their time. */
    @Test
    void whoWaitsForTheEnd_isLetGoWhenEverythingIsLeft() {
        assertThat(departure.await(0)).isFalse();
        departure.run(() -> assertThat(departure.await(0)).isTrue());

        assertThat(departure.await(Duration.ofHours(1).toNanos())).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @Timeout(60)
    void anInterrupt_doesNotCutTheWaitForTheEndShort() throws InterruptedException {
        Thread here = Thread.currentThread();
        Thread sender = new Thread(() -> {
            // It waits with the flag gone.
            while (here.isInterrupted()) {
                Thread.onSpinWait();
            }
            departure.run(() -> {});
        });
        here.interrupt();
        sender.start();

        assertThat(departure.await(Duration.ofSeconds(50).toNanos())).isTrue();

        assertThat(Thread.interrupted()).isTrue();
        sender.join();
    }

    /** The disk is well again by then, and only this process has what came before: the next one finds what is in files. */
    @Test
    void whatIsInMemoryOnly_isInFilesAfterTheStop(@TempDir Path temp) throws IOException {
        knobs.keeping = new PipelineConfig.Keeping(Durability.ASYNC, Duration.ofSeconds(1), Duration.ofDays(30));
        Path directory = Files.createFile(temp.resolve("spool"));
        Wiring withSpool = new Wiring(
                knobs.config(),
                transport,
                notices -> new FileSpool(new SpoolConfig(directory, 1 << 20), knobs.tenant, notices));
        long now = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            withSpool.ring.expect();
            withSpool.ring.put(Sample.action(i));
        }
        withSpool.sender.runOnce(now);
        withSpool.sender.runOnce(now + Duration.ofSeconds(1).toNanos());
        assertThat(transport.posts).hasSize(1);
        assertThat(withSpool.ledger.counts().held()).isEqualTo(new Counts.Held(3, 0));
        Files.delete(directory);
        withSpool.sender.runOnce(now + Duration.ofSeconds(7).toNanos());

        new Departure(
                        handover,
                        new NobodysHeir(knobs.tenant),
                        withSpool.parts,
                        transport,
                        withSpool.ledger,
                        new Notices(new Scribe(withSpool.said)))
                .run(() -> {});

        Counts counts = withSpool.ledger.counts();
        assertThat(counts.balance()).as("%s", counts).isTrue();
        assertThat(counts.spooled()).as("%s", withSpool.said).isEqualTo(3);
        assertThat(counts.handedOver()).isZero();
        Wiring next = new Wiring(
                knobs.config(),
                transport,
                notices -> new FileSpool(new SpoolConfig(directory, 1 << 20), knobs.tenant, notices));
        next.sender.runOnce(now);
        assertThat(next.counts().in().recovered()).as("its directory is free").isEqualTo(3);
        next.parts.close();
    }

    /** Memory ends where what has left the ring is to be written: nobody has it any more, and it is counted. */
    @Test
    void whatNobodyHasTaken_isCountedAsLost(@TempDir Path temp) {
        knobs.keeping = new PipelineConfig.Keeping(Durability.ASYNC, Duration.ofSeconds(1), Duration.ofDays(30));
        int[] lacks = {0};
        int[] names = {10};
        FileSpool.Environment environment = new FileSpool.Environment(
                () -> {
                    if (lacks[0] > 0) {
                        lacks[0]--;
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return Instant.now();
                },
                () -> "123456" + names[0]++);
        Wiring withSpool = new Wiring(
                knobs.config(),
                transport,
                notices -> new FileSpool(new SpoolConfig(temp, 1 << 20), knobs.tenant, notices, environment));
        withSpool.sender.runOnce(withSpool.now);
        withSpool.putNext(3, "");
        lacks[0] = 1;

        new Departure(
                        handover,
                        new NobodysHeir(knobs.tenant),
                        withSpool.parts,
                        transport,
                        withSpool.ledger,
                        new Notices(new Scribe(withSpool.said)))
                .run(() -> {});

        assertThat(lacks[0]).isZero();
        assertThat(withSpool.counts().dropped()).containsEntry(DropReason.STOPPED, 3L);
        assertThat(withSpool.said).anyMatch(text -> text.contains("could not all be gathered"));
    }

    /** The disk failed in the middle of it. Whoever finds the file sends those, and the heir must not send them once more. */
    @Test
    void ofABatchThatIsHalfWritten_onlyTheRestIsHandedOver() {
        leaveInMemory(3, new ScriptedSegment(List.of(0, 2), 0));

        assertThat(wiring.counts().spooled()).isEqualTo(2);
        assertThat(wiring.counts().handedOver()).isOne();
        List<Batch> left = handover.take(knobs.tenant);
        assertThat(left)
                .extracting(batch -> new String(Packer.unpack(batch), StandardCharsets.UTF_8))
                .containsExactly("," + ScriptedSegment.json(1, 0) + "\n");
        assertThat(left.get(0).payload().path()).isEqualTo("/v1/actions");
    }

    @Test
    void ofABatchOfWhichOnlyOneIsWritten_theOthersAreHandedOverTogether() {
        leaveInMemory(4, new ScriptedSegment(List.of(1), 0));

        assertThat(wiring.counts().spooled()).isOne();
        assertThat(wiring.counts().handedOver()).isEqualTo(3);
        List<Batch> left = handover.take(knobs.tenant);
        assertThat(left)
                .extracting(batch -> new String(Packer.unpack(batch), StandardCharsets.UTF_8))
                .containsExactly("," + ScriptedSegment.json(0, 0) + "\n," + ScriptedSegment.json(2, 0) + "\n,"
                        + ScriptedSegment.json(3, 0) + "\n");
        assertThat(left.get(0).actions()).isEqualTo(3);
        assertThat(left.get(0).rawBytes()).isEqualTo(left.get(0).heldBytes());
    }

    @Test
    void aBatchThatIsWrittenAfterAll_isNotHandedOver() {
        leaveInMemory(2, new ScriptedSegment(List.of(0, 1), 0));

        assertThat(wiring.counts().spooled()).isEqualTo(2);
        assertThat(wiring.counts().handedOver()).isZero();
        assertThat(handover.take(knobs.tenant)).isEmpty();
    }

    /** Then somebody may get some of them twice, and nobody misses any. */
    @Test
    void aBatchOfWhichNobodyKnowsWhatIsWritten_isHandedOverWhole() {
        ScriptedSegment unreadable = new ScriptedSegment(List.of(0, 1), 0);
        unreadable.failures.add(new IOException("Input/output error"));
        leaveInMemory(2, unreadable);

        assertThat(wiring.counts().spooled()).isZero();
        assertThat(wiring.counts().handedOver()).isEqualTo(2);
        assertThat(handover.take(knobs.tenant)).extracting(Batch::actions).containsExactly(2);
    }

    /** A batch of so many actions, and what could be written of it. */
    private void leaveInMemory(int actions, ScriptedSegment half) {
        half.whole = false;
        String json = IntStream.range(0, actions)
                .mapToObj(number -> ScriptedSegment.json(number, 0))
                .collect(Collectors.joining("\n,", "[", "]"));
        Payload payload = new Payload("/v1/actions/batch", json.getBytes(StandardCharsets.UTF_8), false);
        wiring.parts.delivery.inherit(
                List.of(Batch.sealed(payload, actions, json.length(), new Batch.Origin(0, Long.MAX_VALUE, half))));

        departure.run(() -> {});
    }

    /** What is left of the one is no part of the other. */
    @Test
    void ofTwoBatchesThatAreHalfWritten_eachKeepsItsOwnRest() {
        wiring.parts.delivery.inherit(List.of(halfWritten(0, 1), halfWritten(2, 3)));

        departure.run(() -> {});

        assertThat(wiring.counts().handedOver()).isEqualTo(2);
        assertThat(handover.take(knobs.tenant))
                .extracting(batch -> new String(Packer.unpack(batch), StandardCharsets.UTF_8))
                .containsExactly("," + ScriptedSegment.json(1, 0) + "\n", "," + ScriptedSegment.json(3, 0) + "\n");
    }

    private static Batch halfWritten(int written, int rest) {
        ScriptedSegment half = new ScriptedSegment(List.of(written), 0);
        half.whole = false;
        String json = "[" + ScriptedSegment.json(written, 0) + "\n," + ScriptedSegment.json(rest, 0) + "]";
        Payload payload = new Payload("/v1/actions/batch", json.getBytes(StandardCharsets.UTF_8), false);
        return Batch.sealed(payload, 2, json.length(), new Batch.Origin(0, Long.MAX_VALUE, half));
    }
}
