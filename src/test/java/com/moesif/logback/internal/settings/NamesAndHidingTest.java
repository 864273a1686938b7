package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.RuleElement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** {@code <alias>}, {@code <mdcKey>}, {@code <exclude>} and {@code <mask>}: what is taken, and what is said of the rest. */
class NamesAndHidingTest {
    private final Elements elements = new Elements();
    private final Faults faults = new Faults();

    private MappingSettings settings() {
        return new MappingSettings(elements, new LoggerContext(), faults);
    }

    private void alias(String from, String to) {
        AliasElement alias = new AliasElement();
        alias.setFrom(from);
        alias.setTo(to);
        elements.add(alias);
    }

    private void mask(String pattern, String replacement) {
        MaskElement mask = new MaskElement();
        mask.setPattern(pattern);
        mask.setReplacement(replacement);
        elements.add(mask);
    }

    private void rule(String message, String... fields) {
        RuleElement rule = new RuleElement();
        rule.setName("R");
        rule.setMessage(message);
        rule.setActionName("Paid");
        for (String field : fields) {
            rule.addField(Encoded.field(field));
        }
        elements.add(rule);
    }

    /** The action itself keeps its name. */
    @Test
    void whatAMaskHides_isNotToldOfANameEither() {
        mask("\\d{4,}", null);
        Encoded encoded = new Encoded(elements, false);
        for (int i = 0; i <= 200; i++) {
            assertThat(encoded.action(named("charged 4111" + i))).containsEntry("action_name", "charged 4111" + i);
        }
        encoded.action(named("charged 4111" + "x".repeat(1_000_000)));

        assertThat(encoded.told)
                .contains("No company_id: charged ****", "More than 200 names, as charged ****")
                .anyMatch(text -> text.startsWith("Too large: charged ****x"))
                .noneMatch(text -> text.contains("4111"));
    }

    private static LoggingEvent named(String name) {
        LoggingEvent event = new LoggingEvent("", new LoggerContext().getLogger("acme"), Level.INFO, "m", null, null);
        event.addKeyValuePair(new KeyValuePair("action_name", name));
        event.setMDCPropertyMap(Map.of());
        return event;
    }

    /** Also as a piece of one: it leaves out who is billed. */
    @ParameterizedTest
    @ValueSource(strings = {"*", " ** ", "card, *"})
    void anExcludeOfEverything_isMisleading(String exclude) {
        elements.excludes.add(exclude);

        assertThat(settings().misleading)
                .containsExactly(
                        "<exclude> is '" + exclude.strip() + "', which leaves out every field, company_id among"
                                + " them: no action can be billed. Name the fields to leave out.");
        assertThat(faults.sentences()).isEmpty();
    }

    @Test
    void anExcludeWithAStarInAName_getsNoWord() {
        elements.excludes.add("card*");
        elements.excludes.add("*.number");

        assertThat(settings().misleading).isEmpty();
    }

