package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.mapping.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the texts of a {@code <rule>} become: its conditions, its names, and errors that switch off it alone. */
class RuleSettingsTest {
    private final Elements elements = new Elements();
    private final Faults faults = new Faults();

    private RuleElement rule(String name, String message) {
        RuleElement rule = new RuleElement();
        rule.setName(name);
        rule.setMessage(message);
        rule.setActionName("Paid");
        elements.add(rule);
        return rule;
    }

    private MappingSettings settings() {
        return new MappingSettings(elements, new LoggerContext(), faults);
    }

    @Test
    void conditions_areTakenWithoutTheBlanksAroundThem() {
        RuleElement element = rule(" R ", " paid {amount} ");
        element.setLogger(" com.acme ");
        element.setLevel(" warn ");
        element.setMarker(" M ");
        element.setRegex(" a+ ");
        element.setActionName("  Paid\n   Invoice ");
        element.setExpectEvery(" 1 h ");
        Rule rule = settings().rules.get(0);

        assertThat(faults.sentences()).isEmpty();
        assertThat(rule.where()).isEqualTo(new Rule.Where("com.acme", Level.WARN, "M"));
        assertThat(rule.message().raw()).isEqualTo("paid {}");
        assertThat(rule.regex().text()).isEqualTo("a+");
        assertThat(rule.actionTemplate().actionName()).isEqualTo("Paid Invoice");
        assertThat(rule.actionTemplate().label()).isEqualTo("rule 'R'");
        assertThat(rule.tally().name()).isEqualTo("R");
    }

    @Test
    void blankConditions_areNone() {
        RuleElement element = rule(" ", "paid");
        element.setLogger(" ");
        element.setLevel("");
        element.setMarker(" ");
        element.setRegex(" ");
        element.setActionName(" ");
        element.setExpectEvery(" ");
        Rule rule = settings().rules.get(0);

        assertThat(faults.sentences()).isEmpty();
        assertThat(rule.where()).isEqualTo(new Rule.Where(null, null, null));
        assertThat(rule.regex()).isNull();
        assertThat(rule.actionTemplate().actionName()).isNull();
        assertThat(rule.actionTemplate().label()).isEqualTo("rule 1 (paid)");
        assertThat(rule.tally().name()).isEqualTo("rule 1 (paid)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Pay | Paid | m | r | rule 'Pay'",
                "    | Paid | m | r | rule 7 (Paid)",
                "    |      | m | r | rule 7 (m)",
                "    | ' '  | ' ' | r | rule 7 (r)",
                "    |      |   |   | rule 7",
            })
    void aRule_isCalledByItsNameOrByWhatItHas(String name, String action, String message, String regex, String label) {
        RuleElement rule = new RuleElement();
        rule.setName(name);
        rule.setActionName(action);
        rule.setMessage(message);
        rule.setRegex(regex);

        assertThat(RuleSettings.label(rule, 7)).isEqualTo(label);
    }

    @Test
    void aLongText_isCutInALabel() {
        RuleElement rule = new RuleElement();
        rule.setMessage("x".repeat(60));
        assertThat(RuleSettings.label(rule, 1)).isEqualTo("rule 1 (" + "x".repeat(60) + ")");
        rule.setMessage("x".repeat(61));
        assertThat(RuleSettings.label(rule, 1)).isEqualTo("rule 1 (" + "x".repeat(60) + "…)");
    }

