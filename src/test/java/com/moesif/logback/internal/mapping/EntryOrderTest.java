package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.Naming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryOrderTest {
    private final EntryOrder order = new EntryOrder(new Naming(
            Map.of("tenant", "company_id", "betrag", "amount", "summe", "metadata.sum", "event", "event"),
            Set.of(),
            List.of()));

    private static Map<String, Integer> map(List<String> names) {
        Map<String, Integer> map = new LinkedHashMap<>();
        names.forEach(name -> map.put(name, map.size()));
        return map;
    }

    /** The logging thread pays for no list and no sorting. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant",
                "tenant user_id amount",
                "tenant userId betrag summe event a b c",
                "company_id user_id amount sum",
                "tenant metadata.company_id",
                "companyId metadata.a metadata.b c",
                "metadata. a",
                "metadata.metadata.a metadata.a",
                "betrag betrags metadata.betrag",
            })
    void namesOfPlacesOfTheirOwn_keepTheMapsOrder(String names) {
        Map<String, Integer> map = map(List.of(names.split(" ")));

        assertThat((Object) order.of(map)).isSameAs(map.entrySet());
    }

    /** The last is the one that counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "company_id tenant",
                "companyId tenant",
                "companyId company_id",
                "amount betrag",
                "metadata.amount betrag",
                "metadata.amount amount",
                "sum summe",
                "metadata.sum summe",
                "metadata.event event",
            })
    void namesOfOnePlace_haveOneOrder(String pair) {
        List<String> names = new ArrayList<>(Arrays.asList(pair.split(" ")));
        names.add(1, "other");
        for (int i = 0; i < 2; i++) {
            List<Object> ordered = new ArrayList<>();
            order.of(map(names)).forEach(entry -> ordered.add(entry.getKey()));
            ordered.remove("other");

            assertThat(ordered).containsExactly((Object[]) pair.split(" "));
            Collections.reverse(names);
        }
    }

    @Test
    void ofTwoAliasesOfOnePlace_theEarlierCounts() {
        Map<String, String> aliases = new LinkedHashMap<>();
        aliases.put("summe", "amount");
        aliases.put("betrag", "amount");
        EntryOrder two = new EntryOrder(new Naming(aliases, Set.of(), List.of()));

        for (List<String> names : List.of(List.of("summe", "betrag"), List.of("betrag", "summe"))) {
            List<Object> ordered = new ArrayList<>();
            two.of(map(names)).forEach(entry -> ordered.add(entry.getKey()));

            assertThat(ordered).containsExactly("betrag", "summe");
        }
    }

    @Test
    void namesThatAreNoTexts_areLeftAlone() {
        Map<Object, Integer> map = new LinkedHashMap<>();
        map.put(1, 1);
        map.put(null, 2);
        map.put("tenant", 3);

        assertThat((Object) order.of(map)).isSameAs(map.entrySet());
    }

    /** Each with each would take too long. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void veryManyNames_areSorted() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            names.add("metadata.key" + i);
        }

        Map<String, Integer> map = map(names);
        Iterable<? extends Map.Entry<?, ?>> ordered = order.of(map);

        assertThat((Object) ordered).isNotSameAs(map.entrySet());
        assertThat(ordered).hasSize(100_000);
    }
}
