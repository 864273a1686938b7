package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.pipeline.Undeliverable.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which batch goes next, of all that there are. */
class BatchSelectorTest {
    private static final Refusal NO = new Refusal(400, "no", false);
    private static final List<Integer> NONE = List.of();
    private static final Pattern NUMBER = Pattern.compile("\"n\":([0-9]+)");
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Knobs knobs = new Knobs();
    private final Probe probe = new Probe(new Packer(false));
    private final SendSchedule schedule = new SendSchedule(Duration.ofSeconds(1), 4, () -> 0.5, Hold.none());
    private SenderScene scene;
    private UnsentBatches unsent;
    private BatchSelector selector;
    private long now;

    @BeforeEach
    void wire() {
        scene = new SenderScene(knobs);
        unsent = scene.parts.delivery.unsent();
        SegmentCache cache = scene.parts.segmentCache;
        selector = new BatchSelector(unsent, cache, new Requeue(unsent, cache), schedule, probe);
        now = scene.now;
    }

    private static Batch batch(int number) {
        return file(number).loaded();
    }

    private static ScriptedSegment file(int... numbers) {
        List<Integer> all = new ArrayList<>();
        for (int number : numbers) {
            all.add(number);
        }
        return new ScriptedSegment(all);
    }

    private void suspect(Batch batch) {
        unsent.suspects.refused(batch, NO, now);
    }

    /** It is due, and its file can't be read the first time. */
    private Batch suspectInAFileThatFails(Throwable failure) {
        ScriptedSegment segment = file(1);
        segment.failures.add(failure);
        Batch refused = Batch.found(segment, 1);
        suspect(refused);
        now += MINUTE;
        return refused;
    }

