package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, the time and the request: what becomes of a value there that has a type, is doubtful, or is none. */
class PlacesOfTheirOwnTest {
    private static final long MILLIS = 1_709_268_342_914L;

    private final Told told = new Told();
    private final LineBuffer lines = new LineBuffer();
    private final Snapshots snapshots = new Snapshots();
    private final ActionEncoder encoder =
            new ActionEncoder(new Naming(Map.of(), Set.of("*"), List.of()), List.of(), List.of(), told, lines);

    private Map<String, Object> encoded(Map<String, String> mdc, ActionTemplate rule, Object... pairs) {
        CapturedAction action = new CapturedAction(MILLIS, "m", mdc, 1);
        for (int i = 0; i < pairs.length; i += 2) {
            action.add((String) pairs[i], snapshots.of(pairs[i + 1]));
        }
        return encoded(action, rule);
    }

    private Map<String, Object> encoded(CapturedAction action, ActionTemplate rule) {
        action.actionTemplate(rule, new Object[0]);
        lines.truncate(0);
        if (!encoder.encode(action)) {
            return Map.of();
        }
        return ParsedJson.object(new String(lines.bytes(), 1, lines.length() - 1, StandardCharsets.UTF_8));
    }

    private static ActionTemplate typed(String name, FieldType type) {
        return new ActionTemplate(
                "rule 'R'",
                "A",
                List.of(),
                new FieldTypes(Map.of(name, Conversion.of(type, null, null, null, null, null)), Naming.PLAIN),
                List.of());
    }

    private static ActionTemplate requiring(String name, FieldType type) {
        return new ActionTemplate("rule 'R'", "A", List.of(), FieldTypes.NONE, List.of(new RequiredField(name, type)));
    }

    @SuppressWarnings("unchecked") // It is an object.
    private static Map<String, Object> request(Map<String, Object> action) {
        return (Map<String, Object>) action.get("request");
    }

    private List<String> lost() {
        return told.all.stream().filter(each -> each.startsWith("lost")).toList();
    }

