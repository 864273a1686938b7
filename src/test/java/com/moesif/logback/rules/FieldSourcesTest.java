package com.moesif.logback.rules;

import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.fields;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/** Where fields come from, which of them wins, and where each ends by its name (design, section 2). */
@SuppressWarnings("deprecation") // SLF4J deprecates nesting markers, and people do it
class FieldSourcesTest {
    private final Marker action = new BasicMarkerFactory().getMarker("ACTION");

    record Card(String brand, int digits) {}

    @Test
    void laterSource_winsOverEarlierOnes() {
        try (Logback logback = Logback.with(
                "<mdcKey>a</mdcKey><mdcKey>b</mdcKey><mdcKey>c</mdcKey><mdcKey>d</mdcKey>",
                "<field><name>a</name><value>configured</value></field>",
                "<field><name>b</name><value>configured</value></field>",
                "<field><name>c</name><value>configured</value></field>",
                "<field><name>d</name><value>configured</value></field>",
                "<field><name>e</name><value>configured</value></field>")) {
            for (String key : List.of("a", "b", "c", "d")) {
                logback.mdc.put(key, "mdc");
            }
            logback.log()
                    .atInfo()
                    .addMarker(Actions.action("Test", Map.of("a", "marker", "b", "marker", "c", "marker")))
                    .addKeyValue("a", "pair")
                    .addKeyValue("b", "pair")
                    .addArgument("argument")
                    .log("a={}");

            assertThat(logback.theAction().metadata())
                    .containsOnly(
                            entry("a", "argument"),
                            entry("b", "pair"),
                            entry("c", "marker"),
                            entry("d", "mdc"),
                            entry("e", "configured"));
        }
    }

    @Test
    void structuredArgument_standsWithTheMarkersBeforeThePairs() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .atInfo()
                    .addMarker(Actions.action("Test", Map.of("a", "marker", "b", "marker")))
                    .addKeyValue("a", "pair")
                    .addArgument(kv("a", "structured"))
                    .addArgument(kv("b", "structured"))
                    .log("m {} {}");

