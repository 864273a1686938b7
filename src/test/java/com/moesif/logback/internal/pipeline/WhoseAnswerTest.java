package com.moesif.logback.internal.pipeline;

import static com.moesif.logback.internal.pipeline.ScriptedCollector.CREATED;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.broken;
import static com.moesif.logback.internal.pipeline.ScriptedCollector.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.Tenant;
import com.moesif.logback.internal.transport.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Something in between answers for the collector: no action dies of it, and those that the collector refuses still do. */
class WhoseAnswerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int BAD = 7;

    private final Machine machine = new Machine();
    private final ScriptedCollector collector = machine.collector;

    /** A gateway that answers at random, for a minute, while actions come one by one: seeds are the rows. */
    @ParameterizedTest
    @CsvSource({"1, 0.1", "2, 0.33", "3, 0.33", "4, 0.5", "5, 0.5", "6, 0.7", "7, 0.9", "8, 0.95"})
    void aGatewayThatRefusesAtRandomForAMinute_costsNothing(long seed, double often) {
        Random random = new Random(seed);
        collector.behaviour = post -> status(random.nextDouble() < often ? 400 : 201);
        for (int i = 0; i < 120; i++) {
            machine.put(1).run(Duration.ofMillis(500));
        }
        collector.behaviour = post -> CREATED;
        machine.put(1).run(Duration.ofMinutes(10));

        machine.allDelivered();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aGatewayThatRefusesAThirdForHours_costsNothing(long seed) {
        Random random = new Random(seed);
        collector.behaviour = post -> status(random.nextInt(3) == 0 ? 400 : 201);
        for (int i = 0; i < 40; i++) {
            machine.put(1).run(MINUTE);
        }
        machine.run(Duration.ofHours(1));

        machine.allDelivered();
    }

    @Test
    void whatTheCollectorRefuses_isDeadInHalfAMinuteAndHoldsNobodyUp() {
        collector.behaviour = refusing(BAD);
        machine.put(1_000).run(SECOND);
        assertThat(machine.balanced().delivered()).isEqualTo(999);
        for (int second = 1; second <= 30; second++) {
            machine.put(10).run(SECOND);
            assertThat(machine.balanced().delivered()).isEqualTo(999 + 10 * second);
        }

        assertThat(machine.balanced().pending()).isZero();
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(1);
        assertThat(asksFor(BAD)).as("in all, the halves it was in left out").isEqualTo(3);
    }

    @Test
    void aRefusal_countsOnlyAfterAnotherWasAcceptedInBetween() {
        collector.behaviour = post -> post.holds(BAD) || post.holds(8) ? status(400) : CREATED;
        machine.put(9).run(Duration.ofMinutes(30));
        assertThat(asksFor(BAD)).isGreaterThan(5);
        machine.put(1).run(MINUTE);
        machine.put(1).run(MINUTE);

        assertThat(machine.balanced().pending()).as("one more has to pass").isEqualTo(2);
        machine.put(1).run(MINUTE);
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(2);
    }

    /** Small batches are sealed at once, so that none is open when the newest is to be asked with. */
    @Test
    void behindAHundredThatAreRefused_theNewestArrivesInMinutesWhereverItWaits() {
        Tenant nobody = new Tenant("nobody", "", () -> "", () -> false);
        Machine small = new Machine(
                new PipelineConfig(
                        16_384,
                        Duration.ZERO,
                        64 << 20,
                        new PipelineConfig.BatchLimits(4 << 20, 1, true),
                        SECOND,
                        Machine.REQUEST_TIMEOUT,
                        4,
                        PipelineConfig.Keeping.NOTHING,
                        nobody),
                notices -> new MemorySpool());
        small.collector.behaviour = post -> post.numbers().get(0) < 100 ? status(400) : CREATED;
        small.put(100).run(MINUTE);
        small.put(1).run(Duration.ofMinutes(11));

        assertThat(small.collector.accepted).containsExactly(100);
    }

    @Test
    void askingOftenInAMoment_provesNothing() {
        collector.behaviour = refusing(BAD);
        machine.put(20).run(SECOND);
        for (int i = 0; i < 20; i++) {
            machine.put(1).run(Duration.ofMillis(200));
            machine.delivery.unsent().suspects.giveLastChance();
        }
        assertThat(asksFor(BAD)).isGreaterThan(10);
        assertThat(machine.balanced().droppedInAll()).isZero();
    }

    @Test
    void whatWasRefusedAndIsAcceptedLater_speaksForTheOthersForAnHour() {
        collector.behaviour = post -> post.holds(BAD) || post.holds(8) ? status(400) : CREATED;
        machine.put(20).run(SECOND);
        collector.behaviour = refusing(BAD);
        for (int minute = 0; minute < 59; minute++) {
            machine.put(1).run(MINUTE);
            assertThat(machine.ledger.dropped(DropReason.REFUSED)).isZero();
        }
        assertThat(machine.said).anyMatch(text -> text.contains("refused and accepted later"));

        for (int minute = 0; minute < 12; minute++) {
            machine.put(1).run(MINUTE);
        }
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(1);
        assertThat(machine.balanced().pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void aPage_isNobodysVerdictAndTheActionIsKeptAndAskedAbout(int status) {
        Answer page = new Answer(status, "text/html", "", "<html>no</html>", null);
        collector.behaviour = post -> post.holds(BAD) ? page : CREATED;
        machine.put(100).run(SECOND);
        for (int i = 0; i < 200; i++) {
            machine.put(1).run(MINUTE);
        }
        assertThat(machine.balanced().pending()).isEqualTo(1);
        assertThat(machine.balanced().delivered()).isEqualTo(299);
        assertThat(machine.said)
                .filteredOn(text -> text.contains("It is kept"))
                .singleElement()
                .asString()
                .contains("'Tested'", "HTTP " + status, "It is kept");

        collector.behaviour = post -> CREATED;
        machine.put(1).run(Duration.ofMinutes(6));
        machine.allDelivered();
    }

    @Test
    void pages_keepNoMoreThanAHundred() {
        Answer page = new Answer(400, "text/html", "", "<html>no</html>", null);
        collector.behaviour = post -> post.numbers().stream().anyMatch(n -> n < 150) ? page : CREATED;
        machine.put(150).run(SECOND);
        for (int i = 0; i < 60; i++) {
            machine.put(1).run(MINUTE);
        }
        assertThat(machine.balanced().pending()).isEqualTo(100);
        assertThat(machine.ledger.dropped(DropReason.REFUSED)).isEqualTo(50);
    }

    static Stream<Answer> ofAFirewall() {
        return Stream.of(status(403), status(406), new Answer(403, "text/html", "", "<html>blocked</html>", null));
    }

    /** A web application firewall looks into what is sent, and a log line may have what it doesn't like: a part of a script, say. */
    @ParameterizedTest
    @MethodSource("ofAFirewall")
    void whatIsForbiddenForOneAction_holdsTheOthersUpForSeconds_andThatOneIsKept(Answer forbidden) {
        collector.behaviour = post -> post.holds(BAD) ? forbidden : CREATED;
        machine.put(1_000).run(MINUTE.multipliedBy(2));
        assertThat(machine.balanced().delivered()).isEqualTo(999);
        for (int second = 1; second <= 600; second++) {
            machine.put(1).run(SECOND);
            assertThat(machine.balanced().delivered()).isEqualTo(999 + second);
        }
        assertThat(machine.balanced().pending()).as("the one").isEqualTo(1);
        assertThat(machine.said)
                .filteredOn(text -> text.contains("Delivery pauses"))
                .hasSize(1);
        assertThat(machine.said)
                .filteredOn(text -> text.contains("It is kept, and sent again"))
                .hasSize(1);

        collector.behaviour = post -> CREATED;
        machine.put(1).run(Duration.ofMinutes(10));
        machine.allDelivered();
    }

    /** The application id isn't allowed, say. */
    @ParameterizedTest
    @MethodSource("ofAFirewall")
    void whatIsForbiddenForAll_isAskedForSeldom_andArrivesOnceItIsAllowed(Answer forbidden) {
        collector.behaviour = post -> forbidden;
        machine.put(1_000);
        for (int minute = 0; minute < 60; minute++) {
            machine.put(10).run(MINUTE);
        }
        assertThat(collector.posts).hasSizeLessThan(20);
        assertThat(machine.balanced().droppedInAll()).isZero();

        collector.behaviour = post -> CREATED;
        machine.put(1).run(Duration.ofMinutes(20));
        machine.allDelivered();
    }

    @Test
    void theWarningOfALoss_saysWhatTheCollectorSaidOnOneLine() {
        String said = "{\"error\":\n \"amount must\u001b[31m be\u202e a number\"," + "x".repeat(5_000) + "}";
        Answer reasoned = new Answer(400, "application/json", "", said, null);
        collector.behaviour = post -> post.holds(BAD) ? reasoned : CREATED;
        machine.put(20).run(SECOND);
        for (int i = 0; i < 3; i++) {
            machine.put(1).run(MINUTE);
        }

        assertThat(machine.said)
                .filteredOn(text -> text.contains("is refused by the collector"))
                .singleElement()
                .asString()
                .contains("transaction_id", "HTTP 400: {\"error\": \"amount must [31m be a number\",xxx", "…")
                .doesNotContain("\n", "\u001b", "\u202e")
                .hasSizeLessThan(600);
    }

    @Test
    void aSuspectWithoutAnAnswer_staysOne() {
        collector.behaviour = post -> post.holds(BAD) ? status(400) : CREATED;
        machine.put(20).run(SECOND);
        collector.behaviour = post -> post.holds(BAD) ? broken() : CREATED;
        for (int i = 0; i < 10; i++) {
            machine.put(1).run(MINUTE);
        }
        assertThat(machine.balanced().pending()).isEqualTo(1);
        collector.behaviour = post -> CREATED;
        machine.run(Duration.ofMinutes(6));
        machine.allDelivered();
    }

    @Test
    void aStop_asksOnceMoreAboutWhatIsInMemoryOnly() {
        collector.behaviour = refusing(BAD);
        machine.put(20).run(SECOND);
        assertThat(machine.balanced().pending()).isEqualTo(1);

        collector.behaviour = post -> CREATED;
        machine.sender.stopBy(machine.now, machine.now + SECOND.toNanos());
        machine.turn();
        assertThat(machine.delivery.unsent().actionsButSuspects()).isEqualTo(1);
        machine.turn();

        machine.allDelivered();
    }

    private long asksFor(int number) {
        return collector.posts.stream()
                .filter(post -> post.numbers().equals(List.of(number)))
                .count();
    }

    private static Function<ScriptedCollector.Post, Answer> refusing(int number) {
        return post -> post.holds(number) ? status(400) : CREATED;
    }
}
