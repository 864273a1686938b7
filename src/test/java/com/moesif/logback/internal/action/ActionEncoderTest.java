package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what was captured to the line of JSON: which source counts, where it ends, and what is said of it. */
class ActionEncoderTest {
    private static final long MILLIS = 1_709_268_342_914L;
    private static final Conversion NUMBER = Conversion.of(FieldType.NUMBER, null, null, null, null, null);
    private static final Map<String, String> NO_MDC = Map.of();

    private final Snapshots snapshots = new Snapshots();
    private final Told told = new Told();
    private final LineBuffer lines = new LineBuffer();

    private ActionEncoder encoder(Naming naming, ConfiguredField... fields) {
        return new ActionEncoder(naming, List.of(), List.of(fields), told, lines);
    }

    private ActionEncoder encoder(ActionTemplate everyAction, boolean scopeIds) {
        return new ActionEncoder(Naming.PLAIN, List.of(), everyAction, told, lines, scopeIds);
    }

    /** @param pairs names and values, in turn */
    private CapturedAction event(Map<String, String> mdc, Object... pairs) {
        CapturedAction action = new CapturedAction(MILLIS, "the message", mdc, 1);
        for (int i = 0; i < pairs.length; i += 2) {
            action.add((String) pairs[i], snapshots.of(pairs[i + 1]));
        }
        return action;
    }

    private static CapturedAction under(CapturedAction action, ActionTemplate rule, Object... computed) {
        action.actionTemplate(rule, computed);
        return action;
    }

    private static ActionTemplate rule(
            String actionName, FieldTypes types, List<RequiredField> required, ConfiguredField... fields) {
        return new ActionTemplate("rule 'R'", actionName, List.of(fields), types, required);
    }

    private static ActionTemplate rule(String actionName, ConfiguredField... fields) {
        return rule(actionName, FieldTypes.NONE, List.of(), fields);
    }

    private static ConfiguredField literal(String name, String text) {
        return new ConfiguredField(name, Conversion.STRING, new FieldSource.Constant(text));
    }