    @Test
    void aNumberForAnId_isTheSameCustomer_whateverItsFieldSays() {
        for (FieldType type : List.of(FieldType.STRING, FieldType.NUMBER)) {
            assertThat(encoded(Map.of(), typed("company_id", type), "company_id", 42.0))
                    .containsEntry("company_id", "42");
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN, , lost", "Infinity, , lost", "16777216, 16777216, doubtful", "16777215, 16777215, none"})
    void aSingleFloat_isACustomerAsFarAsItIsExact(float given, String company, String said) {
        assertThat(encoded(Map.of(), requiring("company_id", FieldType.STRING), "company_id", given)
                        .get("company_id"))
                .isEqualTo(company);
        assertThat(told.all.stream().map(each -> each.substring(0, each.indexOf('|'))))
                .isEqualTo(said.equals("none") ? List.of() : List.of(said));
    }

    /** A number that is no moment is refused; one whose digits a format reads is what it says. */
    @Test
    void aNumberForTheTime_isAMoment_orWhatItsFormatMakesOfIt() {
        assertThat(request(encoded(Map.of(), typed("request.time", FieldType.TIME), "request.time", MILLIS - 1)))
                .containsEntry("time", "2024-03-01T04:45:42.913Z");
        assertThat(request(encoded(Map.of(), typed("request.time", FieldType.TIME), "request.time", 17)))
                .containsEntry("time", "2024-03-01T04:45:42.914Z");
        assertThat(lost()).hasSize(1);
        FieldTypes digits = new FieldTypes(
                Map.of("request.time", Conversion.of(FieldType.TIME, "yyyyMMdd", null, null, null, null)),
                Naming.PLAIN);
        assertThat(request(encoded(
                        Map.of(),
                        new ActionTemplate("rule 'R'", "A", List.of(), digits, List.of()),
                        "request.time",
                        20_240_229)))
                .containsEntry("time", "2024-02-29T00:00:00.000Z");
    }

    @Test
    void aStructure_isItsTextWhereAStringIsAskedFor_andATextItsStructureWhereJsonIs() {
        assertThat(encoded(Map.of(), typed("x", FieldType.STRING), "x", List.of(1, "a")))
                .containsEntry("metadata", Map.of("x", "[1,\"a\"]"));
        assertThat(encoded(Map.of(), typed("x", FieldType.JSON), "x", "{\"a\":[1]}"))
                .containsEntry("metadata", Map.of("x", Map.of("a", List.of(1))));
    }

    @Test
    void aFieldOfJson_isKnownByEachOfItsNames() {
        Conversion json = Conversion.of(FieldType.JSON, null, null, null, null, null);
        FieldTypes types = new FieldTypes(
                Map.of("cart", json, "amount", Conversion.STRING),
                new Naming(Map.of("basket", "cart"), Set.of(), List.of()));

        assertThat(types.names()).containsExactlyInAnyOrder("cart", "amount");
        assertThat(List.of("cart", "metadata.cart", "basket")).allMatch(types::wantsJson);
        assertThat(List.of("amount", "other")).noneMatch(types::wantsJson);
        assertThat(FieldTypes.NONE.wantsJson("cart")).isFalse();
    }

    /** Customer 007 is not customer 7, whatever its field says that it is. */
    @ParameterizedTest
    @CsvSource({
        "NUMBER, 007, 007",
        "NUMBER, ' 12e5 ', 12e5",
        "NUMBER, +5, +5",
        "NUMBER, -07, -07",
        "NUMBER, 42.00, 42",
        "NUMBER, 7, 7",
        "STRING, 007, 007",
        "STRING, ' a ', ' a '",
        "BOOLEAN, TRUE, true",
    })
    void anId_isTheTextThatWasGiven(FieldType type, String given, String expected) {
        assertThat(encoded(Map.of(), typed("company_id", type), "company_id", given))
                .containsEntry("company_id", expected);
        assertThat(told.all).isEmpty();
    }

    @Test
    void aNumberOfAJsonLibrary_isTheSameIdAsTheNumber() {
        CapturedAction action = new CapturedAction(MILLIS, "m", Map.of(), 1);
        action.add("company_id", RawText.ofTree("12345678.0"));
        action.add("user_id", RawText.ofTree("\"u\""));
        action.add("amount", RawText.ofTree("1.50"));

        assertThat(encoded(action, typed("company_id", FieldType.STRING)))
                .containsEntry("company_id", "12345678")
                .containsEntry("user_id", "u")
                .containsEntry("metadata", Map.of("amount", 1.5));
    }

    /** In the metadata the type is what counts. */
    @Test
    void inTheMetadata_aTypeIsAType() {
        assertThat(encoded(Map.of(), typed("seat", FieldType.STRING), "seat", 7, "company_id", "c"))
                .containsEntry("metadata", Map.of("seat", "7"));
        assertThat(encoded(Map.of(), typed("seat", FieldType.NUMBER), "seat", "007", "company_id", "c"))
                .containsEntry("metadata", Map.of("seat", 7));
        assertThat(told.all).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NUMBER", "BOOLEAN", "JSON", "TIME", "DURATION"})
    void aBlankId_isNoValue_whateverItsType(FieldType type) {
        assertThat(encoded(Map.of(), typed("company_id", type), "company_id", " "))
                .isNotEmpty()
                .doesNotContainKey("company_id");
        assertThat(lost()).isEmpty();
    }

    @Test
    void aTime_isTakenAsANumberToo_andAnUnusableOneIsTheEvents() {
        ActionTemplate time = typed("request.time", FieldType.TIME);
        assertThat(request(encoded(Map.of(), time, "request.time", MILLIS - 1)))
                .containsEntry("time", "2024-03-01T04:45:42.913Z");
        assertThat(request(encoded(Map.of(), time, "request.time", String.valueOf(MILLIS - 2))))
                .containsEntry("time", "2024-03-01T04:45:42.912Z");
        assertThat(request(encoded(Map.of(), ActionTemplate.NONE, "request.time", " ")))
                .containsEntry("time", "2024-03-01T04:45:42.914Z");
        assertThat(lost()).isEmpty();

        for (Object none : List.of("soon", LocalTime.NOON, List.of(1))) {
            told.all.clear();
            assertThat(request(encoded(
                            Map.of("request.time", "2024-02-01T00:00:00Z"), ActionTemplate.NONE, "request.time", none)))
                    .containsEntry("time", "2024-03-01T04:45:42.914Z");
            assertThat(lost())
                    .singleElement()
                    .asString()
                    .startsWith("lost|null|request.time|")
                    .endsWith("such as the MDC, is not used in its place");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "203.0.113.9              | 10.0.0.1         | 203.0.113.9",
                "' 203.0.113.9 ,10.0.0.7' | 10.0.0.1         | 203.0.113.9",
                "203.0.113.9:49152        | 10.0.0.1         | 203.0.113.9",
                "[2001:db8::1]:443        | 10.0.0.1         | 2001:db8::1",
                "2001:db8::1,x            | 10.0.0.1         | 2001:db8::1",
                "unknown                  | 10.0.0.1         | 10.0.0.1",
                "''                       | ::ffff:10.0.0.1  | ::ffff:10.0.0.1",
                "-                        | fe80::1%eth0     | fe80::1%eth0",
                "-                        | gateway.acme.com | -",
                "-                        | 10.0.0.256       | -",
                "_hidden                  | localhost        | -",
            })
    void theAddress_isTheFirstHop_elseTheRemoteHost_ifItIsOne(String forwarded, String remote, String expected) {
        Map<String, String> mdc = forwarded == null
                ? Map.of("req.remoteHost", remote)
                : Map.of("req.remoteHost", remote, "req.xForwardedFor", forwarded);

        assertThat(request(encoded(mdc, ActionTemplate.NONE)).get("ip_address")).isEqualTo(expected);
    }

    /** Nobody types that by hand, and a pattern may take long to say no. */
    @Test
    void anAddress_hasAtMost60Characters() {
        String longest = "fe80::1%" + "e".repeat(52);
        assertThat(request(encoded(Map.of("req.remoteHost", longest), ActionTemplate.NONE)))
                .containsEntry("ip_address", longest);
        assertThat(request(encoded(Map.of("req.remoteHost", longest + "e"), ActionTemplate.NONE)))
                .doesNotContainKey("ip_address");
    }

    @Test
    void whatTheFilterSays_fillsOnlyPlacesThatNobodyTriedToFill() {
        Map<String, String> mdc =
                Map.of("req.requestURL", "/of-the-filter", "req.userAgent", "its agent", "req.remoteHost", "10.0.0.1");

        assertThat(request(encoded(
                        mdc,
                        ActionTemplate.NONE,
                        "request.uri",
                        List.of("no text"),
                        "request.user_agent_string",
                        "mine",
                        "user_id",
                        List.of("no text"))))
                .doesNotContainKey("uri")
                .containsEntry("user_agent_string", "mine")
                .containsEntry("ip_address", "10.0.0.1");
        // A good value after the bad one makes up for it.
        assertThat(request(encoded(mdc, ActionTemplate.NONE, "request.uri", List.of(), "request.uri", "/mine")))
                .containsEntry("uri", "/mine");
        assertThat(request(encoded(mdc, ActionTemplate.NONE))).containsEntry("uri", "/of-the-filter");
    }

    @Test
    void whatCannotBeAnId_isLost_withTheReason() {
        encoded(Map.of(), typed("amount", FieldType.NUMBER), "company_id", Double.NaN, "user_id", List.of(1));
        assertThat(lost())
                .containsExactly(
                        "lost|rule 'R'|company_id|is not a finite number. Look where it is computed",
                        "lost|rule 'R'|user_id|is a list or an object, but has to be a text. Log the part of it that is"
                                + " meant");
        told.all.clear();
        assertThat(encoded(Map.of(), ActionTemplate.NONE, "company_id", 9007199254740992d))
                .containsEntry("company_id", "9007199254740992");
        assertThat(told.all).singleElement().asString().startsWith("doubtful|null|company_id|is a floating-point");
    }

    @Test
    void aDoubtfulValue_isSentAndTold_andOneWithALostPartIsCounted() {
        CapturedAction action = new CapturedAction(MILLIS, "m", Map.of("company_id", "c"), 1);
        action.add("v", new Doubtful("its text", "is shown as its text", false));
        action.add("list", snapshots.of(List.of(1, new Object())));

        assertThat(encoded(action, ActionTemplate.NONE).get("metadata"))
                .asString()
                .startsWith("{v=its text, list=[1, [This value was lost: it ");
        assertThat(told.all).hasSize(2).first().asString().isEqualTo("doubtful|null|v|is shown as its text");
        assertThat(told.all.get(1)).startsWith("lost|null|list|has nothing to show");
    }

    /** Only what is a value of its type is enough for an action that must not be sent without it. */
    @ParameterizedTest
    @CsvSource({
        "NUMBER, 1, true",
        "NUMBER, NaN, false",
        "NUMBER, text, false",
        "NUMBER, true, false",
        "DURATION, 1, true",
        "SIZE, text, false",
        "BOOLEAN, true, true",
        "BOOLEAN, 1, false",
        "STRING, text, true",
        "STRING, 1, true",
        "STRING, NaN, false",
        "STRING, ' ', false",
        "STRING, , false",
        "JSON, text, true",
        "TIME, ' ', false",
    })
    void aRequiredField_isThereByItsType(FieldType type, String text, boolean there) {
        Object value = text == null
                ? null
                : switch (text) {
                    case "1" -> 1;
                    case "NaN" -> Double.NaN;
                    case "true" -> true;
                    default -> text;
                };
        assertThat(!encoded(Map.of(), requiring("metadata.v", type), "v", value).isEmpty())
                .isEqualTo(there);
        assertThat(encoded(Map.of(), requiring("metadata.other", type), "v", value))
                .isEmpty();
    }

    @Test
    void aRequiredTime_isOneThatWasGiven() {
        assertThat(encoded(Map.of(), requiring("request.time", FieldType.TIME))).isEmpty();
        assertThat(encoded(Map.of(), requiring("request.time", FieldType.TIME), "request.time", "soon"))
                .isEmpty();
        assertThat(request(encoded(Map.of(), requiring("request.time", FieldType.TIME), "request.time", MILLIS)))
                .containsEntry("time", "2024-03-01T04:45:42.914Z");
    }

    /** Names are forgotten when there are too many of them; what is one field stays one. */
    @Test
    void aFieldIsOne_byEachOfItsNames_howeverManyNamesThereWere() {
        for (int i = 0; i < 25; i++) {
            Map<String, Object> action = encoded(
                    i % 2 == 0 ? Map.of("x", "mdc") : Map.of("metadata.x", "mdc"),
                    ActionTemplate.NONE,
                    i % 3 == 0 ? "x" : "metadata.x",
                    1,
                    i % 3 == 1 ? "x" : "metadata.x",
                    2,
                    "y" + i + "z".repeat(100_000),
                    3);
            assertThat(action).containsEntry("metadata", Map.of("x", 2));
            assertThat(new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8))
                    .containsOnlyOnce("\"x\":");
        }
        assertThat(lost()).hasSize(25).allMatch(each -> each.contains("has a name of more than 10000 characters"));
    }

    @Test
    void theLongestName_isTaken() {
        String longest = "n".repeat(10_000);
        assertThat(encoded(Map.of(), ActionTemplate.NONE, longest, 1)).containsEntry("metadata", Map.of(longest, 1));
        assertThat(lost()).isEmpty();
    }

    /** One action's fault is not held against the next one. */
    @Test
    void whatDidNotConvert_isForgottenWithItsAction() {
        ActionTemplate rule = new ActionTemplate(
                "rule 'R'",
                "A",
                List.of(),
                new FieldTypes(
                        Map.of("amount", Conversion.of(FieldType.NUMBER, null, null, null, null, null)), Naming.PLAIN),
                List.of(new RequiredField("metadata.amount", FieldType.NUMBER)));
        assertThat(encoded(Map.of(), rule, "amount", "much")).isEmpty();
        assertThat(encoded(Map.of(), rule)).isEmpty();
        lines.truncate(0);
        encoder.encodeAside();
        assertThat(new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8))
                .doesNotContain("much")
                .doesNotContain("metadata");
        assertThat(encoded(Map.of(), rule, "amount", "2")).containsEntry("metadata", Map.of("amount", 2));
    }
}
