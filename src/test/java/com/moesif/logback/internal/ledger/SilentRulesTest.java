package com.moesif.logback.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
}
