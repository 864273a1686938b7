package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.RuleElement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a type makes of a value that goes to a place of its own: who pays is a text, and 007 is not 7. */
class FieldPlacesTest {
    private static final String ID = "<name>company_id</name>";

    private static Object company(String field, Object value) {
        return Encoded.rule("of {company_id}", ID + field)
                .action("of {}", value)
                .get("company_id");
    }

    @ParameterizedTest
    @CsvSource({"007, 007", "12e5, 12e5", "+5, +5", "1E3, 1E3", "42, 42", "' 17 ', 17", "0, 0", "0.5, 0.5", "-7, -7"})
    void anIdOfTypeNumber_staysAsItIsWritten(String given, String id) {
        assertThat(company("<type>number</type>", given)).isEqualTo(id);
    }

    @Test
    void anIdWithAScaleOrAFormat_isWhatThoseMakeOfIt() {
        assertThat(company("<type>number</type><scale>10</scale>", "007")).isEqualTo("70");
        assertThat(company("<type>number</type><format>#,##0</format><locale>en</locale>", "1,234"))
                .isEqualTo("1234");
        assertThat(company("<type>number</type><format>0</format>", "007")).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({"string", "number"})
    void aWholeNumber_isTheSameIdWhateverItsType(String type) {
        String field = "<type>" + type + "</type>";

        assertThat(company(field, 42)).isEqualTo("42");
        assertThat(company(field, 42.0)).isEqualTo("42");
        assertThat(company(field, 42L)).isEqualTo("42");
    }

    @Test
    void aBlank_isNoId_andNothingThatDoesNotConvert() {
        Encoded encoded = Encoded.rule("of {company_id}", ID + "<type>number</type>");

        assertThat(encoded.action("of {}", " ")).doesNotContainKey("company_id");
        assertThat(encoded.told).containsExactly("No company_id: A");
    }

    @Test
    void anIdThatDoesNotConvert_isTold_andLeftOut() {
        Encoded encoded = Encoded.rule("of {company_id}", ID + "<type>number</type>");

        assertThat(encoded.action("of {}", "acme")).doesNotContainKey("company_id");
        assertThat(encoded.told).hasSize(2).first().asString().contains("Field 'company_id'", "is not a number");
    }

    /** In its own place the number has to be the event's; in the metadata it may be any. */
    @Test
    void aPlainTime_thatIsANumber_isJudgedByItsPlace() {
        String type = "<type>time</type>";
        Encoded place = Encoded.rule("at {request.time}", "<name>request.time</name>" + type);
        Encoded other = Encoded.rule("at {at}", "<name>at</name>" + type);

        assertThat(place.action("at {}", 1_790_000_000L).get("request"))
                .isEqualTo(Map.of("time", "2026-09-21T14:13:20.000Z"));
        assertThat(place.action("at {}", "2026-09-21").get("request"))
                .isEqualTo(Map.of("time", "2026-09-21T00:00:00.000Z"));
        assertThat(place.told).noneMatch(said -> said.contains("Field"));
        // The event's own.
        assertThat(place.action("at {}", 1_000).get("request")).isEqualTo(Map.of("time", "2027-01-15T08:00:00.000Z"));
        assertThat(place.told).anyMatch(said -> said.contains("before 9 September 2001"));
        assertThat(other.metadata("at {}", 1_000)).isEqualTo(Map.of("at", "1970-01-01T00:00:01Z"));
    }

    @Test
    void aFormat_readsDigitsInThePlaceOfTheTime_too() {
        Encoded place = Encoded.rule(
                "at {request.time}", "<name>request.time</name><type>time</type><format>yyyyMMdd</format>");

        assertThat(place.action("at {}", 20261130).get("request"))
                .isEqualTo(Map.of("time", "2026-11-30T00:00:00.000Z"));
    }

    @Test
    void anExcludedField_isNeitherConvertedNorTold() {
        Elements elements = new Elements();
        elements.excludes.add("amount");
        RuleElement rule = new RuleElement();
        rule.setMessage("paid {amount} by {company_id}");
        rule.setActionName("A");
        rule.addField(Encoded.field("<name>amount</name><type>number</type>"));
        elements.add(rule);
        Encoded encoded = new Encoded(elements, false);

        assertThat(encoded.metadata("paid {} by {}", "much", "c")).isEmpty();
        assertThat(encoded.told).isEmpty();
    }

    record Cart(int items) {}

    /** Serialising an entity could load its whole graph: only where it is asked for. */
    @Test
    void aBean_isItsTextUnlessItsTypeIsJson() {
        Elements elements = new Elements();
        AliasElement alias = new AliasElement();
        alias.setFrom("basket");
        alias.setTo("cart");
        elements.add(alias);
        RuleElement rule = new RuleElement();
        rule.setMessage("sold {basket} and {other}");
        rule.setActionName("A");
        rule.addField(Encoded.field("<name>cart</name><type>json</type>"));
        rule.addField(Encoded.field("<name>other</name><type>string</type>"));
        elements.add(rule);

        assertThat(new Encoded(elements, false).metadata("sold {} and {}", new Cart(2), new Cart(3)))
                .isEqualTo(Map.of("cart", Map.of("items", 2), "other", "Cart[items=3]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"true | true", "FALSE | false", "' True ' | true"})
    void aTextOfTypeBoolean_isOne(String text, boolean value) {
        assertThat(Encoded.rule("is {it}", "<name>it</name><type>boolean</type>")
                        .metadata("is {}", text))
                .isEqualTo(Map.of("it", value));
    }

    @Test
    void aTextOfTypeJson_isItsStructure() {
        assertThat(Encoded.rule("is {it}", "<name>it</name><type>json</type>").metadata("is {}", "{\"a\":[1,2.50]}"))
                .isEqualTo(Map.of("it", Map.of("a", List.of(1, 2.5))));
    }

    @Test
    void aGivenTransactionId_isScopedByCompanyAndName_whereThatIsAskedFor() {
        Elements elements = new Elements();
        RuleElement rule = new RuleElement();
        rule.setMessage("{company_id} paid {transaction_id}");
        rule.setActionName("A");
        elements.add(rule);
        String uuid = UUID.nameUUIDFromBytes(new byte[1]).toString();

        for (boolean scoped : new boolean[] {false, true}) {
            Encoded encoded = new Encoded(elements, scoped);
            Object first = encoded.action("{} paid {}", "acme", uuid).get("transaction_id");
            assertThat(first.equals(uuid)).isEqualTo(!scoped);
            assertThat(encoded.action("{} paid {}", "acme", uuid)).containsEntry("transaction_id", first);
            assertThat(encoded.action("{} paid {}", "other", uuid)
                            .get("transaction_id")
                            .equals(first))
                    .isEqualTo(!scoped);
            Object invoice = encoded.action("{} paid {}", "acme", "17").get("transaction_id");
            assertThat(encoded.action("{} paid {}", "acme", " 17 ")).containsEntry("transaction_id", invoice);
            assertThat(encoded.action("{} paid {}", "other", "17")).doesNotContainEntry("transaction_id", invoice);
        }
    }
}
