package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.spool.Entrusted;
import com.moesif.logback.internal.spool.Spool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actions that somebody else keeps: each is sent once, and its keeper is told once, when it has its outcome. */
@Timeout(30)
class ForwarderTest {
    private static final Duration GATHER = Duration.ofMillis(10);
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Knobs knobs = new Knobs();
    private final FakeTransport transport = new FakeTransport();
    private final Ledger ledger = new Ledger();
    private final List<String> said = new ArrayList<>();
    private final List<Integer> settled = new ArrayList<>();
    private final List<Integer> buried = new ArrayList<>();
    /** So that each test crosses the point where {@code nanoTime} overflows. */
    private long now = Long.MAX_VALUE - Duration.ofMillis(5).toNanos();

    private Forwarder forwarder;

    private void open() {
        forwarder =
                new Forwarder(knobs.config(), transport, InstantSource.system(), ledger, new Notices(new Scribe(said)));
    }

    private void add(int from, int to) {
        for (int number = from; number <= to; number++) {
            forwarder.add(json(number).getBytes(StandardCharsets.UTF_8), 0, new Kept(number));
        }
    }

    private static String json(int number) {
        return ScriptedSegment.json(number, 0);
    }

    private void after(Duration wait) {
        now += wait.toNanos();
        forwarder.turn(now);
    }

    private void turn() {
        forwarder.turn(now);
    }

    /** They are under way then. */
    private void post(int from, int to) {
        open();
        add(from, to);
        turn();
        after(GATHER);
    }

    private List<List<Integer>> batches() {
        return transport.posts.stream().map(FakeTransport.Post::numbers).toList();
    }

    /** As a topic keeps it. */
    private final class Kept implements Entrusted {
        private final int number;

        Kept(int number) {
            this.number = number;
        }

        @Override
        public void settled() {
            settled.add(number);
        }

        @Override
        public boolean isTaken() {
            return false;
        }

        @Override
        public boolean bury(Spool.DeadLetter letter) {
            buried.add(number);
            return true;
        }
    }

    @Test
    void whatIsAdded_isSentTogether_andSettledOnceItIsAccepted() {
        open();
        assertThat(forwarder.isDelivered()).isTrue();
        add(1, 2);
        assertThat(forwarder.nanosUntilDue(now, HOUR)).isZero();
        assertThat(forwarder.isDelivered()).isFalse();
        turn();
        assertThat(forwarder.nanosUntilDue(now, HOUR)).isEqualTo(GATHER.toNanos());
        assertThat(forwarder.isDelivered()).isFalse();

        after(GATHER);

        assertThat(transport.last().text()).isEqualTo("[" + json(1) + "\n," + json(2) + "]");
        assertThat(settled).isEmpty();
        assertThat(forwarder.isDelivered()).as("it is under way").isFalse();
        transport.last().answer(201);
        turn();
        assertThat(settled).containsExactly(1, 2);
        assertThat(buried).isEmpty();
        assertThat(forwarder.isDelivered()).isTrue();
        assertThat(forwarder.nanosUntilDue(now, HOUR)).isEqualTo(HOUR);
        assertThat(ledger.counts().delivered()).isEqualTo(2);
    }

    @Test
    void moreThanABatchHolds_leavesAtOnceInFullOnes_andNoneIsLostOrSentTwice() {
        knobs.maxActions = 2;
        open();
        add(1, 5);

        turn();

        assertThat(batches()).containsExactly(List.of(1, 2), List.of(3, 4));
        after(GATHER);
        assertThat(batches()).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        transport.posts.forEach(post -> post.answer(201));
        turn();
        assertThat(settled).containsExactly(1, 2, 3, 4, 5);
        assertThat(forwarder.isDelivered()).isTrue();
    }

    @Test
    void oneThatWouldMakeABatchTooLarge_beginsTheNext() {
        // Two with what parts them, and nothing of a third.
        knobs.maxBytes = 2 * (json(1).length() + 2) + 1;
        open();
        add(1, 5);

        turn();
        after(GATHER);

        assertThat(batches()).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        transport.posts.forEach(post -> post.answer(201));
        turn();
        assertThat(settled).containsExactly(1, 2, 3, 4, 5);
        assertThat(forwarder.isDelivered()).isTrue();
    }

    @Test
    void whatOneTurnDoesNotTake_theNextTakes() {
        knobs.maxActions = 1 << 15;
        open();
        add(1, 70_000);

        turn();

        assertThat(forwarder.nanosUntilDue(now, HOUR)).as("there is more").isZero();
        assertThat(batches().stream().mapToInt(List::size).sum()).isEqualTo(1 << 16);
        turn();
        after(GATHER);
        transport.posts.forEach(post -> post.answer(201));
        turn();
        assertThat(settled).hasSize(70_000).doesNotHaveDuplicates();
        assertThat(forwarder.isDelivered()).isTrue();
    }

    @Test
    void whileTheCollectorFails_nothingIsSettled_andARetryCanBeAskedFor() {
        post(1, 2);
        assertThat(forwarder.isStuck()).as("nothing has failed").isFalse();
        assertThat(forwarder.health().untilNextTry(now)).isNull();
        transport.last().answer(503);

        turn();

        assertThat(settled).isEmpty();
        assertThat(forwarder.isStuck()).isTrue();
        assertThat(forwarder.isPaused()).isFalse();
        assertThat(forwarder.isDelivered()).isFalse();
        assertThat(forwarder.nanosUntilDue(now, HOUR)).isPositive();
        assertThat(forwarder.health().untilNextTry(now)).isPositive();
        assertThat(batches()).hasSize(1);
        forwarder.retryNow(now);
        turn();
        assertThat(batches()).containsExactly(List.of(1, 2), List.of(1, 2));
        assertThat(forwarder.isStuck()).as("a request may show otherwise").isFalse();
        transport.last().answer(201);
        turn();
        assertThat(settled).containsExactly(1, 2);
        assertThat(forwarder.isStuck()).isFalse();
        assertThat(forwarder.health().untilNextTry(now)).isNull();
    }

