package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.RuleElement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code <field>} of an appender and of a rule: what it gives, what it re-types, and what is said of one that does neither. */
class FieldElementsTest {
    /** One rule for {@code paid {amount}}, and this field of the appender. */
    private static Encoded ofAppender(String field) {
        Elements elements = new Elements();
        RuleElement rule = new RuleElement();
        rule.setMessage("paid {amount}");
        rule.setActionName("Paid");
        elements.add(rule);
        elements.add(Encoded.field(field));
        return new Encoded(elements, false);
    }

    private static Encoded ofRule(String... fields) {
        return Encoded.rule("paid {amount}", fields);
    }

    @Test
    void aValue_isGivenAsItsTypeSays() {
        String field = "<name> plan </name><value>12.50</value>";

        assertThat(ofAppender(field).metadata("paid {}", 1)).isEqualTo(Map.of("plan", "12.50", "amount", 1));
        assertThat(ofAppender(field + "<type> </type>").metadata("paid {}", 1)).containsEntry("plan", "12.50");
        assertThat(ofAppender(field + "<type> Number </type>").metadata("paid {}", 1))
                .containsEntry("plan", 12.5);
        assertThat(ofRule(field + "<type>number</type><scale> 2 </scale>").metadata("paid {}", 1))
                .containsEntry("plan", 25);
        assertThat(ofAppender("<name>level</name><value>%level</value>").metadata("paid {}", 1))
                .containsEntry("level", "INFO");
    }

