package com.moesif.logback.internal.action;

import java.util.Set;

/**
 * Values that are JSON already, of the libraries an application may have: Jackson's own and Jackson 2's tree, Gson's,
 * org.json's and Jakarta's. Our Jackson would take them for beans or lists and make nonsense of them; their text is the JSON
 * they stand for. Known by their names, since none of these libraries need be there.
 */
final class JsonTrees {
    private static final Set<String> NAMES = Set.of(
            "com.fasterxml.jackson.databind.JsonNode",
            "tools.jackson.databind.JsonNode",
            "com.google.gson.JsonElement",
            "org.json.JSONObject",
            "org.json.JSONArray",
            "jakarta.json.JsonValue",
            "jakarta.json.JsonStructure",
            "javax.json.JsonValue",
            "javax.json.JsonStructure");

    private JsonTrees() {}

    static boolean contain(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            if (NAMES.contains(each.getName()) || anyOf(each.getInterfaces())) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyOf(Class<?>[] interfaces) {
        for (Class<?> each : interfaces) {
            if (NAMES.contains(each.getName()) || anyOf(each.getInterfaces())) {
                return true;
            }
        }
        return false;
    }
}
