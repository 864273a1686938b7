package com.moesif.logback.internal.mapping;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.Actions;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.settings.Encoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.LogstashMarker;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;

/** Which events are actions and with which fields, without a thread or a collector. */
@SuppressWarnings("deprecation") // SLF4J deprecates nesting markers, and people do it
class EventMapperTest extends MappingScene {
    private void alias(String from, String to) {
        AliasElement alias = new AliasElement();
        alias.setFrom(from);
        alias.setTo(to);
        elements.add(alias);
    }

    @Test
    void aPairOrAnArgumentThatNamesIt_makesAnAction() {
        assertThat(nameOf(pairs("n", 1, "actionName", "Paid"))).isEqualTo("Paid");
        assertThat(nameOf(encoded().event("m {} {}", 1, kv("action_name", "Paid"))))
                .isEqualTo("Paid");
        assertThat(nameOf(encoded().event("m {}", StructuredArguments.entries(Map.of("action_name", "Paid")))))
                .isEqualTo("Paid");

        assertThat(encoded().action(pairs("n", "action_name"))).isEmpty();
        assertThat(encoded().action(encoded().event("m action_name={} {} {}", "x", kv("n", 1), null)))
                .isEmpty();
    }

    /** As events of another library, or of code that replays them, may be. */
    @Test
    void nothingInTheListsOfAnEvent_isNoHarm() {
        LoggingEvent event = new LoggingEvent("", new LoggerContext().getLogger("x"), Level.INFO, "m", null, null) {
            @Override
            public List<Marker> getMarkerList() {
                return Arrays.asList(null, Actions.field("n", 1));
            }
        };
        event.setKeyValuePairs(Arrays.asList(null, new KeyValuePair(null, 1), new KeyValuePair("action_name", "Paid")));

        assertThat(nameOf(event)).isEqualTo("Paid");
        assertThat(metadata(event)).containsEntry("n", 1);
        rule("*", null).setMarker("M");
        encoded = null;
        assertThat(nameOf(event)).isEqualTo("Paid");
    }

    /** Later ones win: text, markers, arguments of the encoder, pairs, and what a message names. */
    @Test
    void eachSource_overridesThoseBefore() {
        LoggingEvent event = encoded()
                .event(
                        "company_id={} user_id={} a={}",
                        "of text",
                        "of text",
                        "argument",
                        kv("a", "structured"),
                        kv("b", "structured"),
                        kv("c", "structured"));
        event.addMarker(Actions.action("Paid", Map.of("company_id", "of marker", "c", "marker", "d", "marker")));
        event.addKeyValuePair(new KeyValuePair("a", "pair"));
        event.addKeyValuePair(new KeyValuePair("b", "pair"));

        Map<String, Object> action = encoded().action(event);

        assertThat(action).containsEntry("company_id", "of marker").containsEntry("user_id", "of text");
        assertThat(action.get("metadata"))
                .isEqualTo(Map.of("a", "argument", "b", "pair", "c", "structured", "d", "marker"));
    }

    /** Else whoever chooses the text is billed, or bills, where the code made a mistake. */
    @Test
    void whatATextNames_isNotTakenWhereTheCodeGivesAValueThatCannotBeUsed() {
        LoggingEvent event = encoded().event("by company_id={} user_id={}", "of text", "of text");
        event.addMarker(Actions.action("Paid", Map.of("company_id", List.of(1))));

        assertThat(encoded().action(event)).doesNotContainKey("company_id").containsEntry("user_id", "of text");
    }

    /** Its field is the encoder's, under the name that the encoder gives it. */
    @Test
    void aStructuredArgument_isNoArgumentOfItsPlaceholder() {
        assertThat(metadata(with(encoded().event("paid amount={} n={}", kv("sum", 5), 1))))
                .containsOnly(entry("sum", 5), entry("n", 1));
    }

    private static LoggingEvent with(LoggingEvent event) {
        event.addMarker(ACTION);
        return event;
    }

    @Test
    void theNameThatTheCodeGives_isNotOverriddenByAField() {
        alias("event", "action_name");

        assertThat(nameOf(marked(Actions.action("Paid", new LinkedHashMap<>(Map.of("event", "other"))))))
                .isEqualTo("Paid");
        assertThat(nameOf(marked(Actions.field("event", "By alias")))).isEqualTo("By alias");
    }

