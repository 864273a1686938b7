package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Rig;
import com.moesif.logback.internal.runtime.ShortLife;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule is judged by all that an application did, not by the second before a reload. */
class RulesOverLivesTest {
    private static final String RULES = """
            <rule><name>Early</name><message>early {}</message><actionName>E</actionName></rule>
            <rule><name>Never %s</name><message>never {}</message><actionName>N</actionName></rule>
            """;

    @AfterEach
    void judgeNobodyTooSoon() {
        ShortLife.is(Duration.ofMinutes(1));
    }

    private static void configure(Rig rig, String rules) {
        rig.configure(rig.collector.baseUri().toString(), rules);
    }

    @Test
    void shortLife_judgesNobody() {
        try (Rig rig = new Rig()) {
            configure(rig, RULES.formatted("short"));
            rig.log(1);
            rig.context.stop();

            assertThat(rig.warnings()).noneMatch(warning -> warning.contains("ever matched"));
        }
    }

    @Test
    void whatARuleHasMatched_isKnownBeyondAReloadOfTheSameRules() {
        ShortLife.is(Duration.ZERO);
        try (Rig rig = new Rig()) {
            String rules = RULES.formatted("over a reload");
            configure(rig, rules);
            rig.context.getLogger("com.acme").info("early {}", 1);
            configure(rig, rules);
            rig.log(1);
            configure(rig, rules);
            rig.log(1);
            // A reload waits for nothing: a life that is over speaks when it has come to its end.
            await().atMost(Rig.AMPLE)
                    .until(() -> rig.warnings().stream()
                                    .filter(warning -> warning.contains("ever matched"))
                                    .count()
                            == 2);
            rig.context.getStatusManager().clear();
            rig.context.stop();

            assertThat(rig.warnings().stream().filter(warning -> warning.contains("ever matched")))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning).contains("Never over a reload"));
        }
    }

    @Test
    void ruleThatWasChanged_isAnother() {
        ShortLife.is(Duration.ZERO);
        try (Rig rig = new Rig()) {
            configure(rig, "<rule><name>Changed</name><message>before {}</message><actionName>E</actionName></rule>");
            rig.context.getLogger("com.acme").info("before {}", 1);
            configure(rig, "<rule><name>Changed</name><message>after {}</message><actionName>E</actionName></rule>");
            rig.log(1);
            rig.context.stop();

            assertThat(rig.warnings()).anyMatch(warning -> warning.contains("ever matched rule 'Changed'"));
        }
    }
}
