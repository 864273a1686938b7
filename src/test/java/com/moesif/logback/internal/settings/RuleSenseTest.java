package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.config.RuleElement;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a rule that is allowed and can't be meant, and that nothing is said of its sound neighbour. */
class RuleSenseTest {
    private static MappingSettings settings(Consumer<RuleElement> texts) {
        RuleElement rule = new RuleElement();
        rule.setName("R");
        rule.setActionName("Paid");
        texts.accept(rule);
        Elements elements = new Elements();
        elements.add(rule);
        Faults faults = new Faults();
        MappingSettings settings = new MappingSettings(elements, new LoggerContext(), faults);
        assertThat(faults.sentences()).isEmpty();
        return settings;
    }

    private static MappingSettings ofMessage(String message, String... fields) {
        return settings(rule -> {
            rule.setMessage(message);
            for (String field : fields) {
                rule.addField(Encoded.field(field));
            }
        });
    }

    private static MappingSettings ofRegex(String regex, String... fields) {
        return settings(rule -> {
            // Of one logger and whole messages: nobody else's text is taken for the customer.
            rule.setLogger("com.acme");
            rule.setRegex("^" + regex + "$");
            for (String field : fields) {
                rule.addField(Encoded.field(field));
            }
        });
    }

    private static MappingSettings ofLogger(String logger) {
        return settings(rule -> {
            rule.setMessage("paid");
            rule.setLogger(logger);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Paid {total amount of all} | has '{total amount of all}', which is no placeholder, since a name has no "
                        + "blank: write {total_amount_of_all}.",
                "Paid (?<amount>.*) {x}     | has '(?<' of a regular expression: write it as <regex>.",
                "Paid %s                    | has '%s', but SLF4J fills {} only: write {name} where the source has {}, a "
                        + "<regex> where it formats by itself, or \\u0025 for a percent sign that is meant.",
                "Paid %,.2f                 | has '%,.2f', but SLF4J fills {} only",
                "Paid {0}                   | has '{0}', but SLF4J fills {} only: write {name} where the source has {}, a "
                        + "<regex> where it formats by itself, or \\u007B for a brace that is meant.",
                "Paid {1,number}            | has '{1,number}', but SLF4J fills {} only",
            })
    void aMessageOfAnotherForm_isMisleading(String message, String words) {
        assertThat(ofMessage(message).misleading)
                .singleElement()
                .asString()
                .startsWith("Rule 'R': its <message> ")
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Paid {amount} %s           | has '%s' beside a placeholder, but SLF4J fills {} only; write \\u0025 for a "
                        + "percent sign that is meant.",
                "Paid {amount} {0}          | has '{0}' beside a placeholder, but SLF4J fills {} only; write \\u007B for a "
                        + "brace that is meant.",
                "Paid { amount }            | has '{ amount }', which is no placeholder: write {amount} if it is to be one, "
                        + "or \\u007B for the brace if not.",
                "Paid {amount }             | has '{amount }', which is no placeholder: write {amount} if",
                "Paid {amount:0.00}         | has '{amount:0.00}', which is no placeholder: write {amount} if",
                "Paid {amount,number}       | has '{amount,number}', which is no placeholder: write {amount} if",
            })
    void whatIsHardlyMeantInAMessage_isAWarning(String message, String words) {
        MappingSettings settings = ofMessage(message);

        assertThat(settings.warnings)
                .singleElement()
                .asString()
                .startsWith("Rule 'R': its <message> ")
                .contains(words);
        assertThat(settings.misleading).isEmpty();
    }

