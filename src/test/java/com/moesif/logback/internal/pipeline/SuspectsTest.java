package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Those that were refused, each alone: when they are asked about, and when they are dead. */
@ParameterizedClass
@ValueSource(longs = {Long.MAX_VALUE - 1_000_000_000, 1L << 60})
class SuspectsTest {
    private static final Refusal REFUSAL = new Refusal(400, "{\"error\":\"no\"}", false);
    private static final Refusal PAGE = new Refusal(400, "<html>no</html>", true);
    private static final Refusal PORTAL = new Refusal(200, "<html>Log in</html>", true);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Ledger ledger = new Ledger();
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private long much = Long.MAX_VALUE;
    private final Suspects suspects = new Suspects(
            new Undeliverable(new MemorySpool(), ledger, notices, InstantSource.system(), "the collector"),
            Packer::json,
            bytes -> bytes > much,
            true);
    /** Just before {@code nanoTime} overflows, and far from there, since a sum may look like a difference there. */
    @Parameter
    private long now;

    private int numbers;

    private Batch one() {
        return one(new ScriptedSegment(List.of(numbers)));
    }

    private Batch one(Segment segment) {
        byte[] json = ScriptedSegment.json(numbers, 0).getBytes(StandardCharsets.UTF_8);
        return Batch.sealed(
                new Payload("", json, false), 1, json.length, new Batch.Origin(numbers++, Long.MAX_VALUE, segment));
    }

    private void later(long nanos) {
        now += nanos;
    }

    private void accepted() {
        suspects.accepted(one(), now);
    }

    /** Refused once, then asked about and refused again, with another accepted after each, until there is proof. */
    private void refusedUntilProven(Batch batch, Refusal refusal) {
        suspects.refused(batch, refusal, now);
        for (int i = 1; i < Suspicion.PROOF; i++) {
            accepted();
            later(60 * SECOND);
            assertThat(suspects.ask(now, true)).isSameAs(batch);
            suspects.refused(batch, refusal, now);
        }
    }

    private long dropped() {
        return ledger.dropped(DropReason.REFUSED);
    }

    private static List<Integer> settled(Batch batch) {
        return ((ScriptedSegment) batch.origin().segment()).settled;
    }

    private int waiting() {
        return suspects.pending() + suspects.spooled();
    }

    @Test
    void proof_isThreeRefusalsSomeTimeApartWithOthersAcceptedAfterEach() {
        Batch bad = one();
        refusedUntilProven(bad, REFUSAL);
        assertThat(dropped()).as("none was accepted after the last").isZero();
        assertThat(suspects.spooled()).isEqualTo(1);

        accepted();

        assertThat(dropped()).isEqualTo(1);
        assertThat(waiting()).isZero();
        assertThat(suspects.bytes()).isZero();
    }

    /** Or a crash in between would cost what the letter is to keep. */
    @Test
    void itsFile_goesAfterItIsCountedAndBuried() {
        List<Long> droppedWhenSettled = new ArrayList<>();
        ScriptedSegment segment = new ScriptedSegment(List.of(numbers));
        segment.onSettled = () -> droppedWhenSettled.add(dropped());
        refusedUntilProven(one(segment), REFUSAL);

        accepted();

        assertThat(droppedWhenSettled).containsExactly(1L);
        assertThat(segment.settled).containsExactly(1);
    }

    @Test
    void aBurialThatThrows_leavesItASuspect() {
        ScriptedSegment segment = new ScriptedSegment(List.of(numbers));
        Batch plain = one(segment);
        // Not gzip, although it says so.
        Batch spoilt = Batch.sealed(new Payload("", plain.payload().body(), true), 1, plain.rawBytes(), plain.origin());
        refusedUntilProven(spoilt, REFUSAL);

        assertThatThrownBy(this::accepted).isInstanceOf(UncheckedIOException.class);

        assertThat(waiting()).isEqualTo(1);
        assertThat(suspects.bytes()).isEqualTo(spoilt.heldBytes());
        assertThat(segment.settled).isEmpty();
        assertThat(dropped()).isZero();
    }

