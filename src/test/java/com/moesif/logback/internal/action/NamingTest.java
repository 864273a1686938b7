package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {
    /** The two spellings have 10 and 11 letters: another name of that length is another name. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "n",
                "company_id",
                "durationMs",
                "sessionToke",
                "actionname",
                "ACTION_NAME",
                "action.name",
                "metadata.action_name",
                // 10 and 11 and 64: lengths that fall on the same bits.
                "a123456789012345678901234567890123456789012345678901234567890123456789012",
                "a1234567890123456789012345678901234567890123456789012345678901234567890123",
            })
    void anyOtherKey_makesNoAction(String key) {
        assertThat(Naming.PLAIN.namesTheAction(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"action_name", "actionName"})
    void itsSpellings_makeAnAction(String key) {
        assertThat(Naming.PLAIN.namesTheAction(key)).isTrue();
    }

    @Test
    void aliases_addSpellingsAndTakeThemAway() {
        Naming naming = new Naming(Map.of("event", "actionName", "action_name", "kind"), Set.of(), List.of());

        assertThat(naming.namesTheAction("event")).isTrue();
        assertThat(naming.namesTheAction("other")).isFalse();
        assertThat(naming.namesTheAction("actionName")).isTrue();
        assertThat(naming.namesTheAction("action_name")).isFalse();
        assertThat(naming.reservedPlace("event")).isEqualTo(Reserved.ACTION_NAME);
        assertThat(naming.reservedPlace("action_name")).isNull();
        assertThat(naming.hasAlias("event")).isTrue();
        assertThat(naming.hasAlias("actionName")).isFalse();
    }

    @Test
    void names_goToTheirPlacesOrToMetadata() {
        Naming naming =
                new Naming(Map.of("tenant", "company_id"), Set.of(), List.of("secret*", "metadata.pin", "user_id"));

        assertThat(naming.place("tenant").reserved).isEqualTo(Reserved.COMPANY_ID);
        assertThat(naming.place("companyId").reserved).isEqualTo(Reserved.COMPANY_ID);
        assertThat(naming.place("company_id").excluded).isFalse();
        assertThat(naming.place("user_id").excluded).isTrue();
        assertThat(naming.excludes(Reserved.USER_ID)).isTrue();
        assertThat(naming.excludes(Reserved.COMPANY_ID)).isFalse();
        assertThat(naming.place("metadata.a.b").text).isEqualTo("a.b");
        assertThat(naming.place("metadata.").text).isEqualTo("metadata.");
        assertThat(naming.place("a.b").text).isEqualTo("a.b");
        assertThat(naming.place("secretive").excluded).isTrue();
        assertThat(naming.place("secret\nline").excluded).isTrue();
        assertThat(naming.place("metadata.secret").excluded).isTrue();
        assertThat(naming.place("top-secret").excluded).isFalse();
        assertThat(naming.place("pin").excluded)
                .as("named as it stands in the action")
                .isTrue();
        assertThat(naming.place("pins").excluded).isFalse();
    }

    /** Whoever reads the log excludes what is written there; a star is not meant for the customer. */
    @ParameterizedTest
    @CsvSource({
        "tenant, tenant, true",
        "ten*, tenant, false",
        "tenants, tenant, false",
        "company_id, tenant, true",
        "companyId, tenant, true",
        "tenant, company_id, false",
        "colour, colour, true",
        "col*, colour, true",
        "hue, colour, true",
        "colour, hue, false",
        "col*, hue, false",
    })
    void anExclude_meansTheNameInTheLogAndTheOneInTheAction(String exclude, String name, boolean excluded) {
        Naming naming = new Naming(Map.of("tenant", "company_id", "colour", "hue"), Set.of(), List.of(exclude));

        assertThat(naming.excludes(name)).isEqualTo(excluded);
    }

    @Test
    void mdc_givesReservedNamesAndThoseAskedFor() {
        Naming naming = new Naming(Map.of("tenant", "company_id"), Set.of("trace"), List.of());

        assertThat(naming.placeOfMdcKey("user_id").reserved).isEqualTo(Reserved.USER_ID);
        assertThat(naming.placeOfMdcKey("tenant").reserved).isEqualTo(Reserved.COMPANY_ID);
        assertThat(naming.placeOfMdcKey("trace").text).isEqualTo("trace");
        assertThat(naming.placeOfMdcKey("thread")).isNull();
        assertThat(naming.placeOfMdcKey("transaction_id")).as("one a request").isNull();
    }

    @Test
    void mdcWildcard_showsAllButMakesNoTransactionId() {
        Naming naming = new Naming(Map.of(), Set.of("*"), List.of());

        assertThat(naming.placeOfMdcKey("thread").text).isEqualTo("thread");
        assertThat(naming.placeOfMdcKey("user_id").reserved).isEqualTo(Reserved.USER_ID);
        assertThat(naming.placeOfMdcKey("transaction_id").reserved).isNull();
        assertThat(naming.placeOfMdcKey("transaction_id").text).isEqualTo("transaction_id");
        Naming asked = new Naming(Map.of(), Set.of("transaction_id"), List.of());
        assertThat(asked.placeOfMdcKey("transaction_id").reserved).isEqualTo(Reserved.TRANSACTION_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "a*, a, true",
        "a*, ba, false",
        "*a, ba, true",
        "*a, ab, false",
        "a*a, a, false",
        "a*a, aa, true",
        "*ab*ab*, abxab, true",
        "*ab*ab*, abab, true",
        "*ab*ab*, abx, false",
        "a*b*b, abcb, true",
        "a*b*b, ab, false",
        "**x**, x, true",
        "a.c*, abc, false",
    })
    void star_standsForAnyCharacters(String exclude, String name, boolean excluded) {
        assertThat(new Naming(Map.of(), Set.of(), List.of(exclude)).excludes(name))
                .isEqualTo(excluded);
    }

    /**
     * A key of a user's map may be as long as that; with each star tried at each place this would not end, and a Matcher heeds no
     * interrupt.
     */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyStars_areNoMoreWorkThanAreCharacters() {
        Naming naming = new Naming(Map.of(), Set.of(), List.of("*a*a*a*a*a*b"));
        assertThat(naming.excludes("a".repeat(10_000))).isFalse();
        assertThat(naming.excludes("a".repeat(10_000) + "b")).isTrue();
    }

    @Test
    void theFirstExcludeThatHasAName_isTheOneToSpeakOf() {
        Naming naming =
                new Naming(Map.of("tenant", "company_id"), Set.of(), List.of("a*", "ab", "metadata.pin", "companyId"));

        assertThat(naming.excludeOf("ab")).contains("a*");
        assertThat(naming.excludeOf("metadata.ab")).contains("a*");
        assertThat(naming.excludeOf("pin")).contains("metadata.pin");
        assertThat(naming.excludeOf("company_id")).contains("companyId");
        assertThat(naming.excludeOf("metadata.companyId")).contains("companyId");
        assertThat(naming.excludeOf("tenant")).isEmpty();
        assertThat(naming.excludesPlace("pin")).isTrue();
        assertThat(naming.excludesPlace("company_id")).isTrue();
        assertThat(naming.excludesPlace("tenant")).isFalse();
        assertThat(naming.excludesPlace("user_id")).isFalse();
        assertThat(Naming.PLAIN.excludesPlace("pin")).isFalse();
        assertThat(Naming.PLAIN.excludeOf("pin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x, metadata.x, 0",
        "metadata.x, metadata.x, 9",
        "metadata., metadata.metadata., 0",
        "metadata, metadata.metadata, 0",
        "companyId, company_id, 0",
        "metadata.company_id, metadata.company_id, 9",
        "tenant, company_id, 0",
        "colour, metadata.hue, 0",
    })
    void eachField_hasOneFullName(String name, String fullName, int keyFrom) {
        Naming naming = new Naming(Map.of("tenant", "company_id", "colour", "hue"), Set.of(), List.of());

        assertThat(naming.fullName(name)).isEqualTo(fullName);
        assertThat(Naming.keyFrom(name)).isEqualTo(keyFrom);
    }

    @Test
    void aPlace_isKnownByEachOfItsNames() {
        Naming naming = new Naming(
                Map.of("tenant", "companyId", "colour", "metadata.hue", "user_id", "other"), Set.of(), List.of());

        assertThat(naming.namesOf(naming.place("tenant")))
                .containsExactlyInAnyOrder("tenant", "company_id", "companyId");
        assertThat(naming.namesOf(naming.place("hue"))).containsExactlyInAnyOrder("colour", "hue", "metadata.hue");
        assertThat(naming.namesOf(naming.place("userId"))).containsExactly("userId");
    }
}
