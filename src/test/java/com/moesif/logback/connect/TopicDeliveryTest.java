package com.moesif.logback.connect;

import static com.moesif.logback.connect.TaskScene.P0;
import static com.moesif.logback.connect.TaskScene.P1;
import static com.moesif.logback.connect.TaskScene.STAMP;
import static com.moesif.logback.connect.TaskScene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.connect.TaskScene.Post;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of a task, one by one. */
@Timeout(60)
class TopicDeliveryTest {
    private final TaskScene scene = new TaskScene();

    private static String big(String id) {
        return json(id).replace("\"a\"", "\"a\",\"metadata\":{\"text\":\"" + "x".repeat(300_000) + "\"}");
    }

    @Test
    void partition_isCommittedUpToItsOldestWithoutAnOutcome() {
        scene.put(P0, json("0")).seconds(1).put(P0, json("1"), json("2")).put(P1, json("3"));
        scene.seconds(2);
        assertThat(scene.posts).hasSize(2);
        assertThat(scene.committed(P0)).isZero();

        scene.posts.get(1).answer(201);
        scene.seconds(1);
        assertThat(scene.committed(P0)).as("the first is still under way").isZero();
        assertThat(scene.committed(P1)).as("all of it has an outcome").isEqualTo(1);

        scene.posts.get(0).answer(201);
        scene.seconds(1);
        assertThat(scene.committed(P0)).isEqualTo(3);
        assertThat(scene.delivery.held().count()).isZero();
        assertThat(scene.delivery.held().bytes()).isZero();
        assertThat(scene.delivery.held().delivered()).isEqualTo(4);
    }

    @Test
    void partitionThatIsNotOurs_isNotCommitted() {
        scene.put(P0, json("0")).put(P1, json("1"));
        scene.context.assigned.remove(P1);
        scene.delivery.close(List.of(P1));

        assertThat(scene.commit()).containsOnlyKeys(P0);
    }

    @Test
    void commit_isAskedForWhenSomethingHasChanged() {
        scene.collector(body -> 201).seconds(5);
        assertThat(scene.context.commits).as("nothing has come").isZero();

        scene.put(P0, json("0")).seconds(2);
        assertThat(scene.context.commits).isEqualTo(1);
        scene.commit();
        scene.seconds(5);
        scene.commit();
        int asked = scene.context.commits;
        scene.seconds(20);

        assertThat(scene.context.commits).isEqualTo(asked);
    }

    @Test
    void commit_isNotAskedForWhileNoPartitionIsOurs() {
        scene.put(P0, json("0")).seconds(2);
        scene.commit();
        int asked = scene.context.commits;
        scene.delivery.close(List.of(P0, P1));
        scene.context.assigned.clear();
        scene.posts.get(0).answer(201);
        scene.seconds(5);
        assertThat(scene.context.commits)
                .as("Connect would forget it and ask for no offsets")
                .isEqualTo(asked);

        scene.context.assigned.add(P0);
        scene.delivery.open();
        scene.seconds(1);

        assertThat(scene.context.commits).isEqualTo(asked + 1);
    }

    @Test
    void commitThatWasForgotten_isAskedForAgain() {
        scene.put(P0, json("0")).seconds(2);
        int asked = scene.context.commits;
        // They are lost, and not revoked: nobody asks for offsets.
        scene.delivery.close(List.of(P0, P1));
        scene.context.assigned.clear();
        scene.seconds(1);
        scene.context.assigned.add(P0);
        scene.delivery.open();

        scene.put(P0, json("1")).seconds(2);

        assertThat(scene.context.commits).isEqualTo(asked + 1);
    }

    @Test
    void commitThatWasNotAskedFor_waitsForWhatIsUnderWay() {
        scene.collector(body -> 201);
        scene.delivery.put(List.of(scene.record(P0, json("0"))));
        assertThat(scene.posts).as("it waits for company").isEmpty();

        assertThat(scene.committed(P0)).isEqualTo(1);
    }

    @Test
    void commitThatWasAskedFor_doesNotWait() {
        scene.put(P0, json("0")).seconds(1);
        assertThat(scene.context.commits).as("in the last put").isEqualTo(1);
        long before = scene.now;

        assertThat(scene.committed(P0)).isZero();
        assertThat(scene.now - before).isLessThan(Duration.ofMillis(100).toNanos());
    }

