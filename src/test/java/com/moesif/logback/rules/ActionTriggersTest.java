package com.moesif.logback.rules;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.Actions;
import com.moesif.logback.harness.Logback;
import java.util.List;
import java.util.Map;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/** Which events become actions (design, section 2), and which never do. */
@SuppressWarnings("deprecation") // SLF4J deprecates nesting markers, and people do it
class ActionTriggersTest {
    private final BasicMarkerFactory markers = new BasicMarkerFactory();

    @Test
    void plainEvent_isNoAction() {
        try (Logback logback = Logback.with()) {
            logback.log().info("amount={} company_id={}", 24.6, "c");
            logback.log().atInfo().addKeyValue("amount", 24.6).log("a name of an action: action_name");

            assertThat(logback.actions()).isEmpty();
            assertThat(logback.counts().accepted()).isZero();
        }
    }

    @Test
    void actionMarker_makesAnAction() {
        try (Logback logback = Logback.with()) {
            logback.log().info(markers.getMarker("ACTION"), "Processed payment {}", 1);

            assertThat(logback.theAction().actionName()).isEqualTo("Processed payment {}");
        }
    }

    @Test
    void actionMarker_countsWhenNestedInAnother() {
        Marker outer = markers.getDetachedMarker("OUTER");
        Marker middle = markers.getDetachedMarker("MIDDLE");
        middle.add(markers.getDetachedMarker("ACTION"));
        outer.add(middle);
        try (Logback logback = Logback.with()) {
            logback.log().info(outer, "Exported");

            assertThat(logback.theAction().actionName()).isEqualTo("Exported");
        }
    }

    @Test
    void actionMarker_isTheSecondOfTheFluentCall() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .atInfo()
                    .addMarker(markers.getMarker("AUDIT"))
                    .addMarker(markers.getMarker("ACTION"))
                    .log("Exported");

            assertThat(logback.theAction().actionName()).isEqualTo("Exported");
        }
    }

    @Test
    void configuredActionMarker_replacesTheDefault() {
        try (Logback logback = Logback.with("<actionMarker> BILLABLE </actionMarker>")) {
            logback.log().info(markers.getMarker("ACTION"), "not this one");
            logback.log().info(markers.getMarker("BILLABLE"), "this one");

            assertThat(logback.theAction().actionName()).isEqualTo("this one");
        }
    }

    @Test
    void otherMarkers_makeNoAction() {
        try (Logback logback = Logback.with()) {
            logback.log().info(markers.getMarker("AUDIT"), "no action");
            logback.log().info(markers.getMarker("action"), "no action: case matters");

            assertThat(logback.actions()).isEmpty();
        }
    }

    @Test
    void markerWithCountlessReferences_makesNoAction() {
        Marker hub = markers.getDetachedMarker("HUB");
        for (int i = 0; i < 300; i++) {
            hub.add(markers.getDetachedMarker("M" + i));
        }
        try (Logback logback = Logback.with()) {
            logback.log().info(hub, "no action");

            assertThat(logback.actions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"action_name", "actionName"})
    void keyValuePair_makesAnAction(String spelling) {
        try (Logback logback = Logback.with()) {
            logback.log().atInfo().addKeyValue(spelling, "Exported Report").log("exported");

            assertThat(logback.theAction().actionName()).isEqualTo("Exported Report");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"action_name", "actionName"})
    void markerFieldOfThisLibrary_makesAnAction(String spelling) {
        try (Logback logback = Logback.with()) {
            logback.log().info(Actions.field(spelling, "Exported Report"), "exported");

            assertThat(logback.theAction().actionName()).isEqualTo("Exported Report");
        }
    }

    @Test
    void markerFieldOfLogstash_makesAnActionAlsoWhenNested() {
        Marker outer = markers.getDetachedMarker("OUTER");
        outer.add(Markers.append("actionName", "Second"));
        try (Logback logback = Logback.with()) {
            logback.log().info(Markers.append("action_name", "First"), "m");
            logback.log().info(outer, "m");
            logback.log().info(Markers.appendEntries(Map.of("action_name", "Third")), "m");
            logback.log().info(Markers.append("x", 1).and(Markers.append("action_name", "Fourth")), "m");

            assertThat(logback.actions())
                    .extracting(action -> action.actionName())
                    .containsExactly("First", "Second", "Third", "Fourth");
        }
    }

    @Test
    void structuredArgument_makesAnAction() {
        try (Logback logback = Logback.with()) {
            logback.log().info("exported {}", kv("action_name", "Exported Report"));

            assertThat(logback.theAction().actionName()).isEqualTo("Exported Report");
        }
    }

    @Test
    void aliasOfTheName_makesAnAction() {
        try (Logback logback = Logback.with("<alias><from>event.name</from><to>action_name</to></alias>")) {
            logback.log().atInfo().addKeyValue("event.name", "By pair").log("m");
            logback.log().info(Actions.field("event.name", "By marker"), "m");
            logback.log().info("m {}", kv("event.name", "By argument"));

            assertThat(logback.actions())
                    .extracting(action -> action.actionName())
                    .containsExactly("By pair", "By marker", "By argument");
        }
    }

    @Test
    void nameThatIsAliasedAway_makesNoAction() {
        try (Logback logback = Logback.with("<alias><from>action_name</from><to>step</to></alias>")) {
            logback.log().atInfo().addKeyValue("action_name", "a step").log("no action");

            assertThat(logback.actions()).isEmpty();
        }
    }

    @Test
    void mdcAndConfiguredFields_neverMakeAnAction() {
        try (Logback logback = Logback.with(
                "<field><name>action_name</name><value>Everything</value></field>",
                "<alias><from>operation</from><to>action_name</to></alias>",
                "<mdcKey>*</mdcKey>")) {
            logback.mdc.put("action_name", "Everything");
            logback.mdc.put("actionName", "Everything");
            logback.mdc.put("operation", "Everything");
            logback.log().atInfo().addKeyValue("amount", 1).log("no action");

            assertThat(logback.actions()).isEmpty();
        }
    }

    @Test
    void mdcAndConfiguredFields_nameWhatIsAnActionAnyway() {
        try (Logback logback =
                Logback.with("<field><name>action_name</name><value>From configuration</value></field>")) {
            logback.log().info(markers.getMarker("ACTION"), "m");
            logback.mdc.put("actionName", "From MDC");
            logback.log().info(markers.getMarker("ACTION"), "m");

            assertThat(logback.actions())
                    .extracting(action -> action.actionName())
                    .containsExactly("From configuration", "From MDC");
        }
    }

    @Test
    void namedArgument_makesNoAction() {
        try (Logback logback = Logback.with()) {
            logback.log().info("action_name={}", "x");

            assertThat(logback.actions()).isEmpty();
        }
    }

    @Test
    void everyLevel_canBeAnAction() {
        try (Logback logback = Logback.with()) {
            for (org.slf4j.event.Level level : org.slf4j.event.Level.values()) {
                logback.log().atLevel(level).addKeyValue("action_name", level).log("m");
            }

            assertThat(logback.actions())
                    .extracting(action -> action.actionName())
                    .isEqualTo(List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE"));
        }
    }

    @Test
    void standardFilter_decidesFirst() {
        try (Logback logback = Logback.with("""
                <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>WARN</level></filter>""")) {
            logback.log().info(Actions.action("Denied"), "m");
            logback.log().warn(Actions.action("Passed"), "m");
            logback.log().warn("no action");

            assertThat(logback.theAction().actionName()).isEqualTo("Passed");
        }
    }
}
