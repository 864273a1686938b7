package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import com.moesif.logback.internal.ledger.SilentRules;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After how long without a match a rule is told of. */
class ExpectEveryTest {
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
    void fromASecondToTenYears_isWaitedFor(String text) {
        MappingSettings settings = settings(text);

        assertThat(faults.sentences()).isEmpty();
        Ledger ledger = new Ledger();
        ledger.countRules(settings.rules.stream().map(rule -> rule.tally()).toList(), () -> true);
        SilentRules silent = new SilentRules(ledger, new Notices(new Scribe(new ArrayList<>())));
        silent.look(0);
        assertThat(silent.nanosUntilDue(0)).isPositive().isLessThan(Long.MAX_VALUE / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999 ms", "0", "now and then", "3651 d", "110000 d", "PT99999999999H", "213503982334602 d"})
    void anythingElse_isAnError(String text) {
        settings(text);

        assertThat(faults.sentences())
                .anyMatch(said -> said.contains("<expectEvery> is '" + text + "'") && said.contains("to ten years"));
    }
}