    @Test
    void oneThatIsAskedAbout_isHeldByWhoeverAsks() {
        Batch bad = one();
        suspects.refused(bad, REFUSAL, now);
        assertThat(suspects.bytes()).isEqualTo(bad.heldBytes());
        assertThat(suspects.isAsked(bad)).isFalse();
        later(5 * SECOND - 1);
        assertThat(suspects.nanosUntilDue(now, true, 10 * SECOND)).isEqualTo(1);
        assertThat(suspects.ask(now, true)).isNull();
        later(1);
        assertThat(suspects.nanosUntilDue(now, true, 10 * SECOND)).isZero();

        assertThat(suspects.ask(now, true)).isSameAs(bad);

        assertThat(suspects.isAsked(bad)).isTrue();
        assertThat(waiting()).isZero();
        assertThat(suspects.bytes()).isZero();
        assertThat(suspects.ask(now, true)).isNull();
        assertThat(suspects.nanosUntilDue(now, true, 10 * SECOND)).isEqualTo(10 * SECOND);
        suspects.unanswered(bad);
        assertThat(suspects.isAsked(bad)).isFalse();
        assertThat(suspects.bytes()).isEqualTo(bad.heldBytes());
        assertThat(suspects.ask(now, true)).as("at once").isSameAs(bad);
    }

