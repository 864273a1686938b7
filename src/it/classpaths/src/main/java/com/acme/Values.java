package com.acme;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of each kind, and some within others. */
final class Values {
    private static final Line CAKE = new Line("cake", 2);
    private static final Line TEA = new Line("tea", 1);

    private Values() {}

    record Line(String sku, int quantity) {}

    record Order(Customer customer, List<Line> lines, Map<String, Customer[]> shared) {}

    record Annotated(@JsonProperty("sku_code") String sku, @JsonIgnore String secret) {}

    public static final class Customer {
        private final String name;
        private final Line favourite;

        Customer(String name, Line favourite) {
            this.name = name;
            this.favourite = favourite;
        }

        public String getName() {
            return name;
        }

        public boolean isLoyal() {
            return true;
        }

        public Line getFavourite() {
            return favourite;
        }
    }

    static Map<String, Object> scalars() {
        return Map.of(
                "text", "two cakes",
                "number", new BigDecimal("24.60"),
                "instant", Instant.parse("2026-11-30T10:00:00Z"));
    }

    static Map<String, Object> objects() {
        Customer ann = new Customer("Ann", TEA);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("optional", Optional.of(CAKE));
        values.put("list", List.of("cake", "tea"));
        values.put("map", Map.of("cake", 2));
        values.put("array", new int[] {1, 2});
        values.put("record", CAKE);
        values.put("bean", ann);
        values.put("records", List.of(CAKE, TEA));
        values.put("beans", Map.of("payer", ann));
        values.put("nested", new Order(ann, List.of(CAKE), Map.of("with", new Customer[] {ann})));
        values.put("annotated", new Annotated("A-1", "hidden"));
        return values;
    }
}