    @Test
    void anMdcKey_isTakenWithoutTheBlanksAroundIt() {
        assertThat(NameTexts.mdcKeys(List.of(" trace_id ", "*", "a b"), faults))
                .containsExactly("trace_id", "*", "a b");
        assertThat(faults.sentences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant*", "a,b", "a;b"})
    void anAliasOfSeveralNames_isMisleading(String from) {
        alias(from, "company_id");

        assertThat(settings().misleading)
                .containsExactly("<alias> has the <from> '" + from
                        + "', but it has to be one name as it is logged, without stars: write an <alias> for each.");
        assertThat(faults.sentences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "company_id, customer, true",
        "companyId, customer, true",
        "company_id, user_id, false",
        "customer, company_id, false",
        "customer, client, false"
    })
    void anAliasTheWrongWayRound_isMisleading(String from, String to, boolean told) {
        alias(" " + from, to + " ");

        assertThat(settings().misleading)
                .isEqualTo(
                        told
                                ? List.of("<alias> takes '" + from + "', which has a place of its own, to '" + to
                                        + "', which has none: it is the wrong way round, most likely.")
                                : List.of());
    }

    /** Both names have changed places then. */
    @Test
    void anAliasAwayFromAPlace_isFineWhereAnotherLeadsThere() {
        alias("company_id", "operator");
        alias("customer", "company_id");

        assertThat(settings().misleading).isEmpty();
    }

    @Test
    void anAliasOfAnAlias_isAWarning_andIsNotApplied() {
        alias("a", "b");
        alias("b", "c");

        assertThat(settings().warnings)
                .containsExactly(
                        "<alias> takes 'a' to 'b', and another takes 'b' to 'c': only one is applied to a name."
                                + " Write <from>a</from><to>c</to> if that is meant.");
    }

    @ParameterizedTest
    @CsvSource({"a, b, b, a", "a, a, a, a", "a, b, b, b", "a, b, c, d", "a, b, a, c"})
    void aliasesThatDoNotFollowEachOther_getNoWord(String from, String to, String otherFrom, String otherTo) {
        alias(from, to);
        alias(otherFrom, otherTo);

        assertThat(settings().warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tenant, company_id, tenant, true",
        "tenant, company_id, ten*, false",
        "tenant, company_id, company_id, false",
        "tenant, customer, ten*, true",
        "tenant, customer, customer, false",
        "tenant, customer, other, false"
    })
    void anAliasOfWhatIsExcluded_isMisleading(String from, String to, String exclude, boolean told) {
        alias(from, to);
        elements.excludes.add("unrelated");
        elements.excludes.add(exclude);

        assertThat(settings().misleading)
                .isEqualTo(
                        told
                                ? List.of("<alias> takes '" + from + "' to '" + to + "', but <exclude>" + exclude
                                        + "</exclude> leaves '" + from + "' out: no action has it. Remove one of them.")
                                : List.of());
    }

    @Test
    void anAliasWithoutBothNames_isAnError_andOfTwoTheFirstHolds() {
        alias("a", null);
        alias(" ", "b");
        elements.add((AliasElement) null);
        alias("tenant", "company_id");
        alias(" tenant ", "user_id");
        rule("paid by {tenant}");
        Encoded encoded = new Encoded(elements, false);

        assertThat(encoded.errors())
                .containsExactly(
                        "<alias> needs both <from> and <to>; this one is ignored.",
                        "<alias> needs both <from> and <to>; this one is ignored.",
                        "<alias> needs both <from> and <to>; this one is ignored.",
                        "<alias> from 'tenant' is given twice; the first one is used.");
        assertThat(encoded.action("paid by {}", "acme")).containsEntry("company_id", "acme");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void anEmptyName_isAnError_andOfAnExcludeItSwitchesTheAppenderOff(String name) {
        elements.mdcKeys.add(name);
        settings();
        assertThat(faults.sentences()).containsExactly("<mdcKey> is empty, but has to be a name. It is ignored.");
        assertThat(faults.isExposing()).isFalse();

        elements.excludes.add(name);
        settings();
        assertThat(faults.sentences()).last().asString().startsWith("<exclude> is empty, but has to be a name.");
        assertThat(faults.isExposing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trace_* | <mdcKey> is 'trace_*', but * stands alone: <mdcKey>*</mdcKey> takes all keys.",
                "*,a     | <mdcKey> is '*,a', but * stands alone",
            })
    void aStarWithinAnMdcKey_isAnError(String key, String words) {
        elements.mdcKeys.add(key);
        MappingSettings settings = settings();

        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .startsWith(words)
                .endsWith("It is ignored.");
        assertThat(settings.warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a,b | 1", "a ; b | 1", "trace id | 0", "* | 0", "trace_id | 0"})
    void severalMdcKeysInOne_areAWarning(String key, int warnings) {
        elements.mdcKeys.add(key);

        assertThat(settings().warnings)
                .hasSize(warnings)
                .allMatch(said ->
                        said.equals("<mdcKey> is '" + key + "', and is taken for the name of one key. For several"
                                + " keys write <mdcKey>a</mdcKey><mdcKey>b</mdcKey>."));
        assertThat(faults.sentences()).isEmpty();
    }

    /** Which of them was meant can't be told, and to show too little is the safe side. */
    @ParameterizedTest
    @ValueSource(strings = {"pin,cvc", "pin; cvc", "pin cvc", "pin\n  cvc"})
    void severalExcludesInOne_areAllLeftOut_withAWarning(String exclude) {
        elements.excludes.add(exclude);
        rule("paid {pin} {cvc} {amount}");
        Encoded encoded = new Encoded(elements, false);

        assertThat(encoded.metadata("paid {} {} {}", 1, 2, 3)).isEqualTo(Map.of("amount", 3));
        assertThat(encoded.warnings())
                .singleElement()
                .asString()
                .startsWith("<exclude> is '" + exclude + "', but has to be one name each. ")
                .endsWith(
                        " For several names write <exclude>pin</exclude><exclude>cvc</exclude>; for one name write * in the place"
                                + " of a comma, a semicolon or a blank.");
    }

    @Test
    void aNameOfOnePiece_isOneExclude() {
        elements.excludes.add(" pin ");

        assertThat(settings().warnings).isEmpty();
        assertThat(NameTexts.excludes(List.of(" pin ", "pin", ",a"), faults)).containsExactly("pin", ",a", "a");
    }

    @ParameterizedTest
    @CsvSource({"comapny_id, company_id", "company_id, ", "comapny*, ", "pin, "})
    void aMisspeltExclude_isMisleading(String exclude, String meant) {
        elements.excludes.add(" " + exclude);

        assertThat(settings().misleading)
                .isEqualTo(
                        meant == null
                                ? List.of()
                                : List.of("<exclude> '" + exclude + "' leaves out a name of metadata; was '" + meant
                                        + "' meant?"));
    }

    @Test
    void whatIsRequiredAndExcluded_isMisleading_onceForEachName() {
        elements.excludes.add("amount");
        elements.excludes.add("pin");
        elements.add(Encoded.field("<name>pin</name><required>true</required>"));
        rule(
                "paid {amount} {rest}",
                "<name>amount</name><type>number</type><required>true</required>",
                "<name>rest</name><required>true</required>");
        rule("bought {amount}", "<name>amount</name><required>true</required>");

        assertThat(settings().misleading)
                .filteredOn(said -> said.contains("is <required>, but an <exclude> leaves it out"))
                .extracting(said -> said.substring(0, said.indexOf(" is ")))
                .containsExactly("<field> 'pin'", "<field> 'amount'");
    }

    @Test
    void aMask_hidesWhatMatches_byItsReplacementOrFourStars() {
        mask("\\d{4}", null);
        mask("secret", "$1");
        rule("paid {note}");
        Encoded encoded = new Encoded(elements, false);

        assertThat(encoded.metadata("paid {}", "1234 secret 99")).isEqualTo(Map.of("note", "**** $1 99"));
        assertThat(settings()).hasToString("rules=1 masks=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "    | <mask> has no <pattern>.",
                "''  | <mask> has no <pattern>.",
                "(   | <mask> has the <pattern> '(', but it has to be a regular expression: Unclosed group.",
            })
    void aMaskThatHidesNothing_switchesTheAppenderOff(String pattern, String words) {
        mask(pattern, null);
        settings();

        assertThat(faults.sentences()).singleElement().asString().startsWith(words);
        assertThat(faults.isExposing()).isTrue();
    }

    @Test
    void whatLinesShow_isHiddenByAnExcludeOrByAMaskThatLooksAtTheEnds() {
        mask("\\d+", null);
        assertThat(settings().hidesWhatLinesShow()).isFalse();
        mask("^\\d+", null);
        assertThat(settings().hidesWhatLinesShow()).isTrue();
        elements.masks.clear();
        elements.excludes.add("pin");
        assertThat(settings().hidesWhatLinesShow()).isTrue();
        assertThat(faults.isExposing()).isFalse();
    }

    @Test
    void rulesThatTakeTheIdOutOfTheLine_areNamed() {
        alias("payment", "transaction_id");
        rule("paid {amount}");
        elements.rules.get(0).setName("Amount");
        rule("paid {payment}");

        assertThat(settings().takingIdsFromLines()).containsExactly("rule 'R'");
    }
}