    @Test
    void partitionThatLeaves_isWaitedFor_thoughACommitWasAskedFor() {
        scene.collector(body -> 201).seconds(2).put(P0, json("0"));
        assertThat(scene.context.commits).as("in the last put").isEqualTo(1);

        assertThat(scene.commit(Set.of(P0)).get(P0).offset()).isEqualTo(1);
    }

    @Test
    void commitThatIsDelayed_waits_sinceItMayBeAnother() {
        scene.collector(body -> 201).seconds(2).put(P0, json("0"));
        assertThat(scene.context.commits).isEqualTo(1);
        scene.put(P0, json("1"));

        assertThat(scene.committed(P0)).isEqualTo(2);
    }

    @Test
    void buffer_pausesAndResumes_alsoWhatComesMeanwhile() {
        TopicPartition other = new TopicPartition("actions", 2);
        TaskScene small = new TaskScene(SinkSettings.BUFFER, "1000000");
        small.put(P0, big("0"), big("1"), big("2"), big("3"));
        assertThat(small.context.paused).containsExactlyInAnyOrder(P0, P1);

        small.context.assigned.remove(P1);
        small.context.assigned.add(other);
        small.context.paused.clear();
        small.delivery.open();
        assertThat(small.context.paused)
                .as("a partition that comes is not paused")
                .containsExactlyInAnyOrder(P0, other);

        small.seconds(1);
        small.posts.forEach(post -> post.answer(201));
        small.seconds(1);
        assertThat(small.context.paused).isEmpty();
        assertThat(small.delivery.isFull()).isFalse();
    }

    @Test
    void fullBuffer_isSentWithoutLinger() {
        TaskScene small = new TaskScene(SinkSettings.BUFFER, "1000000", SinkSettings.LINGER, "60000");
        small.put(P0, json("first")).seconds(1);
        assertThat(small.posts).hasSize(1);
        small.posts.get(0).answer(201);

        small.put(P0, big("0"), big("1"), big("2"), big("3"));
        small.delivery.put(List.of());

        assertThat(small.posts).as("nothing more will come to fill the batch").hasSize(2);
    }

    @Test
    void outage_pausesNothingForEver_andRepeatsNothingButTheFailed() {
        scene.collector(body -> 503).put(P0, json("0"), json("1")).seconds(60);
        assertThat(scene.committed(P0)).isZero();

        scene.collector(body -> 201).seconds(61);

        assertThat(scene.committed(P0)).isEqualTo(2);
        assertThat(scene.said).anyMatch(text -> text.contains("HTTP 503"));
    }

    /** Else its partition would be committed no more: the topic keeps the record, and so nothing is held for it here. */
    @Test
    void oneThatOnlyAPageSpeaksAgainst_isReported_andThenCommitted() {
        scene.collector(body -> body.contains("poison") ? TaskScene.PAGE : 201);
        scene.put(P0, json("0"), json("poison"), json("2"));
        for (int i = 0; i < 60; i++) {
            scene.put(P1, json("other" + i)).seconds(60);
        }

        assertThat(scene.delivery.dead().refused()).isEqualTo(1);
        assertThat(scene.committed(P0)).isEqualTo(3);
    }

    @Test
    void refusedForGood_isReportedOnce_andThenCommitted() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        scene.context.done = () -> done;
        scene.collector(body -> body.contains("poison") ? 400 : 201);
        scene.put(P0, json("0"), json("poison"), json("2"));
        for (int i = 0; i < 60; i++) {
            scene.put(P1, json("other" + i)).seconds(1);
        }
        assertThat(scene.context.reported)
                .singleElement()
                .extracting(SinkRecord::originalKafkaOffset)
                .isEqualTo(1L);
        assertThat(scene.context.reasons.get(0))
                .isInstanceOf(RefusedRecordException.class)
                .hasMessageContaining("HTTP 400")
                .hasMessageContaining("no")
                .hasMessageContaining("transaction_id poison");
        assertThat(scene.committed(P0)).as("the reporter has not answered yet").isEqualTo(1);

        done.complete(null);
        scene.seconds(1);

