package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.RuleElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields count by where they end in an action, and not by how they are written. */
class FieldsOfOnePlaceTest {
    private static FieldElement field(String name, String value) {
        FieldElement field = new FieldElement();
        field.setName(name);
        field.setValue(value);
        field.setType("string");
        return field;
    }

    private static List<String> misleading(RuleElement rule, FieldElement... fields) {
        Elements elements = new Elements();
        AliasElement alias = new AliasElement();
        alias.setFrom("firma");
        alias.setTo("company_idd");
        elements.add(alias);
        elements.add(rule);
        for (FieldElement field : fields) {
            elements.add(field);
        }
        return new MappingSettings(elements, new LoggerContext(), new Faults()).misleading;
    }

    private static RuleElement rule(String message, FieldElement... fields) {
        RuleElement rule = new RuleElement();
        rule.setMessage(message);
        rule.setActionName("Paid");
        for (FieldElement field : fields) {
            rule.addField(field);
        }
        return rule;
    }

    @ParameterizedTest
    @CsvSource({"amount, metadata.amount", "metadata.amount, amount", "companyId, company_id", "firma, company_idd"})
    void twoSpellings_areOneFieldThatIsGivenTwice(String first, String second) {
        String said = "<field> '" + second + "' is given twice";

        assertThat(misleading(rule("paid"), field(first, "1"), field(second, "2")))
                .anyMatch(sentence -> sentence.contains(said));
        assertThat(misleading(rule("paid {" + first + "}", field(first, null), field(second, null))))
                .anyMatch(sentence -> sentence.contains(said));
    }

    @Test
    void anotherPlace_isAnotherField() {
        assertThat(misleading(rule("paid"), field("company_id", "1"), field("metadata.company_id", "2")))
                .noneMatch(sentence -> sentence.contains("given twice"));
    }

    @Test
    void aMisspeltNameThatAnAliasLeadsTo_isToldOnce() {
        List<String> told = new ArrayList<>(misleading(rule("paid {firma} by {company_idd}")));
        told.removeIf(sentence -> !sentence.contains("goes to metadata; was 'company_id' meant?"));

        assertThat(told).hasSize(1);
    }
}