    /** Who is billed must not depend on the order of a map. */
    @Test
    void entriesOfOnePlace_haveOneOrder_inMarkersBeansAndArguments() {
        alias("tenant", "company_id");
        for (List<String> order : List.of(List.of("tenant", "company_id"), List.of("company_id", "tenant"))) {
            Map<String, Object> map = new LinkedHashMap<>();
            order.forEach(name -> map.put(name, name));
            for (Marker marker : List.of(
                    Actions.fields(map),
                    Markers.appendEntries(map),
                    Markers.appendFields(map),
                    around(Actions.fields(map)))) {
                assertThat(encoded().action(marked(ACTION, marker)))
                        .as("%s of %s", marker, order)
                        .containsEntry("company_id", "tenant");
            }
        }
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
    @SuppressWarnings({"unchecked", "rawtypes"}) // as languages without types call it
    void aKeyThatIsNoText_isItsText_andOneThatFailsCostsItsFieldOnly() {
        Map map = withKeysThatAreNoTexts();
        for (LoggingEvent event : List.of(
                marked(Actions.action("Paid", map)),
                marked(Actions.fields(map), ACTION),
                marked(ACTION, Markers.appendEntries(map)),
                with(encoded().event("m {}", StructuredArguments.entries(map))))) {
            encoded().told.clear();

            assertThat(metadata(event))
                    .hasSize(4)
                    .containsEntry("amount", 12)
                    .containsEntry("7", "seven")
                    .containsEntry("last", true)
                    .containsValue("[This value was lost: it failed: " + nameOfHostileKey(map)
                            + " threw IllegalStateException while it was being read. Mend what it calls.]");
            assertThat(encoded().told).hasSize(2).noneMatch(text -> text.contains("secret"));
        }
        LoggingEvent pair = pairs("action_name", "Paid");
        pair.addMarker(Actions.fields(map));
        assertThat(nameOf(pair)).isEqualTo("Paid");
    }

    private static String nameOfHostileKey(Map<?, ?> map) {
        return map.keySet().toArray()[2].getClass().getName();
    }

    @Test
    void aFieldWithoutAName_isToldOf_andCostsNoOther() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(null, 1);
        fields.put("n", 2);

        assertThat(metadata(marked(Actions.action("Paid", fields)))).containsOnly(entry("n", 2));
        assertThat(encoded().told).anyMatch(text -> text.startsWith("Field 'null' has no name."));
    }

    /** The order of such a map is asked of all of its keys. */
    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // as languages without types call it
    void aKeyThatFails_costsItsFieldOnly_whereTwoHaveOnePlace() {
        alias("tenant", "company_id");
        Map map = withKeysThatAreNoTexts();
        map.put("tenant", "by alias");
        map.put("company_id", "other");

        assertThat(encoded().action(marked(ACTION, Actions.fields(map)))).containsEntry("company_id", "by alias");
        assertThat(metadata(marked(ACTION, Actions.fields(map)))).hasSize(4).containsEntry("amount", 12);
    }

    record Card(String brand, int digits) {}

    @Test
    void whatTheEncodersMarkersHold_isRead() {
        Marker marker = Markers.append("amount", 24.6)
                .and(Markers.appendArray("tags", "a", 1))
                .and(Markers.appendFields(new Card("visa", 4)))
                .and(Markers.appendRaw("raw", "{\"a\":[1,2]}"))
                .and(Markers.defer(() -> Markers.append("deferred", true)));

        assertThat(metadata(marked(ACTION, marker)))
                .containsOnly(
                        entry("amount", 24.6),
                        entry("tags", List.of("a", 1)),
                        entry("brand", "visa"),
                        entry("digits", 4),
                        entry("raw", Map.of("a", List.of(1, 2))),
                        entry("deferred", true));
    }

    @SuppressWarnings("serial")
    private static final class WritesItself extends LogstashMarker {
        WritesItself() {
            super("OWN");
        }

        @Override
        public void writeTo(JsonGenerator generator) {}
    }