    /** They are rows of a table, and tags of a meter. */
    @Test
    void rulesOfOneName_getOneEach() {
        rule("R", "a");
        rule("R", "b");
        rule("R (2)", "c");
        rule("R", "d");
        MappingSettings settings = settings();

        assertThat(settings.rules)
                .extracting(rule -> rule.tally().name())
                .containsExactly("R", "R (2)", "R (2) (2)", "R (3)");
        assertThat(settings.warnings)
                .hasSize(2)
                .allMatch(said -> said.startsWith("Two rules are named 'R'; give each a name of its own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "loud", "OFF", "5"})
    void aWrongLevel_isAnError_andSwitchesItsRuleOff(String level) {
        rule("Wrong", "a").setLevel(level);
        rule("Right", "b").setLevel(" Error ");
        MappingSettings settings = settings();

        assertThat(faults.sentences())
                .containsExactly("Rule 'Wrong': its <level> is '" + level
                        + "', but has to be trace, debug, info, warn, error or all. The rule is off.");
        assertThat(settings.rules)
                .singleElement()
                .extracting(rule -> rule.where().level())
                .isEqualTo(Level.ERROR);
    }

    @Test
    void wrongTexts_areToldTogether() {
        RuleElement rule = rule(null, "paid \\{x}");
        rule.setRegex("(a");
        rule.setExpectEvery("soon");

        assertThat(settings().rules).isEmpty();
        assertThat(faults.sentences())
                .containsExactly(
                        "Rule 1 (Paid): its <message> names an escaped placeholder, which SLF4J does not fill: [x]."
                                + " its <regex> is no regular expression: Unclosed group. its <expectEvery> is 'soon', but has to"
                                + " be " + DurationText.ACCEPTED + " from a second to ten years. The rule is off.");
    }

    @Test
    void aRuleThatNeverGetsAnEvent_isMisleading() {
        rule("First", "paid {x}");
        rule("Other", "sold {x}");
        rule("Second", "paid {y}");

        assertThat(settings().misleading)
                .singleElement()
                .asString()
                .startsWith("Rule 'Second': it never gets an event, since rule 'First' comes first");
    }

    /** What was found already may be the reason for what would be found now. */
    @Test
    void ofARuleWithAFault_nothingElseIsTold() {
        elements.faultsOf(rule("R", null)).add("<mesage> is no element of <rule>.");

        assertThat(settings().rules).isEmpty();
        assertThat(faults.sentences()).containsExactly("Rule 'R': <mesage> is no element of <rule>. The rule is off.");
    }

    @Test
    void twoPlaceholdersOfOnePlace_areMisleading() {
        AliasElement alias = new AliasElement();
        alias.setFrom("tenant");
        alias.setTo("company_id");
        elements.add(alias);
        rule("R", "paid {amount} {metadata.amount} {tenant} {companyId} {other}");

        assertThat(settings().misleading)
                .containsExactly(
                        "Rule 'R': its <message> names two placeholders 'metadata.amount'; the last of them wins.",
                        "Rule 'R': its <message> names two placeholders 'companyId'; the last of them wins.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Paid {amount}      |          | named 'Paid {}'. Give it a name that people recognise.",
                "Paid {}            |          | named 'Paid {}'",
                "Paid               |          | ",
                "Paid {action_name} |          | ",
                "*                  |          | each action is named by the message of its event",
                "                   | ^paid$   | each action is named by the message of its event",
                "                   | (?<actionName>.*) | ",
                "Paid               | p        | ",
            })
    void withoutAName_aRuleIsToldWhatItsActionsAreCalled(String message, String regex, String words) {
        RuleElement rule = rule("R", message);
        rule.setRegex(regex);
        rule.setActionName(null);
        List<String> warnings = settings().warnings;

        if (words == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .startsWith("Rule 'R': it has no <actionName>")
                    .contains(words);
        }
    }

    @Test
    void aFieldMayNameTheAction() {
        RuleElement rule = rule("R", "Paid {amount}");
        rule.setActionName(null);
        rule.addField(Encoded.field("<name>action_name</name><value>Paid</value>"));

        assertThat(settings().warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme | ^a (?<company_id>.*)$ | ",
                "         | ^a (?<company_id>.*)$ | any logger's messages are tried on it: anybody who can put text into a log line, for example by a user agent, can bill another company. Give the rule a <logger>.",
                "com.acme | a (?<company_id>.*)$  | matches within a longer message, too: anybody who can put text into a log line, for example by a user agent, can bill another company. Begin it with ^ and end it with $.",
                "         | a (?<companyId>.*)    | matches within a longer message, too: anybody who can put text into a log line, for example by a user agent, can bill another company. Begin it with ^ and end it with $. Give the rule a <logger>.",
                "         | a (?<user_id>.*)      | ",
            })
    void aRegexThatAnybodysTextCanMeet_isWarnedOfWhereItSaysWhoPays(String logger, String regex, String words) {
        RuleElement rule = rule("R", null);
        rule.setLogger(logger);
        rule.setRegex(regex);

        assertThat(settings().warnings)
                .isEqualTo(words == null ? List.of() : List.of("Rule 'R': its <regex> gives company_id, and " + words));
    }
}