    @Test
    void aWrongApplicationId_pauses_untilOneIsAccepted() {
        post(1, 1);
        transport.last().answer(401);
        turn();
        assertThat(forwarder.isPaused()).isTrue();

        forwarder.retryNow(now);
        turn();
        transport.last().answer(201);
        turn();

        assertThat(forwarder.isPaused()).isFalse();
        assertThat(settled).containsExactly(1);
    }

    @Test
    void inAHurry_nothingWaitsForCompany() {
        open();
        forwarder.hurry(true);
        add(1, 1);
        turn();
        assertThat(batches()).containsExactly(List.of(1));

        forwarder.hurry(false);
        add(2, 2);
        turn();
        after(GATHER);

        assertThat(batches()).as("the linger counts again").hasSize(1);
        after(knobs.linger);
        assertThat(batches()).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void ofABatchThatIsTooLarge_eachHalfIsSettledByItself_andTheNextAreSmaller() {
        knobs.maxActions = 20;
        open();
        add(1, 20);
        turn();
        transport.last().answer(413);
        turn();
        assertThat(batches()).containsExactly(numbers(1, 20), numbers(1, 10), numbers(11, 20));

        transport.posts.get(2).answer(201);
        turn();

        assertThat(settled).isEqualTo(numbers(11, 20));
        add(21, 40);
        turn();
        assertThat(transport.last().numbers()).startsWith(21).hasSizeLessThan(20);
    }

    @Test
    void onceAllIsAccepted_batchesGrowAgain() {
        knobs.maxActions = 20;
        open();
        forwarder.hurry(true);
        transport.behave(post -> post.answer(post.numbers().size() == 20 && settled.isEmpty() ? 413 : 201));

        for (int from = 1; from < 600; from += 20) {
            add(from, from + 19);
            turn();
        }

        turn();
        assertThat(transport.last().numbers()).isEqualTo(numbers(581, 600));
        assertThat(settled).hasSize(600).doesNotHaveDuplicates();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    /** One is accepted, then one is refused, and the first asks whether others still are. */
    private void askWithAnAcceptedOne() {
        open();
        forwarder.hurry(true);
        add(1, 1);
        turn();
        transport.last().answer(201);
        turn();
        add(2, 2);
        turn();
        transport.last().answer(400);
        turn();
        assertThat(batches()).containsExactly(List.of(1), List.of(2), List.of(1));
    }

    @Test
    void whereAnAcceptedOneAsks_aFailureIsATroubleLikeAnother() {
        askWithAnAcceptedOne();

        transport.last().answer(503);
        turn();

        assertThat(forwarder.isStuck()).isTrue();
        assertThat(ledger.counts().delivered()).as("it was counted before").isOne();
        assertThat(settled).as("and settled").containsExactly(1);
        assertThat(buried).isEmpty();
    }

    @Test
    void whereAnAcceptedOneAsks_aWrongApplicationIdPauses() {
        askWithAnAcceptedOne();

        transport.last().answer(401);
        turn();

        assertThat(forwarder.isPaused()).isTrue();
        assertThat(settled).containsExactly(1);
    }

    /** Whoever judges an action can be reached, and takes requests. */
    @Test
    void whereAnAcceptedOneAsks_aRefusalEndsATrouble() {
        askWithAnAcceptedOne();
        transport.last().answer(503);
        turn();
        after(Duration.ofMinutes(1));
        assertThat(transport.last().numbers()).containsExactly(1);
        assertThat(forwarder.health().untilNextTry(now)).isNotNull();

        transport.last().answer(400);
        turn();

        assertThat(forwarder.health().untilNextTry(now)).isNull();
        assertThat(settled).containsExactly(1);
    }

    @Test
    void whereAnAcceptedOneIsAcceptedAgain_theRefusedOneIsToBlame() {
        askWithAnAcceptedOne();
        transport.behave(post -> post.answer(post.numbers().contains(2) ? 400 : 201));
        transport.last().answer(201);

        for (int i = 0; i < 10; i++) {
            after(Duration.ofMinutes(1));
        }

        assertThat(buried).containsExactly(2);
        assertThat(settled).containsExactly(1, 2);
        assertThat(ledger.counts().delivered()).isOne();
        assertThat(forwarder.isDelivered()).isTrue();
    }

    @Test
    void sleep_endsWithAnAnswer() throws Exception {
        post(1, 1);
        AtomicBoolean answered = new AtomicBoolean();
        Thread sleeper = Thread.currentThread();
        Thread collector = new Thread(() -> {
            while (sleeper.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            answered.set(true);
            transport.last().answer(201);
        });
        collector.setDaemon(true);
        collector.start();

        while (!answered.get()) {
            // A park may end for no reason.
            forwarder.sleep(now, HOUR);
        }

        collector.join();
        forwarder.sleep(now, HOUR);
        turn();
        assertThat(settled).containsExactly(1);
    }

    @Test
    void close_givesUpWhatIsUnderWay_andSettlesNothing() {
        post(1, 1);

        forwarder.close();

        assertThat(transport.last().isCancelled()).isTrue();
        assertThat(transport.isClosed()).isTrue();
        assertThat(settled).isEmpty();
    }
}