    @Test
    void whatFailsOrCannotBeRead_costsItsOwnFieldOnly() {
        LoggingEvent event = encoded()
                .event(
                        "m {} {}",
                        StructuredArguments.defer(() -> {
                            throw new IllegalStateException("secret");
                        }),
                        kv("n", 1));
        event.addMarker(ACTION);
        event.addMarker(Markers.defer(() -> {
            throw new IllegalStateException("secret");
        }));
        event.addMarker(new WritesItself());
        event.addMarker(Actions.field("m", 2));

        Map<String, Object> metadata = metadata(event);

        assertThat(metadata).containsEntry("n", 1).containsEntry("m", 2);
        assertThat(metadata.get("WritesItself"))
                .asString()
                .startsWith("[This value was lost: it is of a class that writes its JSON itself");
        assertThat(metadata.get("DeferredStructuredArgument")).asString().startsWith("[This value was lost: it ");
        assertThat(metadata.get("DeferredLogstashMarker")).asString().startsWith("[This value was lost: it ");
        assertThat(metadata).hasSize(5);
        assertThat(encoded().told).hasSize(4).noneMatch(text -> text.contains("secret"));
    }

    @Test
    void aRule_givesPlaceholdersGroupsAndPatterns() {
        RuleElement rule = rule("paid {amount} {} key={}", "paid (?<first>\\d)\\d (?<none>x)?(?<second>\\w+)");
        rule.addField(Encoded.field("<name>level</name><value>%level of %msg</value>"));
        elements.add(Encoded.field("<name>logger</name><value>%logger{0}</value>"));

        assertThat(encoded().action("paid {} {} key={}", 24, "EUR", "v"))
                .containsEntry("action_name", "Ruled")
                .containsEntry(
                        "metadata",
                        Map.of(
                                "amount",
                                24,
                                "key",
                                "v",
                                "first",
                                "2",
                                "second",
                                "EUR",
                                "level",
                                "INFO of paid 24 EUR key=v",
                                "logger",
                                "acme"));
        assertThat(encoded().action("paid {} {} key={}", "a", "EUR", "v")).isEmpty();
        // Marked, it is an action all the same, with what its message names.
        assertThat(metadata(with(encoded().event("paid {} {} key={}", "a", "EUR", "v"))))
                .containsOnly(entry("key", "v"), entry("logger", "acme"));
    }

    @Test
    void aBean_isItsText_unlessTheRulesFieldSaysJson() {
        rule("saw {who} and {other}", null).addField(Encoded.field("<name>who</name><type>json</type>"));

        assertThat(encoded().metadata("saw {} and {}", new Card("visa", 4), new Card("amex", 1)))
                .containsOnly(
                        entry("who", Map.of("brand", "visa", "digits", 4)),
                        entry("other", "Card[brand=amex, digits=1]"));
    }

    @Test
    void anyMessage_hasTheKeysOfItsText_andARuleTakesTheFirst() {
        rule("*", null);

        assertThat(encoded().metadata("status={} {}", 200, 1)).containsOnly(entry("status", 200));
        assertThat(encoded().metadata("status={} n={}", 200)).containsOnly(entry("status", 200));
        assertThat(encoded().metadata("none {}", 200)).isEmpty();
    }

    @SuppressWarnings("serial")
    private static final class OwnMap extends HashMap<String, String> {}

    private static LoggingEvent ofAnother(Object... arguments) {
        return new LoggingEvent("", new LoggerContext().getLogger("x"), Level.INFO, "m by={}", null, arguments) {};
    }

    /** Values are those of the moment of the call: what an argument's own code does comes later. */
    @Test
    void theMdcOfAnothersMaking_isCopied() {
        elements.mdcKeys.add("plan");
        theMdcIsCopied(new HashMap<>(), true);
        theMdcIsCopied(new OwnMap(), true);
        theMdcIsCopied(new OwnMap(), false);
    }

    private void theMdcIsCopied(Map<String, String> live, boolean ofAnother) {
        live.put("plan", "gold");
        Object changing = new Object() {
            @Override
            public String toString() {
                live.put("plan", "free");
                return "changed";
            }
        };
        LoggingEvent event = ofAnother ? ofAnother(changing) : encoded().event("m by={}", changing);
        event.setMDCPropertyMap(live);
        event.addMarker(ACTION);

        assertThat(metadata(event)).containsOnly(entry("plan", "gold"), entry("by", "changed"));
    }

    private static LoggingEvent withMdc(Supplier<Map<String, String>> mdc) {
        return new LoggingEvent("", new LoggerContext().getLogger("x"), Level.INFO, "m", null, null) {
            @Override
            public Map<String, String> getMDCPropertyMap() {
                return mdc.get();
            }
        };
    }

