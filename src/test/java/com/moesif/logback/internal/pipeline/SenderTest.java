package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.transport.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When which actions leave, and what becomes of them: the loop driven by hand, with a time of the test's choosing. */
@Timeout(30)
class SenderTest {
    private static final Duration GATHER = Duration.ofMillis(10);
    private static final Duration NANO = Duration.ofNanos(1);

    private final Knobs knobs = new Knobs();

    @Test
    void loneAction_leavesWhenItHasWaitedForCompany() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(GATHER.minus(NANO));
        assertThat(scene.posted()).isZero();

        scene.after(NANO);

        assertThat(scene.batches()).containsExactly(List.of(0));
        assertThat(scene.counts().pending()).isEqualTo(1);
    }

    /** The configuration is still being read. */
    @Test
    void whileHeld_nothingIsTakenFromTheRing() {
        SenderScene scene = new SenderScene(knobs);
        scene.parts.hold.begin(scene.now);
        scene.put(3);

        assertThat(scene.turn()).isZero();
        assertThat(scene.sender.isHeld()).isTrue();
        assertThat(scene.ring.size()).isEqualTo(3);

        scene.parts.hold.end();

        assertThat(scene.turn()).isEqualTo(3);
        assertThat(scene.sender.isHeld()).isFalse();
    }

    @Test
    void burst_leavesTogether() {
        SenderScene scene = new SenderScene(knobs).put(3);
        scene.turn();
        scene.put(4).after(GATHER);

        assertThat(scene.batches()).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6));
    }

    @Test
    void trickle_leavesOncePerLinger() {
        SenderScene scene = new SenderScene(knobs);
        scene.transport.behave(post -> post.answer(201));

        for (int i = 0; i < 301; i++) {
            scene.put(1).after(GATHER);
        }

        // The first after 10 ms, then one a second for the three seconds that this takes.
        assertThat(scene.posted()).isEqualTo(3);
        scene.after(knobs.linger);
        assertThat(scene.posted()).isEqualTo(4);
        scene.turn();
        assertThat(scene.counts().delivered()).isEqualTo(301);
    }

    @Test
    void actionAfterAQuietSpell_doesNotWaitForTheLinger() {
        SenderScene scene = new SenderScene(knobs);
        scene.transport.behave(post -> post.answer(201));
        scene.put(1).turn();
        scene.after(GATHER);
        scene.after(Duration.ofMinutes(1));

        scene.put(1).turn();
        scene.after(GATHER);

        assertThat(scene.posted()).isEqualTo(2);
    }

    @Test
    void whileTheJvmGoesDown_nothingWaitsForCompany() {
        SenderScene scene = new SenderScene(knobs);
        scene.put(1).turn();
        scene.after(GATHER);
        scene.sender.exiting();

        scene.put(1).turn();
        scene.put(1).turn();

        assertThat(scene.batches()).containsExactly(List.of(0), List.of(1), List.of(2));
    }

    @Test
    void withoutLinger_eachLeavesAtOnce() {
        knobs.linger = Duration.ZERO;
        SenderScene scene = new SenderScene(knobs);

        scene.put(1).turn();
        scene.put(1).turn();

        assertThat(scene.batches()).containsExactly(List.of(0), List.of(1));
    }

    @Test
    void fullBatch_leavesAtOnceAndTheRestWaits() {
        knobs.maxActions = 3;
        SenderScene scene = new SenderScene(knobs).put(7);

        scene.turns();
        assertThat(scene.batches()).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));

        scene.after(GATHER);
        assertThat(scene.batches()).hasSize(3).last().isEqualTo(List.of(6));
    }

    @Test
    void maxBatchBytes_isReachedToTheByteAndNeverPassed() {
        int line = Sample.lineLength(Sample.action(1));
        knobs.maxBytes = 3 * line;
        SenderScene exact = new SenderScene(knobs).put(6);
        exact.turns();
        assertThat(exact.batches()).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
        assertThat(exact.post(0).payload.body()).hasSize(3 * line);

        knobs.maxBytes = 3 * line - 1;
        SenderScene less = new SenderScene(knobs).put(6);
        less.turns();
        assertThat(less.batches()).containsExactly(List.of(0, 1), List.of(2, 3));
        assertThat(less.counts().pending()).isEqualTo(6);
    }

    @Test
    void actionLargerThanABatch_travelsAlone() {
        knobs.maxBytes = 2 * Sample.lineLength(Sample.action(1));
        knobs.maxInFlight = 10;
        SenderScene scene = new SenderScene(knobs)
                .put(Sample.action(1))
                .put(Sample.action(2, "x".repeat(10_000)))
                .put(Sample.action(3, "x".repeat(10_000)))
                .put(Sample.action(4))
                .put(Sample.action(5));

        scene.turns();

        assertThat(scene.batches()).containsExactly(List.of(1), List.of(2), List.of(3), List.of(4, 5));
        assertThat(scene.counts().pending()).isEqualTo(5);
    }

    @Test
    void batchOfOne_isAnObjectAndMoreAreAnArray() {
        knobs.maxActions = 2;
        SenderScene scene = new SenderScene(knobs).put(3);
        scene.turns();
        scene.after(GATHER);

        assertThat(scene.post(0).payload.path()).isEqualTo("/v1/actions/batch");
        assertThat(scene.post(0).text())
                .startsWith("[{\"action_name\"")
                .contains("}\n,{")
                .endsWith("}]");
        assertThat(scene.post(1).payload.path()).isEqualTo("/v1/actions");
        assertThat(scene.post(1).text()).startsWith("{\"action_name\"").endsWith("}");
    }

    @Test
    void bytesBeforeAndAfterCompression_areThoseOfTheBodies() {
        knobs.maxActions = 2;
        knobs.gzip = true;
        SenderScene scene = new SenderScene(knobs).put(3);
        scene.turns();
        scene.after(GATHER);

        assertThat(scene.counts().traffic().bytesBefore())
                .isEqualTo(scene.post(0).text().length() + scene.post(1).text().length());
        assertThat(scene.counts().traffic().bytesSent())
                .isEqualTo(scene.post(0).payload.body().length
                        + scene.post(1).payload.body().length);
    }

    @Test
    void noMoreThanMaxInFlight_areUnderWayAtOnce() {
        knobs.maxActions = 1;
        knobs.maxInFlight = 2;
        SenderScene scene = new SenderScene(knobs).put(5);
        scene.turns();
        assertThat(scene.batches()).containsExactly(List.of(0), List.of(1));

        scene.post(1).answer(201);
        scene.turns();

        assertThat(scene.batches()).hasSize(3).last().isEqualTo(List.of(2));
        assertThat(scene.counts().delivered()).isEqualTo(1);
        assertThat(scene.counts().pending()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.999_999})
    void backoff_isAnyTimeUpToADoublingCeilingButNeverNone(double random) {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.random = random;
        scene.turn();
        scene.after(GATHER);

        for (int failure = 0; failure < 12; failure++) {
            double ceiling = Math.min(60, 0.5 * Math.pow(2, failure)) * 1e9;
            Duration wait = Duration.ofNanos(Math.max(50_000_000, (long) (random * ceiling)));
            scene.transport.last().answer(503);
            scene.turn();
            scene.after(wait.minus(NANO));
            assertThat(scene.posted()).isEqualTo(failure + 1);

            scene.after(NANO);

            assertThat(scene.posted()).isEqualTo(failure + 2);
        }
        assertThat(scene.counts().traffic().retries()).isEqualTo(12);
    }

    @Test
    void requestsThatFailTogether_areOneFailure() {
        knobs.maxActions = 1;
        SenderScene scene = new SenderScene(knobs).put(4);
        scene.random = 0.999_999;
        scene.turns();

        scene.transport.posts.forEach(post -> post.answer(503));
        scene.after(Duration.ofMillis(1));
        scene.after(Duration.ofMillis(500));

        assertThat(scene.posted()).isEqualTo(5);
    }

    /** A refusal of actions is an answer, too: alone an action becomes a suspect, and two are sent in halves. */
    @ParameterizedTest
    @CsvSource({"201, 1", "400, 1", "400, 2"})
    void whileFailing_oneRequestAtATimeFindsOut(int answer, int actions) {
        knobs.maxActions = actions;
        SenderScene scene = new SenderScene(knobs).put(8 * actions);
        scene.turns();
        scene.transport.posts.forEach(post -> post.answer(503));
        scene.turn();

        scene.after(Duration.ofSeconds(1));
        scene.after(Duration.ofSeconds(1));
        assertThat(scene.posted()).isEqualTo(5);

        scene.transport.last().answer(answer);
        scene.turns();
        assertThat(scene.posted()).isEqualTo(9);
    }

    @Test
    void successFromBeforeTheFailure_doesNotEndTheBackoff() {
        knobs.maxActions = 1;
        SenderScene scene = new SenderScene(knobs).put(2);
        scene.turns();
        scene.after(Duration.ofMillis(1));

        scene.post(0).answer(503);
        scene.turn();
        scene.post(1).answer(201);
        scene.turns();
        assertThat(scene.posted()).isEqualTo(2);

        scene.after(Duration.ofMillis(250));
        assertThat(scene.posted()).isEqualTo(3);
        scene.transport.last().answer(201);
        scene.turn();
        assertThat(scene.counts().delivered()).isEqualTo(2);
    }

    @Test
    void resend_carriesTheSameBytes() {
        knobs.gzip = true;
        SenderScene scene = new SenderScene(knobs).put(3);
        scene.turn();
        scene.after(GATHER);

        for (int i = 0; i < 5; i++) {
            scene.put(1);
            scene.transport.last().answer(new Answer(0, "", "", "", new IOException("reset")));
            scene.turn();
            scene.after(Duration.ofMinutes(1));
        }

        assertThat(scene.posted()).isEqualTo(6);
        byte[] first = scene.post(0).payload.body().clone();
        assertThat(scene.transport.posts)
                .allSatisfy(post -> assertThat(post.payload.body()).isEqualTo(first));
        assertThat(scene.post(5).numbers()).containsExactly(0, 1, 2);
    }

    @Test
    void requestWithoutAnswer_isGivenUpAtItsDeadlineAndSentAgain() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(GATHER);
        scene.after(knobs.requestTimeout.minus(NANO));
        assertThat(scene.post(0).isCancelled()).isFalse();

        scene.after(NANO);
        assertThat(scene.post(0).isCancelled()).isTrue();
        scene.after(Duration.ofSeconds(1));

        assertThat(scene.batches()).containsExactly(List.of(0), List.of(0));
    }

    @Test
    void answerAfterTheDeadline_changesNothing() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(GATHER);
        scene.after(knobs.requestTimeout);
        scene.after(Duration.ofSeconds(1));

        scene.post(0).answer(201);
        scene.turn();
        assertThat(scene.counts().delivered()).isZero();

        scene.post(1).answer(201);
        scene.post(1).answer(503);
        scene.turn();
        assertThat(scene.counts().delivered()).isEqualTo(1);
        assertThat(scene.counts().traffic().retries()).isEqualTo(1);
    }

    @Test
    void transportThatThrows_isAFailedAttempt() {
        SenderScene scene = new SenderScene(knobs).put(2);
        scene.transport.behave(post -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        scene.turn();
        scene.after(GATHER);
        scene.transport.behave(post -> post.answer(201));

        scene.after(Duration.ofSeconds(1));
        scene.after(Duration.ofSeconds(1));
        scene.turn();

        assertThat(scene.batches()).containsExactly(List.of(0, 1), List.of(0, 1));
        assertThat(scene.counts().delivered()).isEqualTo(2);
    }

    @Test
    void cancelThatThrows_losesNothing() {
        SenderScene scene = new SenderScene(knobs).put(2);
        scene.transport.behave(post -> post.onCancel(() -> {
            throw new IllegalStateException("closed already");
        }));
        scene.turn();
        scene.after(GATHER);
        // The thread survives it, as any other.
        assertThatThrownBy(() -> scene.after(knobs.requestTimeout)).hasMessage("closed already");
        scene.transport.behave(post -> post.answer(201));

        scene.after(Duration.ofSeconds(1));
        scene.turn();

        assertThat(scene.counts().delivered()).isEqualTo(2);
    }

    @Test
    void answerWithoutTypeAndBody_isAnAnswer() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.transport.behave(post -> post.answer(new Answer(201, null, null, null, null)));
        scene.turn();
        scene.after(GATHER);
        scene.turn();

        assertThat(scene.counts().delivered()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"201,application/json,1,0", "200,text/html,0,0", "401,application/json,0,1", "503,text/plain,0,0"})
    void applicationId_isKnownThereOnlyByAnAnswerOfTheCollector(int status, String type, int known, int unknown) {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.transport.behave(post -> post.answer(new Answer(status, type, null, null, null)));
        scene.turn();
        scene.after(GATHER);
        scene.turn();

        assertThat(scene.transport.acknowledged).hasValue(known);
        assertThat(scene.transport.unauthorised).hasValue(unknown);
    }

    @Test
    void webPage_isNoAcknowledgement() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(GATHER);
        scene.post(0).answer(new Answer(200, "TEXT/html", "", "", null));
        scene.turn();
        scene.after(Duration.ofSeconds(5));
        scene.post(1).answer(new Answer(200, "", "", "\n <!doctype html>", null));
        scene.turn();
        assertThat(scene.counts().delivered()).isZero();

        scene.after(Duration.ofSeconds(60));
        scene.post(2).answer(new Answer(200, "application/json", "", "{}", null));
        scene.turn();

        assertThat(scene.counts().delivered()).isEqualTo(1);
    }

    @Test
    void trouble_isSaidOnceAndItsEndWithTheTotal() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(GATHER);
        for (int i = 0; i < 3; i++) {
            scene.transport.last().answer(503);
            scene.turn();
            scene.after(Duration.ofSeconds(60));
        }
        assertThat(scene.said).singleElement().asString().contains("HTTP 503").contains("kept");

        scene.transport.last().answer(201);
        scene.turn();

        assertThat(scene.said)
                .hasSize(2)
                .last()
                .asString()
                .contains("takes actions again")
                .contains("3 times");
    }

    @Test
    void flush_sendsWhatWouldHaveWaited() {
        SenderScene scene = new SenderScene(knobs);
        scene.transport.behave(post -> post.answer(201));
        scene.put(1).turn();
        scene.after(GATHER);
        scene.put(1).turn();
        scene.after(GATHER);
        assertThat(scene.posted()).isEqualTo(1);

        Flushes.Flush flush = scene.flushes.request(scene.ring::putSoFar, false);
        scene.turn();
        assertThat(scene.posted()).isEqualTo(2);
        scene.turn();

        assertThat(flush.await(0)).isTrue();
        scene.put(1).turn();
        scene.after(GATHER);
        assertThat(scene.posted()).as("the hurry is over").isEqualTo(2);
    }

    @Test
    void flush_endsABackoff() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.turn();
        scene.after(GATHER);
        scene.post(0).answer(503);
        scene.turn();
        scene.turn();
        assertThat(scene.posted()).isEqualTo(1);

        scene.flushes.request(scene.ring::putSoFar, false);
        scene.turn();

        assertThat(scene.posted()).isEqualTo(2);
    }

    @Test
    void stop_endsABackoffAlthoughAFlushWaitsAlready() {
        SenderScene scene = new SenderScene(knobs).put(1);
        scene.flushes.request(scene.ring::putSoFar, false);
        scene.turn();
        scene.post(0).answer(503);
        scene.turn();
        scene.turn();
        assertThat(scene.posted()).isEqualTo(1);

        scene.sender.stopBy(scene.now, scene.now + Duration.ofSeconds(10).toNanos());
        scene.turn();

        assertThat(scene.posted()).isEqualTo(2);
    }

    @Test
    void flush_isOverWhenEverythingBeforeItIsDeliveredInWhateverOrder() {
        knobs.maxActions = 2;
        SenderScene scene = new SenderScene(knobs).put(4);
        Flushes.Flush flush = scene.flushes.request(scene.ring::putSoFar, false);
        scene.put(2).turns();
        assertThat(scene.posted()).isEqualTo(3);

        scene.post(2).answer(201);
        scene.post(1).answer(201);
        scene.turn();
        assertThat(flush.await(0)).isFalse();
        scene.post(0).answer(503);
        scene.turn();
        assertThat(flush.await(0)).isFalse();
        scene.after(Duration.ofSeconds(1));
        scene.post(3).answer(201);
        scene.turn();

        assertThat(flush.await(0)).isTrue();
        assertThat(scene.counts().delivered()).isEqualTo(6);
    }

    @Test
    void flush_doesNotWaitForWhatCameAfterIt() {
        knobs.maxActions = 2;
        SenderScene scene = new SenderScene(knobs).put(2);
        Flushes.Flush flush = scene.flushes.request(scene.ring::putSoFar, false);
        scene.put(2).turns();

        scene.post(0).answer(201);
        scene.turn();

        assertThat(flush.await(0)).isTrue();
        assertThat(scene.counts().pending()).isEqualTo(2);
    }

    @Test
    void flush_ofNothingIsTrue() {
        SenderScene scene = new SenderScene(knobs);
        Flushes.Flush flush = scene.flushes.request(scene.ring::putSoFar, false);

        scene.turn();

        assertThat(flush.await(0)).isTrue();
    }

    @Test
    void flush_isFalseWhenOneWasTooLarge() {
        SenderScene scene = new SenderScene(knobs).put(1).put(Sample.action(1, "x".repeat(1_000_001)));
        scene.transport.behave(post -> post.answer(201));
        Flushes.Flush flush = scene.flushes.request(scene.ring::putSoFar, false);
        assertThat(scene.flushes.isEmpty()).isFalse();
        scene.turns();
        scene.turn();

        assertThat(scene.flushes.isEmpty()).isTrue();
        assertThat(flush.await(0)).isFalse();
        assertThat(scene.counts().dropped()).containsEntry(DropReason.TOO_LARGE, 1L);
        assertThat(scene.said).anySatisfy(text -> assertThat(text).contains("'Tested'", "1000000 bytes"));
    }

    @Test
    void flush_isFalseWhenADropCameBetweenTheQuestionAndTheAnswer() {
        SenderScene scene = new SenderScene(knobs).put(Sample.action(0, "x".repeat(1_000_001)));

        Flushes.Flush flush = scene.flushes.request(
                () -> {
                    scene.turn();
                    return scene.ring.putSoFar();
                },
                false);
        scene.turn();

        assertThat(scene.flushes.isEmpty()).isTrue();
        assertThat(flush.await(0)).isFalse();
    }

    @Test
    void flushAfterTheEnd_isFalseAtOnce() {
        SenderScene scene = new SenderScene(knobs);
        scene.flushes.abandonAll();

        Flushes.Flush flush = scene.flushes.request(scene.ring::putSoFar, false);

        assertThat(flush.await(Duration.ofMinutes(10).toNanos())).isFalse();
    }

    @Test
    void actionsThatWereTooLarge_leaveNoGapForAFlush() {
        int line = Sample.lineLength(Sample.action(1));
        knobs.maxBytes = 2 * line;
        SenderScene scene = new SenderScene(knobs);
        String tooLarge = "x".repeat(1_000_001);
        // The one that overflows the batch comes after some that are in none.
        scene.put(Sample.action(1))
                .put(Sample.action(90, tooLarge))
                .put(Sample.action(91, tooLarge))
                .put(Sample.action(2, "xx"));
        Flushes.Flush flush = scene.flushes.request(scene.ring::putSoFar, false);
        scene.turns();
        scene.turns();
        assertThat(scene.batches()).containsExactly(List.of(1), List.of(2));

        scene.post(0).answer(201);
        scene.turn();
        assertThat(scene.flushes.isEmpty()).isFalse();
        scene.post(1).answer(201);
        scene.turn();

        assertThat(scene.flushes.isEmpty()).isTrue();
        assertThat(flush.await(0)).as("two were dropped").isFalse();
        assertThat(scene.counts().delivered()).isEqualTo(2);
    }

    @Test
    void fullMemory_leavesActionsInTheRingWhileRequestsSucceed() {
        knobs.maxMemory = 64 << 10;
        knobs.maxActions = 10;
        knobs.maxInFlight = 1;
        SenderScene scene = new SenderScene(knobs);
        scene.put(4_000).turns();
        scene.turns();

        assertThat(scene.ring.size()).isPositive();
        assertThat(scene.counts().droppedInAll()).isZero();
        int held = 4_000 - scene.ring.size();
        assertThat(held * (long) Sample.lineLength(Sample.action(1_000)))
                .isLessThan(knobs.maxMemory + 11L * Sample.lineLength(Sample.action(1_000)));

        scene.transport.behave(post -> post.answer(201));
        scene.post(0).answer(201);
        scene.turns();
        scene.after(Duration.ofSeconds(1));
        scene.turns();

        assertThat(scene.counts().delivered()).isEqualTo(4_000);
    }

    @Test
    void fullMemory_isDroppedFromTheRingOnceARequestHasFailed() {
        knobs.maxMemory = 64 << 10;
        knobs.maxActions = 10;
        knobs.maxInFlight = 1;
        SenderScene scene = new SenderScene(knobs);
        scene.put(4_000).turns();
        int waiting = scene.ring.size();

        scene.post(0).answer(503);
        scene.turn();
        scene.turn();

        assertThat(scene.ring.size()).isZero();
        assertThat(scene.counts().dropped()).containsEntry(DropReason.MEMORY_FULL, (long) waiting);
        assertThat(scene.said).anySatisfy(text -> assertThat(text).contains("maxMemory", waiting + " times"));

        scene.transport.behave(post -> post.answer(201));
        scene.after(Duration.ofSeconds(1));
        scene.after(Duration.ofSeconds(1));
        scene.turns();
        assertThat(scene.counts().delivered()).isEqualTo(4_000 - waiting);
    }

    @Test
    void flush_isFalseAfterADropForMemory() {
        knobs.maxMemory = 64 << 10;
        knobs.maxActions = 10;
        knobs.maxInFlight = 1;
        SenderScene scene = new SenderScene(knobs);
        scene.put(4_000).turns();
        Flushes.Flush flush = scene.flushes.request(scene.ring::putSoFar, false);
        scene.post(0).answer(503);
        scene.turn();
        scene.transport.behave(post -> post.answer(201));
        scene.after(Duration.ofSeconds(1));
        scene.turns();
        scene.turn();

        assertThat(scene.flushes.isEmpty()).isTrue();
        assertThat(flush.await(0)).isFalse();
    }

    @Test
    void batchLargerThanMaxMemory_isSentBeforeItIsFull() {
        knobs.maxMemory = 64 << 10;
        knobs.linger = Duration.ofHours(1);
        SenderScene scene = new SenderScene(knobs);
        scene.transport.behave(post -> post.answer(201));
        scene.put(1).turn();
        scene.after(GATHER);

        scene.put(8_000).turns();

        assertThat(scene.ring.size()).isZero();
        assertThat(scene.counts().droppedInAll()).isZero();
        assertThat(scene.counts().delivered()).isGreaterThan(7_000);
    }
}