    @Test
    void whileOneIsAskedAbout_whatIsAcceptedBesideItCounts() {
        Batch bad = one();
        suspects.refused(bad, REFUSAL, now);
        later(5 * SECOND);
        assertThat(suspects.ask(now, true)).isSameAs(bad);
        accepted();
        suspects.refused(bad, REFUSAL, now);
        accepted();
        later(60 * SECOND);
        assertThat(suspects.ask(now, true)).isSameAs(bad);
        suspects.refused(bad, REFUSAL, now);

        accepted();

        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void oneWhoseFileIsGone_isTakenOut_andTheOthersStay() {
        ScriptedSegment gone = new ScriptedSegment(List.of(7));
        Batch lost = Batch.found(gone, 1);
        suspects.refused(lost, REFUSAL, now);
        suspects.refused(Batch.found(new ScriptedSegment(List.of(8)), 1), REFUSAL, now);
        suspects.refused(one(), REFUSAL, now);
        Backlog backlog = new Backlog(() -> 0);
        suspects.moveLost(backlog);
        assertThat(backlog.isEmpty()).isTrue();

        gone.whole = false;
        suspects.moveLost(backlog);

        assertThat(backlog.takeLost()).containsExactly(lost);
        assertThat(waiting()).isEqualTo(2);
    }

    @Test
    void oneThatHasBecomeAnother_goesOnAsThat() {
        Batch bad = one();
        suspects.refused(bad, REFUSAL, now);
        later(5 * SECOND);
        suspects.ask(now, true);
        Batch other = one();

        suspects.became(bad, other);
        assertThat(suspects.isAsked(bad)).isFalse();
        assertThat(suspects.isAsked(other)).isTrue();
        suspects.refused(other, REFUSAL, now);
        assertThat(suspects.history(1).suspects()).as("it is known already").isEqualTo(1);

        later(60 * SECOND);
        assertThat(suspects.ask(now, true)).isSameAs(other);
        suspects.forget(other);
        assertThat(suspects.isAsked(other)).isFalse();
        assertThat(waiting()).isZero();
    }

    @Test
    void twentyInARow_areDoubtedUntilAnotherIsAccepted() {
        for (int i = 1; i <= 20; i++) {
            assertThat(suspects.areDoubted()).as("after %s", i - 1).isFalse();
            suspects.refused(one(), REFUSAL, now);
            assertThat(suspects.history(1).suspects()).isEqualTo(i);
        }
        assertThat(suspects.areDoubted()).isTrue();
        assertThat(suspects.nanosUntilDue(now, true, SECOND))
                .as("all are asked with whatever there is")
                .isZero();
        assertThat(suspects.ask(now, true)).isNotNull();

        accepted();

        assertThat(suspects.areDoubted()).isFalse();
        assertThat(suspects.history(1).suspects()).isZero();
        assertThat(suspects.ask(now, true)).isNull();
    }

    @Test
    void oneThatWasRefusedAndIsAccepted_speaksForAllForAnHour() {
        Batch bad = one();
        Batch mended = one();
        suspects.refused(mended, REFUSAL, now);
        later(5 * SECOND);
        assertThat(suspects.ask(now, true)).isSameAs(mended);
        suspects.accepted(mended, now);
        long distrustedAt = now;
        refusedUntilProven(bad, REFUSAL);

        accepted();
        assertThat(dropped()).isZero();
        assertThat(waiting()).isEqualTo(1);
        notices.speakAll(now);
        assertThat(said).singleElement().asString().contains("refused and accepted later", "It is kept");
        accepted();
        notices.speakAll(now);
        assertThat(said).as("told once").hasSize(1);

        now = distrustedAt + HOUR - 1;
        accepted();
        assertThat(dropped()).isZero();
        now = distrustedAt + HOUR;
        accepted();
        assertThat(dropped()).isEqualTo(1);
    }

    /** What has been counted before proves nothing any more, of those that wait and of those being asked about. */
    @Test
    void oneThatWasRefusedAndIsAccepted_hasAllOthersCountedAnew() {
        Batch waiting = one();
        Batch asked = one();
        Batch mended = one();
        for (Batch each : List.of(waiting, asked, mended)) {
            suspects.refused(each, REFUSAL, now);
        }
        accepted();
        later(300 * SECOND);
        askAll().forEach(each -> suspects.refused(each, REFUSAL, now));
        accepted();
        later(300 * SECOND);
        assertThat(askAll()).containsExactlyInAnyOrder(waiting, asked, mended);
        suspects.refused(waiting, REFUSAL, now);

        suspects.accepted(mended, now);
        suspects.refused(asked, REFUSAL, now);
        now += HOUR;
        accepted();
        assertThat(dropped()).isZero();
        askAll().forEach(each -> suspects.refused(each, REFUSAL, now));
        accepted();
        assertThat(dropped()).as("the one that was refused since").isEqualTo(1);
        later(300 * SECOND);
        askAll().forEach(each -> suspects.refused(each, REFUSAL, now));
        accepted();
        assertThat(dropped()).isEqualTo(2);
    }

    private List<Batch> askAll() {
        List<Batch> all = new ArrayList<>();
        for (Batch next = suspects.ask(now, true); next != null; next = suspects.ask(now, true)) {
            all.add(next);
        }
        return all;
    }

    @Test
    void thoseRefusedByAPage_areKeptUpToAHundred() {
        List<Batch> bad = new ArrayList<>();
        for (int i = 0; i < 103; i++) {
            Batch each = one();
            bad.add(each);
            suspects.refused(each, PAGE, now);
            accepted();
        }
        for (int round = 1; round < Suspicion.PROOF; round++) {
            later(300 * SECOND);
            askAll().forEach(each -> suspects.refused(each, PAGE, now));
            accepted();
        }

        assertThat(dropped()).isEqualTo(3);
        assertThat(waiting()).isEqualTo(100);
    }

    @Test
    void thoseInDoubt_areKeptOnlyWhileTheyAreNotTooManyBytes() {
        Batch first = one();
        Batch second = one();
        refusedUntilProven(first, PAGE);
        accepted();
        assertThat(waiting()).isEqualTo(1);
        suspects.refused(second, PAGE, now);
        much = first.heldBytes() + second.heldBytes();
        accepted();
        assertThat(dropped()).isZero();

        much--;
        accepted();

        assertThat(dropped()).as("the one against which there is proof").isEqualTo(1);
        assertThat(waiting()).isEqualTo(1);
        assertThat(suspects.bytes()).isEqualTo(second.heldBytes());
    }

    /** A portal says nothing of an action: only the room it takes is against it, and only when there is none. */
    @Test
    void thoseAnsweredByAPortal_goForWantOfMemoryAlone() {
        List<Batch> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(one());
        }
        all.forEach(each -> suspects.refused(each, PORTAL, now));
        accepted();
        for (int i = 1; i < Suspicion.PROOF; i++) {
            later(300 * SECOND);
            askAll().forEach(each -> suspects.refused(each, PORTAL, now));
            accepted();
        }
        much = all.get(2).heldBytes() + all.get(3).heldBytes();

        accepted();
        assertThat(waiting()).as("nothing asks for their memory").isEqualTo(4);

        suspects.giveWay();
        assertThat(all.stream().map(SuspectsTest::settled))
                .as("their segments know, or their files would stay")
                .containsExactly(List.of(1), List.of(1), List.of(), List.of());
        assertThat(ledger.dropped(DropReason.MEMORY_FULL)).isEqualTo(2);
        assertThat(dropped()).isZero();
        assertThat(suspects.bytes()).isEqualTo(much);
        assertThat(suspects.oldestSequence(100)).as("the newest are still here").isEqualTo(2);
        notices.speakAll(now);
        assertThat(said).anyMatch(text -> text.startsWith("maxMemory is full"));
        suspects.giveWay();
        assertThat(waiting()).isEqualTo(2);
    }