    @Test
    void anMdcThatFails_isAFieldThatWasLost_andOneThatIsNotThereIsNone() {
        for (RuntimeException failure : List.of(new IllegalStateException("secret"), new NullPointerException())) {
            LoggingEvent event = with(withMdc(() -> {
                throw failure;
            }));
            assertThat(metadata(event).get("mdc")).asString().startsWith("[This value was lost: it ");
        }
        assertThat(metadata(with(withMdc(() -> null)))).isEmpty();
        // A context that nobody has given an adapter: Logback's own code fails.
        assertThat(metadata(with(ofAnother()))).isEmpty();
        // The JVM leaves the trace of an exception out when it has thrown it often.
        assertThat(metadata(with(withMdc(() -> {
                    NullPointerException often = new NullPointerException();
                    often.setStackTrace(new StackTraceElement[0]);
                    throw often;
                }))))
                .isEmpty();
    }

    @Test
    void anEventThatIsNoAction_mayBeWhatARuleWaitsFor() {
        List<String> told = new ArrayList<>();
        EventMapper mapper = new EventMapper(
                Naming.PLAIN,
                "ACTION",
                new FieldPatterns(),
                List.of(RuleIndexTest.rule("r", new Rule.Where(null, null, null), "paid {amount} in cash", null)),
                new MappingReport() {
                    @Override
                    public void nearMiss(Rule rule, String logger, String difference) {
                        told.add("near " + rule.tally().name());
                    }

                    @Override
                    public void cameFormatted(Rule rule, String logger) {
                        told.add("formatted " + rule.tally().name());
                    }
                });
        for (LoggingEvent event :
                List.of(encoded().event("paid {} at cash", 1), encoded().event("paid 5 in cash"))) {
            assertThat(mapper.match(event)).isNull();
            mapper.passedBy(event);
        }

        assertThat(told).contains("near r", "formatted r");
        assertThat(mapper.problem()).isEmpty();
    }

    @Test
    void aPlaceholderWithoutAnArgument_isToldOfOnceOfEachRule() {
        List<String> told = new ArrayList<>();
        EventMapper mapper = new EventMapper(
                Naming.PLAIN,
                "ACTION",
                new FieldPatterns(),
                List.of(
                        RuleIndexTest.rule("two", new Rule.Where(null, null, null), "paid {} {a} {b}", null),
                        RuleIndexTest.rule("none", new Rule.Where(null, null, null), "sold {} {a}", null),
                        RuleIndexTest.rule("unnamed", new Rule.Where(null, null, null), "sent {a} {}", null),
                        RuleIndexTest.rule("any", new Rule.Where(null, null, null), "*", null)),
                new MappingReport() {
                    @Override
                    public void unfilled(Rule rule, String placeholder) {
                        told.add(rule.tally().name() + ": " + placeholder);
                    }
                });
        for (int i = 0; i < 3; i++) {
            for (LoggingEvent event : List.of(
                    encoded().event("paid {} {} {}", 1, 2, 3),
                    encoded().event("paid {} {} {}", 1, 2),
                    encoded().event("sold {} {}"),
                    encoded().event("sent {} {}", 1),
                    encoded().event("anything n={} company_id={}", 1))) {
                mapper.capture(event, mapper.match(event));
            }
        }

        assertThat(told).containsExactly("two: b", "none: a");
    }

    /** Meters and the warning of a silent rule go by it. */
    @Test
    void aRuleThatTakesAnEvent_countsIt_withItsTime() {
        Rule rule = RuleIndexTest.rule("r", new Rule.Where(null, null, null), "paid {n}", null);
        EventMapper mapper =
                new EventMapper(Naming.PLAIN, "ACTION", new FieldPatterns(), List.of(rule), new MappingReport() {});
        LoggingEvent event = encoded().event("paid {}", 1);
        mapper.capture(event, mapper.match(event));
        LoggingEvent other = marked(ACTION);
        mapper.capture(other, mapper.match(other));

        assertThat(rule.tally().matched()).isEqualTo(1);
        assertThat(rule.tally().lastMatch().toEpochMilli()).isEqualTo(event.getTimeStamp());
        assertThat(rule.hasMatched()).isTrue();
    }
}