    @Test
    void aLocaleAndAZone_areThoseOfTheTextThatIsRead() {
        String sum = "<name>sum</name><value>1.234,5</value><type>number</type><format>#,##0.##</format>";
        String at = "<name>at</name><value>24.12.2026 18:05</value><type>time</type><format>dd.MM.yyyy HH:mm</format>";

        assertThat(ofAppender(sum + "<locale> de_CH </locale>").metadata("paid {}", 1))
                .doesNotContainKey("sum");
        assertThat(ofAppender(sum + "<locale> de_DE </locale>").metadata("paid {}", 1))
                .containsEntry("sum", 1234.5);
        assertThat(ofAppender(at + "<zone> America/New_York </zone>").metadata("paid {}", 1))
                .containsEntry("at", "2026-12-24T23:05:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<value>x</value>                      | A <field> has no <name>: say where its value goes",
                "<name> </name><value>x</value>        | A <field> has no <name>",
                "<name>a</name>                        | <field> 'a' has no <value>; without one it could only re-type what a rule captures.",
                "<name>a</name><type>number</type>     | <field> 'a' has no <value>; without one it could only re-type",
                "<name>a</name><value>%nosuch</value>  | <field> 'a' has the <value> '%nosuch', which is no pattern of Logback's; it is left out.",
                "<name>a</name><value>1</value><type>decimal</type> | <field> 'a' has the <type> 'decimal', but it has to be string, number, boolean, json, time, duration or size; string is used.",
                "<name>a</name><value>1</value><type>number</type><format>'</format> | <field> 'a' has the <format> ''', but a number's is a pattern",
                "<name>a</name><value>1</value><type>time</type><format>bbb</format> | <field> 'a' has a <format> that is none: ",
                "<name>a</name><value>1</value><type>number</type><scale>0.0</scale> | <field> 'a' has the <scale> '0.0', with which every value would be 0; it is a string.",
                "<name>a</name><value>1</value><type>number</type><format>0</format><locale>klingon</locale> | <field> 'a' has the <locale> 'klingon', but it has to be one that this JVM knows",
                "<name>a</name><value>1</value><type>number</type><format>0</format><locale>1</locale> | <field> 'a' has the <locale> '1', but it has to be one that this JVM knows",
                "<name>a</name><value>1</value><required>perhaps</required> | <field> 'a' has <required> 'perhaps', but it has to be true, yes, on or 1, or false, no, off or 0; false is used.",
                "<name>action_name</name><value>%mdc{absent}</value><required>true</required> | <field> 'action_name' has <required>, but each action has a name: give the rule an <actionName>.",
            })
    void aWrongFieldOfTheAppender_isOneError(String field, String words) {
        Encoded encoded = ofAppender(field);

        assertThat(encoded.errors()).singleElement().asString().startsWith(words);
        assertThat(encoded.metadata("paid {}", 1)).containsEntry("amount", 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<name>amount</name>                           | <field> 'amount' has neither <value> nor <type>.",
                "<name>amount</name><required>no</required>    | <field> 'amount' has neither <value> nor <type>.",
                "<name>amount</name><required>maybe</required> | <field> 'amount' has <required> 'maybe', but it has to be true, yes, on or 1, or false, no, off or 0. The rule is off.",
                "<name>amount</name><type>money</type>         | <field> 'amount' has the <type> 'money', but it has to be string, number, boolean, json, time, duration or size. The rule is off.",
                "<name>a</name><value>%nosuch</value>          | <field> 'a' has the <value> '%nosuch', which is no pattern of Logback's. The rule is off.",
                "<name>amount</name><type>number</type><scale>x</scale> | <field> 'amount' has the <scale> 'x', but it has to be a number such as 0.01. The rule is off.",
                "<name>amount</name><type>time</type><zone>Nowhere</zone> | <field> 'amount' has the <zone> 'Nowhere', but it has to be one such as Europe/Berlin, UTC or +01:00. The rule is off.",
                "<value>1</value>                              | A <field> has no <name>: say where its value goes",
            })
    void aWrongFieldOfARule_isOneError_andTheRuleIsOff(String field, String words) {
        Encoded encoded = ofRule(field);

        assertThat(encoded.errors())
                .singleElement()
                .asString()
                .startsWith("Rule 1 (A): " + words)
                .endsWith("The rule is off.");
        assertThat(encoded.action("paid {}", 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes", "ON", "1"})
    void anActionWithoutWhatIsRequired_isNotEncoded(String yes) {
        String required = "<name>order</name><required>" + yes + "</required>";

        for (Encoded encoded : List.of(ofAppender(required), ofRule(required))) {
            assertThat(encoded.errors()).isEmpty();
            assertThat(encoded.action("paid {}", 1)).isEmpty();
        }
        for (Encoded encoded :
                List.of(ofAppender(required.replace("order", "amount")), ofRule(required.replace("order", "amount")))) {
            assertThat(encoded.action("paid {}", 1)).isNotEmpty();
            assertThat(encoded.action("paid {}", " ")).isEmpty();
        }
    }

    /** Also where a number is wanted, and there is a text. */
    @Test
    void anActionWhoseRequiredFieldDoesNotConvert_isNotEncoded() {
        Encoded typed = ofRule("<name>amount</name><type>number</type><required>true</required>");
        assertThat(typed.action("paid {}", "12")).isNotEmpty();
        assertThat(typed.action("paid {}", "much")).isEmpty();

        Encoded valued = ofRule("<name>plan</name><value>%X{plan}</value><type>number</type><required>true</required>");
        assertThat(valued.action("paid {}", 1)).isEmpty();
        String number = "<name>plan</name><value>12</value><type>number</type><required>true</required>";
        assertThat(ofRule(number).metadata("paid {}", 1)).containsEntry("plan", 12);
        assertThat(ofRule(number.replace("12", "%level")).action("paid {}", 1)).isEmpty();

        Encoded free = ofRule("<name>amount</name><type>number</type><required>off</required>");
        assertThat(free.action("paid {}", "much")).isNotEmpty();
    }

    /** It is what the field is there for, and must not fall with the rest of it. */
    @Test
    void aRequiredFieldThatIsWrongOtherwise_isRequiredAllTheSame() {
        Encoded encoded = ofAppender("<name>order</name><type>number</type><required>true</required>");

        assertThat(encoded.errors())
                .containsExactly(
                        "<field> 'order' has no <value>; without one it could only re-type what a rule captures."
                                + " It is required all the same.");
        assertThat(encoded.action("paid {}", 1)).isEmpty();
        Encoded retyped = ofAppender("<name>amount</name><type>number</type><required>true</required>");
        assertThat(retyped.action("paid {}", "much")).isEmpty();
        assertThat(retyped.action("paid {}", 1)).isNotEmpty();
    }

    @Test
    void aFieldThatIsGivenTwice_isMisleading_unlessTheLaterMayBeMissing() {
        String first = "<name>plan</name><value>%X{plan}</value>";

        assertThat(ofRule(first, "<name>metadata.plan</name><value>free</value>")
                        .misleading())
                .containsExactly(
                        "Rule 1 (A): its <field> 'metadata.plan' is given twice, and the constant 'free' takes the"
                                + " place of all before it. Write one, with all that it needs.");
        assertThat(ofRule("<name>plan</name><value>free</value>", first).misleading())
                .isEmpty();
        assertThat(ofRule(first, "<name>plan</name><value> </value>").misleading())
                .isEmpty();
        assertThat(ofRule("<name>amount</name><type>number</type>", "<name>amount</name><type>string</type>")
                        .misleading())
                .containsExactly("Rule 1 (A): its <field> 'amount' is given twice. Write one, with all that it needs.");
        assertThat(ofRule(first, "<name>plan</name><type>number</type>").misleading())
                .isEmpty();
    }

    @Test
    void aLocaleWithoutAFormat_isMisleading() {
        String field = "<name>amount</name><type>number</type><locale>de</locale>";

        assertThat(ofRule(field).misleading())
                .singleElement()
                .asString()
                .startsWith("Rule 1 (A): its <field> 'amount' has a <locale> but no <format>");
        assertThat(ofRule(field + "<format>#,##0.##</format>").misleading()).isEmpty();
        assertThat(ofRule(field + "<format> </format>").misleading()).hasSize(1);
        assertThat(ofRule("<name>amount</name><type>number</type><locale> </locale>")
                        .misleading())
                .isEmpty();
    }

    @Test
    void nullForAnElement_isAnEmptyOne() {
        Elements elements = new Elements();
        elements.add((FieldElement) null);
        assertThat(elements.add((RuleElement) null)).isEmpty();

        assertThat(new Encoded(elements, false).errors())
                .satisfiesExactly(
                        field -> assertThat(field).startsWith("A <field> has no <name>"),
                        rule -> assertThat(rule).startsWith("Rule 1: it has neither <message> nor <regex>"));
    }
}