            assertThat(logback.theAction().metadata()).containsOnly(entry("a", "pair"), entry("b", "structured"));
        }
    }

    @Test
    void twoSpellingsOfOneName_areOneField() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .atInfo()
                    .addMarker(action)
                    .addKeyValue("company_id", "first")
                    .addKeyValue("companyId", "second")
                    .addKeyValue("metadata.x", 1)
                    .addKeyValue("x", 2)
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("second");
            assertThat(arrived.metadata()).containsOnly(entry("x", 2));
        }
    }

    @Test
    void reservedNames_goToTheirPlaces() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "Test")
                    .addKeyValue("company_id", "c")
                    .addKeyValue("user_id", "u")
                    .addKeyValue("subscription_id", "s")
                    .addKeyValue("session_token", "t")
                    .addKeyValue("transaction_id", "a3765025-46ec-45dd-bc83-b136c8d1d257")
                    .addKeyValue("request.uri", "https://acme.com/pay")
                    .addKeyValue("request.ip_address", "203.0.113.9")
                    .addKeyValue("request.user_agent_string", "curl/8")
                    .log("m");

            hasReservedFields(logback.theAction());
        }
    }

    @Test
    void reservedNamesInCamelCase_goToTheSamePlaces() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .atInfo()
                    .addKeyValue("actionName", "Test")
                    .addKeyValue("companyId", "c")
                    .addKeyValue("userId", "u")
                    .addKeyValue("subscriptionId", "s")
                    .addKeyValue("sessionToken", "t")
                    .addKeyValue("transactionId", "a3765025-46ec-45dd-bc83-b136c8d1d257")
                    .addKeyValue("request.uri", "https://acme.com/pay")
                    .addKeyValue("request.ipAddress", "203.0.113.9")
                    .addKeyValue("request.userAgentString", "curl/8")
                    .log("m");

            hasReservedFields(logback.theAction());
            assertThat(logback.collector.camelCaseRequests()).isZero();
        }
    }

    private static void hasReservedFields(ReceivedAction arrived) {
        assertThat(arrived.actionName()).isEqualTo("Test");
        assertThat(arrived.companyId()).isEqualTo("c");
        assertThat(arrived.userId()).isEqualTo("u");
        assertThat(arrived.subscriptionId()).isEqualTo("s");
        assertThat(arrived.sessionToken()).isEqualTo("t");
        assertThat(arrived.transactionId()).isEqualTo("a3765025-46ec-45dd-bc83-b136c8d1d257");
        assertThat(arrived.request())
                .containsEntry("uri", "https://acme.com/pay")
                .containsEntry("ip_address", "203.0.113.9")
                .containsEntry("user_agent_string", "curl/8")
                .containsOnlyKeys("time", "uri", "ip_address", "user_agent_string");
        assertThat(arrived.metadata()).isEmpty();
    }

    @Test
    void everyOtherName_endsInMetadataWithItsDots() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("metadata.amount", 1)
                    .addKeyValue("metadata.card.brand", "visa")
                    .addKeyValue("http.status", 200)
                    .addKeyValue("request.id", "r")
                    .addKeyValue("metadata.company_id", "not the customer")
                    .addKeyValue("metadata", "itself")
                    .addKeyValue("größe", "ü")
                    .addKeyValue("", "empty")
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo(Logback.COMPANY);
            assertThat(arrived.metadata())
                    .containsOnly(
                            entry("amount", 1),
                            entry("card.brand", "visa"),
                            entry("http.status", 200),
                            entry("request.id", "r"),
                            entry("company_id", "not the customer"),
                            entry("metadata", "itself"),
                            entry("größe", "ü"),
                            entry("", "empty"));
        }
    }

    @Test
    void alias_renamesBeforeThePlaceIsFound() {
        try (Logback logback = Logback.with(
                "<alias><from>tenant</from><to>company_id</to></alias>",
                "<alias><from>duration</from><to>metadata.time_seconds</to></alias>",
                "<alias><from>user_id</from><to>clerk</to></alias>")) {
            logback.log()
                    .atInfo()
                    .addMarker(action)
                    .addKeyValue("tenant", "c-9")
                    .addKeyValue("duration", 66.3)
                    .addKeyValue("user_id", "u-1")
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("c-9");
            assertThat(arrived.userId()).isNull();
            assertThat(arrived.metadata()).containsOnly(entry("time_seconds", 66.3), entry("clerk", "u-1"));
        }
    }

    @Test
    void mdc_givesReservedAliasedAndListedKeysOnly() {
        try (Logback logback =
                Logback.with("<alias><from>tenant</from><to>company_id</to></alias>", "<mdcKey>trace_id</mdcKey>")) {
            logback.mdc.put("tenant", "c-9");
            logback.mdc.put("userId", "u-1");
            logback.mdc.put("trace_id", "abc");
            logback.mdc.put("span_id", "not asked for");
            logback.mdc.put("metadata.x", "not asked for");
            logback.log().info(action, "m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("c-9");
            assertThat(arrived.userId()).isEqualTo("u-1");
            assertThat(arrived.metadata()).containsOnly(entry("trace_id", "abc"));
        }
    }

    @Test
    void mdcKeyStar_takesAll() {
        try (Logback logback = Logback.with("<mdcKey>*</mdcKey>")) {
            logback.mdc.put("company_id", "c");
            logback.mdc.put("trace_id", "abc");
            logback.mdc.put("span_id", "def");
            logback.log().info(action, "m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("c");
            assertThat(arrived.metadata()).containsOnly(entry("trace_id", "abc"), entry("span_id", "def"));
        }
    }

    @Test
    void mdcKeyStar_doesNotCostTheServletKeysTheirPlaces() {
        try (Logback logback = Logback.with("<mdcKey>*</mdcKey>")) {
            logback.mdc.put("company_id", "c");
            logback.mdc.put("req.requestURL", "https://acme.com/pay");
            logback.log().info(action, "m");

            assertThat(logback.theAction().request()).containsEntry("uri", "https://acme.com/pay");
        }
    }

    @Test
    void mdcTransactionId_isNotTheActionsOwn() {
        try (Logback logback = Logback.with("<field><name>company_id</name><value>c</value></field>")) {
            logback.mdc.put("transaction_id", "one-per-request");
            logback.mdc.put("transactionId", "one-per-request");
            logback.log().info(action, "first");
            logback.log().info(action, "second");

            assertThat(logback.actions()).hasSize(2);
            assertThat(logback.actions())
                    .allSatisfy(each -> assertThat(each.metadata()).isEmpty());
        }
    }

    @Test
    void mdcTransactionId_withTheWildcardIsShownInMetadata() {
        try (Logback logback = Logback.with("<mdcKey>*</mdcKey>")) {
            logback.mdc.put("transaction_id", "one-per-request");
            logback.log().info(action, "same");
            logback.log().info(action, "same");

            assertThat(logback.actions())
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.metadata()).containsEntry("transaction_id", "one-per-request"));
        }
    }

    @Test
    void mdcTransactionId_isTheActionsOwnByKeyOrAlias() {
        try (Logback byKey = Logback.with("<mdcKey>transaction_id</mdcKey>");
                Logback byAlias = Logback.with("<alias><from>payment</from><to>transaction_id</to></alias>")) {
            byKey.mdc.put("transaction_id", "A3765025-46EC-45DD-BC83-B136C8D1D257");
            byKey.log().info(action, "m");
            byAlias.mdc.put("payment", "a3765025-46ec-45dd-bc83-b136c8d1d257");
            byAlias.log().info(action, "m");

            assertThat(byKey.theAction().transactionId()).isEqualTo("a3765025-46ec-45dd-bc83-b136c8d1d257");
            assertThat(byAlias.theAction().transactionId()).isEqualTo("a3765025-46ec-45dd-bc83-b136c8d1d257");
        }
    }

    @Test
    void actionsMarkers_carryNameAndFields() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .info(
                            Actions.action(
                                    "Processed Payment", Map.of("company_id", "c", "amount", new BigDecimal("24.6"))),
                            "paid");
            logback.log()
                    .atInfo()
                    .addMarker(action)
                    .addMarker(Actions.field("rows", 12))
                    .addMarker(Actions.fields(Map.of("company_id", "d", "card", new Card("visa", 4))))
                    .log("Exported");

            ReceivedAction first = logback.actions().get(0);
            ReceivedAction second = logback.actions().get(1);
            assertThat(first.actionName()).isEqualTo("Processed Payment");
            assertThat(first.companyId()).isEqualTo("c");
            assertThat(first.metadata()).containsOnly(entry("amount", 24.6));
            assertThat(second.actionName()).isEqualTo("Exported");
            assertThat(second.companyId()).isEqualTo("d");
            assertThat(second.metadata())
                    .containsOnly(entry("rows", 12), entry("card", Map.of("brand", "visa", "digits", 4)));
        }
    }

    @Test
    void actionsMarker_countsWhenNestedInAnother() {
        Marker outer = new BasicMarkerFactory().getDetachedMarker("OUTER");
        outer.add(Actions.action("Nested", Map.of("company_id", "c")));
        try (Logback logback = Logback.with()) {
            logback.log().info(outer, "m");

            assertThat(logback.theAction().actionName()).isEqualTo("Nested");
            assertThat(logback.theAction().companyId()).isEqualTo("c");
        }
    }

    @Test
    void actionsMarkers_withoutFieldsOrNameDoNoHarm() {
        try (Logback logback = Logback.with()) {
            logback.log().info(Actions.action(null, Map.of("company_id", "c")), "the template");
            logback.log().info(Actions.action("Null map", null), "m");
            logback.log()
                    .atInfo()
                    .addMarker(action)
                    .addMarker(Actions.fields(null))
                    .log("Null fields");
            logback.log()
                    .atInfo()
                    .addMarker(action)
                    .addMarker(Actions.field("x", null))
                    .log("Null value");

            assertThat(logback.actions())
                    .extracting(ReceivedAction::actionName)
                    .containsExactly("the template", "Null map", "Null fields", "Null value");
        }
    }

    @Test
    void logstashMarkers_giveTheirFields() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .info(
                            Markers.append("action_name", "Test")
                                    .and(Markers.append("company_id", 12345))
                                    .and(Markers.append("amount", 24.6))
                                    .and(Markers.appendArray("tags", "a", 1, true))
                                    .and(Markers.appendEntries(Map.of("rows", 12L)))
                                    .and(Markers.appendFields(new Card("visa", 4)))
                                    .and(Markers.appendRaw("raw", "{\"a\": [1, 2.50]}")),
                            "m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("12345");
            assertThat(arrived.metadata())
                    .containsOnly(
                            entry("amount", 24.6),
                            entry("tags", List.of("a", 1, true)),
                            entry("rows", 12),
                            entry("brand", "visa"),
                            entry("digits", 4),
                            entry("raw", Map.of("a", List.of(1, 2.5))));
            assertThat(arrived.json()).contains("[1,2.50]");
        }
    }

    @Test
    void logstashArguments_giveTheirFields() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .info(
                            "paid {} {} {}",
                            kv("action_name", "Test"),
                            entries(Map.of("company_id", "c", "amount", 24.6)),
                            fields(new Card("visa", 4)));

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("c");
            assertThat(arrived.metadata())
                    .containsOnly(entry("amount", 24.6), entry("brand", "visa"), entry("digits", 4));
        }
    }

    @Test
    void namedArguments_keepTheirTypes() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .info(
                            action,
                            "paid amount={} {} company_id={}, ok={}; \\{} tags={} by={}",
                            new BigDecimal("24.60"),
                            "unnamed",
                            77,
                            true,
                            List.of("a", 1),
                            Map.of("k", 2.5));

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("77");
            assertThat(arrived.json()).contains("24.60");
            assertThat(arrived.metadata())
                    .containsOnly(
                            entry("amount", 24.6),
                            entry("ok", true),
                            entry("tags", List.of("a", 1)),
                            entry("by", Map.of("k", 2.5)));
        }
    }

    @Test
    void beanForAHole_isWhatTheLogLineShows() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .info(
                            action,
                            "card={} cards={} byName={} array={} company_id={}",
                            new Card("visa", 4),
                            List.of(new Card("visa", 4)),
                            Map.of("x", new Card("visa", 4)),
                            new Card[] {new Card("visa", 4)},
                            "c");

            assertThat(logback.theAction().metadata())
                    .containsOnly(
                            entry("card", "Card[brand=visa, digits=4]"),
                            entry("cards", "[Card[brand=visa, digits=4]]"),
                            entry("byName", "{x=Card[brand=visa, digits=4]}"),
                            entry("array", "[Card[brand=visa, digits=4]]"));
        }
    }

    @Test
    void scalarsForAHole_areWhatAPairWouldGive() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .info(
                            action,
                            "a={} b={} c={} d={} company_id={}",
                            new int[] {1, 2},
                            new Object[] {"x", 2L, null},
                            java.util.Optional.of(5),
                            null,
                            "c");

            Map<String, Object> metadata = logback.theAction().metadata();
            assertThat(metadata)
                    .containsEntry("a", List.of(1, 2))
                    .containsEntry("b", java.util.Arrays.asList("x", 2, null))
                    .containsEntry("c", 5)
                    .containsEntry("d", null);
        }
    }

    @Test
    void missingAndSurplusArguments_doNoHarm() {
        try (Logback logback = Logback.with()) {
            logback.log().info(action, "a={} b={}", 1);
            logback.log().info(action, "a={}", 1, 2, 3);
            logback.log().info(action, "a={} failed", 1, new IllegalStateException("x"));

            assertThat(logback.actions())
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each.metadata()).containsOnly(entry("a", 1)));
        }
    }

    @Test
    void configuredFields_areLiteralsPatternsAndTypes() {
        try (Logback logback = Logback.with(
                "<field><name>service</name><value>billing {x}: 5 \\ 3</value></field>",
                "<field><name>logger</name><value>%logger{0}-%level</value></field>",
                "<field><name>company_id</name><value>%X{tenant}</value></field>",
                "<field><name>plan</name><value>%X{plan:-free}</value></field>",
                "<field><name>region</name><value>%X{region}</value></field>",
                "<field><name>weight</name><value>%X{weight}</value><type>Number</type></field>",
                "<field><name>beta</name><value> TRUE </value><type>boolean</type></field>",
                "<field><name>limits</name><value>[1, 2.50, null]</value><type>json</type></field>",
                "<field><name>text</name><value>12</value></field>",
                "<field><name>message</name><value>%msg</value></field>",
                "<field><name>empty</name><value>${REGION:-}</value></field>",
                "<field><name>nothing</name><value>%ex</value></field>")) {
            logback.mdc.put("tenant", "c-1");
            logback.mdc.put("weight", "12.50");
            logback.log().info(action, "paid {}", 5);

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.companyId()).isEqualTo("c-1");
            assertThat(arrived.json()).contains("12.50", "2.50");
            assertThat(arrived.metadata())
                    .containsOnly(
                            entry("service", "billing {x}: 5 \\ 3"),
                            entry("logger", "Billing-INFO"),
                            entry("plan", "free"),
                            entry("weight", 12.5),
                            entry("beta", true),
                            entry("limits", java.util.Arrays.asList(1, 2.5, null)),
                            entry("text", "12"),
                            entry("message", "paid 5"));
        }
    }

    @Test
    void configuredField_thatCannotBeConverted_isLeftOutAndCounted() {
        try (Logback logback = Logback.with(
                "<field><name>weight</name><value>%X{weight}</value><type>number</type></field>",
                "<field><name>beta</name><value>%X{weight}</value><type>boolean</type></field>")) {
            logback.mdc.put("weight", "heavy");
            logback.mdc.put("company_id", "c");
            logback.log().info(action, "m");

            assertThat(logback.theAction().metadata()).isEmpty();
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(2);
            assertThat(logback.warnings())
                    .anyMatch(warning -> warning.contains("weight") && warning.contains("not a number"))
                    .anyMatch(warning -> warning.contains("beta") && warning.contains("neither true nor false"));
        }
    }

    @Test
    void conversionWordOfTheUsersOwn_isAPatternToo() {
        try (Logback logback = Logback.configuration("""
                <configuration>
                  <conversionRule conversionWord="shout" class="com.moesif.logback.rules.FieldSourcesTest$Shout"/>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>id</applicationId>
                    <baseUri>${COLLECTOR}</baseUri>
                    <field><name>shouted</name><value>%shout</value></field>
                    <field><name>company_id</name><value>c</value></field>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """)) {
            logback.log().info(action, "paid");

            assertThat(logback.theAction().metadata()).containsOnly(entry("shouted", "PAID"));
        }
    }

    /** A conversion word as users write them. */
    public static final class Shout extends ch.qos.logback.classic.pattern.ClassicConverter {
        @Override
        public String convert(ch.qos.logback.classic.spi.ILoggingEvent event) {
            return event.getFormattedMessage().toUpperCase(java.util.Locale.ROOT);
        }
    }

    @Test
    void nullInALaterSource_isNullInMetadataButLeavesIdsAlone() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("x", 1)
                    .addKeyValue("x", (Object) null)
                    .addKeyValue("company_id", (Object) null)
                    .log("m");

            assertThat(logback.theAction().companyId()).isEqualTo(Logback.COMPANY);
            assertThat(logback.theAction().metadata()).containsOnly(entry("x", null));
        }
    }
}
