package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request ends once: with its answer, or at its deadline. */
@ParameterizedClass
@ValueSource(longs = {Long.MAX_VALUE - 1_000_000_000, 1L << 60})
class InFlightTest {
    private static final long TIMEOUT = Duration.ofSeconds(35).toNanos();
    private static final Segment NOWHERE = new MemorySpool().newSegment();

    /** Just before {@code nanoTime} overflows, and far from there, since a sum may look like a difference there. */
    @Parameter
    private long now;

    private final FakeTransport transport = new FakeTransport();
    private int woken;
    private final InFlight inFlight = new InFlight(transport, TIMEOUT, () -> woken++);
    private final List<String> ended = new ArrayList<>();

    private static Batch batch(long sequence, int actions, int bytes, Segment segment) {
        return Batch.sealed(
                new Payload("", new byte[bytes], false),
                actions,
                bytes,
                new Batch.Origin(sequence, Long.MAX_VALUE, segment));
    }

    private static Batch batch(long sequence) {
        return batch(sequence, 1, 10, NOWHERE);
    }

    private void settle() {
        inFlight.settle(now, (request, answer, at) -> ended.add(request.batch.firstSequence() + " " + answer.status()));
    }

    @Test
    void anAnswer_wakesTheSenderAndEndsItsRequest() {
        inFlight.post(batch(1), now);
        inFlight.post(batch(2), now);
        assertThat(woken).isZero();
        transport.posts.get(1).answer(201);
        assertThat(woken).isEqualTo(1);
        assertThat(inFlight.count()).isEqualTo(2);

        settle();

        assertThat(ended).containsExactly("2 201");
        assertThat(inFlight.count()).isEqualTo(1);
        transport.posts.get(1).answer(503);
        settle();
        assertThat(ended).as("once").hasSize(1);
    }

    @Test
    void anAttemptThatNeverSetOut_hasFailedAndWakesTheSender() {
        transport.behave(post -> {
            throw new OutOfMemoryError("unable to create native thread");
        });

        inFlight.post(batch(1), now);

        assertThat(woken).isEqualTo(1);
        List<Throwable> failures = new ArrayList<>();
        inFlight.settle(now, (request, answer, at) -> failures.add(answer.failure()));
        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void atItsDeadline_aRequestIsGivenUp() {
        long start = now;
        inFlight.post(batch(1), start);
        inFlight.post(batch(2), start + 7);
        assertThat(inFlight.firstDeadlineNanos()).isEqualTo(start + TIMEOUT);
        now = start + TIMEOUT - 1;
        settle();
        assertThat(ended).isEmpty();
        now++;
        List<Answer> answers = new ArrayList<>();
        inFlight.settle(now, (request, answer, at) -> answers.add(answer));

        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.failure()).isInstanceOf(TimeoutException.class);
            assertThat(answer.isCutOff()).isTrue();
        });
        assertThat(transport.posts.get(0).isCancelled()).isTrue();
        assertThat(transport.posts.get(1).isCancelled()).isFalse();
        assertThat(inFlight.firstDeadlineNanos()).isEqualTo(start + 7 + TIMEOUT);
        assertThat(inFlight.count()).isEqualTo(1);
    }

    @Test
    void firstDeadline_isTheEarliestInWhateverOrderTheySetOut() {
        // A large body may take longer.
        inFlight.post(batch(1, 1, 64 * 1024 + 16 * 1024, NOWHERE), now);
        inFlight.post(batch(2), now);
        inFlight.post(batch(3, 1, 64 * 1024 + 16 * 1024, NOWHERE), now);

        assertThat(inFlight.firstDeadlineNanos()).isEqualTo(now + TIMEOUT);
        transport.posts.get(1).answer(201);
        settle();
        assertThat(inFlight.firstDeadlineNanos())
                .isEqualTo(now + TIMEOUT + Duration.ofSeconds(1).toNanos());
    }

    @Test
    void aCancelThatThrows_comesAfterTheBatchIsBack() {
        inFlight.post(batch(1), now);
        transport.last().onCancel(() -> {
            throw new IllegalStateException("a transport");
        });
        now += TIMEOUT;

        assertThatThrownBy(this::settle).isInstanceOf(IllegalStateException.class);

        assertThat(ended).containsExactly("1 0");
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void whatIsUnderWay_isCounted() {
        assertThat(inFlight.oldestSequence(100)).isEqualTo(100);
        inFlight.post(batch(9, 2, 10, NOWHERE), now);
        inFlight.post(batch(7, 3, 10, new ScriptedSegment(List.of(1, 2, 3))), now);
        inFlight.post(batch(8, 5, 10, new ScriptedSegment(List.of(1, 2, 3, 4, 5))), now);

        assertThat(inFlight.actions()).isEqualTo(10);
        assertThat(inFlight.spooled()).isEqualTo(8);
        assertThat(inFlight.oldestSequence(100)).isEqualTo(7);
        assertThat(inFlight.oldestSequence(1)).isEqualTo(1);
    }

    @Test
    void whatIsTaken_isCancelledAndGone() {
        Batch first = batch(1);
        Batch second = batch(2);
        inFlight.post(first, now);
        inFlight.post(second, now);

        List<Batch> taken = new ArrayList<>();
        inFlight.takeAll(taken);
        assertThat(taken).containsExactly(first, second);

        assertThat(transport.posts).allMatch(FakeTransport.Post::isCancelled);
        assertThat(inFlight.count()).isZero();
        assertThat(inFlight.actions()).isZero();
    }

    @Test
    void aCancelThatThrows_costsNoneOfWhatIsTaken() {
        Batch first = batch(1);
        Batch second = batch(2);
        inFlight.post(first, now);
        transport.last().onCancel(() -> {
            throw new IllegalStateException("a transport");
        });
        inFlight.post(second, now);

        List<Batch> taken = new ArrayList<>();
        inFlight.takeAll(taken);
        assertThat(taken).containsExactly(first, second);

        assertThat(transport.posts).allMatch(FakeTransport.Post::isCancelled);
        assertThat(inFlight.count()).isZero();
    }

    /** A transport that may ask for the id anew does so only when it was refused. */
    @Test
    void whatAnAnswerSaysOfTheId_isToldToTheTransport() {
        inFlight.judged(new Verdict.Delivered(), ScriptedCollector.CREATED);
        assertThat(transport.acknowledged).hasValue(1);
        assertThat(transport.unauthorised).hasValue(0);

        Verdict retry = new Verdict.Retry("of no matter here", Duration.ZERO);
        inFlight.judged(retry, ScriptedCollector.status(401));
        inFlight.judged(retry, ScriptedCollector.status(201));
        inFlight.judged(retry, ScriptedCollector.status(403));

        assertThat(transport.acknowledged)
                .as("not every 2xx is the collector's")
                .hasValue(1);
        assertThat(transport.unauthorised).hasValue(1);
    }

    @Test
    void whoseAnswerWaits_isKnownUntilItIsSettled() {
        Batch first = batch(1);
        inFlight.post(first, now);
        assertThat(inFlight.hasAnswers()).isFalse();
        assertThat(inFlight.has(first)).isTrue();
        assertThat(inFlight.has(batch(1))).as("another of the same number").isFalse();

        transport.last().answer(201);
        assertThat(inFlight.hasAnswers()).isTrue();
        settle();

        assertThat(inFlight.hasAnswers()).isFalse();
        assertThat(inFlight.has(first)).isFalse();
    }
}
