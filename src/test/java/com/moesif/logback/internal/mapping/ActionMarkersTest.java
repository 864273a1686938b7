package com.moesif.logback.internal.mapping;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.Actions;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.action.Naming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.LogstashMarker;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;

/** What the markers of an event say: that it is an action, and its fields. However many there are, and when some fail. */
@SuppressWarnings("deprecation") // SLF4J deprecates nesting markers, and people do it
class ActionMarkersTest extends MappingScene {
    /** With so many references before the last. */
    private static Marker hub(int others, Marker last) {
        Marker hub = MARKERS.getDetachedMarker("HUB");
        IntStream.range(0, others).forEach(i -> hub.add(MARKERS.getDetachedMarker("M" + i)));
        hub.add(last);
        return hub;
    }

    /** Of so many, each referring to the next, before the last. */
    private static Marker chain(int others, Marker last) {
        Marker marker = last;
        for (int i = 0; i < others; i++) {
            Marker next = MARKERS.getDetachedMarker("C" + i);
            next.add(marker);
            marker = next;
        }
        return marker;
    }

    /** Refers to itself, twice, before the last: SLF4J's own markers keep that out, another's may not. */
    private static Marker circle(Marker last) {
        return referring(self -> List.of(self, self, last).iterator());
    }

    /** Another with each look, for ever. */
    private static Marker endless() {
        return referring(
                self -> Stream.generate(() -> MARKERS.getDetachedMarker("M")).iterator());
    }

    private static Marker failing() {
        return referring(self -> {
            throw new IllegalStateException("secret");
        });
    }

