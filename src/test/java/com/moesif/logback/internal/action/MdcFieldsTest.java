package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys of the MDC that lead to one place: which counts doesn't depend on the order in which a map has them. */
class MdcFieldsTest {
    /** Best first: aliases as they stand, the place's own name, its other spelling. */
    private static final List<List<String>> KEYS =
            List.of(List.of("tenant", "account", "company_id"), List.of("account", "company_id", "companyId"));

    private final Told told = new Told();
    private final LineBuffer lines = new LineBuffer();

    private ActionEncoder encoder() {
        Map<String, String> aliases = new LinkedHashMap<>();
        aliases.put("tenant", "company_id");
        aliases.put("account", "company_id");
        return new ActionEncoder(new Naming(aliases, Set.of("*"), List.of()), List.of(), List.of(), told, lines);
    }

    private Map<String, Object> encoded(ActionEncoder encoder, Map<String, String> mdc) {
        lines.truncate(0);
        assertThat(encoder.encode(new CapturedAction(0, "m", mdc, 0))).isTrue();
        return ParsedJson.object(new String(lines.bytes(), 1, lines.length() - 1, StandardCharsets.UTF_8));
    }

    private static List<List<Integer>> orders(int count) {
        List<List<Integer>> orders = List.of(List.of());
        for (int i = 0; i < count; i++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> order : orders) {
                for (int at = 0; at <= order.size(); at++) {
                    List<Integer> more = new ArrayList<>(order);
                    more.add(at, i);
                    longer.add(more);
                }
            }
            orders = longer;
        }
        return orders;
    }

    private static String value(int which, String blank) {
        return which == 0 ? blank : which == 1 ? "x" : "y";
    }

    @Test
    void theBestKeyThatHasAValue_counts_andTheBestThatSaysSomethingElse_isNamed() {
        List<List<Integer>> orders = orders(3);
        for (List<String> keys : KEYS) {
            for (int each = 0; each < 27; each++) {
                String[] values = {value(each % 3, null), value(each / 3 % 3, " "), value(each / 9, "")};
                for (List<Integer> order : orders) {
                    Map<String, String> mdc = new LinkedHashMap<>();
                    order.forEach(i -> mdc.put(keys.get(i), values[i]));
                    holds(keys, values, mdc);
                }
            }
        }
    }

    private void holds(List<String> keys, String[] values, Map<String, String> mdc) {
        String used = null;
        String other = null;
        String expected = null;
        for (int i = 0; i < values.length; i++) {
            boolean blank = values[i] == null || values[i].isBlank();
            if (!blank && expected == null) {
                expected = values[i];
                used = keys.get(i);
            } else if (!blank && !values[i].equals(expected) && other == null) {
                other = keys.get(i);
            }
        }
        told.all.clear();

        assertThat(encoded(encoder(), mdc).get("company_id")).as("%s", mdc).isEqualTo(expected);

        List<String> doubts = told.all.stream()
                .filter(sentence -> sentence.startsWith("doubtful"))
                .toList();
        if (other == null) {
            assertThat(doubts).as("%s", mdc).isEmpty();
        } else {
            assertThat(doubts)
                    .as("%s", mdc)
                    .singleElement()
                    .asString()
                    .contains("of the keys '" + used + "' and '" + other + "'. That of '" + used + "' is used");
        }
    }

    /** Neither is better: they are told apart by nothing but their letters. */
    @Test
    void ofTwoKeysThatMendToOneName_theSmallerCounts() {
        for (List<String> keys : List.of(List.of("k\uD800", "k\uD801"), List.of("k\uD801", "k\uD800"))) {
            Map<String, String> mdc = new LinkedHashMap<>();
            keys.forEach(key -> mdc.put(key, key.equals("k\uD800") ? "smaller" : "larger"));

            assertThat(encoded(encoder(), mdc)).containsEntry("metadata", Map.of("k\uFFFD", "smaller"));
        }
    }

    /** What one action's MDC had is not taken for what the next one's has. */
    @Test
    void theMdcOfTheActionBefore_isForgotten() {
        ActionEncoder encoder = encoder();
        Map<String, String> two = new LinkedHashMap<>();
        two.put("tenant", "a");
        two.put("account", "b");
        two.put("k", "v");
        encoded(encoder, two);

        assertThat(encoded(encoder, Map.of("account", "c")))
                .containsEntry("company_id", "c")
                .doesNotContainKey("metadata");
        assertThat(encoded(encoder, Map.of("k", "w")))
                .containsEntry("metadata", Map.of("k", "w"))
                .doesNotContainKey("company_id");
        assertThat(told.all)
                .filteredOn(each -> each.startsWith("doubtful"))
                .singleElement()
                .asString()
                .contains("'tenant' and 'account'");
    }
}
