package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.broken;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.retryAfter;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of batches when the collector has trouble, at a time of the test's choosing. */
class DeliveryFaultTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Machine machine = new Machine();
    private final ScriptedCollector collector = machine.collector;

    @Test
    void afterFiveFailures_oneSmallProbeAtATimeAsksAndThenTheyDouble() {
        collector.behaviour = post -> status(503);
        machine.put(10_000).run(HOUR);
        int failed = collector.posts.size();

        assertThat(failed).isGreaterThan(20);
        assertThat(collector.sizes().subList(5, failed)).containsOnly(50);
        assertThat(collector.posts.subList(5, failed)).allMatch(post -> post.beside() == 0);

        collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(2));

        assertThat(collector.sizes().subList(failed, failed + 6)).containsExactly(50, 100, 200, 400, 800, 1_600);
        assertThat(collector.posts.subList(failed, failed + 6)).allMatch(post -> post.beside() == 0);
        machine.allDelivered();
    }

    @Test
    void backoff_growsToAMinuteAndNoFurther() {
        machine.random = 0.999999;
        collector.behaviour = post -> broken();
        machine.put(1).run(HOUR);

        List<Long> waits = waits();
        assertThat(waits.subList(0, 6)).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L);
        assertThat(waits.subList(8, waits.size())).isNotEmpty().containsOnly(60_000L);
    }

    @Test
    void backoff_isAtLeastFiftyMilliseconds() {
        machine.random = 0;
        collector.behaviour = post -> broken();
        machine.put(1).run(SECOND);

        assertThat(waits()).isNotEmpty().containsOnly(50L);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7000",
        "86400, 300000",
        "-1, 250",
        "soon, 250",
        "'', 250",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 300000",
        "'Thu, 01 Jan 1970 00:00:00 GMT', 250"
    })
    void retryAfter_isAFloorOfFiveMinutesAtMost(String header, long millis) {
        collector.behaviour = post -> collector.posts.size() == 1 ? retryAfter(429, header) : CREATED;
        machine.put(3).run(HOUR);

        assertThat(waits()).containsExactly(millis);
        machine.allDelivered();
    }

    @Test
    void retryAfter_countsAlsoFromTheSecondOfTwoThatFailTogether() {
        fourAtOnce(post -> post.beside() == 1 ? retryAfter(429, "120") : status(503));
        machine.run(Duration.ofSeconds(119));

        assertThat(collector.posts).hasSize(4);
        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    @Test
    void retryAfter_outlastsASuccessThatSetOutBefore() {
        fourAtOnce(post -> post.beside() == 0 ? retryAfter(429, "120") : CREATED);
        machine.run(Duration.ofSeconds(119));

        assertThat(collector.posts).hasSize(4);
        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    @Test
    void troubleOfRequestsThatSetOutTogether_countsOnce() {
        fourAtOnce(post -> status(503));
        int before = collector.posts.size();
        machine.run(Duration.ofMillis(300));

        // The second wait would be of a second, not of half a one; and no probe before the fifth failure.
        assertThat(collector.posts).hasSizeGreaterThan(before);
        assertThat(collector.last().numbers()).hasSizeGreaterThan(50);
        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    /** Four requests under way at once, and a little more to come; the answers are known now, and at the next turn here. */
    private void fourAtOnce(Function<ScriptedCollector.Post, Answer> behaviour) {
        collector.behaviour = behaviour;
        for (int i = 0; i < 4; i++) {
            // Each turn seals one full batch.
            machine.put(90, "x".repeat(50_000));
            machine.sender.runOnce(machine.now);
        }
        assertThat(collector.posts).hasSize(4);
        // The answers come a little later than the requests set out.
        machine.now += 1_000_000;
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 402, 403, 404, 405, 406, 407, 410, 418})
    void pause_keepsAllAndProbesSeldomUntilItIsMended(int status) {
        collector.behaviour = post -> status(status);
        machine.put(500).run(Duration.ofMinutes(30));

        assertThat(waits().subList(0, 6)).containsExactly(5_000L, 60_000L, 120_000L, 240_000L, 300_000L, 300_000L);
        // What says 403 or 406 may look into what is sent.
        assertThat(collector.sizes().subList(1, 6)).containsOnly(status == 403 || status == 406 ? 1 : 50);
        assertThat(machine.balanced().pending()).isEqualTo(500);
        assertThat(machine.said)
                .anyMatch(text -> text.contains("HTTP " + status) && text.contains("All actions are kept"));

        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
        assertThat(machine.said).anyMatch(text -> text.contains("takes actions again"));
    }

    @Test
    void pause_isSaidAtOnceAlsoAfterOtherTrouble() {
        collector.behaviour = post -> broken();
        machine.put(1).run(SECOND);
        collector.behaviour = post -> status(401);
        machine.run(Duration.ofSeconds(30));

        assertThat(machine.said).anyMatch(text -> text.contains("HTTP 401") && text.contains("<applicationId>"));
        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    @Test
    void aPageIsNoAcknowledgement() {
        Answer page = new Answer(200, "text/html", "", "<html>log in</html>", null);
        collector.behaviour = post -> page;
        machine.put(10).turn();
        // ScriptedCollector takes every 2xx for an acceptance; here the actions are the portal's, and nobody's.
        machine.run(SECOND);
        collector.accepted.clear();
        assertThat(machine.balanced().pending()).isEqualTo(10);

        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    @Test
    void oneBadInAThousand_costsTwoLogTwoPlusOneRequests() {
        for (int bad : new int[] {0, 1, 499, 500, 777, 998}) {
            Machine each = new Machine();
            each.collector.behaviour = refusing(Set.of(bad));
            each.put(1_000).run(SECOND);

            assertThat(each.collector.posts).hasSizeLessThanOrEqualTo(2 * 10 + 1);
            assertThat(each.balanced().delivered()).isEqualTo(999);
            acceptOthers(each);
            assertThat(each.collector.posts).hasSizeLessThanOrEqualTo(2 * 10 + 1 + 3 + 3);
            assertThat(each.ledger.dropped(DropReason.REFUSED)).isEqualTo(1);
            assertThat(each.said).anyMatch(text -> text.contains("'Tested'") && text.contains("transaction_id"));
        }
    }

    @Test
    void threeBadInAThousand_areTheOnlyOnesLost() {
        collector.behaviour = refusing(Set.of(3, 500, 998));
        machine.put(1_000).run(SECOND);

        assertThat(machine.balanced().delivered()).isEqualTo(997);
        acceptOthers(machine);
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(3);
        assertThat(collector.posts).hasSizeLessThanOrEqualTo(3 * 2 * (10 + 1) + 3);
    }

    @Test
    void theLastInLine_staysSuspectUntilAnotherIsAccepted() {
        collector.behaviour = refusing(Set.of(999));
        machine.put(1_000).run(HOUR);

        assertThat(machine.balanced().pending()).isEqualTo(1);
        assertThat(machine.ledger.counts().droppedInAll()).isZero();
        int before = collector.posts.size();
        machine.run(HOUR);
        assertThat(collector.posts.size() - before).as("is asked about seldom").isBetween(11, 13);
        assertThat(machine.balanced().pending())
                .as("refused often, but alone in the world")
                .isEqualTo(1);

        acceptOthers(machine);
        assertThat(machine.balanced().pending()).isZero();
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void allRefused_dropsNothingPausesAndIsDeliveredWhenMended(int status) {
        collector.behaviour = post -> status(status);
        machine.put(1_000).run(HOUR);

        assertThat(machine.balanced().pending()).isEqualTo(1_000);
        assertThat(collector.posts).as("it pauses").hasSizeLessThan(150);
        assertThat(machine.said).anyMatch(text -> text.contains("Delivery pauses (HTTP " + status));

        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    @Test
    void whenOnlyDoubtedSuspectsAreLeft_oneOfThemAsks() {
        collector.behaviour = post -> status(400);
        machine.put(20).run(HOUR);
        assertThat(machine.balanced().pending()).isEqualTo(20);
        assertThat(machine.delivery.unsent().actionsButSuspects()).isZero();

        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    @Test
    void aDoubtedProbeWithoutAnAnswer_keepsNobodyBusy() {
        collector.behaviour = post -> status(400);
        machine.put(20).run(HOUR);
        collector.behaviour = post -> null;
        machine.run(Duration.ofMinutes(10));

        assertThat(machine.balanced().pending()).isEqualTo(20);
        collector.behaviour = post -> CREATED;
        machine.run(HOUR);
        machine.allDelivered();
    }

    @Test
    void aDoubt_isNoObstacleToGoodActionsBehindTheBadOnes() {
        Set<Integer> bad = new TreeSet<>();
        for (int i = 0; i < 25; i++) {
            bad.add(i);
        }
        // In one batch with the bad ones, and in a later one.
        bad.add(60);
        collector.behaviour = refusing(bad);
        machine.put(25).run(HOUR);
        machine.put(100).run(Duration.ofMinutes(10));
        acceptOthers(machine);

        assertThat(machine.balanced().delivered()).isEqualTo(128 - 26);
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(26);
        int before = collector.posts.size();
        machine.put(1).run(HOUR);
        assertThat(collector.posts)
                .as("the bad ones are not asked about for ever")
                .hasSize(before + 1);
    }

    @Test
    void aDoubt_isEndedByTheNewestActionHoweverManyBadOnesAreBeforeIt() {
        collector.behaviour = post -> status(post.numbers().stream().anyMatch(n -> n < 500) ? 400 : 201);
        machine.put(500).run(HOUR);
        assertThat(machine.balanced().pending()).isEqualTo(500);

        machine.put(100).run(Duration.ofMinutes(11));
        assertThat(machine.balanced().delivered()).isEqualTo(100);
        for (int i = 0; i < 60; i++) {
            machine.put(1).run(Duration.ofMinutes(1));
        }
        assertThat(machine.balanced().pending()).isZero();
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(500);
    }

    @Test
    void tooLarge_halvesLowersTheTargetAndLetsItGrowBack() {
        int gateway = 300_000;
        collector.behaviour = post -> post.text().length() > gateway ? status(413) : CREATED;
        machine.put(1_000, "x".repeat(1_000)).run(Duration.ofMinutes(1));
        machine.allDelivered();

        int before = collector.posts.size();
        machine.put(1_000, "x".repeat(1_000)).run(Duration.ofMinutes(1));
        List<Integer> sizes = collector.sizes().subList(before, collector.posts.size());
        assertThat(sizes.get(0)).as("the target is lowered").isLessThan(1_000);
        collector.behaviour = post -> CREATED;
        for (int i = 0; i < 30; i++) {
            machine.put(1_000, "x".repeat(1_000)).run(Duration.ofMinutes(1));
        }
        assertThat(collector.last().numbers()).as("and grows back").hasSize(1_000);
        machine.allDelivered();
    }

    @Test
    void aBodyThatIsCutOffWithoutAnAnswer_isHalvedDownToWhatPassesAndStaysThere() {
        Answer cut = Answer.failed(new TimeoutException("slow"));
        collector.behaviour = post -> post.text().length() > 100_000 ? cut : CREATED;
        machine.put(100, "x".repeat(60_000)).run(Duration.ofMinutes(5));
        machine.allDelivered();
        assertThat(collector.sizes().get(0)).isGreaterThan(50);

        int before = collector.posts.size();
        machine.put(100, "x".repeat(60_000)).run(Duration.ofMinutes(5));
        machine.allDelivered();
        assertThat(collector.posts.size() - before).as("few are tried in vain").isLessThan(120);
    }

    @Test
    void oneCutOffConnection_isNoReasonToHalve() {
        Answer cut = Answer.failed(new TimeoutException("slow"));
        collector.behaviour = post -> collector.posts.size() == 1 ? cut : CREATED;
        machine.put(1_000).run(Duration.ofMinutes(1));
        assertThat(collector.sizes()).containsExactly(1_000, 1_000);
        machine.allDelivered();
    }

    @Test
    void cutOffConnectionsWithAnAnswerInBetween_areNoReasonToHalve() {
        Answer cut = Answer.failed(new TimeoutException("slow"));
        List<Answer> answers = List.of(status(503), cut, status(503), cut);
        collector.behaviour =
                post -> collector.posts.size() <= answers.size() ? answers.get(collector.posts.size() - 1) : CREATED;
        machine.put(1_000).run(Duration.ofMinutes(1));
        assertThat(collector.sizes()).containsExactly(1_000, 1_000, 1_000, 1_000, 1_000);
        machine.allDelivered();
    }

    @Test
    void halvesAfterConnectionsThatWereCutOff_haveTheBytesOfTheWhole() {
        Answer cut = Answer.failed(new TimeoutException("slow"));
        collector.behaviour = post -> collector.posts.size() <= 2 ? cut : CREATED;
        machine.put(1_000).run(Duration.ofMinutes(1));
        assertThat(collector.sizes()).containsExactly(1_000, 1_000, 500, 500);

        // Each is on a line of its own, behind a bracket or a comma.
        List<List<String>> actions = collector.posts.stream()
                .map(post -> post.text().lines().map(line -> line.substring(1)).toList())
                .toList();
        assertThat(actions.get(1)).isEqualTo(actions.get(0)).hasSize(1_000);
        assertThat(actions.get(2)).isEqualTo(actions.get(0).subList(0, 500));
        assertThat(actions.get(3)).isEqualTo(actions.get(0).subList(500, 1_000));
        machine.allDelivered();
    }

    @Test
    void afterAnOutageOfCutOffConnections_batchesGrowBack() {
        Answer cut = Answer.failed(new TimeoutException("slow"));
        collector.behaviour = post -> cut;
        machine.put(5_000).run(HOUR);
        collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(2));
        machine.allDelivered();
        machine.put(5_000).run(Duration.ofMinutes(1));
        assertThat(collector.last().numbers().size()).isGreaterThan(1_000);
    }

    @Test
    void tooLargeForSeveralAtOnce_lowersTheTargetOnce() {
        int each = 4_000_000 / 4;
        Machine small = new Machine(64 << 20, each);
        small.collector.behaviour = post -> post.text().length() > each * 0.9 ? status(413) : CREATED;
        small.put(4_100, "x".repeat(1_000)).run(Duration.ofMinutes(1));
        int before = small.collector.posts.size();
        small.put(1_000, "x".repeat(1_000)).run(Duration.ofMinutes(1));

        assertThat(small.collector.posts.get(before).text().length()).isGreaterThan(each / 3);
        small.allDelivered();
    }

    @Test
    void tooLargeAlone_isDeadOnlyWhenAnotherIsAccepted() {
        collector.behaviour = post -> post.text().length() > 5_000 ? status(413) : CREATED;
        machine.put(1, "x".repeat(6_000)).run(HOUR);
        assertThat(machine.balanced().pending()).isEqualTo(1);

        acceptOthers(machine);
        assertThat(machine.balanced().delivered()).isEqualTo(3);
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(1);
    }

    @Test
    void eachResend_hasTheSameBytes() {
        collector.behaviour = post -> collector.posts.size() <= 4 ? broken() : CREATED;
        machine.put(100).run(HOUR);

        assertThat(collector.posts).hasSize(5);
        byte[] first = collector.posts.get(0).payload().body();
        assertThat(collector.posts)
                .allMatch(post -> Arrays.equals(post.payload().body(), first));
        machine.allDelivered();
    }

    @Test
    void noAnswerAtAll_isAFailureAtTheDeadline() {
        collector.behaviour = post -> collector.posts.size() == 1 ? null : CREATED;
        machine.put(3).run(Machine.REQUEST_TIMEOUT.minus(SECOND));
        assertThat(collector.posts).hasSize(1);

        machine.run(HOUR);
        assertThat(collector.posts).hasSize(2);
        machine.allDelivered();
    }

    @Test
    void anErrorInATransportsPost_costsNothing() {
        collector.behaviour = post -> {
            if (collector.posts.size() < 3) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return CREATED;
        };
        machine.put(3).run(HOUR);

        machine.allDelivered();
    }

    @Test
    void stop_hasALastAttemptAlsoWhileAFlushWaits() {
        collector.behaviour = post -> status(401);
        machine.put(3).run(Duration.ofSeconds(40));
        machine.flushes.request(machine.ring::putSoFar, false);
        machine.turn().turn();
        int before = collector.posts.size();

        machine.sender.stopBy(machine.now, machine.now + SECOND.toNanos());
        machine.turn();

        assertThat(collector.posts).hasSize(before + 1);
        machine.balanced();
    }

    @Test
    void aFullMemory_holdsNobodyUpOnceARequestHasFailed() {
        Machine little = new Machine(100_000, 50_000);
        little.collector.behaviour = post -> broken();
        java.util.Random noise = new java.util.Random(1);
        for (int i = 0; i < 2_000; i++) {
            little.put(1, Long.toHexString(noise.nextLong()).repeat(1 + i % 3) + noise.nextLong());
        }
        little.run(Duration.ofSeconds(20));
        for (int i = 0; i < 2_000; i++) {
            little.put(1, Long.toHexString(noise.nextLong()) + noise.nextLong() + noise.nextLong());
        }
        little.run(Duration.ofSeconds(20));

        assertThat(little.ring.size()).isZero();
        assertThat(little.delivery.unsent().bytes()).isLessThan(100_000 + 50_000);
        assertThat(little.ledger.dropped(DropReason.MEMORY_FULL)).isPositive();
        assertThat(little.said.stream().filter(text -> text.contains("maxMemory")))
                .hasSize(1);
        long held = little.balanced().pending();

        little.collector.behaviour = post -> CREATED;
        little.run(HOUR);
        assertThat(little.balanced().delivered()).isEqualTo(held);
        assertThat(little.balanced().pending()).isZero();
    }

    /** They wait for another action to be accepted, and so one has always to get past them. */
    @Test
    void aMemoryFullOfSuspects_letsOthersPass() {
        Machine little = little(100_000, 50_000, Integer.MAX_VALUE);
        little.collector.behaviour = post -> post.numbers().stream().anyMatch(n -> n < 6) ? status(400) : CREATED;
        for (int i = 0; i < 6; i++) {
            // Six bytes of JSON each: in the ring they weigh less.
            little.put(1, "\u0001".repeat(3_000)).run(SECOND);
        }
        assertThat(little.delivery.room()).isNegative();
        assertThat(little.delivery.unsent().actionsButSuspects()).isZero();

        little.put(3).run(SECOND.multipliedBy(5));

        assertThat(little.balanced().delivered()).isEqualTo(3);
        assertThat(little.ring.size()).isZero();
    }

    /** One with little memory and no spool. */
    private static Machine little(long maxMemory, int maxBatchBytes, int maxBatchSize) {
        return new Machine(
                new PipelineConfig(
                        16_384,
                        Duration.ZERO,
                        maxMemory,
                        new PipelineConfig.BatchLimits(maxBatchBytes, maxBatchSize, false),
                        SECOND,
                        Machine.REQUEST_TIMEOUT,
                        4,
                        PipelineConfig.Keeping.NOTHING,
                        new Tenant("nobody", "", () -> "", () -> false)),
                notices -> new MemorySpool());
    }

    /** What it takes for the collector's word: others that pass between the refusals and after the last. */
    private static void acceptOthers(Machine machine) {
        for (int i = 0; i < 3; i++) {
            machine.put(1).run(Duration.ofMinutes(1));
        }
    }

    /** Each is a batch of its own, sealed at once: as long as nothing may be asked none gets past what fills memory. */
    @Test
    void whileRefusalsAreDoubted_noMoreIsTakenThanMemoryHolds() {
        long maxMemory = 20_000;
        Machine machine = little(maxMemory, 4 << 20, 1);
        machine.collector.behaviour = post -> status(403);
        for (int i = 0; i < 300; i++) {
            machine.put(10).run(Duration.ofMillis(100));
        }

        assertThat(machine.delivery.unsent().bytes()).isLessThan(2 * maxMemory);
        assertThat(machine.ledger.counts().balance()).isTrue();
    }

    /** A request that meets nobody has asked nothing: else an outage of two days would let in one more with each try. */
    @Test
    void whileRefusalsAreDoubted_anOutageLetsNothingMoreIn() {
        long maxMemory = 100_000;
        Machine machine = little(maxMemory, 4 << 20, Integer.MAX_VALUE);
        machine.put(1).run(Duration.ofSeconds(2));
        machine.put(1).run(Duration.ofSeconds(5));
        machine.collector.behaviour = post -> status(400);
        for (int i = 0; i < 60; i++) {
            machine.put(1, "x".repeat(1_000)).run(Duration.ofMillis(1_200));
        }
        assertThat(machine.delivery.unsent().suspects.areDoubted()).isTrue();

        machine.collector.behaviour = post -> status(503);
        for (int i = 0; i < 6 * 60 * 60; i += 5) {
            machine.put(1, "x".repeat(100)).run(Duration.ofSeconds(5));
        }

        assertThat(machine.delivery.unsent().bytes()).isLessThan(maxMemory + 10_000);
        assertThat(machine.ledger.counts().balance()).isTrue();
    }

    private static Function<ScriptedCollector.Post, Answer> refusing(Set<Integer> bad) {
        return post -> post.numbers().stream().anyMatch(bad::contains) ? status(400) : CREATED;
    }

    private List<Long> waits() {
        List<Long> at =
                collector.posts.stream().map(ScriptedCollector.Post::atNanos).toList();
        return java.util.stream.IntStream.range(1, at.size())
                .mapToObj(i -> Math.round((at.get(i) - at.get(i - 1)) / 1e6))
                .toList();
    }
}