    /** Of those against whom something was said, none goes for memory: there is proof, or there will be. */
    @Test
    void thoseWithoutProofOrWithAWordAgainstThem_giveNoWay() {
        refusedUntilProven(one(), PAGE);
        accepted();
        suspects.refused(one(), PORTAL, now);
        much = 0;

        suspects.giveWay();

        assertThat(waiting()).isEqualTo(2);
        assertThat(ledger.dropped(DropReason.MEMORY_FULL)).isZero();
    }

    @Test
    void lastChance_isForThoseInMemoryOnlyAndOnce() {
        ScriptedSegment gone = new ScriptedSegment(List.of());
        gone.whole = false;
        Batch inMemory = one(gone);
        Batch inFile = one();
        suspects.refused(inFile, REFUSAL, now);
        suspects.refused(inMemory, REFUSAL, now);
        assertThat(suspects.pending()).isEqualTo(1);
        assertThat(suspects.spooled()).isEqualTo(1);
        assertThat(suspects.withLastChance()).isZero();
        assertThat(suspects.ask(now, true)).isNull();

        suspects.giveLastChance();

        assertThat(suspects.withLastChance()).isEqualTo(1);
        assertThat(suspects.nanosUntilDue(now, true, SECOND)).isZero();
        assertThat(suspects.ask(now, true)).isSameAs(inMemory);
        suspects.refused(inMemory, REFUSAL, now);
        assertThat(suspects.withLastChance()).isZero();
        assertThat(suspects.ask(now, true)).isNull();
    }

    @Test
    void oldestSequence_isThatOfTheOldestWaiting() {
        Batch first = one();
        Batch second = one();
        suspects.refused(second, REFUSAL, now);
        assertThat(suspects.oldestSequence(100)).isEqualTo(1);
        suspects.refused(first, REFUSAL, now);

        assertThat(suspects.oldestSequence(100)).isZero();
        assertThat(suspects.oldestSequence(-1)).isEqualTo(-1);
    }

    @Test
    void whatIsTaken_isGone() {
        for (int i = 0; i < 20; i++) {
            suspects.refused(one(), REFUSAL, now);
        }

        Batch asked = suspects.ask(now, true);
        List<Batch> taken = new ArrayList<>();
        suspects.takeAll(taken);
        assertThat(taken).as("who asks has the one").hasSize(19).doesNotContain(asked);

        assertThat(suspects.isAsked(asked)).isFalse();
        suspects.takeAll(taken);
        assertThat(taken).hasSize(19);
        assertThat(suspects.bytes()).isZero();
        assertThat(suspects.areDoubted()).isFalse();
    }