    /** The numbers of the actions of the batches that go when it is asked so often; of none where none goes. */
    private List<List<Integer>> next(int times) {
        List<List<Integer>> batches = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Batch next = selector.next(now);
            batches.add(next == null ? NONE : numbers(next));
        }
        return batches;
    }

    private static List<Integer> numbers(Batch batch) {
        return NUMBER.matcher(new String(Packer.unpack(batch), StandardCharsets.UTF_8))
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private void open(int actions) {
        scene.put(actions);
        unsent.open.fill(now, Long.MAX_VALUE);
    }

    /** Whoever asks again must neither wait for all others nor delay them. */
    @Test
    void thoseAskedAboutAgain_andTheOthers_goByTurns() {
        suspect(batch(10));
        suspect(batch(11));
        unsent.backlog.add(batch(1));
        unsent.backlog.add(batch(2));
        now += MINUTE;

        assertThat(next(2)).containsExactlyInAnyOrder(List.of(10), List.of(1));
        assertThat(next(2)).containsExactlyInAnyOrder(List.of(11), List.of(2));
        assertThat(next(2)).containsOnly(NONE);
    }

    /** Behind hundreds of bad ones the first good one would wait for hours. */
    @Test
    void whileRefusalsAreDoubted_theNewestGoesByTurnsWithTheOldest() {
        unsent.backlog.add(batch(1));
        unsent.backlog.add(batch(2));
        unsent.backlog.add(batch(3));
        unsent.suspects.doubt();

        assertThat(next(2)).containsExactlyInAnyOrder(List.of(1), List.of(3));
        assertThat(next(1)).containsExactly(List.of(2));
        assertThat(next(2)).containsOnly(NONE);
        assertThat(unsent.backlog.isEmpty())
                .as("nothing is left of a batch of one")
                .isTrue();
    }

    @Test
    void whileRefusalsAreDoubted_whatIsOpenGoesOneByOne() {
        open(2);
        unsent.suspects.doubt();

        assertThat(next(2)).containsExactlyInAnyOrder(List.of(0), List.of(1));
        assertThat(unsent.held()).isEqualTo(new Counts.Held(0, 0));
    }

    /** Whatever else there is asks first: each request may be refused, and each refusal is a pause. */
    @Test
    void whileRefusalsAreDoubted_noneIsAskedAboutBeforeWhatIsOpen() {
        suspect(batch(10));
        unsent.suspects.doubt();
        open(1);
        assertThat(selector.nanosUntilDue(now, MINUTE)).isPositive();
        assertThat(next(1)).containsExactly(List.of(0));
        open(1);

        assertThat(next(1)).containsOnly(NONE);
        assertThat(next(1)).containsExactly(List.of(1));
        assertThat(selector.nanosUntilDue(now, MINUTE)).isZero();
        assertThat(next(1)).containsExactly(List.of(10));
    }

    @Test
    void whatIsOpen_keepsNobodyFromBeingAskedAbout() {
        suspect(batch(10));
        suspect(batch(11));
        now += MINUTE;
        open(1);

        assertThat(selector.nanosUntilDue(now, MINUTE)).isZero();
        assertThat(next(2)).containsExactlyInAnyOrder(List.of(10), List.of(11));
    }

    /** Nothing else would show that others are accepted; what is open will. */
    @Test
    void whereOnlySuspectsAreLeft_oneThatWasAcceptedAsks() {
        probe.accepted(batch(5), now);
        suspect(batch(10));
        open(1);
        assertThat(next(2)).containsOnly(NONE);
        unsent.open.seal(now);
        assertThat(selector.nanosUntilDue(now, MINUTE)).isZero();

        assertThat(next(1)).containsExactly(List.of(5));

        assertThat(next(2)).as("until that is answered").containsOnly(NONE);
    }

    @Test
    void whileSuspended_nothingIsDue() {
        unsent.backlog.add(batch(1));
        assertThat(selector.nanosUntilDue(now, 7)).isZero();

        schedule.suspend(true);

        assertThat(selector.nanosUntilDue(now, 7)).isEqualTo(7);
    }

    /** One alone is read whatever memory is left, or nothing would ever go. */
    @Test
    void whereMemoryIsShort_oneIsReadWhileNoneIsUnderWay() {
        knobs.maxMemory = 100;
        wire();
        unsent.backlog.add(Batch.found(file(1), 1));
        unsent.backlog.add(Batch.found(file(2), 1));
        List<Batch> first = new ArrayList<>();
        first.add(selector.next(now));
        unsent.post(first.get(0), now);

        assertThat(next(2)).containsOnly(NONE);
        assertThat(selector.nanosUntilDue(now, 7)).isEqualTo(7);

        unsent.inFlight.takeAll(new ArrayList<>());
        assertThat(selector.nanosUntilDue(now, 7)).isZero();
        assertThat(next(1)).containsExactly(List.of(2));
    }

    @Test
    void whereMemoryLasts_moreAreReadWhileOneIsUnderWay() {
        unsent.backlog.add(Batch.found(file(1), 1));
        unsent.post(batch(7), now);

        assertThat(next(1)).containsExactly(List.of(1));
    }

    @Test
    void oneInItsFileOnly_isReadToBeAskedAbout() {
        Batch refused = Batch.found(file(1), 1);
        suspect(refused);
        now += MINUTE;

        Batch asked = selector.next(now);

        assertThat(numbers(asked)).containsExactly(1);
        assertThat(unsent.suspects.isAsked(asked))
                .as("and not its first refusal")
                .isTrue();
        assertThat(unsent.suspects.isAsked(refused)).isFalse();
    }

    @Test
    void oneWhoseFileCannotBeReadNow_isAskedAboutLater() {
        suspectInAFileThatFails(new IOException("Input/output error"));

        assertThat(next(2)).containsOnly(NONE);
        assertThat(unsent.held()).isEqualTo(new Counts.Held(0, 1));
        assertThat(selector.nanosUntilDue(now, 2 * MINUTE)).isEqualTo(MINUTE);
        now += MINUTE;
        assertThat(next(1)).containsExactly(List.of(1));
    }

    @Test
    void whereMemoryEndsWhileItIsRead_itIsAskedAboutOnceMore() {
        suspectInAFileThatFails(new OutOfMemoryError("Java heap space"));

        assertThatThrownBy(() -> selector.next(now)).isInstanceOf(OutOfMemoryError.class);

        assertThat(unsent.held()).isEqualTo(new Counts.Held(0, 1));
        now += MINUTE;
        assertThat(next(2)).contains(List.of(1));
    }

    @Test
    void oneWhoseFileIsGone_isNobodysSuspect() {
        Batch refused = suspectInAFileThatFails(new NoSuchFileException("1.segment"));

        assertThat(next(2)).containsOnly(NONE);

        assertThat(unsent.suspects.isAsked(refused)).isFalse();
        assertThat(unsent.held()).isEqualTo(new Counts.Held(0, 0));
    }

    /** Somebody has put another file in its place, and nobody has refused what is in that. */
    @Test
    void oneWhoseFileHoldsMoreThanItDid_isABatchLikeAnother() {
        Batch refused = Batch.found(file(1, 2), 1);
        suspect(refused);
        now += MINUTE;

        assertThat(next(2)).containsOnlyOnce(List.of(1, 2));
        assertThat(unsent.suspects.isAsked(refused)).isFalse();
        assertThat(unsent.suspects.needOthers()).isFalse();
    }
}