    private static Map<String, String> mdc(String... pairs) {
        Map<String, String> mdc = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            mdc.put(pairs[i], pairs[i + 1]);
        }
        return mdc;
    }

    private String written() {
        String text = new String(Arrays.copyOf(lines.bytes(), lines.length()), StandardCharsets.UTF_8);
        lines.truncate(0);
        return text;
    }

    private Map<String, Object> encoded(ActionEncoder encoder, CapturedAction action) {
        assertThat(encoder.encode(action)).isTrue();
        String line = written();
        assertThat(line).startsWith(",{").endsWith("}\n").doesNotContain("\n\n");
        return ParsedJson.object(line.substring(1));
    }

    @SuppressWarnings("unchecked") // It is an object.
    private static Map<String, Object> metadata(Map<String, Object> action) {
        return (Map<String, Object>) action.getOrDefault("metadata", Map.of());
    }

    @SuppressWarnings("unchecked") // It is an object.
    private static Map<String, Object> request(Map<String, Object> action) {
        return (Map<String, Object>) action.get("request");
    }

    /** What a source gives is overridden by each that comes after it, and by none before. */
    @Test
    void theLaterSource_counts() {
        Naming naming = new Naming(Map.of(), Set.of("*"), List.of());
        String[] sources = {"field", "mdc", "weak", "pair", "rule"};
        for (int from = 0; from < sources.length; from++) {
            for (int to = from; to < sources.length; to++) {
                List<String> given = List.of(sources).subList(from, to + 1);
                lines.truncate(0);
                ActionEncoder encoder = given.contains("field")
                        ? encoder(naming, literal("x", "field"), literal("company_id", "field"))
                        : encoder(naming);
                CapturedAction action = event(given.contains("mdc") ? mdc("x", "mdc", "company_id", "mdc") : NO_MDC);
                if (given.contains("weak")) {
                    action.add("x", "weak");
                    action.add("company_id", "weak");
                    action.endWeak();
                }
                if (given.contains("pair")) {
                    action.add("x", "pair");
                    action.add("company_id", "pair");
                }
                if (given.contains("rule")) {
                    under(action, rule(null, literal("x", "rule"), literal("company_id", "rule")));
                }

                assertThat(encoded(encoder, action))
                        .as("%s", given)
                        .containsEntry("company_id", sources[to])
                        .containsEntry("metadata", Map.of("x", sources[to]));
            }
        }
    }

    @Test
    void configuredFields_areTexts_mdcEntries_orWhatThePatternsGave() {
        ActionEncoder encoder = encoder(
                Naming.PLAIN,
                literal("literal", "text"),
                literal("empty", ""),
                new ConfiguredField("from_mdc", Conversion.STRING, new FieldSource.FromMdc("k", "otherwise")),
                new ConfiguredField("fallback", Conversion.STRING, new FieldSource.FromMdc("none", "otherwise")),
                new ConfiguredField("nothing", Conversion.STRING, new FieldSource.FromMdc("none", null)),
                new ConfiguredField("number", NUMBER, new FieldSource.Computed(1)),
                new ConfiguredField("computed", Conversion.STRING, new FieldSource.Computed(0)));
        CapturedAction action = event(mdc("k", "v"));
        action.computed(new Object[] {"first", "2.5"});
        under(
                action,
                rule(null, new ConfiguredField("of_rule", Conversion.STRING, new FieldSource.Computed(1))),
                "other",
                "its second");

        assertThat(metadata(encoded(encoder, action)))
                .containsExactly(
                        entry("literal", "text"),
                        entry("from_mdc", "v"),
                        entry("fallback", "otherwise"),
                        entry("number", 2.5),
                        entry("computed", "first"),
                        entry("of_rule", "its second"));
    }

    /** JSON has no number for NaN and the infinities. */
    @Test
    void eachKindOfValue_isWrittenAsItself() {
        CapturedAction action = event(
                NO_MDC,
                "text",
                "t",
                "int",
                1,
                "long",
                1L << 40,
                "double",
                2.5,
                "float",
                0.1f,
                "short",
                (short) -3,
                "big",
                BigInteger.TEN.pow(30),
                "decimal",
                new BigDecimal("1.50"),
                "huge",
                new BigDecimal("1E+91"),
                "plain",
                new BigDecimal("1E+3"),
                "yes",
                true,
                "none",
                null,
                "nan",
                Double.NaN,
                "infinite",
                Float.NEGATIVE_INFINITY,
                "list",
                List.of(1, "a"),
                "uuid",
                new UUID(1, 2));
        encoder(Naming.PLAIN).encode(action);

        assertThat(written())
                .contains("\"metadata\":{\"text\":\"t\",\"int\":1,\"long\":1099511627776,\"double\":2.5,\"float\":0.1,"
                        + "\"short\":-3,\"big\":1000000000000000000000000000000,\"decimal\":1.50,\"huge\":1E+91,"
                        + "\"plain\":1000,\"yes\":true,\"none\":null,\"nan\":null,\"infinite\":null,\"list\":[1,\"a\"],"
                        + "\"uuid\":\"00000000-0000-0001-0000-000000000002\"}}");
    }

    @Test
    void aMask_hidesInTextsAtEachDepth_inUriAndUserAgent_andLeavesNumbersAndIds() {
        ActionEncoder encoder = new ActionEncoder(
                Naming.PLAIN,
                List.of(new Mask(Pattern.compile("4111"), "$1"), new Mask(Pattern.compile("secret"), "x")),
                List.of(),
                told,
                lines);
        CapturedAction action = event(
                NO_MDC,
                "company_id",
                "4111",
                "user_id",
                "secret",
                "request.uri",
                "/4111/secret",
                "request.user_agent_string",
                "secret",
                "request.ip_address",
                "4111",
                "card",
                "4111 4111",
                "number",
                4111,
                "deep",
                Map.of("list", Arrays.asList("secret", 4111, 4111.5, null, true)));

        Map<String, Object> encoded = encoded(encoder, action);

        assertThat(encoded).containsEntry("company_id", "4111").containsEntry("user_id", "secret");
        assertThat(request(encoded))
                .containsEntry("uri", "/$1/x")
                .containsEntry("user_agent_string", "x")
                .containsEntry("ip_address", "4111");
        assertThat(metadata(encoded))
                .containsEntry("card", "$1 $1")
                .containsEntry("number", 4111)
                .containsEntry("deep", Map.of("list", Arrays.asList("x", 4111, 4111.5, null, true)));
    }

    @Test
    void theActionsName_isTheEvents_elseTheRules_elseTheMessage() {
        ActionEncoder encoder = encoder(Naming.PLAIN);

        assertThat(encoded(encoder, under(event(NO_MDC, "action_name", "of event"), rule("of rule"))))
                .containsEntry("action_name", "of event");
        assertThat(encoded(encoder, under(event(NO_MDC, "action_name", " "), rule("of rule"))))
                .containsEntry("action_name", "of rule");
        assertThat(encoded(encoder, under(event(NO_MDC), rule(null)))).containsEntry("action_name", "the message");
        assertThat(encoded(encoder, event(NO_MDC))).containsEntry("action_name", "the message");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void anEmptyMessage_makesAnActionAllTheSame(String message) {
        assertThat(encoded(encoder(Naming.PLAIN), new CapturedAction(MILLIS, message, NO_MDC, 0)))
                .containsEntry("action_name", "unnamed");
    }

    @Test
    void manyNames_areSpokenOfOnce_withTheFirstTooMany() {
        ActionEncoder encoder = encoder(Naming.PLAIN);
        for (int i = 1; i <= 250; i++) {
            encoded(encoder, event(NO_MDC, "company_id", "c", "action_name", "name " + i));
            encoded(encoder, event(NO_MDC, "company_id", "c", "action_name", "name 1"));
        }

        assertThat(told.all).containsExactly("many names|200|name 201");
    }

    @Test
    void anActionThatCannotBeBilled_isTold_withRuleAndName() {
        ActionEncoder encoder = encoder(Naming.PLAIN);

        encoded(encoder, under(event(NO_MDC, "company_id", " "), rule("Paid")));
        encoded(encoder, event(NO_MDC));
        encoded(encoder, event(NO_MDC, "company_id", "c"));

        assertThat(told.all).containsExactly("no company|rule 'R'|Paid", "no company|null|the message");
    }

    @Test
    void anId_isThatOfTheEvent_orARandomOneForEach() {
        ActionEncoder encoder = encoder(Naming.PLAIN);
        String uuid = "a3765025-46ec-45dd-bc83-b136c8d1d257";

        assertThat(encoded(encoder, event(NO_MDC, "transaction_id", " " + uuid + " ")))
                .containsEntry("transaction_id", uuid);
        Object first = encoded(encoder, event(NO_MDC)).get("transaction_id");
        Object second = encoded(encoder, event(NO_MDC)).get("transaction_id");
        assertThat(UUID.fromString((String) first).version()).isEqualTo(4);
        assertThat(first).isNotEqualTo(second);
        Object payment = encoded(encoder, event(NO_MDC, "transaction_id", "p 17", "company_id", "c"))
                .get("transaction_id");
        assertThat(payment)
                .isEqualTo(encoded(encoder, event(NO_MDC, "transaction_id", " p 17", "company_id", "c"))
                        .get("transaction_id"))
                .isNotEqualTo(encoded(encoder, event(NO_MDC, "transaction_id", "p 17", "company_id", "d"))
                        .get("transaction_id"));
        UUID.fromString((String) payment);
    }

    /** The id may depend on the field that lacks, and somebody may still add that: until then no two actions may be taken for one. */
    @ParameterizedTest
    @CsvSource({
        "company_id, invoice 17, false, false",
        "company_id, a3765025-46ec-45dd-bc83-b136c8d1d257, true, false",
        "company_id, a3765025-46ec-45dd-bc83-b136c8d1d257, false, true",
        "user_id, invoice 17, false, true",
    })
    void withoutWhatScopesIt_anIdIsNoBodys(String lacking, String id, boolean scoped, boolean same) {
        ActionEncoder encoder = encoder(
                new ActionTemplate(
                        null, null, List.of(), FieldTypes.NONE, List.of(new RequiredField(lacking, FieldType.STRING))),
                scoped);
        String[] ids = new String[2];
        for (int i = 0; i < 2; i++) {
            assertThat(encoder.encode(event(NO_MDC, "transaction_id", id))).isFalse();
            assertThat(lines.length()).isZero();
            encoder.encodeAside();
            String line = written();
            assertThat(line).containsOnlyOnce("transaction_id");
            ids[i] = (String) ParsedJson.object(line.substring(1)).get("transaction_id");
        }

        assertThat(ids[0].equals(ids[1])).isEqualTo(same);
    }

    @Test
    void aRequiredField_ofTheAppenderOrTheRule_keepsTheActionBack_andSaysWhatItLacks() {
        RequiredField user = new RequiredField("user_id", FieldType.STRING);
        RequiredField amount = new RequiredField("metadata.amount", FieldType.NUMBER);
        RequiredField time = new RequiredField("request.time", FieldType.STRING);
        ActionEncoder encoder =
                encoder(new ActionTemplate(null, null, List.of(), FieldTypes.NONE, List.of(user, time)), false);
        ActionTemplate rule = rule(null, new FieldTypes(Map.of("amount", NUMBER), Naming.PLAIN), List.of(amount));

        assertThat(encoder.encode(under(event(NO_MDC, "amount", "much"), rule))).isFalse();
        assertThat(encoder.lacking()).containsExactly(user, time, amount);
        assertThat(told.all).singleElement().asString().startsWith("lost|rule 'R'|amount|is not a number");
        encoder.encodeAside();
        assertThat(written()).contains("\"request\":{}").contains("\"metadata\":{\"amount\":\"much\"}");

        assertThat(encoder.encode(
                        under(event(NO_MDC, "user_id", "u", "request.time", MILLIS - 1, "amount", "17"), rule)))
                .isTrue();
        assertThat(encoder.lacking()).isEmpty();
        assertThat(encoder.requestMillis()).isEqualTo(MILLIS - 1);
        assertThat(written())
                .contains("\"request\":{\"time\":\"2024-03-01T04:45:42.913Z\"}")
                .contains("\"metadata\":{\"amount\":17}");
    }

    @Test
    void whatAppenderAndRuleBothRequire_isLackingOnce_asTheStricterHasIt() {
        RequiredField text = new RequiredField("metadata.amount", FieldType.STRING);
        RequiredField number = new RequiredField("metadata.amount", FieldType.NUMBER);
        for (List<RequiredField> both : List.of(List.of(text, number), List.of(number, text))) {
            ActionEncoder encoder =
                    encoder(new ActionTemplate(null, null, List.of(), FieldTypes.NONE, both.subList(0, 1)), false);

            assertThat(encoder.encode(under(event(NO_MDC), rule("A", FieldTypes.NONE, both.subList(1, 2)))))
                    .isFalse();
            assertThat(encoder.lacking()).containsExactly(number);
        }
    }

    /** A collector takes so many bytes of JSON. The comma before them and the end of the line don't count. */
    @Test
    void theLargestAction_hasAMillionBytes() {
        ActionEncoder encoder = encoder(Naming.PLAIN);
        encoder.encode(event(NO_MDC, "v", "ü"));
        int rest = written().getBytes(StandardCharsets.UTF_8).length - ",\n".length() - "ü".length() * 2;
        String largest = "ü".repeat((ActionEncoder.MOST_BYTES - rest) / 2) + "x".repeat((1_000_000 - rest) % 2);
        lines.write('!');

        assertThat(encoder.encode(event(NO_MDC, "v", largest))).isTrue();
        assertThat(lines.length()).isEqualTo(1_000_003);
        lines.truncate(1);
        told.all.clear();
        assertThat(encoder.encode(event(NO_MDC, "v", largest + "x", "transaction_id", "t")))
                .isFalse();
        assertThat(lines.length()).isOne();
        assertThat(told.all)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("too large|the message|")
                .hasSize("too large|the message|".length() + 36);
    }

    /** A giant is refused before memory is taken for its JSON. */
    @Test
    void whatIsTooLargeByItsTextsAlone_isNotWritten() {
        ActionEncoder encoder = encoder(Naming.PLAIN);
        String half = "x".repeat(500_001);

        assertThat(encoder.encode(event(NO_MDC, "company_id", half, "list", List.of(half))))
                .isFalse();
        assertThat(encoder.encode(event(NO_MDC, "a", half, "b", half))).isFalse();
        assertThat(lines.length()).isZero();
        assertThat(lines.bytes().length).isLessThan(500_000);
        assertThat(told.all).filteredOn(each -> each.startsWith("too large")).hasSize(2);
    }

    @Test
    void whatHasNoName_isLost_andSaidSo() {
        encoded(encoder(Naming.PLAIN), under(event(NO_MDC, "company_id", "c", null, 1, "after", 2), rule("A")));

        assertThat(told.all).containsExactly("lost|rule 'R'|null|has no name. Give it one where it is logged");
    }

    @Test
    void aValueOfTheMdc_isOfTheTypeThatItsPlaceHas_unlessTheEventGivesOne() {
        Naming naming = new Naming(Map.of(), Set.of("amount"), List.of());
        ActionEncoder encoder = encoder(naming);
        ActionTemplate rule = rule("A", new FieldTypes(Map.of("amount", NUMBER), naming), List.of());
        Map<String, String> number = mdc("company_id", "c", "amount", "17");
        Map<String, String> text = mdc("company_id", "c", "amount", "none");

        assertThat(metadata(encoded(encoder, under(event(number), rule)))).containsEntry("amount", 17);
        assertThat(metadata(encoded(encoder, under(event(number, "other", 1), rule))))
                .containsExactly(entry("amount", 17), entry("other", 1));
        assertThat(metadata(encoded(encoder, under(event(text, "metadata.amount", "3"), rule))))
                .containsEntry("amount", 3);
        assertThat(told.all).isEmpty();
        // What is blank is no value.
        assertThat(metadata(encoded(encoder, under(event(text, "other", 1, "company_id", " "), rule))))
                .doesNotContainKey("amount");
        assertThat(told.all).singleElement().asString().startsWith("lost|rule 'R'|amount|is not a number");
    }

    @Test
    void twoKeysOfTheMdcForOnePlace_areTold_unlessItIsExcluded() {
        Naming naming =
                new Naming(Map.of("tenant", "company_id", "shade", "hue", "tint", "hue"), Set.of(), List.of("hue"));
        ActionEncoder encoder = encoder(naming);
        Map<String, String> mdc = mdc("company_id", "b", "tenant", "a", "shade", "1", "tint", "2");
        mdc.put(null, "no key");

        assertThat(encoded(encoder, event(mdc)))
                .containsEntry("company_id", "a")
                .doesNotContainKey("metadata");
        assertThat(told.all)
                .singleElement()
                .asString()
                .startsWith("doubtful|null|company_id|has two values in the MDC, of the keys 'tenant' and 'company_id'."
                        + " That of 'tenant' is used.");
    }

    /** Whatever else is in the MDC, and however much was in that of the action before. */
    @Test
    void aLargeMdc_isTakenWhole() {
        ActionEncoder encoder = encoder(new Naming(Map.of(), Set.of("*"), List.of()));
        Map<String, String> mdc = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            mdc.put("k" + i, "v" + i);
        }

        assertThat(metadata(encoded(encoder, event(mdc)))).isEqualTo(mdc);
        assertThat(metadata(encoded(encoder, event(mdc("k39", "x", "k3", "y")))))
                .containsExactly(entry("k39", "x"), entry("k3", "y"));
    }

    @Test
    void aRequestOfTheServletFilter_isNotTakenForThatOfTheNextAction_evenAfterAFault() {
        boolean[] fails = {true};
        ActionEncoder encoder = new ActionEncoder(
                Naming.PLAIN,
                List.of(),
                List.of(),
                new EncodingReport() {
                    @Override
                    public void fieldLost(String rule, String field, String why) {
                        if (fails[0]) {
                            throw new OutOfMemoryError("none left");
                        }
                    }

                    @Override
                    public void fieldDoubtful(String rule, String field, String why) {}

                    @Override
                    public void withoutCompany(String rule, String actionName) {}

                    @Override
                    public void manyNames(int limit, String example) {}

                    @Override
                    public void tooLarge(String actionName, String transactionId) {}
                },
                lines);
        CapturedAction one = event(
                mdc("req.requestURL", "https://acme.com/of-another", "req.userAgent", "hers", "req.remoteHost", "::1"),
                null,
                1);
        assertThatThrownBy(() -> encoder.encode(one)).isInstanceOf(OutOfMemoryError.class);
        fails[0] = false;

        assertThat(request(encoded(encoder, event(NO_MDC)))).containsOnlyKeys("time");
        assertThat(request(encoded(encoder, event(mdc("req.userAgent", "his")))))
                .containsOnlyKeys("time", "user_agent_string");
    }

    @Test
    void whatWasPrepared_isNeverSeen() {
        ActionEncoder encoder = encoder(Naming.PLAIN);
        lines.write('!');

        encoder.prepare();

        assertThat(lines.length()).isOne();
        lines.truncate(0);
        assertThat(encoded(encoder, event(NO_MDC))).doesNotContainKey("metadata");
    }

    @Test
    void whoAsksForLines_isToldThatOfEachActionThatWasMade() {
        LogLines asked = new LogLines();
        ActionEncoder encoder = new ActionEncoder(
                Naming.PLAIN, List.of(new Mask(Pattern.compile("4111"), "*")), List.of(), told, lines);
        encoder.tellLinesTo(asked);
        String uuid = "a3765025-46ec-45dd-bc83-b136c8d1d257";
        CapturedAction formatted = event(NO_MDC, "transaction_id", uuid);
        formatted.line("paid by 4111");

        encoded(encoder, under(formatted, rule("A")));
        String random = (String) encoded(encoder, event(NO_MDC)).get("transaction_id");
        encoder.encode(event(NO_MDC, "v", "x".repeat(1_000_000)));
        byte[] forms = asked.ask();
        asked.unwanted();
        encoded(encoder, event(NO_MDC));

        assertThat(asked.ask()).isNull();
        assertThat(new String(forms, StandardCharsets.US_ASCII))
                .isEqualTo("id=" + uuid + "&rule=rule+%27R%27&line=paid+by+*\n" + "id=" + random
                        + "&rule=&line=the+message\n");
    }

    @Test
    void anUnusableValue_takesTheWeakerOneAway_andLeavesTheOthersInTheirOrder() {
        ActionEncoder encoder = encoder(
                new Naming(Map.of(), Set.of("*"), List.of()),
                literal("plan", "free"),
                literal("amount", "0"),
                literal("zone", "eu"));
        ActionTemplate rule = rule("A", new FieldTypes(Map.of("amount", NUMBER), Naming.PLAIN), List.of());
        CapturedAction action = event(mdc("k", "v"), "company_id", "c", "amount", "much", "n", 1, "k", "w");

        assertThat(metadata(encoded(encoder, under(action, rule))))
                .containsExactly(entry("plan", "free"), entry("zone", "eu"), entry("k", "w"), entry("n", 1));
        assertThat(told.all)
                .singleElement()
                .asString()
                .startsWith("lost|rule 'R'|amount|is not a number")
                .endsWith("such as the MDC, is not used in its place");
    }

    @Test
    void whatTheMessageGives_isTakenAwayByAnUnusableStrongerValueToo() {
        CapturedAction action = event(NO_MDC, "amount", 1, "company_id", "of the text");
        action.endWeak();
        action.add("company_id", snapshots.of(List.of("a list")));

        assertThat(encoded(encoder(Naming.PLAIN), action)).doesNotContainKey("company_id");
        assertThat(told.all)
                .first()
                .asString()
                .startsWith("lost|null|company_id|is a list or an object")
                .endsWith("such as the MDC, is not used in its place");
    }

    /** Neither is weaker than the other, and the first is a customer. */
    @Test
    void whatOneSourceGivesTwice_staysWhenTheSecondIsUnusable() {
        assertThat(encoded(encoder(Naming.PLAIN), event(NO_MDC, "company_id", "acme", "company_id", List.of("a list"))))
                .containsEntry("company_id", "acme");
        CapturedAction plain = event(NO_MDC, "company_id", "acme");
        ActionTemplate rule = rule(
                "A", literal("amount", "17"), new ConfiguredField("amount", NUMBER, new FieldSource.Constant("much")));
        assertThat(metadata(encoded(encoder(Naming.PLAIN), under(plain, rule)))).containsEntry("amount", "17");
        assertThat(metadata(encoded(encoder(Naming.PLAIN), under(event(NO_MDC), rule))))
                .containsEntry("amount", "17");
        assertThat(told.all)
                .filteredOn(each -> each.startsWith("lost"))
                .hasSize(3)
                .noneMatch(each -> each.contains("not used in its place"));
    }

    /** What stands for it in the metadata, in words, is no customer. */
    @ParameterizedTest
    @MethodSource("lost")
    void aValueThatIsLost_isNoId_norATime_norWhatIsRequired(Object value) {
        ActionEncoder encoder = encoder(
                new ActionTemplate(
                        null,
                        null,
                        List.of(literal("user_id", "somebody")),
                        FieldTypes.NONE,
                        List.of(new RequiredField("amount", FieldType.STRING))),
                false);
        CapturedAction action = event(
                NO_MDC,
                "action_name",
                value,
                "company_id",
                value,
                "user_id",
                value,
                "request.time",
                value,
                "other",
                value);

        assertThat(encoder.encode(action)).isFalse();
        told.all.clear();
        action.add("amount", 1);

        Map<String, Object> encoded = encoded(encoder, action);
        assertThat(encoded).containsEntry("action_name", "the message").doesNotContainKeys("company_id", "user_id");
        assertThat(request(encoded)).containsEntry("time", "2024-03-01T04:45:42.914Z");
        assertThat(metadata(encoded).get("other")).asString().startsWith("[This value was lost: it ");
        action.add("amount", snapshots.of(value));
        assertThat(encoder.encode(action)).isFalse();
        assertThat(encoder.lacking()).hasSize(1);
    }

    static Stream<Object> lost() {
        return Stream.of(new Object(), Optional.of(new Object()), new AtomicReference<>(new Object()), new Object() {
            @SuppressWarnings("unused") // Read by what is tested.
            public String getName() {
                throw new IllegalStateException("no name");
            }
        });
    }

    record Owner(Object company_id, Object user_id, int amount, List<Object> parts, List<Integer> whole) {}

    /** Of a marker that gives the properties of a bean, or the entries of a map, as fields of their own. */
    @Test
    void aPropertyThatIsLost_isNoIdEither_andIsToldAlone() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("company_id", new Object());
        map.put("user_id", "u");
        map.put("amount", 5);
        map.put("parts", List.of(new Object()));
        map.put("whole", List.of(1));
        for (Object bean : List.of(new Owner(new Object(), "u", 5, List.of(new Object()), List.of(1)), map)) {
            told.all.clear();
            CapturedAction action = event(NO_MDC);
            snapshots.propertiesOf(bean).forEach(action::add);

            Map<String, Object> encoded = encoded(encoder(Naming.PLAIN), action);

            assertThat(encoded).containsEntry("user_id", "u").doesNotContainKey("company_id");
            assertThat(metadata(encoded)).containsEntry("amount", 5).containsEntry("whole", List.of(1));
            assertThat(metadata(encoded).get("parts")).asString().startsWith("[[This value was lost: it ");
            assertThat(told.all)
                    .extracting(each -> each.substring(0, Math.min(25, each.length())))
                    .containsExactlyInAnyOrder(
                            "lost|null|company_id|has ", "lost|null|parts|has nothi", "no company|null|the messa");
        }
    }

    @Test
    void nullForAnId_isNoValue() {
        assertThat(encoded(encoder(Naming.PLAIN), event(Collections.singletonMap("user_id", null), "user_id", null)))
                .doesNotContainKeys("user_id", "metadata");
        assertThat(told.all).containsExactly("no company|null|the message");
    }
}
