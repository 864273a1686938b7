package com.moesif.logback.internal.action;

import java.util.List;

/**
 * Values that are JSON already, of the libraries an application may have. Their {@code toString} is the JSON they stand for;
 * read as lists or beans they would be nonsense. Known by their names, since none of these libraries need be there.
 */
final class JsonTrees {
    private static final List<String> NAMES = List.of(
            "com.google.gson.JsonElement",
            "org.json.JSONObject",
            "org.json.JSONArray",
            "org.json.JSONObject$Null",
            "jakarta.json.JsonValue",
            "javax.json.JsonValue",
            "io.vertx.core.json.JsonObject",
            "io.vertx.core.json.JsonArray",
            "kotlinx.serialization.json.JsonElement",
            "play.api.libs.json.JsValue",
            "io.circe.Json");

    /** Of Jackson 2 and 3; without the beginning of the packages, or relocation would change it. */
    private static final String OF_JACKSON = ".jackson.databind.JsonNode";

    private JsonTrees() {}

    static boolean contain(Supertypes types) {
        return NAMES.stream().anyMatch(name -> types.named(name) != null)
                || types.anyName(name -> name.endsWith(OF_JACKSON));
    }
}
