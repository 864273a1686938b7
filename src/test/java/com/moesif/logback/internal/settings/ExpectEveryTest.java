package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.ledger.SilentRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After how long without a match a rule is told of. */
class ExpectEveryTest {
    private static final int MANY_LOOKS = 10_000;

    private final Faults faults = new Faults();

    private MappingSettings settings(String expectEvery) {
        RuleElement rule = new RuleElement();
        rule.setMessage("paid {amount}");
        rule.setActionName("Paid");
        rule.setExpectEvery(expectEvery);
        Elements elements = new Elements();
        elements.add(rule);
        return new MappingSettings(elements, new LoggerContext(), faults);
    }

    /** The sender counts it in nanoseconds, of which a number holds 292 years. */
    @ParameterizedTest
    @ValueSource(strings = {"1 s", "1 h", "3650 d", "P3650D"})
    void fromASecondToTenYears_isTaken(String text) {
        settings(text);

        assertThat(faults.sentences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"' 2 s ', 2", "1 h, 3600", "P1D, 86400"})
    void aRuleWithoutAMatch_isToldOf_whenThatTimeHasPassed(String text, long seconds) {
        List<String> said = new ArrayList<>();
        Notices notices = new Notices(new Scribe(said));
        Ledger ledger = new Ledger();
        ledger.countRules(
                settings(text).rules.stream().map(rule -> rule.tally()).toList(), () -> true);
        SilentRules silent = new SilentRules(ledger, notices);
        long now = 0;
        silent.look(now);
        for (int looks = 0; looks < MANY_LOOKS && said.isEmpty(); looks++) {
            now += silent.nanosUntilDue(now);
            silent.look(now);
            notices.speakAll(now);
        }

        assertThat(said)
                .singleElement()
                .asString()
                .contains("No event has matched rule 1 (Paid) for its <expectEvery>");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(now)).isBetween(seconds, seconds + seconds / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999 ms", "0", "now and then", "3651 d", "110000 d", "PT99999999999H", "213503982334602 d"})
    void anythingElse_isAnError(String text) {
        settings(text);

        assertThat(faults.sentences())
                .anyMatch(said -> said.contains("<expectEvery> is '" + text + "'") && said.contains("to ten years"));
    }
}
