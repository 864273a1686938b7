package com.moesif.logback.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hours pass here in no time. */
class SilentRulesTest {
    private final List<String> said = new ArrayList<>();
    private final Notices notices = new Notices(new Scribe(said));
    private final RuleTally hourly = new RuleTally("rule 'Hourly'", "Hourly", Duration.ofHours(1));
    private final RuleTally any = new RuleTally("rule 'Any'", "Any", null);
    private final Ledger ledger = new Ledger();
    private final SilentRules silent = new SilentRules(ledger, notices);
    private boolean busy = true;
    private long now;

    SilentRulesTest() {
        ledger.countRules(List.of(hourly, any), () -> busy);
        silent.look(now);
    }

    private void pass(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            now += Math.max(1, silent.nanosUntilDue(now));
            silent.look(now);
            notices.speak(now);
        }
    }

    @Test
    void ruleOfWhichSomethingIsExpected_isToldOfOnceAnEpisode() {
        pass(Duration.ofMinutes(50));
        assertThat(said).isEmpty();
        pass(Duration.ofHours(5));
        assertThat(said).singleElement().asString().contains("'Hourly' for its <expectEvery>");
        assertThat(hourly.isSilent()).isTrue();

        hourly.matched(1);
        pass(Duration.ofMinutes(10));
        assertThat(said).hasSize(2).last().asString().contains("matched rule 'Hourly' again");
        assertThat(hourly.isSilent()).isFalse();

        pass(Duration.ofHours(2));
        assertThat(said).hasSize(3);
    }

    @Test
    void aNightWithoutEvents_isNoSilence() {
        pass(Duration.ofMinutes(40));
        busy = false;
        pass(Duration.ofHours(10));
        busy = true;
        pass(Duration.ofMinutes(10));
        assertThat(said).isEmpty();
    }

    @Test
    void ruleThatNeverMatched_isToldOfAfterTenMinutes_whenItsLoggerHasLoggedMuch() {
        hourly.matched(1);
        pass(Duration.ofMinutes(30));
        assertThat(said).isEmpty();
        any.passed(1_000);
        pass(Duration.ofMinutes(2));
        assertThat(said).singleElement().asString().contains("No event has matched rule 'Any' in ten minutes");
    }

    @Test
    void ruleThatIsKnownToMatch_mayRest() {
        hourly.matched(1);
        any.markKnown();
        any.passed(100_000);
        pass(Duration.ofMinutes(50));
        assertThat(said).isEmpty();
    }

    @Test
    void ruleThatHasMatched_mayRest() {
        hourly.matched(1);
        any.matched(1_800_000_000_000L);
        any.passed(100_000);
        pass(Duration.ofMinutes(50));
        assertThat(said).isEmpty();
        assertThat(any.lastMatch()).isEqualTo(Instant.ofEpochMilli(1_800_000_000_000L));
        assertThat(hourly.lastMatch()).isEqualTo(Instant.ofEpochMilli(1));
    }

    /** Each by itself: one that matches again says nothing of the other. */
    @Test
    void twoRules_areToldOfAndOverEachForItself() {
        any.suspect("Is 'Any' too narrow?");
        any.passed(100_000);
        pass(Duration.ofHours(2));
        assertThat(said)
                .hasSize(2)
                .anyMatch(text -> text.contains("'Any'") && text.endsWith("Is 'Any' too narrow?"))
                .anyMatch(text -> text.contains("'Hourly'") && text.endsWith("as it does in the rule?"));

        any.matched(1);
        pass(Duration.ofMinutes(10));
        assertThat(said).hasSize(3).last().asString().contains("matched rule 'Any' again");
        assertThat(hourly.isSilent()).isTrue();
    }

    /** Ten looks are made in the time after which the least patient rule is told of. */
    @Test
    void looks_areATenthOfTheShortestPatience() {
        Ledger others = new Ledger();
        RuleTally impatient = new RuleTally("rule 'Soon'", "Soon", Duration.ofSeconds(100));
        others.countRules(List.of(any, impatient), () -> true);
        SilentRules watched = new SilentRules(others, notices);
        assertThat(watched.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);

        long begin = Duration.ofDays(-1).toNanos();
        watched.look(begin);
        assertThat(watched.nanosUntilDue(begin))
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        long later = begin + Duration.ofSeconds(4).toNanos();
        watched.look(later);
        assertThat(watched.nanosUntilDue(later)).isEqualTo(Duration.ofSeconds(6).toNanos());

        for (int look = 1; look < 10; look++) {
            watched.look(begin + Duration.ofSeconds(10L * look).toNanos());
            assertThat(watched.nanosUntilDue(
                            begin + Duration.ofSeconds(10L * look).toNanos()))
                    .as("it has looked as soon as it was due")
                    .isEqualTo(Duration.ofSeconds(10).toNanos());
            assertThat(impatient.isSilent()).as("look %d", look).isFalse();
        }
        watched.look(begin + Duration.ofSeconds(100).toNanos());
        assertThat(impatient.isSilent()).isTrue();
    }
}