    /** A fault of ours, or no memory: what is counted has its outcome, whatever becomes of the words. */
    @Test
    void wordsThatFail_leaveNobodyToBeCountedTwice() {
        refusedUntilProven(one(), PORTAL);
        accepted();
        much = 0;
        notices.wakeBy(() -> {
            throw new IllegalStateException("a fault");
        });

        suspects.giveWay();
        suspects.giveWay();

        assertThat(ledger.dropped(DropReason.MEMORY_FULL)).isOne();
        assertThat(waiting()).isZero();
    }

    @Test
    void wordsThatFail_leaveNoRefusedOneToBeCountedTwice() {
        refusedUntilProven(one(), REFUSAL);
        notices.wakeBy(() -> {
            throw new IllegalStateException("a fault");
        });

        accepted();
        accepted();

        assertThat(dropped()).isOne();
        assertThat(waiting()).isZero();
    }

    /** What forbids some and lets others pass is believed of a single action, until so many are forbidden that it is doubted itself. */
    @Test
    void afterADoubtThatWasUnfounded_refusalsAreSelectiveUntilTheNextDoubt() {
        accepted();
        refuse(Verdict.MOST_SUSPECTS - 1);
        accepted();
        assertThat(suspects.history(1).selective()).isFalse();
        refuse(Verdict.MOST_SUSPECTS);
        assertThat(suspects.history(1).selective()).isFalse();

        accepted();

        assertThat(suspects.history(1).selective()).isTrue();
        accepted();
        refuse(Verdict.MOST_SUSPECTS - 1);
        assertThat(suspects.history(1).selective()).isTrue();
        refuse(1);
        assertThat(suspects.history(1).selective()).isFalse();
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            suspects.refused(one(), REFUSAL, now);
        }
    }

    @Test
    void othersAreNeeded_whileOneWaitsForThem() {
        assertThat(suspects.needOthers()).isFalse();
        Batch bad = one();
        suspects.refused(bad, REFUSAL, now);
        assertThat(suspects.needOthers()).isTrue();
        accepted();
        assertThat(suspects.needOthers()).as("it waits for its time only").isFalse();
        suspects.refused(one(), REFUSAL, now);
        assertThat(suspects.needOthers()).as("one of two does").isTrue();
        accepted();
        assertThat(suspects.needOthers()).isFalse();
        suspects.doubt();
        assertThat(suspects.needOthers()).isTrue();
        suspects.takeAll(new ArrayList<>());
        suspects.doubt();
        assertThat(suspects.needOthers()).as("nobody waits").isFalse();
    }

    /** A disk that takes no letter now: it waits for that, unless memory is short. */
    @Test
    void proofWithoutALetter_waitsForTheDiskWhileMemoryLasts(@TempDir Path temp) throws IOException {
        Tenant tenant = new Tenant("RIG", "https://one.example", () -> "id", () -> false);
        FileSpool spool = new FileSpool(new SpoolConfig(temp, 1 << 20), tenant, notices);
        spool.tend(now);
        Path letters = home(temp).resolve("dead");
        Files.writeString(letters, "in the way");
        Suspects kept = new Suspects(
                new Undeliverable(spool, ledger, notices, InstantSource.system(), "the collector"),
                Packer::json,
                bytes -> bytes > much,
                true);
        Batch first = withId();
        Batch second = withId();
        for (int i = 0; i < Suspicion.PROOF; i++) {
            kept.refused(first, REFUSAL, now);
            kept.refused(second, REFUSAL, now);
            kept.accepted(one(), now);
            later(300 * SECOND);
            if (i + 1 < Suspicion.PROOF) {
                assertThat(kept.ask(now, true)).isSameAs(first);
                assertThat(kept.ask(now, true)).isSameAs(second);
            }
        }
        assertThat(kept.spooled()).isEqualTo(2);
        assertThat(dropped()).isZero();

        much = second.heldBytes();
        kept.accepted(one(), now);
        assertThat(dropped()).as("the one that there was no memory for").isOne();
        assertThat(kept.spooled()).isOne();

        Files.delete(letters);
        later(60 * SECOND);
        spool.tend(now);
        kept.accepted(one(), now);
        assertThat(kept.spooled()).isZero();
        assertThat(letters.resolve("dead.jsonl"))
                .content()
                .endsWith("\"action\":" + new String(second.payload().body(), StandardCharsets.UTF_8) + "}\n");
        assertThat(dropped()).isOne();
        spool.close();
    }

    private Batch withId() {
        byte[] json = ("{\"transaction_id\":\"" + new UUID(0x4000, numbers) + "\"}").getBytes(StandardCharsets.UTF_8);
        return Batch.sealed(
                new Payload("", json, false),
                1,
                json.length,
                new Batch.Origin(numbers, Long.MAX_VALUE, new ScriptedSegment(List.of(numbers++))));
    }

    private static Path home(Path root) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            return all.findFirst().orElseThrow();
        }
    }

    private Batch inMemoryOnly(boolean taken) {
        ScriptedSegment segment = new ScriptedSegment(List.of(numbers));
        segment.whole = false;
        segment.taken = taken;
        return one(segment);
    }

    /** Each was let in to ask whether others are accepted, and memory must not be overfull without end. */
    @Test
    void whereMemoryIsOverfull_thoseThatAreNowhereElseGo_theLastFirst() {
        List<Batch> all = List.of(
                inMemoryOnly(false),
                inMemoryOnly(false),
                one(),
                inMemoryOnly(true),
                inMemoryOnly(false),
                inMemoryOnly(false));
        all.forEach(each -> suspects.refused(each, REFUSAL, now));
        long before = suspects.bytes();

        suspects.giveUpLast(0);
        assertThat(suspects.bytes()).isEqualTo(before);
        int each = all.get(0).heldBytes();
        suspects.giveUpLast(2 * each + 1);

        assertThat(all.stream().map(SuspectsTest::settled))
                .containsExactly(List.of(), List.of(1), List.of(), List.of(), List.of(1), List.of(1));
        assertThat(suspects.bytes()).isEqualTo(before - 3 * each);
        assertThat(ledger.dropped(DropReason.MEMORY_FULL)).isEqualTo(3);
        suspects.giveUpLast(Long.MAX_VALUE);
        assertThat(settled(all.get(0))).as("the first, too").containsExactly(1);
        assertThat(waiting()).as("in a file, or another's").isEqualTo(2);
    }

    /** Whoever keeps it would take it for delivered. */
    @Test
    void whereSomebodyElseKeepsEach_noneIsGivenUp() {
        Suspects entrusted = new Suspects(
                new Undeliverable(new MemorySpool(), ledger, notices, InstantSource.system(), "the collector"),
                Packer::json,
                bytes -> true,
                false);
        entrusted.refused(inMemoryOnly(false), REFUSAL, now);

        entrusted.giveUpLast(Long.MAX_VALUE);

        assertThat(entrusted.pending()).isOne();
    }

    /** A disk that fails may take long for it, and each answer would wait for that. */
    @Test
    void aFileThatCannotBeRead_isReadOnceAMinute() {
        List<Batch> read = new ArrayList<>();
        Suspects inFiles = new Suspects(
                new Undeliverable(new MemorySpool(), ledger, notices, InstantSource.system(), "the collector"),
                batch -> {
                    read.add(batch);
                    return null;
                },
                bytes -> false,
                true);
        Batch bad = Batch.found(new ScriptedSegment(List.of(7)), 1);
        inFiles.refused(bad, REFUSAL, now);
        assertThat(inFiles.nanosUntilDue(now, false, HOUR))
                .as("it would have to be read")
                .isEqualTo(HOUR);
        for (int i = 1; i < Suspicion.PROOF; i++) {
            inFiles.accepted(one(), now);
            later(60 * SECOND);
            assertThat(inFiles.ask(now, true)).isSameAs(bad);
            inFiles.refused(bad, REFUSAL, now);
        }

        inFiles.accepted(one(), now);
        inFiles.accepted(one(), now);
        assertThat(read).containsExactly(bad);
        later(60 * SECOND);
        inFiles.accepted(one(), now);
        assertThat(read).hasSize(2);
        assertThat(inFiles.spooled()).isOne();
    }
}