        assertThat(scene.committed(P0)).isEqualTo(3);
        assertThat(scene.delivery.dead().dead()).isEqualTo(1);
        assertThat(scene.delivery.dead().refused()).isEqualTo(1);
        assertThat(scene.delivery.held().delivered()).isEqualTo(62);
    }

    @Test
    void lastOne_isProbedWithOneThatWasAcceptedBefore() {
        scene.collector(body -> body.contains("poison") ? 400 : 201);
        scene.put(P0, json("good")).seconds(2);
        assertThat(scene.committed(P0)).isEqualTo(1);

        scene.put(P0, json("poison")).seconds(120);

        assertThat(scene.context.reported)
                .as("nothing else came to prove that others are accepted")
                .hasSize(1);
        assertThat(scene.committed(P0)).isEqualTo(2);
        assertThat(scene.delivery.held().delivered())
                .as("what probes is not counted")
                .isEqualTo(1);
        assertThat(scene.posts).filteredOn(post -> post.body().contains("good")).hasSizeBetween(2, 6);
    }

    @Test
    void lastOneOfABatch_isProbedToo() {
        scene.collector(body -> body.contains("poison") ? 400 : 201);
        scene.put(P0, json("0"), json("1"), json("2"), json("poison")).seconds(120);

        assertThat(scene.context.reported).hasSize(1);
        assertThat(scene.committed(P0)).isEqualTo(4);
    }

    @Test
    void withoutReporter_isSaidAndCounted() {
        TaskScene alone = new TaskScene(false);
        alone.collector(body -> body.contains("poison") ? 400 : 201);
        alone.put(P0, json("0"), "no JSON", json("poison")).seconds(120);

        assertThat(alone.committed(P0)).isEqualTo(3);
        assertThat(alone.delivery.dead().refused()).isEqualTo(2);
        assertThat(alone.delivery.dead().dead()).isZero();
        assertThat(alone.delivery.held().delivered()).isEqualTo(1);
        assertThat(alone.said)
                .anyMatch(text -> text.contains("transaction_id poison") && text.contains("HTTP 400"))
                .anyMatch(text -> text.contains("actions-0 at offset 1") && text.contains("is no JSON"));
    }

    /** {@code errors.log.enable=true} alone: Connect gives a reporter, but nobody keeps the record. */
    @Test
    void reporterThatOnlyLogs_isToldOfEach_andNoneIsSaidToBeKept() {
        TaskScene logging = new TaskScene(TaskScene.DEAD_LETTER_TOPIC, "");
        logging.collector(body -> body.contains("poison") ? 400 : 201);
        logging.put(P0, json("0"), "no JSON", json("poison")).seconds(120);

        assertThat(logging.context.reported)
                .extracting(SinkRecord::originalKafkaOffset)
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(logging.committed(P0)).isEqualTo(3);
        assertThat(logging.delivery.dead().refused()).isEqualTo(2);
        assertThat(logging.delivery.dead().dead()).isZero();
        assertThat(logging.delivery.held().delivered()).isEqualTo(1);
        assertThat(logging.delivery.held().count()).isZero();
        assertThat(logging.said)
                .noneMatch(text -> text.contains("dead-letter topic"))
                .anyMatch(text -> text.contains("transaction_id poison") && text.contains("It is dropped."))
                .anyMatch(text -> text.contains("actions-0 at offset 1") && text.contains("It is dropped."));
    }

    /** Its offset is committed only when the reporter has answered, as with a topic. */
    @Test
    void reporterThatOnlyLogs_isWaitedFor() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        TaskScene logging = new TaskScene(TaskScene.DEAD_LETTER_TOPIC, " ");
        logging.context.done = () -> done;
        logging.put(P0, "no JSON").seconds(3);
        assertThat(logging.committed(P0)).isZero();

        done.complete(null);
        logging.seconds(3);

        assertThat(logging.committed(P0)).isEqualTo(1);
    }

    /** The topic keeps them: what were let go of here for want of memory would be committed, and never sent. */
    @Test
    void whileAllIsForbidden_moreThanMemoryIsMeantToHold_isKept() {
        boolean[] forbidden = {true};
        TaskScene small = new TaskScene(
                SinkSettings.COMPRESSION, "none", SinkSettings.BUFFER, "1000000", SinkSettings.MAX_BYTES, "62500");
        small.collector(body -> forbidden[0] ? 403 : 201);
        small.put(P0, big("0"), big("1"), big("2"), big("3"), big("4"), big("5"));
        small.seconds(1_000);

        assertThat(small.committed(P0)).isZero();
        assertThat(small.delivery.held().count()).isEqualTo(6);
        assertThat(small.said).noneMatch(text -> text.contains("dropped"));

        forbidden[0] = false;
        small.seconds(400);
        assertThat(small.committed(P0)).isEqualTo(6);
        assertThat(small.delivery.held().delivered()).isEqualTo(6);
    }

    @Test
    void forbiddenOnTheWay_isReported_andHoldsNobodyUp() {
        scene.collector(body -> body.contains("poison") ? 403 : 201);
        scene.put(P0, json("0"), json("poison"), json("2"));
        for (int i = 0; i < 60; i++) {
            scene.put(P0, json("other" + i)).seconds(1);
        }
        scene.seconds(2);

        assertThat(scene.context.reported)
                .singleElement()
                .extracting(SinkRecord::originalKafkaOffset)
                .isEqualTo(1L);
        assertThat(scene.committed(P0)).isEqualTo(63);
        assertThat(scene.delivery.held().count()).isZero();
    }

    @Test
    void forbiddenOnTheWay_withoutReporter_isSaidAndDropped() {
        TaskScene alone = new TaskScene(false);
        alone.collector(body -> body.contains("poison") ? 403 : 201);
        alone.put(P0, json("0"), json("poison"), json("2"));
        for (int i = 0; i < 60; i++) {
            alone.put(P0, json("other" + i)).seconds(1);
        }
        alone.seconds(2);

        assertThat(alone.committed(P0)).isEqualTo(63);
        assertThat(alone.said)
                .anyMatch(text -> text.contains("transaction_id poison") && text.contains("It is dropped."));
    }

    @Test
    void refusedWhereAnotherRefusalWasUntrue_isReportedToo() {
        AtomicInteger refusals = new AtomicInteger();
        scene.collector(body ->
                body.contains("poison") || body.contains("fickle") && refusals.getAndIncrement() < 2 ? 400 : 201);
        scene.put(P0, json("0"), json("fickle"), json("poison"));
        for (int i = 0; i < 120; i++) {
            scene.put(P0, json("other" + i)).seconds(1);
        }
        scene.seconds(2);

        assertThat(scene.context.reported)
                .singleElement()
                .extracting(SinkRecord::originalKafkaOffset)
                .isEqualTo(2L);
        assertThat(scene.committed(P0)).isEqualTo(123);
    }

    @Test
    void reporterThatFails_isSaid_andLeftToConnect() {
        scene.context.done = () -> CompletableFuture.failedFuture(new IllegalStateException("no leader"));
        scene.put(P0, "no JSON").seconds(3);
        assertThat(scene.committed(P0)).isZero();
        int asked = scene.context.commits;
        scene.seconds(20);

        assertThat(scene.committed(P0)).isZero();
        assertThat(scene.context.reported).as("Connect fails the task").hasSize(1);
        assertThat(asked).as("and does so at a commit").isEqualTo(1);
        assertThat(scene.said).anyMatch(text -> text.contains("no leader") && text.contains("restart the task"));
    }

    /** Connect calls off its writes for partitions that it has lost. Their records are read again by whoever has them now. */
    @Test
    void reportOfAPartitionThatHasGone_isNobodysConcern_howeverItEnds() {
        CompletableFuture<Void> calledOff = new CompletableFuture<>();
        CompletableFuture<Void> failing = new CompletableFuture<>();
        scene.context.done = () -> calledOff;
        scene.put(P0, "no JSON");
        scene.context.done = () -> failing;
        scene.put(P0, "no JSON either");
        scene.delivery.close(List.of(P0));
        scene.context.assigned.remove(P0);
        scene.seconds(1);
        assertThat(scene.delivery.held().count()).as("until their end").isEqualTo(2);

        calledOff.cancel(true);
        failing.completeExceptionally(new IllegalStateException("no leader"));
        scene.seconds(1);

        assertThat(scene.delivery.held().count()).isZero();
        assertThat(scene.delivery.dead().dead()).isZero();
        assertThat(scene.said).noneMatch(text -> text.contains("could not be written"));
    }

    @Test
    void reporterThatThrows_failsTheTask() {
        scene.context.done = () -> {
            throw new ConnectException("Tolerance exceeded in error handler");
        };

        assertThatThrownBy(() -> scene.put(P0, "no JSON")).hasMessageContaining("Tolerance exceeded");
    }

    @Test
    void partitionThatHasGone_isReportedByItsNextOwner() {
        scene.collector(body -> body.contains("poison") ? 400 : 201);
        scene.put(P0, json("0"), json("poison")).seconds(2);
        scene.delivery.close(List.of(P0));
        scene.context.assigned.remove(P0);
        scene.put(P1, json("1")).seconds(120);

        assertThat(scene.context.reported).isEmpty();
        assertThat(scene.delivery.held().count()).isZero();
        assertThat(scene.said).as("nothing is known of what becomes of it").noneMatch(text -> text.contains("poison"));
    }

    @Test
    void paused_failsTheTaskOnlyIfThatIsWished() {
        scene.collector(body -> 402).put(P0, json("0")).seconds(4_000);

        TaskScene strict = new TaskScene(SinkSettings.PAUSE_TIMEOUT, "60000");
        strict.collector(body -> 402).put(P0, json("0")).seconds(50);

        assertThatThrownBy(() -> strict.seconds(20))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("pause.timeout.ms = 60000 ms")
                .hasMessageContaining("HTTP 402");
        assertThat(strict.committed(P0)).isZero();
    }

    @Test
    void rotatedKey_isAskedForAndUsedAtOnce() {
        scene.collector(body -> scene.key.current().equals("second") ? 201 : 401);
        scene.put(P0, json("0")).seconds(600);
        assertThat(scene.committed(P0)).isZero();
        assertThat(scene.context.configsAsked).isGreaterThan(60);

        scene.context.properties.put(SinkSettings.APPLICATION_ID, "second");
        scene.seconds(6);

        assertThat(scene.committed(P0)).isEqualTo(1);
        assertThat(scene.said).anyMatch(text -> text.contains("401"));
    }

    @Test
    void keyThatIsAccepted_isNotAskedFor() {
        scene.collector(body -> 201).put(P0, json("0")).seconds(60);

        assertThat(scene.context.configsAsked).isZero();
    }

    @Test
    void foreignRecord_isGivenIdAndTime() {
        String bare = "{\"action_name\":\"a\"}";
        scene.put(P0, bare, bare.getBytes(StandardCharsets.UTF_8)).seconds(2);
        String first = UUID.nameUUIDFromBytes(("actions\0000\0000\000" + STAMP).getBytes(StandardCharsets.UTF_8))
                .toString();
        String second = UUID.nameUUIDFromBytes(("actions\0000\0001\000" + STAMP).getBytes(StandardCharsets.UTF_8))
                .toString();

        assertThat(scene.posts)
                .singleElement()
                .extracting(Post::body)
                .asString()
                .contains("\"transaction_id\":\"" + first + "\"", "\"transaction_id\":\"" + second + "\"")
                .contains("\"time\":\"2024-03-01T04:45:42.914Z\"");
    }

    @Test
    void transformedRecord_isCommittedWhereItWasRead() {
        SinkRecord moved = new SinkRecord(
                        "actions", 0, null, null, null, json("0"), 7, STAMP, TimestampType.CREATE_TIME)
                .newRecord("elsewhere", 5, null, null, null, json("0"), STAMP);
        scene.delivery.put(List.of(moved));
        scene.seconds(2);

        assertThat(scene.committed(P0)).isEqualTo(7);
    }

    @Test
    void tombstones_areIgnoredOrReported() {
        scene.put(P0, new Object[] {null});
        assertThat(scene.context.reported).isEmpty();
        assertThat(scene.committed(P0)).isEqualTo(1);

        TaskScene strict = new TaskScene(SinkSettings.NULL_VALUES, "report");
        strict.put(P0, new Object[] {null}).seconds(1);
        assertThat(strict.context.reported).hasSize(1);
        assertThat(strict.committed(P0)).isEqualTo(1);
    }

    @Test
    void mapOfAConverter_isRefusedInWords() {
        assertThatThrownBy(() -> scene.put(P0, Map.of("action_name", "a")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("value.converter")
                .hasMessageContaining("ByteArrayConverter");
    }

    @Test
    void put_asksToBeCalledAgainWhileSomethingIsUnderWay() {
        scene.put(P0, json("0"));
        assertThat(scene.context.timeout).isBetween(1L, 1_000L);
        scene.seconds(2);

        assertThat(scene.context.timeout).as("answers can't wake the consumer").isBetween(1L, 10L);
    }

    @Test
    void unsent_isToldAfterFiveMinutes() {
        scene.put(P0, json("0")).seconds((int) Duration.ofMinutes(6).toSeconds());

        assertThat(scene.said).anyMatch(text -> text.contains("unsent for more than 5 minutes"));
    }
}
