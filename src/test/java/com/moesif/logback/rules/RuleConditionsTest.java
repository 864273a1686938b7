package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.moesif.logback.harness.Logback;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;

/** Logger, level and marker; all of a rule's conditions together; and which of several rules takes an event. */
@Timeout(60)
class RuleConditionsTest {
    /** A factory of its own, or the references of one test's markers would be there in the next. */
    private final BasicMarkerFactory markers = new BasicMarkerFactory();

    private static Logback rule(String conditions) {
        return Logback.rules("<rule>" + conditions + "<actionName>Matched</actionName></rule>");
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme, com.acme, true",
        "com.acme, com.acme.Shop, true",
        "com.acme, com.acme.a.b.c.Shop, true",
        "com.acme.Shop, com.acme.Shop$Cart, true",
        "com.acme.Shop$Cart, com.acme.Shop$Cart$Item, true",
        "com.acme, com.acmeshop.Cart, false",
        "com.acme, com.acm, false",
        "com.acme, com, false",
        "com.acme, org.com.acme, false",
        "com.acme.Shop, com.acme.Shopping, false",
        "com.acme, COM.ACME, false",
        "root, com.acme, true",
        "ROOT, ROOT, true"
    })
    void logger_isMeantByHierarchyAndNotByLetters(String given, String logger, boolean matches) {
        // By a template and by a regex, which the index finds in different ways.
        for (String text : List.of("<message>paid</message>", "<regex>paid</regex>", "<message>*</message>")) {
            try (Logback harness = rule("<logger> " + given + " </logger>" + text)) {
                harness.context.getLogger(logger).info("paid");
                // Once more: what the index has learnt of a logger must be what it found out the first time.
                harness.context.getLogger(logger).info("paid");

                assertThat(harness.actions()).as(text).hasSize(matches ? 2 : 0);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "trace, TRACE DEBUG INFO WARN ERROR",
        "debug, DEBUG INFO WARN ERROR",
        "INFO, INFO WARN ERROR",
        "Warn, WARN ERROR",
        " error , ERROR",
        "all, TRACE DEBUG INFO WARN ERROR"
    })
    void level_isTheLeast(String given, String expected) {
        try (Logback harness = rule("<level>" + given + "</level><message>*</message>"
                + "<field><name>level</name><value>%level</value></field>")) {
            for (org.slf4j.event.Level level : org.slf4j.event.Level.values()) {
                harness.log().atLevel(level).log("at");
            }

            assertThat(harness.actions())
                    .extracting(action -> action.metadata().get("level"))
                    .containsExactlyInAnyOrder((Object[]) expected.split(" "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud", "off", "5"})
    void levelThatIsNone_isAnError(String level) {
        try (Logback harness = rule("<level>" + level + "</level><message>*</message>")) {
            assertThat(harness.errors())
                    .containsExactly("Rule 1 (Matched): its <level> is '" + level
                            + "', but has to be trace, debug, info, warn, error or all. The rule is off.");
        }
    }

    @Test
    void marker_isTheEventsOwn() {
        try (Logback harness = rule("<marker>AUDIT</marker><message>*</message>")) {
            harness.log().info("none");
            harness.log().info(markers.getMarker("AUDITOR"), "another");
            harness.log().info(markers.getMarker("AUDIT"), "this");

            assertThat(harness.actions()).hasSize(1);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // Marker.add, which is how markers nest.
    void marker_mayBeNestedOrOneOfSeveral() {
        try (Logback harness = rule("<marker>AUDIT</marker><message>*</message>")) {
            Marker outer = markers.getMarker("OUTER");
            Marker middle = markers.getMarker("MIDDLE");
            outer.add(middle);
            middle.add(markers.getMarker("AUDIT"));
            harness.log().info(outer, "nested");
            harness.log()
                    .atInfo()
                    .addMarker(markers.getMarker("X"))
                    .addMarker(markers.getMarker("AUDIT"))
                    .log("second");

            assertThat(harness.actions()).hasSize(2);
        }
    }

    /** A hundred are looked at: what has more of them is not thereby the one that is asked for. */
    @Test
    @SuppressWarnings("deprecation") // Marker.add, which is how markers nest.
    void marker_isNotAmongTooManyToLookAt() {
        try (Logback harness = rule("<marker>AUDIT</marker><message>*</message>")) {
            Marker many = markers.getMarker("MANY");
            for (int i = 0; i < 150; i++) {
                many.add(markers.getMarker("M" + i));
            }
            harness.log().info(many, "another");
            harness.log().info(markers.getMarker("AUDIT"), "this");

            assertThat(harness.actions()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Shop, WARN, AUDIT, paid 5, true",
        "com.other, WARN, AUDIT, paid 5, false",
        "com.acme.Shop, INFO, AUDIT, paid 5, false",
        "com.acme.Shop, WARN, OTHER, paid 5, false",
        "com.acme.Shop, WARN, AUDIT, owed 5, false",
        "com.acme.Shop, WARN, AUDIT, paid x, false"
    })
    void conditions_haveToHoldTogether(String logger, String level, String marker, String line, boolean matches) {
        try (Logback harness = rule("""
                <logger>com.acme</logger><level>warn</level><marker>AUDIT</marker>
                <message>paid {amount}</message><regex>\\d$</regex>
                """)) {
            String[] words = line.split(" ");
            harness.context
                    .getLogger(logger)
                    .atLevel(org.slf4j.event.Level.valueOf(level))
                    .addMarker(markers.getMarker(marker))
                    .log(words[0] + " {}", words[1]);

            assertThat(harness.actions()).hasSize(matches ? 1 : 0);
        }
    }

    private static final String BY_MESSAGE = "<rule><message>paid {n}</message><actionName>Message</actionName></rule>";
    private static final String BY_REGEX = "<rule><regex>^paid</regex><actionName>Regex</actionName></rule>";
    private static final String BY_ANY = "<rule><message>*</message><actionName>Any</actionName></rule>";
    private static final String BY_OTHER = "<rule><message>other</message><actionName>Other</actionName></rule>";

    @Test
    void firstRuleThatMatches_takesTheEvent() {
        for (List<String> rules : List.of(
                List.of(BY_MESSAGE, BY_REGEX, BY_ANY),
                List.of(BY_MESSAGE, BY_ANY, BY_REGEX),
                List.of(BY_REGEX, BY_MESSAGE, BY_ANY),
                List.of(BY_REGEX, BY_ANY, BY_MESSAGE),
                List.of(BY_ANY, BY_MESSAGE, BY_REGEX),
                List.of(BY_ANY, BY_REGEX, BY_MESSAGE),
                List.of(BY_OTHER, BY_REGEX, BY_OTHER, BY_MESSAGE))) {
            String first = rules.stream()
                    .filter(rule -> !rule.equals(BY_OTHER))
                    .findFirst()
                    .orElseThrow();
            try (Logback harness = Logback.rules(String.join("\n", rules))) {
                harness.log().info("paid {}", 5);

                assertThat(harness.names()).as("%s", rules).hasSize(1);
                assertThat(first).contains("<actionName>" + harness.names().get(0) + "<");
            }
        }
    }

    @Test
    void twoRulesWithOneMessage_areToldApartByTheirOtherConditions() {
        try (Logback harness = Logback.rules("""
                <rule><level>error</level><message>paid {n}</message><actionName>Error</actionName></rule>
                <rule><logger>com.acme</logger><message>paid {}</message><actionName>Acme</actionName></rule>
                <rule><message>paid {m}</message><actionName>Rest</actionName></rule>
                """)) {
            harness.log().error("paid {}", 1);
            harness.log().info("paid {}", 2);
            harness.context.getLogger("org.other").info("paid {}", 3);

            assertThat(harness.names()).containsExactlyInAnyOrder("Error", "Acme", "Rest");
            assertThat(harness.warnings()).isEmpty();
        }
    }

    @Test
    void ruleThatMatches_goesBeforeTheActionMarker() {
        try (Logback harness = Logback.rules(BY_MESSAGE)) {
            Marker action = MarkerFactory.getMarker("ACTION");
            harness.log().info(action, "paid {}", 5);
            harness.log().info(action, "something else");

            assertThat(harness.names()).containsExactlyInAnyOrder("Message", "something else");
        }
    }

    @Test
    void eventWithoutLogger_isLeftToRulesThatWantNone() {
        try (Logback harness = Logback.rules("""
                <rule><logger>com.acme</logger><regex>.</regex><actionName>Acme</actionName></rule>
                <rule><regex>.</regex><actionName>Rest</actionName></rule>
                """)) {
            ch.qos.logback.classic.spi.LoggingEvent event = new ch.qos.logback.classic.spi.LoggingEvent();
            event.setMessage("text");
            event.setLevel(Level.INFO);
            event.setLoggerContext(harness.context);
            event.setTimeStamp(System.currentTimeMillis());
            harness.appender().doAppend(event);

            assertThat(harness.names()).containsExactly("Rest");
        }
    }
}