    /** As keys from Groovy or Clojure are not. */
    private static Map<Object, Object> withKeysThatAreNoTexts() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(new StringBuilder("amount"), 12);
        map.put(7, "seven");
        map.put(
                new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("secret");
                    }
                },
                "lost");
        map.put("last", true);
        return map;
    }

    @Test
    void aMarkerThatSaysSo_makesAnAction_whereverItIs() {
        for (Marker marker : List.of(
                ACTION,
                around(ACTION),
                around(around(), around(ACTION)),
                Actions.action(null),
                around(Actions.action(null)),
                hub(98, ACTION),
                hub(900, ACTION),
                chain(500, ACTION),
                circle(ACTION))) {
            assertThat(nameOf(marked(marker))).as("%s", marker).isEqualTo("the message");
            assertThat(nameOf(marked(around(), marker))).as("%s", marker).isEqualTo("the message");
        }
        for (Marker marker : List.of(
                Actions.action("Paid"),
                Actions.field("action_name", "Paid"),
                Actions.fields(Map.of("n", 1, "actionName", "Paid")),
                Markers.append("action_name", "Paid"),
                Markers.append("n", 1).and(Markers.append("actionName", "Paid")),
                Markers.appendEntries(Map.of("action_name", "Paid")),
                around(Actions.action("Paid")))) {
            assertThat(nameOf(marked(marker))).as("%s", marker).isEqualTo("Paid");
        }
    }

    @Test
    void anotherMarker_makesNone() {
        for (Marker marker : List.of(
                around(),
                around(around()),
                MARKERS.getDetachedMarker("action"),
                Actions.fields(Map.of()),
                Actions.fields(Map.of("n", 1, "company_id", "c")),
                Markers.append("n", "action_name"),
                Markers.appendEntries(Map.of("n", 1)),
                Markers.appendEntries(null),
                Markers.appendFields(Map.of("action_name", "hidden in it")),
                Markers.defer(() -> Markers.append("action_name", "not asked for")),
                circle(around()))) {
            assertThat(encoded().action(marked(marker))).as("%s", marker).isEmpty();
        }
    }

    @Test
    void ofManyMarkers_allGiveTheirFields() {
        Marker hub = around();
        LogstashMarker encoders = Markers.append("action_name", "Paid");
        for (int i = 0; i < 2_000; i++) {
            hub.add(Actions.field("f" + i, i));
            encoders.and(Markers.append("e" + i, i));
        }

        assertThat(metadata(marked(hub, encoders, ACTION)))
                .hasSize(4_000)
                .containsEntry("f1999", 1_999)
                .containsEntry("e1999", 1_999);
        assertThat(metadata(marked(ACTION, chain(500, Actions.field("last", 1)))))
                .containsEntry("last", 1);
        assertThat(metadata(marked(ACTION, circle(Actions.field("last", 1))))).containsEntry("last", 1);
        assertThat(metadata(marked(ACTION, Markers.defer(() -> encoders)))).hasSize(2_000);
        assertThat(encoded().told).noneMatch(text -> text.contains("markers"));
    }

    @Test
    void ofMarkersWithoutEnd_theRestIsToldOfAsLost() {
        LogstashMarker around = Markers.empty();
        around.add(endless());
        for (Marker marker : List.of(endless(), chain(1_500, Actions.field("last", 1)), Markers.defer(() -> around))) {
            encoded().told.clear();

            assertThat(metadata(marked(ACTION, marker, Actions.field("other", 1))))
                    .as("%s", marker)
                    .containsEntry("other", 1)
                    .hasEntrySatisfying(
                            "markers",
                            lost -> assertThat(lost)
                                    .asString()
                                    .startsWith(
                                            "[This value was lost: it stands behind more than 10000 other markers"));
            assertThat(encoded().told).anyMatch(text -> text.startsWith("Field 'markers' "));
        }
    }

    @Test
    void aMarkerThatCannotBeFound_isToldOf_andRulesOutNoOtherWay() {
        AtomicInteger told = new AtomicInteger();
        EventMapper mapper =
                new EventMapper(Naming.PLAIN, "ACTION", new FieldPatterns(), List.of(), new MappingReport() {
                    @Override
                    public void tooManyMarkers(String limits) {
                        told.incrementAndGet();
                    }
                });

        assertThat(mapper.match(marked(hub(900, around())))).isNull();
        assertThat(told).hasValue(0);
        assertThat(mapper.match(marked(hub(1_100, ACTION)))).isNull();
        assertThat(told).hasValue(1);
        told.set(0);
        assertThat(mapper.match(marked(endless()))).isNull();
        assertThat(told).hasValue(1);
        assertThat(mapper.match(marked(chain(1_500, ACTION)))).isNull();
        assertThat(told).hasValue(2);
        assertThat(mapper.match(marked(endless(), ACTION))).isNotNull();
    }

    /** A marker that a rule waits for is found in the same way. */
    @Test
    void aMarkerOfARule_isFoundBehindManyOthers() {
        rule("*", null).setMarker("BILLED");

        assertThat(nameOf(marked(hub(900, MARKERS.getDetachedMarker("BILLED")))))
                .isEqualTo("Ruled");
        assertThat(encoded().action(marked(endless()))).isEmpty();
    }

    @Test
    void theMarkersOfSeveralRules_areEachFound_inTheirOrder() {
        for (String name : List.of("FIRST", "SECOND", "THIRD")) {
            RuleElement rule = rule("*", null);
            rule.setMarker(name);
            rule.setActionName("of " + name);
        }
        Marker first = MARKERS.getDetachedMarker("FIRST");
        Marker second = MARKERS.getDetachedMarker("SECOND");

        assertThat(nameOf(marked(around(second), around(first)))).isEqualTo("of FIRST");
        assertThat(nameOf(marked(around(around(second))))).isEqualTo("of SECOND");
        assertThat(nameOf(marked(second, around(first)))).isEqualTo("of FIRST");
        assertThat(nameOf(marked(around(), second))).isEqualTo("of SECOND");
        assertThat(nameOf(marked(around(failing(), second)))).isEqualTo("of SECOND");
        assertThat(encoded().action(marked(around(), around(around())))).isEmpty();
    }

    /** It may be an action, or not: whoever asks is to know. */
    @Test
    void aMarkerThatFails_rulesOutNoOtherWay() {
        LoggingEvent pair = pairs("action_name", "Paid");
        pair.addMarker(failing());
        LoggingEvent argument = encoded().event("m {}", kv("action_name", "Paid"));
        argument.addMarker(failing());

        for (LoggingEvent event :
                List.of(marked(failing(), ACTION), marked(around(failing(), ACTION)), pair, argument)) {
            assertThat(encoded().action(event)).isNotEmpty();
        }
        assertThatThrownBy(() -> encoded().action(marked(failing()))).hasMessage("secret");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // as languages without types call it
    void aKeyThatIsNoText_namesTheAction() {
        for (Object key : List.of(new StringBuilder("action_name"), Key.actionName)) {
            Map map = withKeysThatAreNoTexts();
            map.put(key, "Paid");
            for (LoggingEvent event : List.of(
                    marked(Actions.fields(map)),
                    marked(Markers.appendEntries(map)),
                    encoded().event("m {}", StructuredArguments.entries(map)))) {
                assertThat(nameOf(event)).isEqualTo("Paid");
            }
        }
        Map none = withKeysThatAreNoTexts();
        assertThat(encoded().action(marked(Actions.fields(none)))).isEmpty();
    }

    /** At the end of the stack nothing can be said of the key, and the event may be an action. */
    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // as languages without types call it
    void aKeyAtTheEndOfTheStack_isNoAnswer() {
        Map map = new LinkedHashMap<>();
        map.put(
                new Object() {
                    @Override
                    public String toString() {
                        throw new StackOverflowError("secret");
                    }
                },
                1);

        assertThatThrownBy(() -> encoded().action(marked(Actions.fields(map)))).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void aMarkerThatFails_costsItsOwnFieldsOnly() {
        rule("the message", null);
        LogstashMarker deferred = Markers.empty();
        deferred.and(Markers.defer(() -> {
            throw new IllegalStateException("secret");
        }));
        deferred.and(Markers.append("n", 1));

        for (Marker marker : List.of(
                around(failing(), Actions.field("n", 1)),
                around(around(failing()), Actions.field("n", 1)),
                Markers.defer(() -> deferred))) {
            assertThat(metadata(marked(marker))).as("%s", marker).hasSize(2).containsEntry("n", 1);
        }
        assertThat(metadata(marked(failing(), Actions.field("n", 1))))
                .hasSize(2)
                .containsEntry("n", 1);
        assertThat(encoded().told).anyMatch(text -> text.contains("threw IllegalStateException"));
    }

    private enum Key {
        actionName
    }
}
