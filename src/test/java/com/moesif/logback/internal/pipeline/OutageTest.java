package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is said and shown while nothing can be delivered, hours of it, at a time of the test's choosing. */
class OutageTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern REPEATED =
            Pattern.compile("\\((\\d+) times, (\\d+) in all since (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)\\)$");

    private final Machine machine = new Machine();
    private final ScriptedCollector collector = machine.collector;
    private final DeliveryHealth health = machine.ledger.health();

    @Test
    void anHourOfOutage_isTwelveWarningsThatCountEveryFailureAndOneOfTheAge() {
        collector.behaviour = post -> status(503);
        for (int second = 0; second < HOUR.toSeconds(); second++) {
            machine.put(1).run(Duration.ofSeconds(1));
        }

        List<String> said = said("can't be reached");
        // At once, and then every five minutes at the next attempt.
        assertThat(said).hasSizeBetween(11, 13);
        assertThat(said.get(0)).endsWith("The actions are kept and sent again.").contains("HTTP 503");
        List<MatchResult> repeats = said.stream()
                .skip(1)
                .map(text -> REPEATED.matcher(text).results().findFirst().orElseThrow())
                .toList();
        long counted = 1
                + repeats.stream()
                        .mapToLong(repeat -> Long.parseLong(repeat.group(1)))
                        .sum();
        MatchResult last = repeats.get(repeats.size() - 1);
        assertThat(counted)
                .isEqualTo(Long.parseLong(last.group(2)))
                // What failed since is said when its five minutes are over.
                .isBetween(
                        machine.ledger.counts().traffic().retries() - 20,
                        machine.ledger.counts().traffic().retries());
        assertThat(Instant.parse(last.group(3)))
                .isBetween(Instant.now().minusSeconds(3_600), Instant.now().plusSeconds(1));
        assertThat(said("oldest action"))
                .singleElement()
                .asString()
                .contains("more than 5 minutes", "last error: HTTP 503", "Billing");
        assertThat(health.oldestUnsentAge(machine.now)).isBetween(HOUR.minusSeconds(2), HOUR.plusSeconds(2));

        collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(3));

        machine.allDelivered();
        assertThat(said("takes actions again")).singleElement().asString().contains("(trouble since ", " times)");
        assertThat(said("unsent for so long any more")).hasSize(1);
        assertThat(health.oldestUnsentAge(machine.now)).isZero();
        assertThat(health.lastTrouble().why()).isEqualTo("HTTP 503");
        assertThat(health.lastSuccess()).isNotNull();
    }

    @Test
    void eachEpisodeOfAge_isOneWarning() {
        for (int episode = 1; episode <= 3; episode++) {
            collector.behaviour = post -> status(429);
            machine.put(10).run(Duration.ofMinutes(20));
            collector.behaviour = post -> CREATED;
            machine.run(Duration.ofMinutes(2));

            assertThat(said("oldest action")).hasSize(episode);
        }
        machine.allDelivered();
    }

    @Test
    void age_isThatOfTheOldestNotOfTheOutage() {
        collector.behaviour = post -> CREATED;
        for (int i = 0; i < 600; i++) {
            machine.put(5).run(Duration.ofMillis(700));
            assertThat(health.oldestUnsentAge(machine.now)).isLessThan(Duration.ofSeconds(3));
        }
        // An outage of minutes, in which actions come all the time.
        collector.behaviour = post -> status(503);
        for (int second = 0; second < 240; second++) {
            machine.put(1).run(Duration.ofSeconds(1));
        }
        assertThat(health.oldestUnsentAge(machine.now)).isBetween(Duration.ofSeconds(239), Duration.ofSeconds(241));

        // Of all that came only the last action has no answer yet: it is twenty seconds old, and the outage has no age.
        int last = 3_000 + 240;
        collector.behaviour = post -> post.numbers().equals(List.of(last)) ? null : CREATED;
        machine.run(Duration.ofMinutes(2));
        assertThat(health.oldestUnsentAge(machine.now)).isZero();
        machine.put(1).run(Duration.ofSeconds(20));

        assertThat(health.oldestUnsentAge(machine.now)).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(21));
        assertThat(said("oldest action")).isEmpty();
    }

    @Test
    void age_isThatOfTheYoungerWhenTheOldestIsDoneWith() {
        SenderScene scene = new SenderScene(new Knobs());
        DeliveryHealth itsVitals = scene.ledger.health();
        scene.put(1).turn();
        scene.after(Duration.ofSeconds(20));
        scene.put(1).turn();
        scene.after(Duration.ofSeconds(10));
        assertThat(scene.posted()).isEqualTo(2);
        assertThat(itsVitals.oldestUnsentAge(scene.now)).isEqualTo(Duration.ofSeconds(30));

        scene.post(0).answer(201);
        scene.turn();

        assertThat(itsVitals.oldestUnsentAge(scene.now)).isEqualTo(Duration.ofSeconds(10));
    }

    /** Well or not; and by then its actions have what became of them. */
    @Test
    void whoeverListens_isToldOfEachAnswer() {
        SenderScene scene = new SenderScene(new Knobs()).put(1);
        List<Long> delivered = new ArrayList<>();
        scene.parts.delivery.tellOfAnswers(
                () -> delivered.add(scene.ledger.counts().delivered()));
        scene.turn();
        scene.after(Duration.ofMillis(10));
        scene.transport.last().answer(503);
        scene.turn();
        scene.after(Duration.ofSeconds(1));
        scene.transport.last().answer(201);
        scene.turn();

        assertThat(delivered).containsExactly(0L, 1L);
    }

    /** Of those that were refused, too: from when it set out to when its answer was looked at. */
    @Test
    void timeOfEachRequest_isTold() {
        SenderScene scene = new SenderScene(new Knobs()).put(2);
        List<String> times = new ArrayList<>();
        scene.ledger
                .health()
                .requestTimes()
                .add((nanos, accepted) ->
                        times.add(Duration.ofNanos(nanos).toMillis() + (accepted ? " accepted" : " not")));
        scene.turn();
        scene.after(Duration.ofMillis(10));
        scene.transport.last().answer(400);
        scene.after(Duration.ofMillis(300));
        assertThat(scene.batches()).containsExactly(List.of(0, 1), List.of(0), List.of(1));
        scene.post(1).answer(400);
        scene.after(Duration.ofMillis(200));
        scene.post(2).answer(201);
        scene.after(Duration.ofMillis(100));

        assertThat(times).containsExactly("300 not", "200 not", "300 accepted");
    }

    @Test
    void pausedReason_isThereWhileThePauseLasts() {
        collector.behaviour = post -> status(401);
        machine.put(3).run(MINUTE);
        assertThat(health.pausedReason()).isEqualTo("HTTP 401");
        assertThat(health.lastTrouble().why()).isEqualTo("HTTP 401");

        collector.behaviour = post -> status(503);
        machine.run(Duration.ofMinutes(10));
        assertThat(health.pausedReason()).isNull();

        collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(10));
        assertThat(health.pausedReason()).isNull();
        assertThat(health.requestTimes().count())
                .isEqualTo(machine.ledger.counts().traffic().batches());
        machine.allDelivered();
    }

    @Test
    void requestsInFlight_areThoseWithoutAnAnswer() {
        collector.behaviour = post -> null;
        machine.put(3).run(Duration.ofSeconds(5));
        assertThat(health.requestsInFlight()).isEqualTo(1);
        assertThat(health.oldestUnsentAge(machine.now)).isGreaterThan(Duration.ofSeconds(4));

        collector.behaviour = post -> CREATED;
        machine.run(Machine.REQUEST_TIMEOUT.plus(MINUTE));

        assertThat(health.requestsInFlight()).isZero();
        assertThat(health.lastTrouble().why()).contains("no answer in time");
        assertThat(health.requestTimes().longest()).isEqualTo(Machine.REQUEST_TIMEOUT);
        machine.allDelivered();
    }

    @Test
    void anOperatorsPause_sendsNothingAndKeepsAllUntilItEnds() {
        machine.put(2).run(Duration.ofSeconds(2));
        int before = collector.posts.size();
        machine.sender.suspend(true);
        // Also what a flush would hurry, and what the collector would take.
        machine.put(5_000);
        machine.flushes.request(machine.ring::putSoFar, false);
        machine.run(HOUR);

        assertThat(collector.posts).hasSize(before);
        assertThat(machine.balanced().pending()).isEqualTo(5_000);

        machine.sender.suspend(false);
        machine.run(Duration.ofSeconds(2));

        machine.allDelivered();
    }

    @Test
    void anOperatorsPauseDuringABackoff_doesNotSpinAndEndsWell() {
        collector.behaviour = post -> status(503);
        machine.put(50).run(MINUTE);
        machine.sender.suspend(true);
        int before = collector.posts.size();
        machine.run(HOUR);
        assertThat(collector.posts).hasSize(before);

        collector.behaviour = post -> CREATED;
        machine.sender.suspend(false);
        machine.run(Duration.ofSeconds(2));

        machine.allDelivered();
    }

    @Test
    void anOperatorsPauseThatFillsTheMemory_holdsNobodyUpAndCountsWhatIsDropped() {
        Machine small = new Machine(64 << 10, 8 << 10);
        small.sender.suspend(true);
        for (int i = 0; i < 100; i++) {
            small.put(100, "some text that takes room " + i * 7_919).run(Duration.ofSeconds(1));
        }

        Counts counts = small.balanced();
        assertThat(small.collector.posts).isEmpty();
        assertThat(counts.dropped().get(DropReason.MEMORY_FULL)).isPositive();
        assertThat(counts.pending()).isPositive();
        assertThat(small.ring.size()).isZero();
    }

    private List<String> said(String part) {
        return machine.said.stream().filter(text -> text.contains(part)).toList();
    }
}