    /** As a star of a message is meant, and of an exclude. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "AUDIT_*"})
    void aMarkerWithAStar_isMisleading(String marker) {
        assertThat(settings(rule -> {
                            rule.setMessage("*");
                            rule.setMarker(marker);
                        })
                        .misleading)
                .containsExactly("Rule 'R': its <marker> is '" + marker
                        + "', but a marker has to have just that name: write the whole name. A rule without <marker> takes"
                        + " events with any marker, or none.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Paid {amount} of {company_id}",
                "Paid {} of {}",
                "100% paid",
                "100 % off",
                "set {x:-y} now",
                "json {\"a\":1} of {x}",
                "*"
            })
    void aSoundMessage_getsNoWord(String message) {
        MappingSettings settings = ofMessage(message);

        assertThat(settings.misleading).isEmpty();
        assertThat(settings.warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.*        | but no logger has a star in its name: 'com.acme' takes that logger and all below it.",
                "com.acme*         | but no logger has a star in its name: 'com.acme' takes that logger and all below it.",
                "*                 | but no logger has a star in its name: a rule without <logger> takes all.",
                "com.*.Payments    | but no logger has a star in its name: write the whole name, or the part before the star",
                "*.Payments        | but no logger has a star in its name: write the whole name, or the part before the star",
                "com.acme.         | but no logger's name ends with a dot: 'com.acme' takes that logger and all below it.",
                "com/acme/Payments | but a logger has the name of a class: 'com.acme.Payments'.",
                "com.acme.Pay.java | but a logger has the name of a class: 'com.acme.Pay'.",
                "com.acme.Pay.class | but a logger has the name of a class: 'com.acme.Pay'.",
                "com/acme/Pay.class | but a logger has the name of a class: 'com.acme.Pay'.",
            })
    void aLoggerThatNobodyHas_isMisleading(String logger, String words) {
        assertThat(ofLogger(logger).misleading)
                .singleElement()
                .asString()
                .startsWith("Rule 'R': its <logger> is '" + logger + "', " + words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme", "com.acme.Payments", "ROOT", "payments", "com.acme.java", "a/b/c"})
    void aLoggerThatSomebodyMayHave_getsNoWord(String logger) {
        assertThat(ofLogger(logger).misleading).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\d+", "-?\\d+", "[0-9]+", "[\\d.,]+", "[-0-9.]+", "\\d{1,9}", "\\d+\\.\\d\\d", "[0-9]{2,}"})
    void aGroupOfDigits_withoutAType_isAWarning(String digits) {
        String regex = "took (?<rows>" + digits + ") rows";

        assertThat(ofRegex(regex).warnings)
                .containsExactly(
                        "Rule 'R': its group 'rows' takes digits, which stay text: add <field><name>rows</name>"
                                + "<type>number</type></field>, or <type>string</type> where text is meant.");
        assertThat(ofRegex(regex, "<name>rows</name><type>number</type>").warnings)
                .isEmpty();
        assertThat(ofRegex(regex.replace("rows>", "company_id>")).warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\S+", "\\d{4}-\\d\\d-\\d\\d", "[.,]+", "[a-z0-9]+", "v\\d+", ".*"})
    void aGroupOfMoreThanDigits_getsNoWord(String text) {
        assertThat(ofRegex("took (?<rows>" + text + ")").warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "paid (\\S+), true",
        "paid (?:a|b), false",
        "paid (?<x>\\S+) (y), false",
        "paid \\(\\S+\\), false",
    })
    void aGroupWithoutAName_isAWarningWhereNoneHasOne(String regex, boolean warned) {
        assertThat(ofRegex(regex).warnings)
                .hasSize(warned ? 1 : 0)
                .allMatch(said -> said.startsWith("Rule 'R': its <regex> has a group without a name"));
    }

    @ParameterizedTest
    @CsvSource({"amuont, true", "amounts, true", "amont, true", "mount, true", "unt, false", "customer, false"})
    void aTypeForNothingOfTheLine_isMisleadingWhereSomethingIsMuchLikeIt(String name, boolean told) {
        String words =
                "Rule 'R': its <field> '" + name + "' has no value and names nothing of the line; was 'amount' meant?";

        assertThat(ofMessage("paid {amount}", "<name>" + name + "</name><type>number</type>").misleading)
                .isEqualTo(told ? List.of(words) : List.of());
        assertThat(ofMessage("paid {amount}", "<name>" + name + "</name><required>true</required>").misleading)
                .isEqualTo(told ? List.of(words) : List.of());
        assertThat(ofMessage("paid {amount}", "<name>" + name + "</name><value>1</value>").misleading)
                .isEmpty();
    }

    @Test
    void aTypeForWhatTheLineHas_getsNoWord() {
        assertThat(ofMessage("paid {amount}", "<name>metadata.amount</name><type>number</type>").misleading)
                .isEmpty();
        assertThat(ofMessage("paid {amount} {amuont}", "<name>amuont</name><type>number</type>").misleading)
                .isEmpty();
    }

    /** Letters that changed places, one twice, one too few, a wrong one within, or another way to write the words. */
    @ParameterizedTest
    @CsvSource({
        "companyid, company_id",
        "company-id, company_id",
        "company.id, company_id",
        "COMPANY_ID, company_id",
        "comapny_id, company_id",
        "ocmpany_id, company_id",
        "company_di, company_id",
        "ccompany_id, company_id",
        "commpany_id, company_id",
        "company_idd, company_id",
        "compny_id, company_id",
        "ompany_id, company_id",
        "company_i, company_id",
        "compamy_id, company_id",
        "user-id, user_id",
        "USERID, user_id",
        "subscripton_id, subscription_id",
        "sesion_token, session_token",
        "transacton_id, transaction_id",
        "actoin_name, action_name",
        "request.tme, request.time",
        "request.url, request.uri",
        "request.ip_adress, request.ip_address",
        "request.ti, request.time",
        "request.user_agent, ''",
        "request.method, ''",
    })
    void aMisspeltName_isKnown(String name, String meant) {
        assertThat(RuleSense.misspelt(name).orElse("")).isEqualTo(meant);
    }

    /** Another word, a plural, or an auction's name; and of short names anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "company_id",
                "companyId",
                "company_ids",
                "company_idx",
                "xcompany_id",
                "xompany_id",
                "company_ix",
                "auction_name",
                "usr_id",
                "users_id",
                "uri",
                "time",
                "id",
                "amount",
                "i"
            })
    void anotherName_isNoMisspeltOne(String name) {
        assertThat(RuleSense.misspelt(name)).isEmpty();
    }

    @Test
    void aMisspeltNameOfAField_isMisleading_andARequiredOneWithAValueIsNobodyElses() {
        assertThat(ofMessage("paid", "<name>comapny_id</name><value>acme</value>").misleading)
                .containsExactly("Rule 'R': its field 'comapny_id' goes to metadata; was 'company_id' meant?");
        assertThat(ofMessage("paid {amount}", "<name>amuont</name><value>1</value><required>true</required>")
                        .misleading)
                .isEmpty();
    }

    @Test
    void aMisspeltNameOfTheLine_isMisleading_onceForEachName() {
        assertThat(ofMessage("paid {amount} by {comapny_id}", "<name>comapny_id</name><value>%X{c}</value>").misleading)
                .containsExactly("Rule 'R': its field 'comapny_id' goes to metadata; was 'company_id' meant?");
    }
}
